"""
Who has sent what, and when: facts of states and days, worked out when they are asked for.

The rule stands here twice, once in Python (`coming`) and once for the database (`came_is`). The deadline of a
report is the one in force: that of its duty where it was moved, else the one that its period was opened with.
Moved deadlines are few; counts are made from one index of the reports, then put right for those.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Case, CharField, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat, StrIndex, Substr

from giaoban.duties.models import Duty
from giaoban.reports.models import Period, Report, ReportQuerySet
from giaoban.reports.vocabulary import Came, ReportState
from giaoban.units.models import Unit

MOST_MOVED: Final = 500
"""So many reports with another deadline are named one by one; beyond, every duty is looked at."""
_SENT: Final = (ReportState.SUBMITTED, ReportState.ACCEPTED)
OWED: Final = (Came.MISSING, Came.RETURNED, Came.NOT_DUE)
"""How a report stands that is with its unit."""


@dataclass(frozen=True, slots=True)
class Coming:
    """
    How one report stands on a day.

    `due_on` is the deadline in force, None for none. `late_days` counts the days from the deadline to the
    sending, for what is still owed to the day asked; 0 when it is not late.
    """

    came: Came
    due_on: date | None
    sent_on: date | None
    late_days: int = 0


def coming(
    state: str, due_on: date | None, sent_on: date | None, *, is_nil: bool = False, on: date
) -> Coming:
    """
    How a report in `state` stands on the day `on`; the last day itself is in time.

    Of a report with nothing in it the word is NIL, whether it came late or not: `late_days` says that.
    """
    if state not in _SENT:
        owed = (on - due_on).days if due_on else 0
        late = max(0, owed)
        if state == ReportState.RETURNED:
            return Coming(Came.RETURNED, due_on, sent_on, late)
        return Coming(Came.MISSING if late else Came.NOT_DUE, due_on, sent_on, late)
    late = max(0, (sent_on - due_on).days) if sent_on and due_on else 0
    if is_nil:
        return Coming(Came.NIL, due_on, sent_on, late)
    return Coming(Came.LATE if late else Came.ON_TIME, due_on, sent_on, late)


def came_is(which: Came, *, on: date, due: str = "due_on") -> Q:
    """The condition for reports that stand as `which` on `on`: the twin of `coming`; `due` names a column."""
    waiting, sent = Q(state=ReportState.WAITING), Q(state__in=_SENT)
    late = Q(sent_on__isnull=False, **{f"{due}__lt": F("sent_on")})
    match which:
        case Came.RETURNED:
            return Q(state=ReportState.RETURNED)
        case Came.MISSING:
            return waiting & Q(**{f"{due}__lt": on})
        case Came.NOT_DUE:
            return waiting & (Q(**{f"{due}__gte": on}) | Q(**{f"{due}__isnull": True}))
        case Came.NIL:
            return sent & Q(is_nil=True)
        case Came.LATE:
            return sent & Q(is_nil=False) & late
    in_time = Q(sent_on__isnull=True) | Q(**{f"{due}__isnull": True}) | Q(**{f"{due}__gte": F("sent_on")})
    return sent & Q(is_nil=False) & in_time


@dataclass(slots=True)
class Tally:
    """How many reports stand how; `late_nils` of the nil ones came late."""

    counts: dict[Came, int] = field(default_factory=lambda: dict.fromkeys(Came, 0))
    late_nils: int = 0

    def add(self, stands: Coming, count: int = 1) -> None:
        """Count `count` reports more (or less, below 0) that stand so."""
        self.counts[stands.came] += count
        if stands.came == Came.NIL and stands.late_days:
            self.late_nils += count

    @property
    def expected(self) -> int:
        """All reports."""
        return sum(self.counts.values())

    @property
    def came(self) -> int:
        """Those that are with the level above or accepted, nil ones among them."""
        return self.counts[Came.ON_TIME] + self.counts[Came.LATE] + self.counts[Came.NIL]

    @property
    def in_time(self) -> int:
        """Of those that came, how many by their deadline."""
        return self.counts[Came.ON_TIME] + self.counts[Came.NIL] - self.late_nils

    @property
    def late(self) -> int:
        """Of those that came, how many after their deadline."""
        return self.counts[Came.LATE] + self.late_nils

    @property
    def not_sent(self) -> int:
        """Those that are with the unit: not due, missing, returned."""
        return self.expected - self.came

    def __iadd__(self, other: Tally) -> Tally:
        for which, count in other.counts.items():
            self.counts[which] += count
        self.late_nils += other.late_nils
        return self


def path_then(period: Period, unit: Unit) -> str:
    """
    Where `unit` stood in the tree that the period was opened with; its path of today when nothing says.

    Found in the path of any report at or below it, so that it holds for units that do not report.
    """
    return paths_then([period], unit).get(period.pk, unit.path)


def paths_then(periods: Iterable[Period], unit: Unit) -> dict[int, str]:
    """The same for some periods at once, by the period's key; periods with no report below are left out."""
    mark = f"/{unit.pk}/"
    below = Report.objects.filter(period=OuterRef("pk"), path__contains=mark).order_by("path")
    keys = [period.pk for period in periods]
    found = Period.objects.filter(pk__in=keys).annotate(way=Subquery(below.values("path")[:1]))
    paths = found.order_by().values_list("pk", "way")
    return {key: path[: path.index(mark) + len(mark)] for key, path in paths if path}


