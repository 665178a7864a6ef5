"""The filters of a board and of the list behind its numbers, read from the address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from giaoban.desk.reads.selection import GROUPS, NONE, Month, Selection
from giaoban.desk.reads.words import half_words
from giaoban.desk.reads.worklist import ORDERS
from giaoban.documents.models import Document
from giaoban.duties.models import Duty
from giaoban.duties.reads.tallies import HalfYear
from giaoban.duties.vocabulary import Basis, Changed, OverdueFor, Punctuality, Role, State
from giaoban.foundation.text import search_key
from giaoban.ui.forms import DayField, Pick, Picker, PickerField
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import find_units, groups_for

GROUP_WORDS = {
    "counted": pgettext_lazy("punctuality", "All, the stopped ones apart"),
    "done": pgettext_lazy("punctuality", "Done"),
    "open": pgettext_lazy("punctuality", "Not yet done"),
    "in_time": pgettext_lazy("punctuality", "In time, due soon included"),
    "late": pgettext_lazy("punctuality", "Overdue or done late"),
}


class UnitField(PickerField):
    """One unit, by the code of a link, by a picker's key or by a typed name; cleans to a unit or None."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("widget", Picker(""))
        super().__init__(url="", **settings)
        self.day = date.max

    def clean(self, value: Any) -> Unit | None:
        said = next(iter(super().clean(value)), "")
        if not said:
            return None
        unit = Unit.objects.filter(code=said.removeprefix("unit:")).first() or self._named(said)
        if isinstance(self.widget, Picker):
            self.widget.picked = [Pick(said, unit.name)]
        return unit

    def _named(self, said: str) -> Unit:
        found = find_units(said, on=self.day, limit=3)
        exact = [one for one in found if search_key(one.unit.name) == search_key(said)]
        if len(exact or found) == 1:
            return (exact or found)[0].unit
        if not found:
            raise ValidationError(_("No unit has this name."))
        names = ", ".join(one.unit.name for one in found)
        raise ValidationError(_("Several units have this name: %(names)s.") % {"names": names})


class MonthField(forms.ChoiceField):
    """A month as 2025-06, also one that is not offered, or "none"; cleans to a `Month`, "none" or None."""

    def clean(self, value: Any) -> Month | str | None:
        if not value or value == NONE:
            return value or None
        try:
            return Month.read(str(value))
        except ValueError as fault:
            raise ValidationError(_("This is no month.")) from fault


class HalfYearField(forms.ChoiceField):
    """A half-year as 2025-1, also one that is not offered; cleans to a `HalfYear` or None."""

    def clean(self, value: Any) -> HalfYear | None:
        if not value:
            return None
        try:
            return HalfYear.read(str(value))
        except ValueError as fault:
            raise ValidationError(_("This is no half-year.")) from fault


_NUMBER = re.compile(r"\D*?(?P<number>\d+)\s*(?:/\s*(?P<symbol>\S.*))?")  # "215", "TB 215/TB-BCĐ"


@dataclass(frozen=True, slots=True)
class Source:
    """Where work comes from: the key by which duties name it, and its name for people."""

    key: str
    name: str

    def __str__(self) -> str:
        return self.name


class SourceField(forms.CharField):
    """
    A paper by the key of a link, or of the committee by its number ("215", "215/TB-BCĐ").

    Cleans to a `Source` or None. Without a committee only keys are understood, so that nobody learns
    from here which papers exist.
    """

    committee: Committee | None = None
    source: Source | None = None

    def clean(self, value: Any) -> Source | None:
        said = super().clean(value)
        if not said:
            return None
        self.source = Source(NONE, _("No paper")) if said == NONE else self._named(said)
        if self.source is None:
            raise ValidationError(_("The committee has no paper with this number."))
        return self.source

    def _named(self, said: str) -> Source | None:
        if self.committee is None:
            return Source(said, said)
        papers = Document.objects.filter(committee=self.committee)
        paper = papers.filter(code=said).first()
        written = _NUMBER.fullmatch(said)
        if paper is None and written:
            named = papers.filter(number=written["number"])
            if written["symbol"]:
                named = named.filter(symbol__iexact=written["symbol"])
            paper = named.order_by("-issued_on", "-pk").first()
        if paper is not None:
            return Source(paper.code, paper.short_name)
        duties = Duty.objects.filter(committee=self.committee, role__in=Role.values, origin_key=said)
        return Source(said, said) if duties.exists() else None

    def prepare_value(self, value: Any) -> Any:
        return self.source.name if self.source and value == self.source.key != NONE else value


