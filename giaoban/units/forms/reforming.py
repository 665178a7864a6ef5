"""The form that takes the table of a reform, and the one that takes a reform back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from giaoban.ui.forms import DayField, FileDrop


class ReformForm(forms.Form):
    """A CSV or .xlsx table of old and new units, from when, on what basis."""

    file = forms.FileField(
        label=gettext_lazy("Table of old and new units"),
        widget=FileDrop(attrs={"accept": ".csv,.xlsx,.txt"}),
        help_text=gettext_lazy(
            "CSV (UTF-8) or .xlsx with columns for the old and the new unit, by code, name or both, such as "
            "“Mã cũ”, “Tên cũ”, “Mã mới”, “Tên mới”; or new units with what each is made of. Rows with the "
            "same new unit are merged."
        ),
    )
    effective_on = DayField(label=gettext_lazy("In effect from"))
    basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300)


class TakeBackForm(forms.Form):
    """Which reform is taken back, and why."""

    reform = forms.CharField(widget=forms.HiddenInput)
    why = forms.CharField(label=gettext_lazy("Why it is taken back"), max_length=1000)
