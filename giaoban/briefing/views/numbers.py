"""The numbers of a brief for the page, each with the address of the list behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from giaoban.briefing.models import Brief
from giaoban.briefing.reads.findings import Findings, Line, percent_of
from giaoban.briefing.reads.scope import OF_THE_BOARD, Scope
from giaoban.duties.reads.figures import Figures, end_of
from giaoban.duties.vocabulary import Punctuality

PRINTED: Final = frozenset(
    {"overdue", "due_next", "due_next_submitted", "accepted", "accepted_on_time", "accepted_late"}
)
"""Lists whose rows the brief itself prints: all its readers may open them."""

SHOW_WORDS: Final[dict[str, str | Promise]] = {
    "counted": gettext_lazy("All tasks, the stopped ones apart"),
    "done": pgettext_lazy("tasks", "Done"),
    "open": gettext_lazy("Not yet done"),
    **{which.value: which.label for which in Punctuality},
    "asked": gettext_lazy("Given in the period"),
    "accepted": gettext_lazy("Accepted in the period"),
    "accepted_on_time": gettext_lazy("Accepted in the period, done on time"),
    "accepted_late": gettext_lazy("Accepted in the period, done late"),
    "stopped_now": gettext_lazy("Stopped in the period"),
    "returned_now": gettext_lazy("Returned in the period"),
    "due_next": gettext_lazy("Due next"),
    "due_next_submitted": gettext_lazy("Due next, already submitted"),
    "submitted": gettext_lazy("Results that await a decision"),
    "declined": gettext_lazy("Declined work that awaits a decision"),
    "helping": gettext_lazy("Coordinating parts"),
    "helping_overdue": gettext_lazy("Coordinating parts that are overdue"),
}
NONE: Final = "none"
"""In the place of a field: tasks that have none."""
COLUMNS: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("counted", pgettext_lazy("tasks", "All")),
    ("done_on_time", Punctuality.DONE_ON_TIME.label),
    ("done_late", Punctuality.DONE_LATE.label),
    ("running", Punctuality.RUNNING.label),
    ("due_soon", Punctuality.DUE_SOON.label),
    ("overdue", Punctuality.OVERDUE.label),
    ("no_deadline", Punctuality.NO_DEADLINE.label),
)
"""The columns of the tables, by the words of their lists."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the address of its list; "" when there is nothing to open. `tone` "late" for overdue."""

    value: int
    url: str
    label: str | Promise
    tone: str = ""
    share: Decimal | None = None
    before: int | None = None

    @property
    def change(self) -> int | None:
        """The difference to the period before; None when they are not compared."""
        return None if self.before is None else self.value - self.before


@dataclass(frozen=True, slots=True)
class TableRow:
    """One unit or field: its numbers under `COLUMNS`, the share done, and its coordinating parts."""

    name: str
    cells: tuple[Number, ...]
    done_percent: Decimal | None
    helping: Number
    helping_overdue: Number


class Links:
    """
    Addresses of the lists behind the numbers of one brief.

    How tasks stood at the end of a day opens the board's own list as of that day, for those who may see all
    of it; everything else, and what was counted in the middle of a day, opens a list of the brief itself.
    """

    def __init__(self, brief: Brief, scope: Scope, *, is_whole: bool) -> None:
        self.brief, self.scope, self.is_whole = brief, scope, is_whole
        self.here = reverse("brief-work", args=[brief.code])
        self.board = _board_list() if is_whole and scope.end == end_of(scope.day) else ""

    def url(self, show: str, *, unit: str = "", field: str = "") -> str:
        """The list of `show`, a word of `SHOWS`; "" when the person may not open it."""
        narrowed = {name: value for name, value in (("unit", unit), ("field", field)) if value}
        if self.board and show in OF_THE_BOARD:
            day = {"committee": self.brief.committee.code, "as_of": f"{self.scope.day:%d/%m/%Y}"}
            return f"{self.board}?{urlencode({**day, 'stands': show, **narrowed})}"
        if not self.is_whole and show not in PRINTED:
            return ""
        return f"{self.here}?{urlencode({'show': show, **narrowed})}"

    def number(
        self,
        show: str,
        value: int,
        *,
        label: str | Promise = "",
        before: int | None = None,
        of: int | None = None,
    ) -> Number:
        """The number `value` of the list `show`; `of` is what its share is counted from."""
        return Number(
            value,
            self.url(show) if value else "",
            label or SHOW_WORDS[show],
            tone="late" if show in {"overdue", "accepted_late"} and value else "",
            share=None if of is None else percent_of(value, of),
            before=before,
        )

    def row(self, line: Line, *, by: str) -> TableRow:
        """The numbers of one line; `by` is "unit" or "field"."""
        return self._row(line, {by: line.key or NONE})

    def _row(self, line: Line, key: dict[str, str]) -> TableRow:
        return TableRow(
            name=line.name or _("Without a field"),
            cells=tuple(
                self._cell(show, number, label, key) for show, label, number in _numbers(line.figures)
            ),
            done_percent=percent_of(line.figures.done, line.figures.total),
            helping=self._cell("helping", line.helping.total, _("Coordinating"), key),
            helping_overdue=self._cell(
                "helping_overdue", line.helping[Punctuality.OVERDUE], _("Coordinating, overdue"), key
            ),
        )

    def _cell(self, show: str, number: int, label: str | Promise, key: dict[str, str]) -> Number:
        url = self.url(show, **key) if number else ""
        return Number(number, url, label, tone="late" if "overdue" in show and number else "")

    def sums(self, figures: Figures, helping: Figures) -> TableRow:
        """The last row of a table."""
        return self._row(Line("", pgettext("tasks", "Together"), figures, helping), {})


def _numbers(figures: Figures) -> Iterable[tuple[str, str | Promise, int]]:
    for show, label in COLUMNS:
        yield show, label, figures.total if show == "counted" else figures[Punctuality(show)]


def _board_list() -> str:
    try:
        return reverse("work")
    except NoReverseMatch:  # the board's room is not installed
        return ""


def totals(links: Links, found: Findings) -> list[Number]:
    """How all tasks stand: each punctuality, with its share and the period before."""
    now, then = found.whole, found.whole_before
    rows = [
        links.number(show, number, label=label, of=now.total, before=then[Punctuality(show)])
        for show, label, number in _numbers(now)
        if show != "counted"
    ]
    return [*rows, links.number("counted", now.total, of=now.total, before=then.total)]


def events(links: Links, found: Findings) -> list[Number]:
    """What happened in the period, beside the period before."""
    now, then = found.events, found.events_before
    named = (
        ("asked", pgettext("tasks", "Given"), now.asked, then.asked),
        ("accepted_on_time", Punctuality.DONE_ON_TIME.label, now.accepted_on_time, then.accepted_on_time),
        ("accepted_late", Punctuality.DONE_LATE.label, now.accepted_late, then.accepted_late),
        ("returned_now", pgettext("tasks", "Returned"), now.returned, then.returned),
        ("stopped_now", pgettext("tasks", "Stopped"), now.stopped, then.stopped),
    )
    return [links.number(show, value, label=label, before=before) for show, label, value, before in named]
