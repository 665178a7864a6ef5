"""Which duties a board or a list speaks of: the same choice behind a number and behind its list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal

from django.db.models import Q, QuerySet
from django.utils import timezone

from giaoban.duties.models import DutyQuerySet, Standing
from giaoban.duties.reads.figures import STOOD, standing_on, standings_at_end_of, stood
from giaoban.duties.vocabulary import OWED, Punctuality, Role, Stage
from giaoban.units.models import Unit, UnitGroup
from giaoban.units.reads import Officer, members_of

NONE: Final = "none"
"""In a field or a month: those that have none."""

GROUPS: Final[dict[str, tuple[Punctuality, ...]]] = {
    "counted": tuple(which for which in Punctuality if which != Punctuality.STOPPED),
    "done": (Punctuality.DONE_ON_TIME, Punctuality.DONE_LATE),
    "open": (Punctuality.OVERDUE, Punctuality.DUE_SOON, Punctuality.RUNNING, Punctuality.NO_DEADLINE),
    "late": (Punctuality.OVERDUE, Punctuality.DONE_LATE),
}
"""Punctualities that are counted together, by their word in an address."""
_STAGES_OF: Final[dict[str, tuple[Stage, ...]]] = {
    "counted": (Stage.OWED, Stage.HANDED_IN, Stage.DONE_ON_TIME, Stage.DONE_LATE),
    "done": (Stage.DONE_ON_TIME, Stage.DONE_LATE),
    "open": (Stage.OWED, Stage.HANDED_IN),
}


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month; shown as 06/2025, in addresses 2025-06."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.year}"

    @property
    def key(self) -> str:
        """The word in addresses and in figures."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.moved(1).first - timedelta(days=1)

    def moved(self, months: int) -> Month:
        """The month so many months later."""
        whole = self.year * 12 + self.number - 1 + months
        return Month(whole // 12, whole % 12 + 1)

    @classmethod
    def of(cls, day: date) -> Month:
        """The month in which `day` lies."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, key: str) -> Month:
        """The month of "2025-06". Raises ValueError for anything else."""
        day = date.fromisoformat(f"{key}-01")
        return cls.of(day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """
    A choice of duties as they stood at the end of `day`; what is None or empty does not limit.

    `committee_id` None: all that the officer may see (a unit's own board). `unit_path` takes the units
    below in. `stands` is a `Punctuality` or a word of `GROUPS`. `words` are a search key.
    """

    committee_id: int | None
    day: date
    role: Role | Literal[""] = Role.LEAD
    unit_id: int | None = None
    unit_path: str = ""
    group: UnitGroup | None = None  # the units that it names on `day`
    field: int | str | None = None
    source: str = ""
    month: Month | str | None = None
    due_from: date | None = None
    due_to: date | None = None
    stands: str = ""
    stage: Stage | None = None
    state: str = ""
    words: str = ""

    def is_past(self, now: datetime) -> bool:
        """Whether `day` has ended."""
        return self.day < timezone.localdate(now)

    def on(self, day: date) -> Selection:
        """The same choice on another day."""
        return replace(self, day=day)


def scope_of(selection: Selection, officer: Officer) -> tuple[object, ...]:
    """What of the officer decides which duties are seen: the same scope and selection, the same duties."""
    if selection.committee_id in officer.whole_committee_ids:
        return ()
    return (officer.whole_committee_ids, officer.unit_ids, officer.reading_paths)


def duties_of(selection: Selection, officer: Officer, *, now: datetime) -> DutyQuerySet:
    """The duties of `selection` that `officer` may see, with the columns of `standing_on`."""
    duties = standing_on(selection.day, now=now)
    # The whole committee is visible to its asking side and chairs: asking again would cost the index.
    if selection.committee_id in officer.whole_committee_ids:
        duties = duties.filter(committee=selection.committee_id)
    else:
        duties = duties.visible_to(officer)
        if selection.committee_id is not None:
            duties = duties.filter(committee=selection.committee_id)
    return duties.filter(_limits(selection), role__in=_roles(selection))


def _roles(selection: Selection) -> tuple[str, ...]:
    """A part handed down is owed to the unit above: a committee's board leaves it out, a unit's does not."""
    if selection.role:
        return (selection.role,)
    return OWED if selection.committee_id is None else (Role.LEAD, Role.COORDINATING)


def rows_to_count(
    selection: Selection, officer: Officer, *, now: datetime
) -> DutyQuerySet | QuerySet[Standing]:
    """
    As many rows as `duties_of` and with the columns that are counted.

    Of a past day of a whole committee they come from the index of standings, which is read many times faster.
    """
    whole = selection.committee_id in officer.whole_committee_ids
    if not (whole and selection.is_past(now)) or selection.words:
        return duties_of(selection, officer, now=now)
    rows = standings_at_end_of(selection.day).filter(
        committee=selection.committee_id, role__in=_roles(selection)
    )
    return rows.filter(_limits(selection))


def keys_of(rows: DutyQuerySet | QuerySet[Standing]) -> str:
    """The column of `rows_to_count` that names the duty."""
    return "duty" if rows.model is Standing else "pk"


def _limits(selection: Selection) -> Q:
    limits = _who(selection) & _what(selection) & _when(selection)
    if selection.stands:
        limits &= stands_as(selection.stands, on=selection.day)
    if selection.stage is not None:
        limits &= Q(**{f"{STOOD}stage": selection.stage})
    if selection.state:
        limits &= Q(**{f"{STOOD}state": selection.state})
    return limits


def stands_as(word: str, *, on: date) -> Q:
    """The condition of a punctuality or of a word of `GROUPS`. Raises ValueError for an unknown word."""
    # Of three groups the stage alone says it, as the rule of punctuality does; an index then finds the rows.
    stages = _STAGES_OF.get(word)
    if stages is not None:
        return Q(**{f"{STOOD}stage__in": stages})
    wanted = Q()
    for which in GROUPS.get(word) or (Punctuality(word),):
        wanted |= stood(which, on=on)
    return wanted


def _who(selection: Selection) -> Q:
    """Whose work it was then: a unit that ended has passed its open work on since."""
    limits, unit = Q(), f"{STOOD}unit"
    if selection.unit_path:
        below = Unit.objects.filter(path__startswith=selection.unit_path)
        limits &= Q(**{f"{unit}__in": below.order_by().values("pk")})
    elif selection.unit_id is not None:
        limits &= Q(**{unit: selection.unit_id})
    if selection.group is not None:
        members = members_of(selection.group, on=selection.day)
        limits &= Q(**{f"{unit}__in": members.order_by().values("pk")})
    return limits


def _what(selection: Selection) -> Q:
    limits = Q()
    if selection.field == NONE:
        limits &= Q(field__isnull=True)
    elif selection.field is not None:
        limits &= Q(field=selection.field)
    if selection.source:
        limits &= Q(origin_key="" if selection.source == NONE else selection.source)
    for word in selection.words.split():
        limits &= Q(search_key__contains=word)
    return limits


def _when(selection: Selection) -> Q:
    limits = Q()
    if selection.month == NONE:
        limits &= Q(**{f"{STOOD}due_on__isnull": True})
    elif isinstance(selection.month, Month):
        limits &= Q(**{f"{STOOD}due_on__range": (selection.month.first, selection.month.last)})
    if selection.due_from is not None:
        limits &= Q(**{f"{STOOD}due_on__gte": selection.due_from})
    if selection.due_to is not None:
        limits &= Q(**{f"{STOOD}due_on__lte": selection.due_to})
    return limits
