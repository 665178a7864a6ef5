"""Handing files in, and leaving one out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.documents.actions.intake import MOST_AT_ONCE
from giaoban.ui.forms import FileDrop, FilesField
from giaoban.units.models import Committee


class HandInForm(forms.Form):
    """Files for the register of a committee."""

    committee = forms.ChoiceField(label=_("Committee"))
    uploads = FilesField(
        label=_("Files"),
        help_text=_(
            "Word (.docx), PDF, Excel (.xlsx), pictures (.png, .jpg), .txt; at most 25 MB each, 50 at a time."
        ),
        allow_empty_file=True,  # refused with a sentence of its own
        widget=FileDrop(attrs={"accept": ".docx,.pdf,.xlsx,.png,.jpg,.jpeg,.txt"}, multiple=True),
    )

    def __init__(self, *args: Any, committees: Iterable[Committee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.committees = {committee.code: committee for committee in committees}
        choice = self.fields["committee"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 -- declared above
        choice.choices = [(code, committee.name) for code, committee in self.committees.items()]
        if len(self.committees) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = next(iter(self.committees))

    def clean_uploads(self) -> list[Any]:
        files: list[Any] = self.cleaned_data["uploads"]
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(_("At most %(most)d files at a time."), params={"most": MOST_AT_ONCE})
        return files


class SetAsideForm(forms.Form):
    """Why a file does not go into the register."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
