"""The periods of a repeated task as one row: what became of each, and which come next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.assignments.models import Assignment, Occurrence, Part, Recurrence
from giaoban.duties.models import Duty
from giaoban.duties.models.punctuality import punctuality
from giaoban.duties.vocabulary import Punctuality, Role, State
from giaoban.workdays.counting import Calendar
from giaoban.workdays.counting.rules import days_after, next_on, period_words

SHOWN: Final = 12  # periods behind, so that a year of months is in sight
COMING: Final = 3  # periods ahead
_FAR: Final = timedelta(days=1100)

_LOOKS: Final[dict[Punctuality, tuple[str, str]]] = {
    Punctuality.DONE_ON_TIME: ("ok", "check"),
    Punctuality.DONE_LATE: ("soon", "check"),
    Punctuality.OVERDUE: ("late", "alert-triangle"),
    Punctuality.DUE_SOON: ("soon", "clock"),
    Punctuality.STOPPED: ("plain", "x"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """
    One period: when it falls, when it is due, what became of it.

    `occurrence` None: not asked yet, and `asked_on` says when it will be. `lead` None: nothing was asked.
    """

    name: str
    falls_on: date
    due_on: date
    occurrence: Occurrence | None
    lead: Duty | None
    words: str | Promise
    tone: str
    mark: str
    asked_on: date | None = None
    is_provisional: bool = False  # the days off of that year are not confirmed yet
    is_current: bool = False

    @property
    def reason(self) -> str:
        """Why it was skipped; "" when it was not."""
        return self.occurrence.reason if self.occurrence is not None else ""

    @property
    def may_be_skipped(self) -> bool:
        """Whether there is still something to skip."""
        if self.occurrence is None:
            return True
        open_lead = self.lead is not None and self.lead.state not in {State.ACCEPTED, State.STOPPED}
        return self.occurrence.skipped_at is None and open_lead


def rule_of(task: Assignment) -> Recurrence | None:
    """The rule that still asks; None when the task does not repeat, or no longer does. One query."""
    return Recurrence.objects.in_force().filter(assignment=task).order_by("-from_on").first()


def last_rule_of(task: Assignment) -> Recurrence | None:
    """The newest rule, in force or ended; None when the task never repeated. One query."""
    return Recurrence.objects.filter(assignment=task).order_by("-from_on").first()


def earliest_change(task: Assignment, *, on: date) -> date:
    """The first day on which another rule may begin: after today and after all that was asked."""
    asked = Occurrence.objects.filter(recurrence__assignment=task, asked_at__isnull=False)
    last = asked.order_by("-falls_on").first()
    return max(on, last.falls_on if last else on) + timedelta(days=1)


def period_on(task: Assignment, falls_on: date) -> Recurrence | None:
    """The rule under which `falls_on` is a period of the task, asked or to come; None when it is none."""
    asked = Occurrence.objects.filter(recurrence__assignment=task, falls_on=falls_on)
    known = asked.select_related("recurrence").first()
    if known is not None:
        return known.recurrence
    rule = rule_of(task)
    if rule is None or falls_on <= rule.asked_through or (rule.until_on and falls_on > rule.until_on):
        return None
    first = Occurrence.objects.filter(recurrence=rule).order_by("falls_on").first()
    day = next_on(rule.rule, after=falls_on - timedelta(days=1), first=first.falls_on if first else None)
    return rule if day == falls_on else None


def is_more_before(task: Assignment, *, page: int) -> bool:
    """Whether there are periods before those of `page`; see `periods_of`. One query."""
    return Occurrence.objects.filter(recurrence__assignment=task).count() > (page + 1) * SHOWN


def periods_of(task: Assignment, *, today: date, calendar: Calendar, page: int = 0) -> list[Period]:
    """
    The periods of `task` in order of time: the newest that were asked or skipped, then those to come.

    `page` turns back by `SHOWN` periods; then nothing to come is shown. `calendar` is that of the lead. Three
    queries.
    """
    rows = Occurrence.objects.filter(recurrence__assignment=task).select_related("recurrence")
    newest = list(rows.order_by("-falls_on", "-pk")[page * SHOWN : (page + 1) * SHOWN])[::-1]
    of_leads = Part.objects.filter(occurrence__in=newest, duty__role=Role.LEAD).select_related("duty")
    leads = {part.occurrence_id: part.duty for part in of_leads}
    asked = [_asked(each, leads.get(each.pk), today=today, calendar=calendar) for each in newest]
    current = current_of(asked)
    shown = [
        Period(**{name: getattr(each, name) for name in Period.__slots__} | {"is_current": each is current})
        for each in asked
    ]
    return shown + ([] if page else list(_coming(task, today=today, calendar=calendar)))


def current_of(periods: list[Period]) -> Period | None:
    """The period to look at first: the first that is open, else the last that was asked."""
    asked = [each for each in periods if each.lead is not None]
    still = [each for each in asked if each.lead and each.lead.state not in {State.ACCEPTED, State.STOPPED}]
    return still[0] if still else asked[-1] if asked else None


def _asked(occurrence: Occurrence, lead: Duty | None, *, today: date, calendar: Calendar) -> Period:
    name = period_words(occurrence.recurrence.rule, occurrence.falls_on)
    due_on = (
        lead.due_on if lead is not None and lead.due_on else calendar.next_working_day(occurrence.falls_on)
    )
    words, tone, mark = _look(occurrence, lead, today)
    return Period(name, occurrence.falls_on, due_on, occurrence, lead, words, tone, mark)


def _look(occurrence: Occurrence, lead: Duty | None, today: date) -> tuple[str | Promise, str, str]:
    if occurrence.skipped_at is not None:
        return pgettext_lazy("period", "Skipped"), "plain", "ban"
    if lead is None:
        return _("Not asked"), "plain", "circle"
    if lead.state == State.SUBMITTED:
        return State.SUBMITTED.label, "note", "send"
    stands = punctuality(lead.state, lead.due_on, lead.submitted_on, on=today)
    tone, mark = _LOOKS.get(stands, ("plain", "circle"))
    return stands.label, tone, mark


def _coming(task: Assignment, *, today: date, calendar: Calendar) -> Iterator[Period]:
    rule = rule_of(task)
    if rule is None:
        return
    first = Occurrence.objects.filter(recurrence=rule).order_by("falls_on").first()
    end = min(rule.until_on or today + _FAR, today + _FAR)
    days = days_after(rule.rule, after=rule.asked_through, first=first.falls_on if first else None, up_to=end)
    known = set(Occurrence.objects.filter(recurrence=rule).values_list("falls_on", flat=True))
    shown = 0
    for falls_on in days:
        if falls_on in known:
            continue
        asked_on = max(today, falls_on - timedelta(days=rule.ahead_days))
        yield Period(
            period_words(rule.rule, falls_on),
            falls_on,
            calendar.next_working_day(falls_on),
            None,
            None,
            _("To come"),
            "none",
            "circle-dashed",
            asked_on,
            is_provisional=not calendar.is_confirmed(falls_on.year),
        )
        shown += 1
        if shown == COMING:
            return
