"""A person's list of notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from giaoban.duties.jobs.composing import reason_words, sentence
from giaoban.duties.models import Duty, Notice
from giaoban.duties.reads.rows import due_of
from giaoban.duties.vocabulary import NoticeKind
from giaoban.people.models import Person
from giaoban.ui.formats import DueWords
from giaoban.units.reads import Officer
from giaoban.workdays.reads import current_calendars

_SHAPES: Final[dict[NoticeKind, tuple[str, str]]] = {
    NoticeKind.NEW: ("son", "circle-dot"),
    NoticeKind.DEADLINE: ("note", "calendar-due"),
    NoticeKind.WAITING: ("note", "gavel"),
    NoticeKind.DUE: ("soon", "clock"),
    NoticeKind.OVERDUE: ("late", "alert-triangle"),
    NoticeKind.RETURNED: ("son", "arrow-back-up"),
    NoticeKind.ESCALATED: ("late", "arrow-up"),
}


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One line of the list: what, as what kind, why this person, how the deadline stands now."""

    pk: int
    title: str
    url: str
    origin: str
    kind: str | Promise
    tone: str
    mark: str
    reason: str
    due: DueWords
    at: datetime
    is_read: bool


def unread_count(person: Person) -> int:
    """How many notices wait to be read; one query over a small index."""
    return Notice.objects.unread().filter(person=person).count()


def notices_of(officer: Officer, *, unread: bool) -> QuerySet[Notice]:
    """The officer's notices about work that they may still see, the newest first; all, or the unread."""
    mine = Notice.objects.filter(person=officer.person, duty__in=Duty.objects.visible_to(officer))
    mine = mine.unread() if unread else mine
    return mine.select_related(
        "duty__unit", "duty__committee", "duty__field", "duty__asking_unit", "why_unit"
    ).order_by("-at", "-pk")


def notice_rows(notices: Iterable[Notice], *, today: date) -> list[NoticeRow]:
    """Notices as lines on `today`; one query, for the calendar."""
    calendars = current_calendars()
    rows = []
    for notice in notices:
        duty, kind = notice.duty, NoticeKind(notice.kind)
        if kind == NoticeKind.DUE and notice.due_on is not None and notice.due_on < today:
            kind = NoticeKind.OVERDUE
        tone, mark = ("plain", "check") if notice.read_at else _SHAPES[kind]
        unit = notice.why_unit.name if notice.why_unit else ""
        rows.append(
            NoticeRow(
                pk=notice.pk,
                title=duty.title,
                url=reverse("duty", args=[duty.code]),
                origin=" · ".join(part for part in (duty.unit.name, duty.origin) if part),
                kind=kind.label,
                tone=tone,
                mark=mark,
                reason=sentence(reason_words(notice.why, unit, duty)),
                due=due_of(duty, today=today, calendar=calendars.at(duty.unit.path)),
                at=notice.at,
                is_read=notice.read_at is not None,
            )
        )
    return rows
