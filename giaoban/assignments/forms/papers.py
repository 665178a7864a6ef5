"""Bringing a paper in, and the details of its head."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models import Document
from giaoban.documents.vocabulary import DocumentType
from giaoban.ui.forms import DayField, FileDrop
from giaoban.units.models import Committee

LIMIT_CHARACTERS = 1_000_000  # of pasted text: some 300 pages


class PaperForm(forms.Form):
    """A file or pasted text, and the committee whose paper it is."""

    committee = forms.ChoiceField(label=_("Committee"))
    file = forms.FileField(
        label=_("The paper as a file"),
        help_text=_("Word (.docx), PDF with text, or .txt; at most 25 MB."),
        required=False,
        allow_empty_file=True,  # refused with a sentence of its own
        widget=FileDrop(attrs={"accept": ".docx,.pdf,.txt"}),
    )
    text = forms.CharField(
        label=_("or its text, pasted"),
        required=False,
        strip=False,
        max_length=LIMIT_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_file, has_text = bool(cleaned.get("file")), bool((cleaned.get("text") or "").strip())
        if not self.errors and has_file == has_text:
            raise ValidationError(
                _("Choose a file or paste the text, one of the two.")
                if has_file
                else _("Choose a file or paste the text.")
            )
        return cleaned


if TYPE_CHECKING:
    _DocumentForm = forms.ModelForm[Document]
else:
    _DocumentForm = forms.ModelForm  # Django's own cannot be subscripted when it runs


class DetailsForm(_DocumentForm):
    """What the head of the paper says."""

    issued_on = DayField(label=_("Date of issue"))

    class Meta:
        model = Document
        fields = ("type", "number", "symbol", "issued_on", "issuer", "subject")
        widgets = {"subject": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        type_field = self.fields["type"]
        assert isinstance(type_field, forms.TypedChoiceField)  # noqa: S101 -- a field with choices
        type_field.choices = DocumentType.choices
