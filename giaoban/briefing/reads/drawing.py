"""The pictures of a brief."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.briefing.reads.findings import Findings, Line
from giaoban.duties.vocabulary import Punctuality
from giaoban.ui import charts

DRAWN: Final = 15
"""Units in a picture; the table beside it has them all."""
_PARTS: Final = {
    "done_on_time": (Punctuality.DONE_ON_TIME,),
    "done_late": (Punctuality.DONE_LATE,),
    "running": (Punctuality.RUNNING, Punctuality.DUE_SOON, Punctuality.NO_DEADLINE),
    "overdue": (Punctuality.OVERDUE,),
}


def units_picture(
    found: Findings, *, url: Callable[[Line], str] = lambda _line: "", standalone: bool = False
) -> charts.Picture:
    """How the tasks of the units stand, the worst first; `url` is what a unit's bar opens."""
    lines = [line for line in found.units if line.figures.total]
    bars = [charts.bar_row(line.name, _parts(line), url(line)) for line in lines[:DRAWN]]
    title = _("Tasks by lead unit")
    if len(lines) > DRAWN:
        title = _("Tasks by lead unit: the %(number)s units with most overdue tasks") % {"number": DRAWN}
    return charts.stacked_bars(
        bars,
        (
            charts.Series("done_on_time", pgettext("punctuality", "Done on time"), "ok"),
            charts.Series("done_late", pgettext("punctuality", "Done late"), "soon"),
            charts.Series("running", pgettext("punctuality", "Not done, in time"), "plain"),
            charts.Series("overdue", pgettext("punctuality", "Not done, overdue"), "late"),
        ),
        title=title,
        desc=_("One bar a unit: its tasks by how they stand, their number at the end."),
        corner=_("Unit"),
        total=pgettext("tasks", "All"),
        standalone=standalone,
    )


def _parts(line: Line) -> dict[str, int]:
    return {key: sum(line.figures[which] for which in parts) for key, parts in _PARTS.items()}