class BoardForm(forms.Form):
    """The filters of a board. Give the committees (none: a unit's own board), their fields, and today."""

    committee = forms.ChoiceField(label=gettext_lazy("Committee"), required=False)
    as_of = DayField(label=gettext_lazy("As of"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Field"), required=False)
    unit = UnitField(label=gettext_lazy("Unit"), required=False)
    below = forms.BooleanField(label=gettext_lazy("With the units below it"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Group of units"), required=False)
    source = SourceField(label=gettext_lazy("Paper, by number"), required=False)
    due_from = DayField(label=gettext_lazy("Due from"), required=False)
    due_to = DayField(label=gettext_lazy("Due to"), required=False)

    first_fields: tuple[str, ...] = ("committee", "as_of")
    said_elsewhere: tuple[str, ...] = ("committee", "as_of", "order")  # no filters to take away

    def __init__(
        self,
        data: Any,
        *,
        chosen: Sequence[Committee],
        committees: Iterable[tuple[str, str]],
        fields: Iterable[tuple[str, str]],
        within: Unit | None,
        today: date,
    ) -> None:
        super().__init__(data)
        self.today, self.chosen = today, list(chosen)
        committee = self.chosen_committee
        self.groups = {group.code: group for group in groups_for(within)} if within else {}
        self._choices("committee", list(committees))
        self._choices("field", [("", "–"), *fields, (NONE, _("Without a field"))])
        self._choices("group", [("", "–"), *((code, group.name) for code, group in self.groups.items())])
        unit, source, as_of = self.fields["unit"], self.fields["source"], self.fields["as_of"]
        assert isinstance(unit, UnitField)  # noqa: S101  # for the type checker
        assert isinstance(source, SourceField)  # noqa: S101
        unit.day, source.committee = today, committee
        assert isinstance(unit.widget, Picker)  # noqa: S101
        unit.widget.url = reverse("find-units")
        as_of.widget.last = today

    @property
    def chosen_committee(self) -> Committee | None:
        """The only committee; None for a unit's own board and for several committees together."""
        return self.chosen[0] if len(self.chosen) == 1 else None

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = choices

    def clean_as_of(self) -> date | None:
        """Not in the future: nobody knows how work will stand."""
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > self.today:
            raise ValidationError(_("This day is still to come."))
        return day

    def selection(self) -> Selection:
        """What the filters choose; call it on a valid form."""
        said = self.cleaned_data
        unit: Unit | None = said["unit"]
        day = said["as_of"] or self.today
        field = said["field"]
        return Selection(
            committee_ids=tuple(committee.pk for committee in self.chosen),
            day=day,
            unit_id=unit.pk if unit else None,
            below=bool(unit and said["below"]),
            group=self.groups.get(said["group"]),
            field=int(field) if field.isdigit() else field or None,
            source=said["source"].key if said["source"] else "",
            due_from=said["due_from"],
            due_to=said["due_to"],
        )


ORDER_WORDS = [
    ("", gettext_lazy("by deadline, the nearest first")),
    ("-due", gettext_lazy("by deadline, the latest first")),
    ("number", gettext_lazy("by number, rising")),
    ("-number", gettext_lazy("by number, falling")),
    ("-asked", gettext_lazy("by day of asking, the newest first")),
    ("asked", gettext_lazy("by day of asking, the oldest first")),
    ("unit", gettext_lazy("by unit, from A")),
    ("-unit", gettext_lazy("by unit, from Y")),
    ("state", gettext_lazy("by state")),
    ("-state", gettext_lazy("by state, the other way round")),
]


class OrderField(forms.ChoiceField):
    """A word of an order; what is no such word cleans to "", the order by deadline."""

    def clean(self, value: Any) -> str:
        word = str(value or "")
        return word if word.removeprefix("-") in ORDERS else ""


class WorkForm(BoardForm):
    """The filters of the list behind the numbers."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)
    stands = forms.ChoiceField(label=gettext_lazy("Punctuality"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", "–"), *State.choices]
    )
    role = forms.ChoiceField(label=gettext_lazy("Part"), required=False)
    month = MonthField(label=gettext_lazy("Month of the deadline"), required=False)
    asked = HalfYearField(label=gettext_lazy("Asked in"), required=False)
    age = forms.ChoiceField(
        label=gettext_lazy("Overdue for"), required=False, choices=[("", "–"), *OverdueFor.choices]
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Counted by"),
        required=False,
        choices=[("", Basis.IN_FORCE.label), (Basis.FIRST.value, Basis.FIRST.label)],
    )
    extended = forms.BooleanField(label=gettext_lazy("Deadline put off"), required=False)
    change = forms.ChoiceField(
        label=gettext_lazy("Changed"), required=False, choices=[("", "–"), *Changed.choices]
    )
    since = DayField(label=gettext_lazy("after the day"), required=False)
    order = OrderField(label=gettext_lazy("Sorted"), required=False, choices=ORDER_WORDS)

    first_fields = ("q", "committee", "as_of", "stands", "unit")
    field_order = ("q", "committee", "as_of", "stands", "unit", "below", "state", "role", "field", "month")

    def __init__(self, data: Any, **settings: Any) -> None:
        super().__init__(data, **settings)
        words = [(key, str(words)) for key, words in GROUP_WORDS.items()]
        self._choices("stands", [("", "–"), *words, *((str(k), str(v)) for k, v in Punctuality.choices)])
        roles = [("", _("Lead: tasks")), (str(Role.COORDINATING), str(Role.COORDINATING.label))]
        self._choices("role", [*roles, ("owed", _("Lead and coordinating"))])
        here = Month.of(self.today)
        months = [here.moved(n) for n in range(12, -37, -1)]
        offered = [(month.key, str(month)) for month in months]
        self._choices("month", [("", "–"), (NONE, _("No deadline")), *offered])
        year = self.today.year
        halves = [HalfYear(year - n // 2, 2 - n % 2) for n in range(8)]
        self._choices("asked", [("", "–"), *((half.key, half_words(half)) for half in halves)])

    def selection(self) -> Selection:
        """What the filters choose; call it on a valid form."""
        said, chosen = self.cleaned_data, super().selection()
        role = {"": Role.LEAD, "owed": ""}.get(said["role"], said["role"])
        return Selection(
            **{name: getattr(chosen, name) for name in Selection.__slots__}
            | {
                "role": role,
                "month": said["month"],
                "stands": said["stands"] if said["stands"] in {*GROUPS, *Punctuality} else "",
                "state": said["state"],
                "words": search_key(said["q"]),
                "asked": said["asked"],
                "age": OverdueFor(said["age"]) if said["age"] else None,
                "basis": Basis(said["basis"] or Basis.IN_FORCE),
                "extended": said["extended"],
                "change": Changed(said["change"]) if said["change"] and said["since"] else None,
                "since": said["since"] if said["change"] else None,
            }
        )
