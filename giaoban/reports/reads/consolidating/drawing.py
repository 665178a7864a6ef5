"""The pictures of a consolidated report, from its facts; their numbers are those of the tables."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.documents.layout import number_text
from giaoban.documents.layout.wording import clean
from giaoban.reports.reads.consolidating.charting import Chart, Course, course, main_charts, ranking
from giaoban.reports.reads.consolidating.lines import decimals_of, printed
from giaoban.ui import charts

DRAWN: Final = 25
"""Bars in a picture, less than a page; the tables beside it have all lines."""
_PAIRS: Final = 13
"""Periods that have columns; more are lines."""
_WIDE, _NAME, _NOTE = 688, 200, 44
_MOST_WORDS: Final = 1_500

Pictures = dict[str, charts.Picture]


def pictures(content: dict[str, Any], *, standalone: bool) -> Pictures:
    """The pictures that a report shows by itself, those there is something to draw for, by their field."""
    drawn = {
        "gui_bao_cao": _sending(content, standalone=standalone),
        "ke_hoach": _plan(content, standalone=standalone),
    } | {name_of(chart): _drawn(chart, standalone=standalone) for chart in main_charts(content)}
    return {name: picture for name, picture in drawn.items() if picture is not None}


def every_picture(content: dict[str, Any]) -> Pictures:
    """Those, and the two of each indicator, for a template to choose from."""
    drawn = pictures(content, standalone=True)
    for place in range(len(content["measures"])):
        for chart in (course(content, place), ranking(content, place)):
            if chart is not None and name_of(chart) not in drawn:
                drawn[name_of(chart)] = _drawn(chart, standalone=True)
    return drawn


def name_of(chart: Chart) -> str:
    """The field of a chart: its kind and its key."""
    return f"{'dien_bien' if isinstance(chart, Course) else 'don_vi'}/{chart.key}"


def title_of_chart(chart: Chart) -> str:
    """What stands under a chart, in the language of the reader."""
    if isinstance(chart, Course):
        return clean(_("Course: %(indicator)s") % {"indicator": chart.label})
    if chart.units > len(chart.rows):
        told = {"indicator": chart.label, "shown": len(chart.rows), "units": number_text(chart.units)}
        return clean(_("%(indicator)s by unit, the %(shown)s largest of %(units)s") % told)
    return clean(_("%(indicator)s by unit") % {"indicator": chart.label})


def words_of(picture: charts.Picture) -> str:
    """A picture in words for those who do not see it: its name and its numbers."""
    head, rows = picture.table.head, picture.table.rows
    told = "; ".join(
        f"{row[0]}: " + ", ".join(f"{name} {cell}" for name, cell in zip(head[1:], row[1:], strict=True))
        for row in rows
    )
    said = clean(f"{picture.title}. {told}.")
    return said if len(said) <= _MOST_WORDS else f"{said[: _MOST_WORDS - 1]}…"


def _drawn(chart: Chart, *, standalone: bool) -> charts.Picture:
    title = title_of_chart(chart)
    if not isinstance(chart, Course):
        rows = [charts.Figure(clean(name), value, note=note) for name, value, note in chart.rows]
        told: dict[str, Any] = {
            "title": title,
            "desc": _("One bar a unit, the largest first."),
            "head": (_("Unit"), chart.label, _("Reports")),
            "say": lambda value: printed(value, chart.decimals),
        }
        if not standalone:
            return charts.value_list(rows, noted=True, **told)
        return charts.value_bars(rows, label=_NAME, noted=_NOTE, standalone=True, **told)
    facts: dict[str, Any] = {
        "title": title,
        "desc": _("The periods of the report, with those of the year before."),
        "names": chart.names,
        "corner": pgettext("reports", "Period"),
        "say": lambda value: printed(value, chart.decimals),
        "standalone": standalone,
    }
    if len(chart.columns) > _PAIRS:
        return charts.lines(chart.columns, chart.these, chart.those, within=_WIDE, **facts)
    return charts.paired_columns(chart.columns, chart.these, chart.those, **facts)


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
            charts.Series(
                "not_sent", pgettext("reports", "Not sent"), "box" if standalone else "late"
            ),  # paper is grey
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
    found = [
        (measure["label"], value)
        for measure, value in zip(content["measures"], percents, strict=True)
        if value is not None and value >= 0
    ][:DRAWN]
    if not found:
        return None
    decimals = decimals_of("percent_of_plan", content["measures"][0])
    told: dict[str, Any] = {
        "title": _("Results against the plan"),
        "desc": _("One bar an indicator: its result in percent of the plan."),
        "say": lambda value: f"{printed(value, decimals)}%",
    }
    head = (_("Indicator"), _("Percent of plan"))
    if not standalone:
        return charts.value_list([charts.Figure(*each) for each in found], head=(*head, ""), **told)
    return charts.stacked_bars(
        [charts.bar_row(label, {"percent": value}) for label, value in found],
        (charts.Series("percent", head[1], "done-late"),),
        corner=head[0],
        total=head[1],
        standalone=True,
        **told,
    )
