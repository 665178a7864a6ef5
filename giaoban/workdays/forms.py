"""Entering a day in the calendar."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ui.forms import DayField
from giaoban.workdays.vocabulary import Kind


class DayForm(forms.Form):
    """One day, what it is, and by which paper."""

    day = DayField(label=_("Day"))
    kind = forms.ChoiceField(label=_("This day is"), choices=Kind, initial=Kind.OFF)
    reason = forms.CharField(
        label=_("Reason"), max_length=120, help_text=_("As it is to be read beside a deadline.")
    )
    source = forms.CharField(
        label=_("Paper"), max_length=200, required=False, help_text=_("Number and symbol of the notice.")
    )
