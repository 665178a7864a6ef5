"""The drawings of a board, and the address of the list behind each of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from giaoban.desk.reads.board import Board, Line
from giaoban.desk.reads.selection import GROUPS, NONE, Month, Selection
from giaoban.duties.reads.figures import Figures
from giaoban.duties.vocabulary import Punctuality, Role, State
from giaoban.ui import formats
from giaoban.ui.charts import Picture, Series, Tile, bar_row, heat_tiles, level_of, stacked_bars

KEPT: Final = ("unit", "below", "group", "field", "source", "due_from", "due_to")
SHOWN: Final = 15  # bars and rows of tiles
MONTHS: Final = 12
PARTS: Final = (
    (Punctuality.OVERDUE, "late", pgettext_lazy("legend", "Overdue")),
    (Punctuality.DUE_SOON, "soon", pgettext_lazy("legend", "Due soon")),
    (Punctuality.RUNNING, "plain", pgettext_lazy("legend", "Running in time")),
    (Punctuality.NO_DEADLINE, "none", pgettext_lazy("legend", "No deadline")),
    (Punctuality.DONE_LATE, "done-late", pgettext_lazy("legend", "Done late")),
    (Punctuality.DONE_ON_TIME, "ok", pgettext_lazy("legend", "Done on time")),
)
"""The parts of a bar from the left, the worst first: so bars compare in what is overdue."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the address of its list."""

    number: int
    url: str
    label: str = ""
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a whole table: its name, its total, its parts, and what share is done."""

    name: str
    total: Cell
    parts: list[Cell]
    done: str


class Links:
    """Addresses of lists that keep the filters of the board they stand on."""

    def __init__(self, query: QueryDict, committee: str, day: date, *, today: date) -> None:
        kept = {"committee": committee}
        if day != today:
            kept["as_of"] = day.isoformat()
        self.kept = kept | {name: str(query[name]) for name in KEPT if query.get(name)}
        self.list = reverse("work")

    def board(self, name: str = "board", *args: str) -> str:
        """The board itself or another page about the same."""
        return f"{reverse(name, args=args)}?{urlencode(self.kept)}"

    def work(self, **said: str) -> str:
        """The list with these further filters."""
        query = self.kept | said
        if "unit" in said:
            query.pop("below", None)
        return f"{self.list}?{urlencode(query)}"

    def line(self, what: str, key: str) -> dict[str, str]:
        """The filter of one unit, field, paper or month."""
        return {_PARAMETERS[what]: key or NONE} if what else {}

    def row(self, what: str, line: Line | Figures) -> TableRow:
        """A line with every number as a link; `what` "" for the whole."""
        found = line.figures if isinstance(line, Line) else line
        limit = self.line(what, line.key) if isinstance(line, Line) else {}
        return TableRow(
            name=named(what, line) if isinstance(line, Line) else "",
            total=Cell(found.total, self.work(stands="counted", **limit)),
            parts=[
                Cell(found[which], self.work(stands=which, **limit), str(words), _INKS.get(which, "plain"))
                for which, _tone, words in PARTS
            ],
            done=formats.share(found.done, found.total),
        )


_PARAMETERS: Final = {"units": "unit", "fields": "field", "sources": "source", "months": "month"}
_INKS: Final = {Punctuality.OVERDUE: "late", Punctuality.DUE_SOON: "soon"}


def named(what: str, line: Line) -> str:
    """The name of a line; of the rest, that it has none."""
    if line.name or line.key:
        return line.name or line.key
    return {"fields": _("Without a field"), "sources": _("No paper")}.get(what, _("No deadline"))


def table_words(what: str) -> tuple[str, str]:
    """The title of a whole table and the head of its first column."""
    return {
        "units": (_("By unit, the most overdue first"), _("Unit")),
        "fields": (_("By field"), _("Field")),
        "sources": (_("By paper, the most overdue first"), _("Paper")),
        "months": (_("By month of the deadline"), _("Month")),
    }[what]


def series_words() -> list[str]:
    """The heads of the parts, in the order of `PARTS`."""
    return [str(words) for _which, _tone, words in PARTS]


def drawings(board: Board, links: Links, selection: Selection) -> dict[str, Any]:
    """The pictures and the linked numbers of the page."""
    months = [Month.of(selection.day).moved(n) for n in range(3 - MONTHS, 3)]
    shown = {month.key for month in months}
    return {
        "stats": _stats(board, links),
        "beside": _beside(board, links),
        "tiles": _tiles(board, links, Month.of(selection.day)),
        "pictures": [
            _bars(board.units[:SHOWN], "units", links),
            _bars(board.fields, "fields", links),
            _bars(board.sources, "sources", links),
            _bars([m for m in board.months if m.key in shown], "months", links),
        ],
    }


def _stats(board: Board, links: Links) -> list[dict[str, Any]]:
    whole, before = board.whole, board.before
    since = _("in 30 days")
    tones = {Punctuality.RUNNING: "", Punctuality.DUE_SOON: "soon", Punctuality.OVERDUE: "late"}
    stats = [
        {
            "value": whole[which],
            "label": which.label,
            "url": links.work(stands=which),
            "change": whole[which] - before[which],
            "note": since,
            "tone": tone,
        }
        for which, tone in tones.items()
    ]
    share = formats.share(whole.done, whole.total)
    done = {
        "value": whole.done,
        "label": _("Done"),
        "url": links.work(stands="done"),
        "change": whole.done - before.done,
        "note": f"{since} · {share}",
        "tone": "ok",
    }
    return [*stats, done]


def _beside(board: Board, links: Links) -> dict[str, Any]:
    helping = str(Role.COORDINATING)
    return {
        "total": Cell(board.whole.total, links.work(stands="counted")),
        "on_time": Cell(board.whole[Punctuality.DONE_ON_TIME], links.work(stands=Punctuality.DONE_ON_TIME)),
        "late": Cell(board.whole[Punctuality.DONE_LATE], links.work(stands=Punctuality.DONE_LATE)),
        "no_deadline": Cell(board.whole[Punctuality.NO_DEADLINE], links.work(stands=Punctuality.NO_DEADLINE)),
        "stopped": Cell(board.whole[Punctuality.STOPPED], links.work(stands=Punctuality.STOPPED)),
        "waiting": Cell(board.waiting, links.work(role="owed", state=State.SUBMITTED)),
        "coordinating": Cell(
            board.coordinating.total + board.coordinating_done, links.work(role=helping, stands="counted")
        ),
        "parts": [
            *(
                Cell(board.coordinating[which], links.work(role=helping, stands=which), str(words), tone)
                for which, tone, words in PARTS
                if which in GROUPS["open"]
            ),
            Cell(board.coordinating_done, links.work(role=helping, stands="done"), _("Done"), "ok"),
        ],
    }


def _bars(lines: Sequence[Line], what: str, links: Links) -> dict[str, Any]:
    title, head = table_words(what)
    rows = [
        bar_row(
            named(what, line),
            {which.value: number for which, number in line.figures.counts.items()},
            links.work(stands="counted", **links.line(what, line.key)),
        )
        for line in lines
    ]
    series = [Series(which.value, str(words), tone) for which, tone, words in PARTS]
    drawn = stacked_bars(
        rows,
        series,
        title=title,
        desc=_("Bars whose parts are the tasks by how they stand; each opens its list."),
        corner=head,
        total=_("Total"),
        say=formats.number,
    )
    return {
        "what": what,
        "title": title,
        "picture": drawn,
        "url": links.board("board-table", what),
        "rows": rows,
    }


def _tiles(board: Board, links: Links, last: Month) -> Picture | None:
    """Late work of the units that have most of it, by the month in which it was due."""
    months = [last.moved(n) for n in range(1 - MONTHS, 1)]
    units = board.units[:SHOWN]
    if not units:
        return None
    largest = max((board.late.get((u.key, m.key), 0) for u in units for m in months), default=0)
    cells = {
        (y, x): _tile(board, links, unit, month, largest)
        for y, unit in enumerate(units)
        for x, month in enumerate(months)
    }
    return heat_tiles(
        [unit.name for unit in units],
        [f"{m.number:02d}/{m.year % 100:02d}" for m in months],
        cells,
        title=_("Overdue or done late, by unit and month of the deadline"),
        desc=_("The darker, the more; an empty tile: nothing was due. Each tile opens its list."),
        corner=_("Unit"),
        row_urls=[links.work(unit=unit.key, stands="late") for unit in units],
    )


def _tile(board: Board, links: Links, unit: Line, month: Month, largest: int) -> Tile:
    place = (unit.key, month.key)
    due, late = board.due.get(place, 0), board.late.get(place, 0)
    if not due:
        return Tile(None)
    words = _("%(unit)s, %(month)s: %(late)s of %(due)s tasks overdue or done late") % {
        "unit": unit.name,
        "month": month,
        "late": formats.number(late),
        "due": formats.number(due),
    }
    url = links.work(unit=unit.key, month=month.key, stands="late" if late else "counted")
    return Tile(late, level_of(late, largest), url, words)