def _child(path: str) -> Substr:
    """The next step of a report's path below `path`, such as "17/"; "" for the unit's own report."""
    rest = Substr("path", len(path) + 1)
    return Substr("path", len(path) + 1, StrIndex(rest, Value("/")), output_field=CharField())


def _key(step: str) -> int:
    return int(step.rstrip("/") or 0)


_KEY: Final = ("came", "is_late")


def _counted(rows: ReportQuerySet, *by: str, on: date) -> Iterable[tuple[object, ...]]:
    """Counts by `by` and by how they stand, by the deadline of the opening."""
    stands = Case(
        *(When(came_is(which, on=on), then=Value(which.value)) for which in Came), output_field=CharField()
    )
    late = Case(When(sent_on__gt=F("due_on"), then=Value(1)), default=Value(0), output_field=IntegerField())
    counted = rows.annotate(came=stands, is_late=late).order_by().values(*by, *_KEY)
    found: Iterable[tuple[object, ...]] = counted.annotate(count=Count("pk")).values_list(*by, *_KEY, "count")
    return found


def _moved(periods: Iterable[Period]) -> list[tuple[int, date | None]]:
    """The duties whose deadline is not the first one any more, with the one in force; a few, by an index."""
    moved = Duty.objects.reports_moved(period.code for period in periods)
    return list(moved.order_by().values_list("pk", "due_on")[: MOST_MOVED + 1])


def _put_right(
    tallies: dict[str, Tally], rows: ReportQuerySet, periods: Sequence[Period], by: str, *, on: date
) -> None:
    """Count reports whose deadline was moved by the one in force instead of the first."""
    moved = _moved(periods)
    if not moved:
        return
    if len(moved) <= MOST_MOVED:
        rows = rows.filter(duty__in=[key for key, _due_on in moved])
    else:
        rows = rows.filter(duty__in=Duty.objects.reports_moved(period.code for period in periods))
    columns = (by, "state", "sent_on", "is_nil", "due_on", "duty__due_on")
    for key, state, sent_on, is_nil, first, now in rows.values_list(*columns):
        tally = tallies[str(key)]
        tally.add(coming(state, first, sent_on, is_nil=is_nil, on=on), -1)
        tally.add(coming(state, now, sent_on, is_nil=is_nil, on=on))


