"""The form that takes a list of units."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from giaoban.ui.forms import DayField, FileDrop
from giaoban.units.forms.picking import UnitField


class ImportForm(forms.Form):
    """A CSV or .xlsx file and how it is to be taken."""

    file = forms.FileField(
        label=gettext_lazy("List of units"),
        widget=FileDrop(attrs={"accept": ".csv,.xlsx,.txt"}),
        help_text=gettext_lazy(
            "CSV (UTF-8) or .xlsx with the headings official_code, name, kind, parent_code, "
            "abbreviations, valid_from; only the name is needed."
        ),
    )
    under = UnitField(
        label=gettext_lazy("Below"),
        required=False,
        help_text=gettext_lazy("The unit that rows without a parent stand under. Empty: above all others."),
    )
    effective_on = DayField(
        label=gettext_lazy("In effect from"),
        required=False,
        help_text=gettext_lazy(
            "For rows without a day of their own. Empty: new units exist since before our records, "
            "changes count from today."
        ),
    )
    basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300, required=False)
    close_missing = forms.BooleanField(
        label=gettext_lazy("Close units of the same level that the list leaves out"), required=False
    )
