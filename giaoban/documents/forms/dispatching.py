"""What is typed when a paper is sent to units, recalled or replaced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.documents.actions import Sending
from giaoban.documents.models import Dispatch, Document
from giaoban.documents.reads.asking import Chosen, chosen_units, picked_units
from giaoban.documents.vocabulary import Purpose
from giaoban.ui.forms import Pick, PickerField


class SendPaperForm(forms.Form):
    """To whom a paper goes and what for."""

    units = PickerField(
        url="",
        label=_("Units that get the paper"),
        multiple=True,
        help_text=_("Name units, or groups such as “departments” or “communes and wards”."),
    )
    purpose = forms.ChoiceField(
        label=_("Sent for"), choices=Purpose, initial=Purpose.INFORM, widget=forms.RadioSelect
    )
    message = forms.CharField(
        label=_("Message to the units"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: Any = None, *, document: Document, today: date, proposed: Iterable[Pick] = ()
    ) -> None:
        super().__init__(data)
        self.document, self.today = document, today
        self.chosen = Chosen((), ())
        picker: Any = self.fields["units"].widget
        picker.url = f"{reverse('consultation-units')}?committee={document.committee.code}"
        if self.is_bound:
            picker.picked = picked_units(picker.value_from_datadict(self.data, self.files, "units"))
        else:
            picker.picked = list(proposed)
            self.initial["units"] = [pick.key for pick in picker.picked]

    def clean_units(self) -> list[str]:
        keys: list[str] = self.cleaned_data["units"]
        self.chosen = chosen_units(self.document.committee, keys, on=self.today)
        if self.chosen.unknown:
            names = ", ".join(self.chosen.unknown)
            raise ValidationError(_("Nobody bears this name: %(names)s"), params={"names": names})
        return keys

    def sending(self) -> Sending:
        """What was typed."""
        told = self.cleaned_data
        return Sending(units=self.chosen.units, purpose=told["purpose"], message=told["message"])


class RecallForm(forms.Form):
    """Why a paper is recalled, and which one takes its place."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The units read it where the paper stood."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    other = PickerField(
        url="",
        label=_("Paper that takes its place, if any"),
        required=False,
        help_text=_("It is sent to the same units."),
    )

    def __init__(self, *args: Any, dispatch: Dispatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = dispatch.document
        self.fields["other"].widget.url = (
            reverse("register-find") + f"?committee={self.document.committee.code}"
        )

    def clean_other(self) -> Document | None:
        keys = self.cleaned_data["other"]
        if not keys:
            return None
        papers = Document.objects.filter(committee=self.document.committee_id, secrecy=0)
        found = papers.defer("text").filter(code=keys[0]).exclude(pk=self.document.pk).first()
        if found is None:
            raise ValidationError(_("“%(name)s” is no paper of this register."), params={"name": keys[0]})
        return found
