"""Which duties a board or a list speaks of: the same choice behind a number and behind its list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from django.db.models import Q
from django.utils import timezone

from giaoban.duties.models import DutyQuerySet, Standing
from giaoban.duties.models.punctuality import COLUMNS, overdue_for_is
from giaoban.duties.reads.changes import Rows, changed
from giaoban.duties.reads.figures import STOOD, punctuality_is, standing_on, standings_at_end_of
from giaoban.duties.reads.tallies import HalfYear, extended_is, with_first_deadline
from giaoban.duties.vocabulary import OWED, Basis, Changed, OverdueFor, Punctuality, Role, Stage
from giaoban.units.models import UnitGroup
from giaoban.units.reads import Officer, members_of
from giaoban.units.reads.then import units_below

NONE: Final = "none"
"""In a field or a month: those that have none."""

GROUPS: Final[dict[str, tuple[Punctuality, ...]]] = {
    "counted": tuple(which for which in Punctuality if which != Punctuality.STOPPED),
    "done": (Punctuality.DONE_ON_TIME, Punctuality.DONE_LATE),
    "open": (Punctuality.OVERDUE, Punctuality.DUE_SOON, Punctuality.RUNNING, Punctuality.NO_DEADLINE),
    "in_time": (Punctuality.RUNNING, Punctuality.DUE_SOON),
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

    No `committee_ids`: all that the officer may see (a unit's own board). `below` takes the units in that
    stood below `unit_id` on the day. `stands` is a `Punctuality` or a word of `GROUPS`; `basis` says by which
    deadline it and `age` are meant. `change` is what happened to work after the day `since`. `words` are a
    search key.
    """

    committee_ids: tuple[int, ...]
    day: date
    role: Role | Literal[""] = Role.LEAD
    unit_id: int | None = None
    below: bool = False
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
    basis: Basis = Basis.IN_FORCE
    age: OverdueFor | None = None
    asked: HalfYear | None = None  # the half-year in which it was asked
    extended: bool = False
    change: Changed | None = None
    since: date | None = None

    def is_past(self, now: datetime) -> bool:
        """Whether `day` has ended."""
        return self.day < timezone.localdate(now)

    def on(self, day: date) -> Selection:
        """The same choice on another day."""
        return replace(self, day=day)

    def is_whole(self, officer: Officer) -> bool:
        """Whether it speaks of committees all of whose work `officer` may read."""
        return bool(self.committee_ids) and officer.whole_committee_ids.issuperset(self.committee_ids)

    @property
    def is_plain(self) -> bool:
        """Whether nothing but committees, day and part limits it: then a frozen sheet may answer."""
        return self == Selection(
            committee_ids=self.committee_ids, day=self.day, role=self.role, basis=self.basis
        )

    @property
    def asks_first_deadline(self) -> bool:
        """Whether the columns about the first deadline are needed."""
        return self.basis == Basis.FIRST or self.extended or self.change is not None


def duties_of(selection: Selection, officer: Officer, *, now: datetime) -> DutyQuerySet:
    """The duties of `selection` that `officer` may see, with the columns of `standing_on`."""
    duties = standing_on(selection.day, now=now)
    # The whole committee is visible to its asking side and chairs: asking again would cost the index.
    if not selection.is_whole(officer):
        duties = duties.visible_to(officer)
    if selection.committee_ids:
        duties = duties.filter(_committees(selection))
    found: DutyQuerySet = _chosen(duties, selection)
    return found


def _chosen(rows: Rows, selection: Selection) -> Any:
    if selection.asks_first_deadline:
        rows = with_first_deadline(rows)
    rows = rows.filter(_limits(selection), role__in=_roles(selection))
    if selection.change is not None and selection.since is not None:
        rows = changed(rows, selection.change, since=selection.since, on=selection.day)
    return rows


def _committees(selection: Selection) -> Q:
    """One committee by equality, which an index serves best."""
    ids = selection.committee_ids
    return Q(committee=ids[0]) if len(ids) == 1 else Q(committee__in=ids)


def _roles(selection: Selection) -> tuple[str, ...]:
    """A part handed down is owed to the unit above: a committee's board leaves it out, a unit's does not."""
    if selection.role:
        return (selection.role,)
    return (Role.LEAD, Role.COORDINATING) if selection.committee_ids else OWED


def rows_to_count(selection: Selection, officer: Officer, *, now: datetime, by_both: bool = False) -> Rows:
    """
    As many rows as `duties_of` and with the columns that are counted; `by_both` for `tallies`.

    Of past days and of first deadlines of whole committees they come from the index of standings, which is
    read many times faster.
    """
    past = by_both or selection.is_past(now) or selection.asks_first_deadline
    if not (past and selection.is_whole(officer)) or selection.words:
        return duties_of(selection, officer, now=now)
    rows = standings_at_end_of(selection.day).filter(_committees(selection))
    found: Rows = _chosen(rows, selection)
    return found


def keys_of(rows: Rows) -> str:
    """The column of `rows_to_count` that names the duty."""
    return "duty" if rows.model is Standing else "pk"


def _limits(selection: Selection) -> Q:
    limits = _who(selection) & _what(selection) & _when(selection)
    day, basis = selection.day, selection.basis
    if selection.stands:
        limits &= stands_as(selection.stands, on=day, basis=basis)
    if selection.age is not None:
        limits &= overdue_for_is(selection.age, on=day, prefix=STOOD, basis=basis)
    if selection.extended:
        limits &= extended_is()
    if selection.stage is not None:
        limits &= Q(**{f"{STOOD}stage": selection.stage})
    if selection.state:
        limits &= Q(**{f"{STOOD}state": selection.state})
    return limits


def stands_as(word: str, *, on: date, basis: Basis = Basis.IN_FORCE) -> Q:
    """The condition of a punctuality or of a word of `GROUPS`. Raises ValueError for an unknown word."""
    # Of three groups the stage alone says it, as the rule of punctuality does; an index then finds the rows.
    stages = _STAGES_OF.get(word)
    if stages is not None:
        return Q(**{f"{STOOD}{COLUMNS[basis][0]}__in": stages})
    wanted = Q()
    for which in GROUPS.get(word) or (Punctuality(word),):
        wanted |= punctuality_is(which, on=on, prefix=STOOD, basis=basis)
    return wanted


def _who(selection: Selection) -> Q:
    """Whose work it was then: a unit that ended has passed its open work on since."""
    limits, unit = Q(), f"{STOOD}unit"
    if selection.unit_id is not None and selection.below:
        limits &= Q(**{f"{unit}__in": sorted(units_below(selection.unit_id, selection.day))})
    elif selection.unit_id is not None:
        limits &= Q(**{unit: selection.unit_id})
    if selection.group is not None:
        members = members_of(selection.group, on=selection.day)
        limits &= Q(**{f"{unit}__in": members.order_by().values("pk")})
    return limits


def _what(selection: Selection) -> Q:
    limits = Q()
    if selection.field == NONE:
        limits &= Q(**{f"{STOOD}field__isnull": True})
    elif selection.field is not None:
        limits &= Q(**{f"{STOOD}field": selection.field})
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
    if selection.asked is not None:
        limits &= Q(asked_on__range=(selection.asked.first, selection.asked.last))
    if selection.due_from is not None:
        limits &= Q(**{f"{STOOD}due_on__gte": selection.due_from})
    if selection.due_to is not None:
        limits &= Q(**{f"{STOOD}due_on__lte": selection.due_to})
    return limits
