"""
Tallies: figures by the deadline in force and by the first one, with ages and extensions, in one count.

A tally holds how many tasks fall on each combination of three facts, so that everything a table shows is a
sum of the same numbers, and the tally of a whole is the sum of the tallies of its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Case, Count, ExpressionWrapper, F, Func, IntegerField, Q, QuerySet, Value, When

from giaoban.duties.models import DutyQuerySet, Standing
from giaoban.duties.models.derived import stage_of_columns
from giaoban.duties.models.punctuality import PLACED, placed_case
from giaoban.duties.reads.figures import STOOD, Figures, Month
from giaoban.duties.vocabulary import Basis, OverdueFor, Punctuality

Rows = DutyQuerySet | QuerySet[Standing]
DIMENSIONS: Final = ("unit", "field", "source", "month", "asked")
"""By what tasks can be counted: `asked` is the half-year in which they were asked."""
COLUMN_OF: Final = {"unit": f"{STOOD}unit", "field": f"{STOOD}field", "source": "origin_key"}
_FURTHER: Final = ("first_stage", "original_due_on", "times_extended")


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """January to June (1) or July to December (2) of a year; in addresses 2025-1."""

    year: int
    number: int

    @property
    def key(self) -> str:
        """The word in addresses and in figures."""
        return f"{self.year:04d}-{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.number == 1 else 7, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, 6, 30) if self.number == 1 else date(self.year, 12, 31)

    def __str__(self) -> str:
        return self.key

    @classmethod
    def of(cls, day: date) -> HalfYear:
        """The half-year in which `day` lies."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def read(cls, key: str) -> HalfYear:
        """The half-year of "2025-1". Raises ValueError for anything else."""
        year, dash, number = key.partition("-")
        if not (dash and number in ("1", "2") and year.isascii() and year.isdigit() and len(year) == 4):
            raise ValueError(f"{key!r} is no half-year")
        date(int(year), 1, 1)
        return cls(int(year), int(number))


def code_of(now: int, first: int, *, extended: bool) -> int:
    """The key of `Tally.cells` for work placed so (numbers of `PLACED`) by each of its two deadlines."""
    return now * 32 + first * 2 + int(extended)


def facts_of(code: int) -> tuple[int, int, bool]:
    """The three facts behind a key of `Tally.cells`: the reverse of `code_of`."""
    return code // 32, code // 2 % 16, bool(code % 2)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks fall on each combination of facts; the keys are those of `code_of`."""

    cells: dict[int, int] = field(default_factory=dict)

    def by(self, basis: Basis) -> Figures:
        """How many stand how by the deadline in force or by the first one."""
        counts: dict[Punctuality, int] = {}
        for place, number in self._places(basis):
            which = PLACED[place][0]
            counts[which] = counts.get(which, 0) + number
        return Figures(counts)

    def ages(self, basis: Basis) -> dict[OverdueFor, int]:
        """How many have been overdue for how long; every age is there."""
        found = dict.fromkeys(OverdueFor, 0)
        for place, number in self._places(basis):
            age = PLACED[place][1]
            if age is not None:
                found[age] += number
        return found

    @property
    def extended(self) -> int:
        """How many have had their deadline put off at least once; those stopped are not among them."""
        stopped = Punctuality.STOPPED
        return sum(
            number
            for code, number in self.cells.items()
            if code % 2 and PLACED[facts_of(code)[0]][0] != stopped
        )

    def _places(self, basis: Basis) -> Iterator[tuple[int, int]]:
        """The place by one of the deadlines, with its number; a place may come again."""
        which = 0 if basis == Basis.IN_FORCE else 1
        return ((facts_of(code)[which], number) for code, number in self.cells.items())


def summed(parts: Iterable[Tally]) -> Tally:
    """The tally of all parts together."""
    cells: dict[int, int] = {}
    for part in parts:
        for code, number in part.cells.items():
            cells[code] = cells.get(code, 0) + number
    return Tally(cells)


class _Half(Func):
    """Twice the year of a date column, plus one in its second half."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = (
            "(CAST(substr(%(expressions)s, 1, 4) AS INTEGER) * 2 + (substr(%(expressions)s, 6, 2) > '06'))"
        )
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = (
            "(EXTRACT(YEAR FROM %(expressions)s) * 2 + (EXTRACT(MONTH FROM %(expressions)s) > 6)::int)::int"
        )
        return self.as_sql(compiler, connection, template=template, **extra)


def with_first_deadline(rows: Rows) -> Any:
    """
    `rows` of `standing_on` or `standings_at_end_of`, with the columns about their first deadline.

    They are `stood_first_stage`, `stood_original_due_on` and `stood_times_extended`.
    """
    if rows.model is Standing:
        return rows.annotate(**{f"{STOOD}{name}": F(name) for name in _FURTHER})
    if f"{STOOD}since" in rows.query.annotations:
        return rows.annotate(**{f"{STOOD}{name}": F(f"standings__{name}") for name in _FURTHER})
    columns: dict[str, Any] = {f"{STOOD}{name}": F(name) for name in _FURTHER[1:]}
    return rows.annotate(**{f"{STOOD}first_stage": stage_of_columns("original_due_on")}, **columns)


def tallies(rows: Rows, by: str, *, on: date) -> dict[Any, Tally]:
    """
    The tally of each value of one of `DIMENSIONS`, or of "committee"; one grouped query.

    `rows` are those of `standing_on(on, …)` or `standings_at_end_of(on)`. Keys are ids of units, fields and
    committees (None: no field), keys of sources, months as "2025-06" (None: no deadline), half-years.
    """
    found, column = _placed(rows, on), COLUMN_OF.get(by, by)
    if by == "month":
        found = found.annotate(month=Month(F(f"{STOOD}due_on")))
    elif by == "asked":
        found, column = found.annotate(half=_Half(F("asked_on"))), "half"
    gathered: dict[Any, dict[int, int]] = {}
    for value, code, number in found.values_list(column, "facts").annotate(number=Count("*")):
        gathered.setdefault(value, {})[code] = number
    if by == "asked":
        return {HalfYear(value // 2, value % 2 + 1): Tally(cells) for value, cells in gathered.items()}
    return {value: Tally(cells) for value, cells in gathered.items()}


def tally_of(rows: Rows, *, on: date) -> Tally:
    """The tally of all rows together; one grouped query. See `tallies`."""
    return Tally(dict(_placed(rows, on).values_list("facts").annotate(number=Count("*"))))


def _placed(rows: Rows, on: date) -> Any:
    """The rows with their key of `Tally.cells`, in no order."""
    place: dict[Basis, Any] = {basis: placed_case(on=on, prefix=STOOD, basis=basis) for basis in Basis}
    extended = Case(When(**{f"{STOOD}times_extended__gt": 0}, then=Value(1)), default=Value(0))
    code = place[Basis.IN_FORCE] * 32 + place[Basis.FIRST] * 2 + extended
    facts = ExpressionWrapper(code, output_field=IntegerField())
    return with_first_deadline(rows).annotate(facts=facts).order_by()


def extended_is() -> Q:
    """The condition for rows of `with_first_deadline` whose deadline has been put off."""
    return Q(**{f"{STOOD}times_extended__gt": 0})
