"""What is typed about a regime and its periods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.reports.actions import Setup
from giaoban.reports.models import Period
from giaoban.reports.vocabulary import CountsFrom, CutOff, Frequency, PeriodKind, Way
from giaoban.ui.forms import DayField
from giaoban.units.forms.picking import UnitField, show_initial
from giaoban.units.models import UnitGroup
from giaoban.units.vocabulary import COMMUNE_LEVEL, UnitKind

RULES: Final = 4
"""Deadlines that one page takes: three for kinds of units and the one for all others, which comes last."""
COMMUNES: Final = "communes"
_HOW: Final = (
    ("working_days", gettext_lazy("working days after the cut-off")),
    ("days", gettext_lazy("days after the cut-off")),
    ("day", gettext_lazy("as the day of the month")),
)
_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2100
_NOT_PLANNED: Final = (PeriodKind.DAY, PeriodKind.PLAN)


def _text(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=10_000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class RegimeForm(forms.Form):
    """All that Decree 09/2019/NĐ-CP asks a report regime to state."""

    name = forms.CharField(label=gettext_lazy("Name of the report"), max_length=200)
    symbol = forms.CharField(
        label=gettext_lazy("Symbol of the form"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example BM 01-CĐS."),
    )
    basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300)
    content = _text(gettext_lazy("What is reported"))
    within = UnitField(
        label=gettext_lazy("Below the unit"), help_text=gettext_lazy("Those of these kinds below it report.")
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of units that report"),
        choices=UnitKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Groups that report as well"),
        queryset=UnitGroup.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    receiver = UnitField(
        label=gettext_lazy("Who receives"),
        help_text=gettext_lazy("The highest of the units that report send to it; the others to those above."),
    )
    ways = forms.MultipleChoiceField(
        label=gettext_lazy("How it is sent"), choices=Way, widget=forms.CheckboxSelectMultiple
    )
    way_words = forms.CharField(
        label=gettext_lazy("More on sending and receiving"), max_length=300, required=False
    )
    frequency = forms.ChoiceField(label=gettext_lazy("How often"), choices=Frequency)
    cut_off = forms.ChoiceField(
        label=gettext_lazy("Data are closed"), choices=CutOff, widget=forms.RadioSelect
    )
    since = DayField(label=gettext_lazy("In force from"))
    until = DayField(label=gettext_lazy("to"), required=False)
    opens_itself = forms.BooleanField(
        label=gettext_lazy("Periods open by themselves on the day after the cut-off"), required=False
    )
    counts_from = forms.ChoiceField(
        label=gettext_lazy("Figures count in the totals above"), choices=CountsFrom, widget=forms.RadioSelect
    )
    outline = _text(gettext_lazy("Outline of the report"), required=False, rows=5)
    guide = _text(gettext_lazy("Guide to the procedure"), required=False, rows=5)

    def __init__(self, *given: Any, groups: Iterable[UnitGroup], **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["groups"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = UnitGroup.objects.filter(pk__in=[group.pk for group in groups]).order_by("name")
        kinds = [("", "–"), (COMMUNES, _("Communes, wards, special zones")), *UnitKind.choices]
        for n in range(RULES):
            last = n == RULES - 1
            if not last:
                self.fields[f"kind_{n}"] = forms.ChoiceField(
                    label=_("Units of the kind"), choices=kinds, required=False
                )
            self.fields[f"amount_{n}"] = forms.IntegerField(
                label=_("All others send within") if last else _("send within"),
                min_value=1,
                max_value=366,
                required=last,
            )
            self.fields[f"how_{n}"] = forms.ChoiceField(label=_("counted in"), choices=_HOW)

    @property
    def rules(self) -> list[list[forms.BoundField]]:
        """The fields of each deadline, side by side."""
        names = [[f"kind_{n}", f"amount_{n}", f"how_{n}"] for n in range(RULES)]
        return [[self[name] for name in row if name in self.fields] for row in names]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not (told.get("kinds") or told.get("groups")):
            self.add_error("kinds", _("Choose the kinds or the groups of units that report."))
        for n in range(RULES - 1):
            if bool(told.get(f"kind_{n}")) != bool(told.get(f"amount_{n}")):
                self.add_error(f"amount_{n}", _("Give the kind of unit and its days, or neither."))
        return told

    def setup(self) -> Setup:
        """What was typed."""
        told = dict(self.cleaned_data)
        rules = [self._rule(n) for n in range(RULES) if told.get(f"amount_{n}")]
        names = [name for name in told if not name.startswith(("kind_", "amount_", "how_"))]
        facts = {name: told[name] for name in names}
        for name in ("kinds", "groups", "ways"):
            facts[name] = tuple(facts[name])
        return Setup(**facts, deadlines=tuple(rules))

    def _rule(self, n: int) -> dict[str, Any]:
        told = self.cleaned_data
        kind, amount, how = told.get(f"kind_{n}", ""), told[f"amount_{n}"], told[f"how_{n}"]
        kinds = [str(each) for each in COMMUNE_LEVEL] if kind == COMMUNES else [kind] if kind else []
        return {"kinds": kinds, "day": amount} if how == "day" else {
            "kinds": kinds, "amount": amount, "unit": how,
        }  # fmt: skip


def told_of(said: Setup) -> dict[str, Any]:
    """What the form shows of a regime."""
    told = {name: getattr(said, name) for name in Setup.__slots__ if name not in {"deadlines", "groups"}}
    told["groups"] = [group.pk for group in said.groups]
    others = [rule for rule in said.deadlines if not rule["kinds"]]
    special = [rule for rule in said.deadlines if rule["kinds"]][: RULES - 1]
    for n, rule in [*enumerate(special), *((RULES - 1, rule) for rule in others[:1])]:
        told[f"kind_{n}"] = COMMUNES if len(rule["kinds"]) > 1 else "".join(rule["kinds"])
        told[f"amount_{n}"] = rule.get("day", rule.get("amount"))
        told[f"how_{n}"] = "day" if "day" in rule else rule["unit"]
    return told


def show_units(form: RegimeForm, said: Setup) -> None:
    """Show the units of a regime in the pickers of an unbound form."""
    show_initial(form, "within", [said.within])
    show_initial(form, "receiver", [said.receiver])


class YearForm(forms.Form):
    """A year that is planned."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR)


