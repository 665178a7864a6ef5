"""The words of a letter about duties, in the installation's language. Subjects hold numbers, never names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.duties.models import Reminder
from giaoban.duties.models.duty import Duty
from giaoban.duties.vocabulary import NoticeKind, Role, Why
from giaoban.people.models import Person
from giaoban.ui import formats
from giaoban.workdays.counting import Calendar

AT_MOST: Final = 20  # lines of one section; the page of notices has them all


@dataclass(frozen=True, slots=True)
class Line:
    """One duty in a letter."""

    title: str
    origin: str
    due: str
    missed: str
    reason: str
    link: str


@dataclass(frozen=True, slots=True)
class Section:
    """The duties of one kind: `more` were left out of `lines`."""

    title: str
    count: int
    lines: list[Line]
    more: int


@dataclass(frozen=True, slots=True)
class Item:
    """A reminder in a letter, as the kind that it is on the day of the letter, and the duty's calendar."""

    reminder: Reminder
    kind: NoticeKind
    calendar: Calendar


def kind_on(reminder: Reminder, today: date) -> NoticeKind:
    """What a reminder has become by `today`: one of a deadline may have passed it while it waited."""
    kind = NoticeKind(reminder.kind)
    if kind == NoticeKind.DUE and reminder.due_on is not None and reminder.due_on < today:
        return NoticeKind.OVERDUE
    return kind


def compose(person: Person, items: Iterable[Item], *, is_digest: bool, at: datetime) -> tuple[str, str]:
    """Subject and text of one letter; each duty stands in it once, under what presses most."""
    with translation.override(settings.LANGUAGE_CODE):
        ordered = list(NoticeKind)
        kept: dict[int, Item] = {}
        for item in sorted(items, key=lambda item: (ordered.index(item.kind), item.reminder.pk)):
            kept[item.reminder.duty_id] = item
        sections = [
            _section(kind, [item for item in kept.values() if item.kind == kind], timezone.localdate(at))
            for kind in reversed(ordered)
        ]
        sections = [section for section in sections if section.count]
        facts = {
            "person": person,
            "sections": sections,
            "is_digest": is_digest,
            "at": at,
            "notices": _address("notices"),
            "settings": _address("notice-settings"),
        }
        body = render_to_string("duties/letters/work.txt", facts).strip() + "\n"
        return _subject(sections, is_digest=is_digest, at=at), body


def _address(name: str, *args: str) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def _subject(sections: list[Section], *, is_digest: bool, at: datetime) -> str:
    parts = ", ".join(f"{section.title.lower()} ({section.count})" for section in sections)
    names = {"name": settings.INSTALLATION_NAME, "parts": parts, "day": formats.day(timezone.localdate(at))}
    if is_digest:
        return _("%(name)s, digest of %(day)s: %(parts)s") % names
    return _("%(name)s: %(parts)s") % names


def _section(kind: NoticeKind, items: list[Item], today: date) -> Section:
    items = sorted(items, key=lambda item: (item.reminder.duty.due_on or date.max, item.reminder.pk))
    lines = [_line(item, today) for item in items[:AT_MOST]]
    return Section(str(kind.label), len(items), lines, max(0, len(items) - AT_MOST))


def _line(item: Item, today: date) -> Line:
    reminder, duty = item.reminder, item.reminder.duty
    parts = [duty.unit.name, duty.origin, str(Role(duty.role).label).lower()]
    missed = ngettext(
        "%(count)d earlier reminder could not be sent; this one stands for it.",
        "%(count)d earlier reminders could not be sent; this one stands for them.",
        reminder.missed,
    )
    return Line(
        title=duty.title,
        origin=" · ".join(part for part in parts if part),
        due=_due(duty, today, item.calendar),
        missed=missed % {"count": reminder.missed} if reminder.missed else "",
        reason=sentence(
            reason_words(reminder.why, reminder.why_unit.name if reminder.why_unit else "", duty)
        ),
        link=_address("duty", duty.code),
    )


def _due(duty: Duty, today: date, calendar: Calendar) -> str:
    if duty.due_on is None:
        return _("No deadline")
    left = calendar.working_days_between(today, duty.due_on) if duty.due_on >= today else None
    words = formats.due_words(
        due_on=duty.due_on, today=today, working_days_left=left, done_on=duty.submitted_on
    )
    return _("Deadline %(day)s, %(words)s") % {"day": words.exact, "words": words.words}


def reason_words(why: str, unit: str, duty: Duty) -> str:
    """Why a person is told of `duty`, which has its unit and committee loaded; `unit` as in `Told`."""
    facts = {"unit": unit, "committee": duty.committee.name}
    return {
        Why.CONTACT: _("because you are a contact of %(unit)s"),
        Why.LEADER: _("because you lead %(unit)s"),
        Why.ABOVE: _("because you are a contact of %(unit)s, the unit above"),
        Why.ASKING: _("because %(unit)s asked this work"),
        Why.STANDING: _("because %(unit)s is the standing unit of %(committee)s"),
        Why.SECRETARY: _("because you are in the secretariat of %(committee)s"),
        Why.CHAIR: _("because you are in the chair of %(committee)s"),
    }[Why(why)] % facts


def sentence(words: str) -> str:
    """A reason as a sentence of its own."""
    return f"{capfirst(words)}."
