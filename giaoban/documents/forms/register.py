"""A paper's record, the filters of the books, passing a paper on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.documents.actions import Record
from giaoban.documents.models import Document
from giaoban.documents.vocabulary import RULING, Direction, DocumentType, Secrecy, Urgency
from giaoban.ui.forms import DayField

_ANY = ("", pgettext_lazy("filter", "all"))
_NO_TYPE = "-"
SORTED = [
    ("", _("latest in the book first")),
    ("old", _("first in the book first")),
    ("date", _("latest date first")),
    ("-date", _("oldest date first")),
]


class BookForm(forms.Form):
    """What a book shows; every field may stay empty."""

    q = forms.CharField(label=_("Words or number"), required=False, max_length=200)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    type = forms.ChoiceField(label=_("Type"), required=False)
    issuer = forms.CharField(label=_("Author"), required=False, max_length=100)
    urgency = forms.TypedChoiceField(
        label=_("Urgency"), required=False, coerce=int, empty_value=None, choices=[_ANY, *Urgency.choices]
    )
    waiting = forms.BooleanField(label=_("Not yet passed on"), required=False)
    order = forms.ChoiceField(label=_("Sorted"), required=False, choices=SORTED)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["year"], [("", pgettext_lazy("filter", "all")), *((y, str(y)) for y in years)])
        types = [(code or _NO_TYPE, label) for code, label in DocumentType.choices]
        _choose(self.fields["type"], [_ANY, *types])

    @property
    def chosen_type(self) -> str | None:
        """The code of the type, "" for papers without one, None for all."""
        chosen = self.cleaned_data.get("type") or None
        return "" if chosen == _NO_TYPE else chosen


class FollowUpForm(forms.Form):
    """What the register of follow-up shows; every field may stay empty."""

    q = forms.CharField(label=_("Words or number"), required=False, max_length=200)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    running = forms.BooleanField(label=pgettext_lazy("filter", "Not closed"), required=False)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["year"], [("", pgettext_lazy("filter", "all")), *((y, str(y)) for y in years)])


class ForceForm(forms.Form):
    """On which day, and which papers."""

    on = DayField(label=_("In force on"), required=False)
    q = forms.CharField(label=_("Words or number"), required=False, max_length=200)
    type = forms.ChoiceField(
        label=_("Type"), required=False, choices=[_ANY, *((each.value, each.label) for each in RULING)]
    )


def _choose(field: forms.Field, choices: Sequence[tuple[Any, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
    field.choices = list(choices)


class RecordForm(forms.Form):
    """All that the register says of a paper; which fields are asked depends on the book."""

    type = forms.ChoiceField(label=_("Type"), required=False, choices=DocumentType.choices)
    number = forms.CharField(label=_("Number"), required=False, max_length=20)
    symbol = forms.CharField(
        label=_("Symbol"), required=False, max_length=40, help_text=_("As it is written: TB-BCĐ, CTr/BCĐ.")
    )
    issued_on = DayField(label=_("Date of the paper"))
    issuer = forms.CharField(label=_("Author"), required=False, max_length=200)
    subject = forms.CharField(
        label=_("Subject"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    arrived_on = DayField(label=_("Day of arrival"))
    urgency = forms.TypedChoiceField(label=_("Urgency"), coerce=int, choices=Urgency.choices, initial=0)
    secrecy = forms.TypedChoiceField(
        label=_("Secrecy"),
        coerce=int,
        choices=Secrecy.choices,
        initial=0,
        help_text=_(
            "A marked paper is registered by its number alone: no subject, no words about it, no file."
        ),
    )
    signer = forms.CharField(label=_("Signer"), required=False, max_length=150)
    recipients = forms.CharField(
        label=_("Where the paper goes"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    storage = forms.CharField(label=_("Storage copy kept by"), required=False, max_length=200)
    pages = forms.IntegerField(label=_("Number of pages"), required=False, min_value=1, max_value=100_000)
    copies = forms.IntegerField(label=_("Number of copies"), required=False, min_value=1, max_value=100_000)
    effective_from = DayField(
        label=_("In force from"), required=False, help_text=_("Empty: from the date of the paper.")
    )
    effective_until = DayField(label=_("In force until"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    NOT_INCOMING = ("storage", "copies")

    def __init__(self, *args: Any, direction: str, document: Document | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.direction, self.document = direction, document
        if direction != Direction.INCOMING:
            del self.fields["arrived_on"]
            return
        for name in self.NOT_INCOMING:
            del self.fields[name]

    def clean_type(self) -> str:
        return str(self.cleaned_data["type"] or "")

    def record(self) -> Record:
        """What was typed, over what the register says already of the paper that is corrected."""
        told = {**self.cleaned_data, "direction": self.direction}
        return Record.of(self.document, **told) if self.document else Record(**told)


def told_of(document: Document) -> dict[str, Any]:
    """The initial values of the form for a paper of the register."""
    return {name: getattr(document, name) for name in RecordForm.base_fields}


class PassOnForm(forms.Form):
    """To whom, when, who signed for it."""

    to = forms.CharField(label=_("Unit or person that receives"), max_length=300)
    on = DayField(label=_("Day passed on"))
    received_by = forms.CharField(label=_("Receipt signed by"), required=False, max_length=150)

    def __init__(self, data: Any = None, *, document: Document, today: date) -> None:
        told = {
            "to": document.passed_to,
            "on": document.passed_on or today,
            "received_by": document.received_by,
        }
        super().__init__(data, initial=told)
        if document.secrecy:
            self.fields["to"].required = False
            self.fields["to"].widget = forms.HiddenInput()
