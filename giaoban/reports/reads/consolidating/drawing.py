"""The pictures of a consolidated report, from its facts; their numbers are those of the tables."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.documents.layout import number_text
from giaoban.reports.reads.consolidating.lines import decimals_of, printed
from giaoban.ui import charts

DRAWN: Final = 40
"""Bars in a picture; the tables beside it have all lines."""


def pictures(content: dict[str, Any], *, standalone: bool) -> dict[str, charts.Picture]:
    """The pictures that there is something to draw for, by their field in templates."""
    drawn = {
        "gui_bao_cao": _sending(content, standalone=standalone),
        "ke_hoach": _plan(content, standalone=standalone),
    }
    return {name: picture for name, picture in drawn.items() if picture is not None}


def _sending(content: dict[str, Any], *, standalone: bool) -> charts.Picture | None:
    """How many reports came in time, late, or not at all."""
    count = content["count"]
    if not count["expected"]:
        return None
    parts = {"in_time": count["in_time"], "late": count["late"], "not_sent": count["not_sent"]}
    return charts.stacked_bars(
        [charts.bar_row(content["unit"]["name"], parts)],
        (
            charts.Series("in_time", pgettext("reports", "On time"), "ok"),
            charts.Series("late", pgettext("reports", "Late"), "soon"),
            charts.Series("not_sent", pgettext("reports", "Not sent"), "late"),
        ),
        title=_("Reports sent"),
        desc=_("Reports by how they came, their number at the end."),
        corner=_("Unit"),
        total=pgettext("reports", "All"),
        say=number_text,
        standalone=standalone,
    )


def _plan(content: dict[str, Any], *, standalone: bool) -> charts.Picture | None:
    """Percent of plan of each indicator that has one."""
    percents = content["figures"]["percent_of_plan"]
    bars = [
        charts.bar_row(measure["label"], {"percent": value})
        for measure, value in zip(content["measures"], percents, strict=True)
        if value is not None and value >= 0
    ][:DRAWN]
    if not bars:
        return None
    decimals = decimals_of("percent_of_plan", content["measures"][0])
    return charts.stacked_bars(
        bars,
        (charts.Series("percent", _("Percent of plan"), "done-late"),),
        title=_("Results against the plan"),
        desc=_("One bar an indicator: its result in percent of the plan."),
        corner=_("Indicator"),
        total=_("Percent of plan"),
        say=lambda value: f"{printed(value, decimals)}%",
        standalone=standalone,
    )
