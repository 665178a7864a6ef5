"""What a regime states, by the list of Decree 09/2019/NĐ-CP, and its periods with how far they have come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from giaoban.journal.models import Entry
from giaoban.reports import timing
from giaoban.reports.models import FormVersion, Period, Regime, Report
from giaoban.reports.reads.reporting import form_for
from giaoban.reports.vocabulary import WAS_OPENED, PeriodKind, PeriodState, ReportState, Way
from giaoban.units.models import Committee, UnitGroup
from giaoban.units.reads import Officer
from giaoban.units.vocabulary import COMMUNE_LEVEL, UnitKind

A_PAGE = 50
CHANGES = 10  # of a regime, beside its periods


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing that the decree asks a regime to state; `words` "" where it is missing."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """
    A period with its deadlines in words and how many reports came; `sent` and `accepted` count units.

    `is_readable`: the officer may open its page.
    """

    period: Period
    due: tuple[tuple[str, date], ...]
    sent: int
    accepted: int
    is_readable: bool

    @property
    def percent_made(self) -> int:
        """How far the opening has come."""
        return 100 * self.period.made // self.period.expected if self.period.expected else 0

    @property
    def tone(self) -> tuple[str, str]:
        """Tone and shape of its state."""
        return {
            PeriodState.PLANNED: ("plain", "circle-dashed"),
            PeriodState.OPENING: ("note", "refresh"),
            PeriodState.OPEN: ("note", "circle-dot"),
            PeriodState.CLOSED: ("plain", "lock"),
        }[PeriodState(self.period.state)]


@dataclass(frozen=True, slots=True)
class Timeline:
    """
    The years that have periods, the latest first, and whether any was opened.

    `running`: the year of the period that holds today, else of the last before it, else of the first.
    """

    years: tuple[int, ...]
    running: int
    has_opened: bool


def regimes_page(officer: Officer, page: str | None) -> Page[Regime]:
    """The regimes that `officer` sees, with when the last period ends that was opened. Two queries a page."""
    opened = Q(periods__state__in=WAS_OPENED)
    opened &= ~Q(periods__kind=PeriodKind.PLAN)
    rows = Regime.objects.visible_to(officer).for_list()
    rows = rows.annotate(last_opened=Max("periods__ends_on", filter=opened))
    return Paginator(rows, A_PAGE).get_page(page)


def history_page(regime: Regime, page: str | None) -> Page[Entry]:
    """What was changed of a regime, the newest first; two queries a page."""
    entries = Entry.objects.about_any([(regime._meta.label_lower, regime.code)]).acts()
    return Paginator(entries.order_by("-number"), CHANGES).get_page(page)


def offered_groups(committee: Committee) -> list[UnitGroup]:
    """Groups that a regime of `committee` may ask: those at its level or below it."""
    rows = UnitGroup.objects.filter(within__path__startswith=committee.level.path)
    return list(rows.order_by("name"))


def deadline_words(rules: Iterable[dict[str, Any]]) -> list[str]:
    """Each deadline in words, that of all others last."""
    rules = list(rules)
    ordered = sorted(rules, key=lambda rule: not rule["kinds"])
    return [
        _("%(kinds)s: %(how)s") % {"kinds": kinds_words(rule["kinds"]), "how": _how(rule)}
        if len(rules) > 1
        else _how(rule)
        for rule in ordered
    ]


def _how(rule: dict[str, Any]) -> str:
    if "day" in rule:
        return _("on day %(day)d of the last month") % {"day": rule["day"]}
    amount = rule["amount"]
    if rule["unit"] == "days":
        words = ngettext("%(count)d day after the cut-off", "%(count)d days after the cut-off", amount)
    else:
        words = ngettext(
            "%(count)d working day after the cut-off", "%(count)d working days after the cut-off", amount
        )
    return words % {"count": amount}


def kinds_words(kinds: Iterable[str]) -> str:
    """Kinds of units in words; "all others" for none."""
    kinds = list(kinds)
    if not kinds:
        return _("All others")
    if set(kinds) == set(COMMUNE_LEVEL):
        return _("Communes, wards, special zones")
    return ", ".join(str(UnitKind(kind).label) for kind in kinds)


def stated(regime: Regime, form: FormVersion | None) -> list[Stated]:
    """All that the decree asks a regime to state, in its order; one query for the groups."""
    who = [_("%(kinds)s below %(unit)s") % {"kinds": kinds_words(regime.kinds), "unit": regime.within.name}]
    who = (who if regime.kinds else []) + [group.name for group in regime.groups.order_by("name")]
    ways = "; ".join([*(str(Way(way).label) for way in regime.ways), *filter(None, [regime.way_words])])
    form_words = ""
    if form is not None:
        facts = {"number": form.number, "count": len(form.definition.cells)}
        form_words = _("Version %(number)d, %(count)d figures") % facts
    return [
        Stated(pgettext("report", "Name"), regime.name),
        Stated(_("Content"), regime.content),
        Stated(_("Legal basis"), regime.basis),
        Stated(_("Who reports"), "; ".join(who)),
        Stated(_("Who receives"), regime.receiver.name),
        Stated(_("Sending and receiving"), ways),
        Stated(_("How often"), str(regime.get_frequency_display())),
        Stated(_("Closing of data"), str(regime.get_cut_off_display())),
        Stated(_("Deadline of each level"), "\n".join(deadline_words(regime.deadlines))),
        Stated(_("Outline"), regime.outline),
        Stated(_("Data form"), form_words),
        Stated(_("Guide to the procedure"), regime.guide),
    ]


def timeline_of(regime: Regime, today: date) -> Timeline:
    """Which years have periods, and which one runs; one query."""
    periods = regime.periods.dated().order_by("starts_on", "pk")
    rows = list(periods.values_list("year", "starts_on", "state"))
    years = sorted({year for year, _starts, _state in rows}, reverse=True)
    begun = [year for year, starts, _state in rows if starts <= today]
    running = begun[-1] if begun else rows[0][0] if rows else today.year
    return Timeline(tuple(years), running, any(state in WAS_OPENED for *_rest, state in rows))


def period_rows(periods: Iterable[Period], officer: Officer) -> list[PeriodRow]:
    """Periods with the reports that `officer` sees of them counted; two queries."""
    periods = list(periods)
    readable = set(
        Period.objects.visible_to(officer)
        .filter(pk__in=[period.pk for period in periods])
        .values_list("pk", flat=True)
    )
    seen = Report.objects.visible_to(officer).filter(period__in=[period.pk for period in periods])
    counts = (
        seen.order_by()
        .values("period")
        .annotate(
            sent=Count("pk", filter=Q(state__in=[ReportState.SUBMITTED, ReportState.ACCEPTED])),
            accepted=Count("pk", filter=Q(state=ReportState.ACCEPTED)),
        )
    )
    by_period = {row["period"]: (row["sent"], row["accepted"]) for row in counts}
    return [
        PeriodRow(each, due_words_of(each), *by_period.get(each.pk, (0, 0)), each.pk in readable)
        for each in periods
    ]


def due_words_of(period: Period) -> tuple[tuple[str, date], ...]:
    """The deadlines of a period, kinds that share one together, the latest last."""
    by_day: dict[str, list[str]] = {}
    for kind, day in period.due.items():
        by_day.setdefault(day, []).append(kind)
    return tuple(
        (
            _("All") if len(by_day) == 1 else kinds_words(kinds if "" not in kinds else ()),
            date.fromisoformat(day),
        )
        for day, kinds in sorted(by_day.items())
    )


def next_start(regime: Regime) -> date:
    """The first day of the period that a new form may apply from: of the first one that is not open yet."""
    planned = regime.periods.dated().filter(state=PeriodState.PLANNED)
    opened = regime.periods.dated().exclude(state=PeriodState.PLANNED)
    last = opened.order_by("-starts_on").values_list("starts_on", flat=True).first()
    if last is not None:
        planned = planned.filter(starts_on__gt=last)
    found = planned.order_by("starts_on").values_list("starts_on", flat=True).first()
    return found or _first_start(regime)


def _first_start(regime: Regime) -> date:
    """The first day of the first period that the regime asks for: of the one that holds its first day."""
    if regime.frequency in {PeriodKind.TERM, PeriodKind.FREE, PeriodKind.NINE}:
        return regime.since
    year, number = timing.holding(regime.frequency, regime.cut_off, regime.since)
    return timing.span(regime.frequency, regime.cut_off, year, number)[0]


def form_now(regime: Regime, today: date) -> FormVersion | None:
    """The version that holds today, else the first that will."""
    return form_for(regime, today, today) or regime.versions.order_by("number").first()
