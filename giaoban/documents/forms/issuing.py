"""Forms of issuing, and of the signed file that comes back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.documents.actions import Issuing
from giaoban.documents.models import Number
from giaoban.documents.reads import Marks
from giaoban.documents.vocabulary import Circulation, Urgency
from giaoban.ui.forms import DayField, FileDrop


class IssueForm(forms.Form):
    """What is said when a paper is issued; the number itself is given by the series."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    dated_on = DayField(
        label=gettext_lazy("Date of the paper"),
        help_text=gettext_lazy("A paper gets its number on the day it is signed or on the next working day."),
    )
    reserved = forms.ChoiceField(label=gettext_lazy("Number"), required=False)
    urgency = forms.TypedChoiceField(label=gettext_lazy("Urgency"), choices=Urgency, coerce=int)
    circulation = forms.ChoiceField(
        label=gettext_lazy("Limits of circulation"), choices=Circulation, required=False
    )
    copies = forms.IntegerField(label=gettext_lazy("Copies"), min_value=1, max_value=99_999, required=False)
    drafter = forms.CharField(label=gettext_lazy("Initials of who drafted it"), max_length=20, required=False)
    contact = forms.CharField(
        label=gettext_lazy("Contact line at the foot of the first page"), max_length=200, required=False
    )

    def __init__(self, *given: Any, reserved: Iterable[Number] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        self.kept = {number.code: number for number in reserved}
        choice = self.fields["reserved"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [
                ("", _("the next number")),
                *(
                    (code, _("%(number)s, reserved: %(reason)s") % _words(number))
                    for code, number in self.kept.items()
                ),
            ]

    def issuing(self) -> Issuing:
        """What the form says, once it is valid."""
        told = self.cleaned_data
        return Issuing(
            version=told["version"],
            dated_on=told["dated_on"],
            reserved=self.kept.get(told["reserved"]),
            marks=Marks(
                urgency=told["urgency"],
                circulation=told["circulation"],
                drafter=told["drafter"],
                copies=told["copies"],
                contact=told["contact"],
            ),
        )


def _words(number: Number) -> dict[str, str]:
    return {"number": f"{number.value:02d}", "reason": number.reason}


class SignedForm(forms.Form):
    """The signed PDF of an issued paper."""

    file = forms.FileField(label=gettext_lazy("Signed PDF"), widget=FileDrop())
