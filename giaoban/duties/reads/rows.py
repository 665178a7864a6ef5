"""One duty as a line of a list: what, from where, by when, and what needs a hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext

from giaoban.duties.models import Duty
from giaoban.duties.models.punctuality import punctuality
from giaoban.duties.vocabulary import Punctuality, Role, State
from giaoban.ui.formats import DueWords, at_hour, due_words
from giaoban.workdays.counting import Calendar

_BY_STATE: Final = {
    State.RETURNED: ("son", "arrow-back-up"),
    State.SUBMITTED: ("note", "send"),
    State.ACCEPTED: ("ok", "check"),
    State.DECLINED: ("son", "ban"),
    State.STOPPED: ("plain", "x"),
}
_BY_PUNCTUALITY: Final = {
    Punctuality.OVERDUE: ("late", "alert-triangle"),
    Punctuality.DUE_SOON: ("soon", "clock"),
}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A line of a list; `tone`, `mark` and `mark_words` say the same in colour, shape and words."""

    duty: Duty
    url: str
    origin: str
    due: DueWords
    tone: str
    mark: str
    mark_words: str | Promise


def row_of(duty: Duty, *, today: date, calendar: Calendar, name_unit: bool = False) -> DutyRow:
    """
    `duty`, loaded by `for_list`, as a line on `today`; no query.

    `name_unit` puts the unit into the small line, for lists of many units' work.
    """
    tone, mark, words = shape_of(duty, on=today)
    parts = [duty.unit.name if name_unit else "", duty.origin, str(Role(duty.role).label)]
    return DutyRow(
        duty=duty,
        url=reverse("duty", args=[duty.code]),
        origin=" · ".join(part for part in parts if part),
        due=due_of(duty, today=today, calendar=calendar),
        tone=tone,
        mark=mark,
        mark_words=words,
    )


def rows_of(
    duties: Iterable[Duty], *, today: date, calendar: Calendar, name_unit: bool = False
) -> list[DutyRow]:
    """All of `duties` as lines, in their order."""
    return [row_of(duty, today=today, calendar=calendar, name_unit=name_unit) for duty in duties]


def shape_of(duty: Duty, *, on: date) -> tuple[str, str, str | Promise]:
    """Tone, icon and words of how `duty` stands on `on`: its state, or what its deadline makes urgent."""
    state = State(duty.state)
    if duty.role == Role.INFORMED:
        if state == State.ASKED:
            return "son", "circle-dot", state.label
        return "plain", "eye", pgettext("duty", "Seen")
    if state in _BY_STATE:
        return *_BY_STATE[state], state.label
    if state == State.RECEIVED and duty.state_reason:  # it came back to the unit, for its rest or altogether
        part = bool(duty.accepted_part)
        words = pgettext("duty", "Accepted in part") if part else pgettext("duty", "Reopened")
        return "son", "arrow-back-up", words
    stands = punctuality(state, duty.due_on, duty.submitted_on, on=on)
    if stands == Punctuality.OVERDUE:
        return *_BY_PUNCTUALITY[stands], stands.label
    if state == State.ASKED:
        return "son", "circle-dot", state.label
    if stands == Punctuality.DUE_SOON:
        return *_BY_PUNCTUALITY[stands], stands.label
    return "plain", "circle", state.label


def due_of(duty: Duty, *, today: date, calendar: Calendar) -> DueWords:
    """The deadline of `duty` as people say it on `today`, in working days while it runs."""
    if duty.state == State.STOPPED:
        return DueWords(tone="none", words=str(State.STOPPED.label), exact="", due_on=None)
    left = None
    if duty.due_on is not None and duty.due_on >= today:
        left = calendar.working_days_between(today, duty.due_on)
    said = due_words(due_on=duty.due_on, today=today, working_days_left=left, done_on=duty.submitted_on)
    return at_hour(said, duty.due_time)