class PeriodForm(forms.Form):
    """One period of any kind: by its number, or by its days."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[each for each in PeriodKind.choices if each[0] not in _NOT_PLANNED],
    )
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR)
    number = forms.IntegerField(
        label=gettext_lazy("Which of the year"), min_value=1, max_value=53, required=False
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Only for other periods; the rest is called as papers call it."),
    )
    starts_on = DayField(label=gettext_lazy("Data from"), required=False)
    ends_on = DayField(label=gettext_lazy("to (cut-off)"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("starts_on")) != bool(told.get("ends_on")):
            raise ValidationError(_("Give the first and the last day, or neither."))
        return told

    def facts(self) -> dict[str, Any]:
        """What `plan_period` takes of it."""
        told = self.cleaned_data
        days = (told["starts_on"], told["ends_on"]) if told["starts_on"] else None
        return {
            "kind": told["kind"],
            "year": told["year"],
            "number": told["number"] or 1,
            "name": told["name"],
            "days": days,
        }


class DaysForm(forms.Form):
    """The days of one period and its deadline for each kind of unit."""

    starts_on = DayField(label=gettext_lazy("Data from"))
    ends_on = DayField(label=gettext_lazy("to (cut-off)"))

    def __init__(self, *given: Any, period: Period, **named: Any) -> None:
        super().__init__(*given, **named)
        self.kinds = sorted(period.due, key=lambda kind: (kind == "", kind)) or [""]
        for kind in self.kinds:
            label = UnitKind(kind).label if kind else _("All others")
            self.fields[f"due_{kind}"] = DayField(label=_("Deadline: %(kind)s") % {"kind": label})

    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.cleaned_data["starts_on"], self.cleaned_data["ends_on"]

    def due(self) -> dict[str, date]:
        """The deadline of each kind of unit."""
        return {kind: self.cleaned_data[f"due_{kind}"] for kind in self.kinds}


def days_of(period: Period) -> dict[str, Any]:
    """What the form shows of a period."""
    due = {f"due_{kind}": date.fromisoformat(day) for kind, day in period.due.items()}
    return {"starts_on": period.starts_on, "ends_on": period.ends_on, **due}
