"""Entering a day in the calendar for the country or a place, and confirming the days off of a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.ui.forms import DayField, Pick, Picker, PickerField
from giaoban.units.models import Unit
from giaoban.units.reads import find_units
from giaoban.workdays.counting import COUNTRY
from giaoban.workdays.counting.proposing import Proposed
from giaoban.workdays.forms import DayForm
from giaoban.workdays.vocabulary import Kind

FREE_ROWS = 4  # further days that may be entered with a year; more are entered one by one


class PlaceDayForm(DayForm):
    """One day of the whole country, or of a unit and everything below it."""

    place = PickerField(
        url="",
        label=_("Holds for"),
        required=False,
        help_text=_("A unit and everything below it. Empty: the whole country."),
    )
    field_order = ("day", "kind", "reason", "source", "place")

    def __init__(self, data: Any = None, **rest: Any) -> None:
        super().__init__(data, **rest)
        self.unit: Unit | None = None
        place = self.fields["place"]
        place.widget = Picker(reverse("find-units"), picked=_picked(data))

    def clean_place(self) -> int:
        """The key of the unit, or `COUNTRY`."""
        typed = self.cleaned_data["place"]
        if not typed:
            return COUNTRY
        self.unit = _unit_of(typed[0])
        if self.unit is None:
            raise ValidationError(gettext("Choose a unit from the list."))
        return self.unit.pk

    def facts(self) -> dict[str, Any]:
        """What a change of the calendar keeps of a valid form."""
        named = {name: self.cleaned_data[name] for name in ("kind", "reason", "source", "place")}
        return {
            "date": self.cleaned_data["day"].isoformat(),
            **named,
            "place_name": self.unit.name if self.unit else "",
        }


def _unit_of(typed: str) -> Unit | None:
    if typed.startswith("unit:"):
        return Unit.objects.filter(code=typed.removeprefix("unit:")).first()
    found = [one.unit for one in find_units(typed, on=timezone.localdate(), limit=2) if one.is_exact]
    return found[0] if len(found) == 1 else None


def _picked(data: Any) -> list[Pick]:
    unit = _unit_of(data.get("place", "")) if data and data.get("place") else None
    return [Pick(f"unit:{unit.code}", unit.name)] if unit else []


class NoticeForm(forms.Form):
    """The notice by which the days off of a year are confirmed."""

    source = forms.CharField(
        label=_("Number and symbol of the notice"),
        max_length=200,
        help_text=_("For example 9441/TB-BNV. Confirm only what the notice says."),
    )


class YearDayForm(forms.Form):
    """One day of the year: a proposed one, taken or dropped, or one that was typed."""

    taken = forms.BooleanField(label=_("Take"), required=False)
    day = DayField(label=_("Day"), required=False)
    kind = forms.ChoiceField(label=_("This day is"), choices=Kind, initial=Kind.OFF, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=120, required=False)

    def __init__(self, *given: Any, year: int, proposed: Proposed | None = None, **rest: Any) -> None:
        if proposed is not None:
            special = proposed.special
            rest["initial"] = {
                "taken": proposed.is_likely,
                "day": special.day,
                "kind": special.kind,
                "reason": special.reason,
            }
        super().__init__(*given, **rest)
        self.year, self.proposed = year, proposed
        if proposed is not None:
            for name in ("day", "kind", "reason"):
                self.fields[name].disabled = True  # what is typed over a proposal is a day of its own
        else:
            del self.fields["taken"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day: date | None = cleaned.get("day")
        if self.proposed is None and day is not None:
            if day.year != self.year:
                self.add_error("day", gettext("This day is not in %(year)s.") % {"year": self.year})
            if not (cleaned.get("reason") or "").strip():
                self.add_error("reason", gettext("Give the reason of the change."))
        return cleaned

    @property
    def is_taken(self) -> bool:
        """Whether a valid form says that the day counts."""
        if self.proposed is not None:
            return bool(self.cleaned_data["taken"])
        return self.cleaned_data["day"] is not None

    def facts(self, source: str) -> dict[str, str]:
        """The day as a change of the calendar keeps it, by the notice `source`."""
        cleaned = self.cleaned_data
        return {
            "date": cleaned["day"].isoformat(),
            "kind": cleaned["kind"] or Kind.OFF.value,
            "reason": cleaned["reason"].strip(),
            "source": source,
        }


class YearForm:
    """The notice, a line for each proposed day, and free lines; like a form, but of several."""

    def __init__(self, data: Any = None, *, year: int, proposal: Sequence[Proposed]) -> None:
        self.year = year
        self.notice = NoticeForm(data)
        self.proposed = [
            YearDayForm(data, year=year, proposed=each, prefix=f"p{each.special.day:%m%d}")
            for each in proposal
        ]
        self.free = [YearDayForm(data, year=year, prefix=f"n{number}") for number in range(FREE_ROWS)]
        self.error = ""

    def is_valid(self) -> bool:
        """Whether everything can be kept; `error` says what is wrong with the whole."""
        parts = [self.notice, *self.proposed, *self.free]
        if not all([part.is_valid() for part in parts]):  # noqa: C419 -- each shows its own errors
            self.error = gettext("Some lines are not right yet; each says why.")
            return False
        days = [form.cleaned_data["day"] for form in self._taken()]
        if not days:
            self.error = gettext("Take at least one day.")
        elif len(set(days)) < len(days):
            self.error = gettext("A day stands in the list twice.")
        return not self.error

    def _taken(self) -> list[YearDayForm]:
        return [form for form in (*self.proposed, *self.free) if form.is_taken]

    def facts(self) -> dict[str, Any]:
        """What a change of the calendar keeps of valid lines."""
        source = self.notice.cleaned_data["source"].strip()
        days = sorted((form.facts(source) for form in self._taken()), key=lambda each: each["date"])
        return {"year": self.year, "source": source, "days": days}
