"""Who has sent what: the list of a period, and units by periods as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from giaoban.documents.layout.paper import CellValue
from giaoban.reports.forms.figures import PeriodForm, SentForm
from giaoban.reports.models import Period
from giaoban.reports.reads.coming import OWED, Coming, Tally
from giaoban.reports.reads.headings import short_name
from giaoban.reports.reads.heat import Heat, heat_of, missing_level, only_one
from giaoban.reports.reads.sent import Sent
from giaoban.reports.reads.taking import Head, Taken
from giaoban.reports.views.figures import tabs
from giaoban.reports.views.scope import Scope, scope_of
from giaoban.reports.vocabulary import Came, Form
from giaoban.ui import formats
from giaoban.ui.charts import Mark, marks_grid
from giaoban.units.reads import OfficerRequest

TONES: Final = {
    Came.NOT_DUE: ("plain", "circle", "ring"),
    Came.MISSING: ("late", "alert-triangle", "cross"),
    Came.ON_TIME: ("ok", "check", "disc"),
    Came.LATE: ("soon", "clock-exclamation", "triangle"),
    Came.RETURNED: ("son", "arrow-back-up", "diamond"),
    Came.NIL: ("plain", "circle-check", "bar"),
}
"""Tone, icon and shape of each way a report stands."""
SHOWN_PERIODS: Final = 12
SHOWN_UNITS: Final = 200


@dataclass(frozen=True, slots=True)
class Stat:
    """A number over the list, and the list that it counts."""

    label: str
    value: int
    url: str
    tone: str
    current: bool


def came_words(stands: Coming) -> str:
    """How a report stands, with the days: "Late, 3 days"."""
    words = str(stands.came.label)
    if not stands.late_days:
        return words
    days = ngettext("%(count)d day", "%(count)d days", stands.late_days) % {"count": stands.late_days}
    if stands.came in OWED:
        return _("%(state)s, overdue by %(days)s") % {"state": words, "days": days}
    if stands.came == Came.NIL:
        return _("%(state)s, %(days)s late") % {"state": words, "days": days}
    return _("%(state)s, %(days)s") % {"state": words, "days": days}


@require_safe
def sent(request: OfficerRequest, code: str) -> HttpResponse:
    """The list of a period: who has sent, who has not, how late."""
    scope = scope_of(request, code)
    context: dict[str, Any] = {"scope": scope, "crumbs": scope.crumbs("report-sent")}
    if not scope.periods:
        return render(request, "reports/sent.html", context)
    form = SentForm(scope.query, periods=scope.periods)
    context |= {"form": form, "tabs": tabs(scope, "report-sent")}
    if not form.is_valid():
        return render(request, "reports/sent.html", context, status=422)
    found = sent_of(scope, form)
    page, rows = found.page(request.GET.get("page"))
    context |= {
        "period": found.period,
        "tally": found.tally,
        "stats": _stats(scope, found),
        "below": [(row, scope.address("report-sent", unit=row.unit.code)) for row in found.below()],
        "page": page,
        "rows": [(row, came_words(row.stands), *TONES[row.stands.came][:2]) for row in rows],
        "exports": [
            (str(form.label), scope.address("report-sent-export", form.value))
            for form in (Form.XLSX, Form.CSV, Form.JSON)
        ],
        "now": timezone.now(),
    }
    return render(request, "reports/sent.html", context)


def sent_of(scope: Scope, form: SentForm) -> Sent:
    """What a valid form asks for."""
    which = form.cleaned_data.get("came", "")
    return Sent(form.chosen, scope.unit, on=timezone.localdate(), which=which)


def _stats(scope: Scope, found: Sent) -> list[Stat]:
    tally = found.tally
    numbers = [
        ("", _("Reports expected"), tally.expected, ""),
        (Came.ON_TIME.value, str(Came.ON_TIME.label), tally.counts[Came.ON_TIME], "ok"),
        (Came.LATE.value, str(Came.LATE.label), tally.counts[Came.LATE], "soon"),
        (Came.NIL.value, str(Came.NIL.label), tally.counts[Came.NIL], ""),
        (Came.MISSING.value, str(Came.MISSING.label), tally.counts[Came.MISSING], "late"),
        (Came.RETURNED.value, str(Came.RETURNED.label), tally.counts[Came.RETURNED], "son"),
        (Came.NOT_DUE.value, str(Came.NOT_DUE.label), tally.counts[Came.NOT_DUE], ""),
    ]
    return [
        Stat(
            words,
            count,
            scope.address("report-sent", came=which),
            tone if count else "",
            found.which == which,
        )
        for which, words, count, tone in numbers
    ]


def sent_table(found: Sent) -> Taken:
    """The list as a table to take along, every row."""
    heads = (
        Head(_("Code"), 12),
        Head(_("Unit"), 40),
        Head(_("Stands under"), 32),
        Head(_("Report"), 20),
        Head(_("Days late"), 10, 0),
        Head(_("Deadline"), 12),
        Head(_("Sent on"), 12),
        Head(_("Contact"), 28),
    )
    whole = found.tally
    titles = (
        f"{found.period.regime.name}: {found.unit.name}",
        found.period.name,
        _("As of %(moment)s: %(came)s of %(expected)s sent, %(in_time)s of them in time.")
        % {
            "moment": formats.moment(timezone.now()),
            "came": formats.number(whole.came),
            "expected": formats.number(whole.expected),
            "in_time": formats.number(whole.in_time),
        },
    )
    return Taken(_("Reports"), titles, heads, _taken_rows(found))


def _taken_rows(found: Sent) -> Iterator[Sequence[CellValue]]:
    for row in found.every():
        unit, stands = row.report.unit, row.stands
        yield [
            unit.official_code or unit.code,
            unit.name,
            row.above or found.unit.name,
            str(stands.came.label),
            stands.late_days or None,
            stands.due_on,
            stands.sent_on,
            row.contact,
        ]


@require_safe
def heat(request: OfficerRequest, code: str) -> HttpResponse:
    """Units next below by periods: shapes for single reports, shares for units with many below them."""
    scope = scope_of(request, code)
    context: dict[str, Any] = {"scope": scope, "crumbs": scope.crumbs("report-heat")}
    if not scope.periods:
        return render(request, "reports/heat.html", context)
    form = PeriodForm(scope.query, periods=scope.periods)
    context |= {"form": form, "tabs": tabs(scope, "report-heat")}
    if not form.is_valid():
        return render(request, "reports/heat.html", context, status=422)
    shown = heat_of(scope.unit, periods_of(form), on=timezone.localdate(), at_most=SHOWN_UNITS)
    context["picture"] = _picture(scope, shown)
    context["exports"] = [(str(Form.XLSX.label), scope.address("report-heat-export"))]
    return render(request, "reports/heat.html", context)


def periods_of(form: PeriodForm) -> list[Period]:
    """The period of a valid form and those of its kind before it, as many as are shown."""
    last = form.chosen
    same = [each for each in form.periods if each.kind == last.kind and each.ends_on <= last.ends_on]
    return same[-SHOWN_PERIODS:]


def heat_titles(scope: Scope) -> list[str]:
    """What stands over the workbook of the heat map."""
    return [
        _("Who sent what when: %(unit)s") % {"unit": scope.unit.name},
        f"{scope.regime.name} {scope.regime.symbol}".strip(),
        _("As of %(moment)s.") % {"moment": formats.moment(timezone.now())},
    ]


def _picture(scope: Scope, shown: Heat) -> Any:
    cells = {}
    for (y, x), tally in shown.cells.items():
        unit, period = shown.units[y], shown.periods[x]
        cells[y, x] = _mark(tally, scope.address("report-sent", unit=unit.code, period=period.code))
    legend = [Mark(str(came.label), TONES[came][2], _tone(came)) for came in Came]
    return marks_grid(
        [unit.name for unit in shown.units],
        [short_name(period) for period in shown.periods],
        cells,
        legend,
        title=_("Who sent what when: %(unit)s") % {"unit": scope.unit.name},
        desc=_("One row a unit, one column a period; shapes say how its report stands."),
        corner=_("Unit"),
        row_urls=[scope.address("report-heat", unit=unit.code) for unit in shown.units],
    )


def _tone(came: Came) -> str:
    tone = TONES[came][0]
    return "done-late" if came == Came.NIL else tone


def _mark(tally: Tally, url: str) -> Mark:
    """A shape for one report; for several how many came, the stronger the more are missing."""
    came = only_one(tally)
    if came is not None:
        return Mark(str(came.label), TONES[came][2], _tone(came), url=url)
    words = formats.share(tally.came, tally.expected)
    percent = formats.percent(Decimal(100) * tally.came / tally.expected, 0)
    return Mark(words, level=missing_level(tally), url=url, short=percent)
