"""The columns of the page of figures: what each counts, in words, and the list behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from giaoban.duties.reads.figures import Figures
from giaoban.duties.reads.tallies import Tally
from giaoban.duties.vocabulary import Basis, OverdueFor, Punctuality
from giaoban.ui import formats


@dataclass(frozen=True, slots=True)
class Told:
    """What a tally says by one of the deadlines, worked out once for all columns of a line."""

    figures: Figures
    ages: dict[OverdueFor, int]
    extended: int

    @classmethod
    def of(cls, tally: Tally, basis: Basis) -> Told:
        """What `tally` says by `basis`."""
        return cls(tally.by(basis), tally.ages(basis), tally.extended)


Count = Callable[[Told], int]


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column: its head, its number, and the filters of its list.

    With `of` it is a share: the number out of that other one, printed with both. `apart` columns count work
    that other columns count too, or that none does.
    """

    name: str
    head: str | Promise
    count: Count
    limits: tuple[tuple[str, str], ...]
    of: Count | None = None
    apart: bool = False
    tone: str = ""

    def words(self, told: Told) -> str:
        """The number as it is printed; a share of nothing is "-"."""
        number = self.count(told)
        if self.of is None:
            return formats.number(number)
        whole = self.of(told)
        return formats.share(number, whole) if whole else "-"


def _stands(*which: Punctuality) -> Count:
    return lambda told: sum(told.figures[each] for each in which)


def _total(told: Told) -> int:
    return told.figures.total


def _done(told: Told) -> int:
    return told.figures.done


def _extended(told: Told) -> int:
    return told.extended


def _age(age: OverdueFor) -> Count:
    return lambda told: told.ages[age]


_OVERDUE: Final = _stands(Punctuality.OVERDUE)
_ON_TIME: Final = _stands(Punctuality.DONE_ON_TIME)
_IN_TIME: Final = _stands(Punctuality.RUNNING, Punctuality.DUE_SOON)


def _word(word: str) -> tuple[tuple[str, str], ...]:
    return (("stands", word),)


_TOTAL: Final = Column("total", pgettext_lazy("column", "Tasks"), _total, _word("counted"))
_OVERDUE_COLUMN: Final = Column(
    "overdue", pgettext_lazy("column", "Overdue"), _OVERDUE, _word("overdue"), tone="late"
)
_OVERDUE_SHARE: Final = Column(
    "overdue_share", pgettext_lazy("column", "Overdue of all"), _OVERDUE, _word("overdue"), of=_total
)
COLUMNS: Final[dict[str, tuple[Column, ...]]] = {
    "stands": (
        _TOTAL,
        Column("on_time", pgettext_lazy("column", "Done on time"), _ON_TIME, _word("done_on_time")),
        Column(
            "late",
            pgettext_lazy("column", "Done late"),
            _stands(Punctuality.DONE_LATE),
            _word("done_late"),
        ),
        Column("in_time", pgettext_lazy("column", "Running in time"), _IN_TIME, _word("in_time")),
        Column(
            "soon",
            pgettext_lazy("column", "of these due soon"),
            _stands(Punctuality.DUE_SOON),
            _word("due_soon"),
            tone="soon",
        ),
        _OVERDUE_COLUMN,
        Column(
            "open_ended",
            pgettext_lazy("column", "No deadline"),
            _stands(Punctuality.NO_DEADLINE),
            _word("no_deadline"),
        ),
        Column("done_share", pgettext_lazy("column", "Done of all"), _done, _word("done"), of=_total),
        Column(
            "on_time_share",
            pgettext_lazy("column", "On time of those done"),
            _ON_TIME,
            _word("done_on_time"),
            of=_done,
        ),
        _OVERDUE_SHARE,
        Column(
            "extended",
            pgettext_lazy("column", "Extended"),
            _extended,
            (("extended", "on"), ("stands", "counted")),
            apart=True,
        ),
        Column(
            "stopped",
            pgettext_lazy("column", "Stopped"),
            _stands(Punctuality.STOPPED),
            _word("stopped"),
            apart=True,
        ),
    ),
    "ages": (
        _TOTAL,
        _OVERDUE_COLUMN,
        *(
            Column(f"age_{age}", age.label, _age(age), (("age", str(age)),), tone="late")
            for age in OverdueFor
        ),
        *(
            Column(f"share_{age}", share, _age(age), (("age", str(age)),), of=_OVERDUE)
            for age, share in (
                (OverdueFor.DAYS_180, pgettext_lazy("column", "91–180 days of all overdue")),
                (OverdueFor.LONGER, pgettext_lazy("column", "Over 180 days of all overdue")),
            )
        ),
        _OVERDUE_SHARE,
    ),
}
"""The columns by what the page shows."""
