"""What reminding reads: which duties to look at, and the facts of each, in few queries for hundreds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, Self

from django.db.models import F, Max, Q, QuerySet

from giaoban.duties.jobs.hours import Hours
from giaoban.duties.jobs.offices import Place
from giaoban.duties.jobs.planning import OWED_BY_UNIT, Facts, Request
from giaoban.duties.jobs.steps import Steps
from giaoban.duties.models import Deadline, Duty, Extension, ReminderSteps, Standing
from giaoban.duties.models.duty import STILL
from giaoban.duties.vocabulary import CLOSED, OWED, ExtensionOutcome, Role, State, UpTo
from giaoban.units.models import Committee

SAID_OF_STATE: Final = (State.ASKED, State.RETURNED, State.SUBMITTED, State.DECLINED)
NEWS_LASTS: Final = timedelta(days=10)
"""A changed deadline or a refused request older than this is no news any more."""
MARGIN: Final = timedelta(hours=1)
"""An act is stamped before its transaction ends: a look begins so much before the end of the last."""


@dataclass(frozen=True)
class Policies:
    """Steps and quiet hours of every committee; the defaults where a committee chose nothing."""

    steps: dict[int, Steps] = field(default_factory=dict)
    hours: dict[int, Hours] = field(default_factory=dict)

    @classmethod
    def now(cls) -> Self:
        """As they are chosen now; one query."""
        rows = list(ReminderSteps.objects.all())
        return cls(
            {row.committee_id: steps_of(row) for row in rows},
            {row.committee_id: hours_of(row) for row in rows},
        )

    def steps_for(self, committee: int) -> Steps:
        """The steps of a committee."""
        return self.steps.get(committee, _STEPS)

    def hours_for(self, committee: int) -> Hours:
        """The quiet hours of a committee."""
        return self.hours.get(committee, _HOURS)

    @property
    def farthest(self) -> int:
        """The most working days before a deadline at which any committee reminds."""
        chosen = [_STEPS, *self.steps.values()]
        return max((days for steps in chosen for days in steps.days_before), default=0)


_STEPS: Final = Steps()
_HOURS: Final = Hours()


def steps_of(row: ReminderSteps) -> Steps:
    """The steps in a row of a committee."""
    return Steps(tuple(row.days_before), row.on_the_day, row.every_weeks, UpTo(row.up_to))


def hours_of(row: ReminderSteps) -> Hours:
    """The quiet hours in a row of a committee."""
    return Hours(row.quiet_from, row.quiet_to, row.rest_days_quiet)


def all_of(at: datetime, horizon: date) -> list[int]:
    """Duties of which something may have to be said: in a state that is told, or due by `horizon`."""
    in_time = Q(role__in=OWED, state__in=OWED_BY_UNIT, due_on__lte=horizon)
    found = Duty.objects.filter(Q(state__in=SAID_OF_STATE) | in_time).values_list("pk", flat=True)
    return sorted({*found, *_with_news(at - NEWS_LASTS)})


def changed_since(moment: datetime) -> list[int]:
    """Duties that moved, got another deadline or a request since `moment`, closed ones too."""
    moved = Standing.objects.filter(
        committee__in=list(Committee.objects.values_list("pk", flat=True)),
        role__in=Role.values,
        until=STILL,
        since__gt=moment,
    )
    return sorted({*moved.values_list("duty", flat=True), *_with_news(moment)})


def _with_news(moment: datetime) -> set[int]:
    """Duties with a waiting request, or with one decided or a deadline set since `moment`."""
    asked = Extension.objects.filter(Q(outcome=ExtensionOutcome.WAITING) | Q(decided_at__gt=moment))
    dated = Deadline.objects.filter(set_at__gt=moment)
    return {*asked.values_list("duty", flat=True), *dated.values_list("duty", flat=True)}


_NAMES: Final = (
    *("pk", "state", "role", "due_on", "asked_on", "asked_at", "unit_id", "committee_id", "asking_unit_id"),
    *("parent_id", "unit__path"),
)


def facts_of(duties: Collection[int], at: datetime) -> list[tuple[Facts, str]]:
    """The facts of these duties with the paths of their units, closed ones left out. Four queries."""
    rows = list(Duty.objects.filter(pk__in=duties).exclude(state__in=CLOSED).values(*_NAMES))
    told = [row["pk"] for row in rows if row["state"] in SAID_OF_STATE]
    since = _since(Standing.objects.filter(duty__in=told))
    requests, deadlines = _requests(duties, at), _deadlines(duties, at)
    return [
        (
            Facts(
                duty=row["pk"],
                state=State(row["state"]),
                role=Role(row["role"]),
                due_on=row["due_on"],
                asked_on=row["asked_on"],
                place=Place(
                    row["unit_id"], row["committee_id"], row["asking_unit_id"] if row["parent_id"] else None
                ),
                since=since.get(row["pk"], row["asked_at"]),
                request=requests.get(row["pk"]),
                deadline=deadlines.get(row["pk"]),
            ),
            row["unit__path"],
        )
        for row in rows
    ]


def _since(standings: QuerySet[Standing]) -> dict[int, datetime]:
    """When each duty came into the state it has: where its last standing in another state ended."""
    others = standings.filter(until__lt=STILL).exclude(state=F("duty__state"))
    return dict(others.values("duty").annotate(last=Max("until")).values_list("duty", "last"))


def _requests(duties: Collection[int], at: datetime) -> dict[int, Request]:
    """The newest request of each duty, when it waits or was refused lately."""
    rows = Extension.objects.filter(duty__in=duties).order_by("number")
    newest = {
        duty: (number, outcome, decided_at)
        for duty, number, outcome, decided_at in rows.values_list("duty", "number", "outcome", "decided_at")
    }
    return {
        duty: Request(number, outcome == ExtensionOutcome.WAITING)
        for duty, (number, outcome, decided_at) in newest.items()
        if outcome == ExtensionOutcome.WAITING
        or (outcome == ExtensionOutcome.REFUSED and decided_at and decided_at > at - NEWS_LASTS)
    }


def _deadlines(duties: Collection[int], at: datetime) -> dict[int, int]:
    """The newest later deadline of each duty, when it was set lately."""
    rows = Deadline.objects.filter(duty__in=duties, set_at__gt=at - NEWS_LASTS)
    return dict(rows.values("duty").annotate(last=Max("number")).values_list("duty", "last"))
