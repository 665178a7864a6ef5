"""Forms for committees, their fields, seats and holders."""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from giaoban.ui.forms import DayField
from giaoban.ui.merging import MergingForm
from giaoban.units.forms.names import PersonField
from giaoban.units.forms.picking import UnitField, listed, show_initial
from giaoban.units.models import Committee, Field
from giaoban.units.vocabulary import SeatRole


class CommitteeForm(forms.Form):
    """A committee's own facts; `level` only when it is set up."""

    name = forms.CharField(label=pgettext_lazy("unit", "Name"), max_length=200)
    symbol = forms.CharField(
        label=gettext_lazy("Symbol in numbers"),
        max_length=20,
        help_text=gettext_lazy("As in “215/TB-BCĐCĐS”: BCĐCĐS."),
    )
    level = UnitField(label=gettext_lazy("Set up at"))
    standing_unit = UnitField(
        label=gettext_lazy("Standing unit"),
        help_text=gettext_lazy("The unit that does the committee's daily work."),
    )
    basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300)
    term_from = DayField(label=gettext_lazy("First day"))
    term_to = DayField(label=gettext_lazy("Last day"), required=False)

    @classmethod
    def of(cls, committee: Committee, data: Any = None) -> Self:
        """The form of a committee that exists."""
        names = ("name", "symbol", "basis", "term_from", "term_to")
        form = cls(data, initial={name: getattr(committee, name) for name in names})
        del form.fields["level"]
        show_initial(form, "standing_unit", [committee.standing_unit])
        return form


class ChangeCommitteeForm(MergingForm, CommitteeForm):
    """The facts of a committee that exists; two people may change different ones."""


class FieldsForm(forms.Form):
    """The fields of work, one a line."""

    names = forms.CharField(
        label=gettext_lazy("Fields of work"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=gettext_lazy("One on each line. A field taken out ends yesterday; its work keeps it."),
    )

    def clean_names(self) -> list[str]:
        """One name a line."""
        return listed(self.cleaned_data["names"])


class SeatForm(forms.Form):
    """A seat by office."""

    role = forms.ChoiceField(label=gettext_lazy("Place"), choices=SeatRole.choices, initial=SeatRole.MEMBER)
    unit = UnitField(label=gettext_lazy("Unit"))
    office = forms.CharField(
        label=gettext_lazy("Office"),
        max_length=160,
        help_text=gettext_lazy(
            "The office that sits, whoever holds it: Director of the Department of Finance."
        ),
    )
    field = forms.ModelChoiceField(
        label=gettext_lazy("Field in charge"), queryset=Field.objects.none(), required=False, empty_label="–"
    )
    area = forms.CharField(label=gettext_lazy("Area in charge"), max_length=200, required=False)
    substitute_allowed = forms.BooleanField(
        label=gettext_lazy("May send a substitute"), required=False, initial=True
    )
    since = DayField(label=gettext_lazy("From"))
    basis = forms.CharField(label=gettext_lazy("Decision"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, fields_of_work: list[Field], **more: Any) -> None:
        super().__init__(data, **more)
        chooser = self.fields["field"]
        if isinstance(chooser, forms.ModelChoiceField):
            chooser.queryset = Field.objects.filter(pk__in=[f.pk for f in fields_of_work])
            chooser.choices = [("", "–"), *((f.pk, f.name) for f in fields_of_work)]


class HolderForm(forms.Form):
    """Who takes a seat."""

    person = PersonField()
    since = DayField(label=gettext_lazy("From"))
    until = DayField(label=gettext_lazy("Last day"), required=False)
    is_stand_in = forms.BooleanField(
        label=gettext_lazy("Stands in for the holder until the last day"), required=False
    )
    basis = forms.CharField(label=gettext_lazy("Decision"), max_length=300, required=False)


class LastDayForm(forms.Form):
    """When something ends and on what decision."""

    last_day = DayField(label=gettext_lazy("Last day"))
    basis = forms.CharField(label=gettext_lazy("Decision"), max_length=300, required=False)