def tallies_by_period(rows: ReportQuerySet, periods: Sequence[Period], *, on: date) -> dict[int, Tally]:
    """How the reports of `rows` stand, by the key of their period. Two queries."""
    rows = rows.filter(period__in=periods)
    found: dict[str, Tally] = {}
    for key, came, is_late, count in _counted(rows, "period", on=on):
        _take(found.setdefault(str(key), Tally()), came, is_late, count)
    _put_right(found, rows, periods, "period", on=on)
    return {int(key): tally for key, tally in found.items()}


def tallies_below(period: Period, path: str, *, on: date) -> dict[int, Tally]:
    """
    How the reports at and below the unit of `path` stand, by the unit next below it; two queries.

    Under key 0 stands the unit's own report where it has one.
    """
    rows = Report.objects.filter(period=period).below(path).annotate(child=_child(path))
    found: dict[str, Tally] = {}
    for child, came, is_late, count in _counted(rows, "child", on=on):
        _take(found.setdefault(str(child), Tally()), came, is_late, count)
    _put_right(found, rows, [period], "child", on=on)
    return {_key(child): tally for child, tally in found.items()}


def _take(tally: Tally, came: object, is_late: object, count: object) -> None:
    which, many = Came(str(came)), int(str(count))
    tally.counts[which] += many
    if which == Came.NIL and is_late:
        tally.late_nils += many


def due_in_force(report: Report) -> date | None:
    """The deadline of `report` (with its duty) that holds now; None for none."""
    return report.duty.due_on if report.duty is not None else report.due_on


def stands(report: Report, *, on: date) -> Coming:
    """How `report` (with its duty) stands on the day `on`."""
    return coming(report.state, due_in_force(report), report.sent_on, is_nil=report.is_nil, on=on)


def standing_as(rows: ReportQuerySet, which: Came, periods: Sequence[Period], *, on: date) -> ReportQuerySet:
    """Those of `rows`, reports of `periods`, that stand as `which` on `on`, by the deadline in force."""
    if which in (Came.RETURNED, Came.NIL):
        return rows.filter(came_is(which, on=on))
    moved = _moved(periods)
    if len(moved) > MOST_MOVED:  # as when the working calendar changed
        by_duty = came_is(which, on=on, due="duty__due_on")
        return rows.filter(Q(duty__isnull=False) & by_duty | Q(duty__isnull=True) & came_is(which, on=on))
    first = came_is(which, on=on)
    if not moved:
        return rows.filter(first)
    dues = dict(moved)
    found = rows.filter(duty__in=dues).values_list("pk", "duty", "state", "sent_on", "is_nil")
    fitting = [
        pk
        for pk, duty, state, sent_on, is_nil in found
        if coming(state, dues[duty], sent_on, is_nil=is_nil, on=on).came == which
    ]
    return rows.filter(first & (Q(duty__isnull=True) | ~Q(duty__in=list(dues))) | Q(pk__in=fitting))


def grid(unit: Unit, periods: Sequence[Period], *, on: date) -> dict[tuple[int, int], Tally]:
    """
    How the reports of the units next below `unit` stand in some periods, by (unit key, period key).

    Each unit counts with all below it; under unit key 0 stands `unit`'s own report. Three queries while the
    unit stood in one place all the time, two more for each further place.
    """
    found: dict[tuple[int, int], Tally] = {}
    places: dict[str, list[Period]] = {}
    paths = paths_then(periods, unit)
    for period in periods:
        if period.pk in paths:
            places.setdefault(paths[period.pk], []).append(period)
    for path, there in places.items():
        rows = Report.objects.filter(period__in=there).below(path).annotate(child=_child(path))
        by_key: dict[str, Tally] = {}
        key = Concat(Cast("period", CharField()), Value(":"), "child", output_field=CharField())
        rows = rows.annotate(place=key)
        for place, came, is_late, count in _counted(rows, "place", on=on):
            _take(by_key.setdefault(str(place), Tally()), came, is_late, count)
        _put_right(by_key, rows, there, "place", on=on)
        for place, tally in by_key.items():
            period_key, _colon, child = place.partition(":")
            found[_key(child), int(period_key)] = tally
    return found
