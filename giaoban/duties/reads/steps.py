"""The steps of a committee in words: what would be sent when, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.duties.jobs.facts import hours_of, steps_of
from giaoban.duties.jobs.hours import DIGEST_AT, Hours, next_open
from giaoban.duties.jobs.offices import Offices, Place, Told
from giaoban.duties.jobs.reminding import WHOLE_FROM
from giaoban.duties.jobs.steps import Step, Steps, steps_after, steps_before
from giaoban.duties.models import Duty, ReminderSteps
from giaoban.duties.vocabulary import Why
from giaoban.units.models import Committee, Unit
from giaoban.workdays.counting import Calendar
from giaoban.workdays.reads import current_calendar

AFTER = 4  # weekly steps that the preview shows


@dataclass(frozen=True, slots=True)
class Sent:
    """One step of the preview: its day, what it is, who gets it how and from what hour."""

    on: date
    what: str
    to: list[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be sent for one piece of work of `unit` that is due on `due_on`."""

    unit: str
    due_on: date
    sent: list[Sent]


def chosen_by(committee: Committee) -> tuple[Steps, Hours]:
    """The steps and quiet hours that hold for the committee."""
    row = ReminderSteps.objects.filter(committee=committee).first() or ReminderSteps(committee=committee)
    return steps_of(row), hours_of(row)


def preview(committee: Committee, steps: Steps, hours: Hours, *, today: date) -> Preview | None:
    """An example with the unit that has the committee's newest work; None while no unit stands below it."""
    newest = Duty.objects.tasks().filter(committee=committee).order_by("-pk").select_related("unit").first()
    unit = newest.unit if newest else Unit.objects.filter(parent=committee.level).order_by("pk").first()
    if unit is None:
        return None
    calendar = current_calendar(unit.path)
    due_on = calendar.add_working_days(today, max(steps.days_before, default=0) + 5)
    offices = Offices.on(today)
    names = dict(Unit.objects.values_list("pk", "name"))
    place = Place(unit.pk, committee.pk, None)
    workers = [_named(told, names) for told in offices.at_work(unit.pk)]
    rungs = [[_named(told, names) for told in rung] for rung in offices.rungs(place, steps.up_to)]
    after = islice(steps_after(due_on, due_on + timedelta(days=400), steps, calendar), AFTER)
    sent = []
    for step in [*steps_before(due_on, steps, calendar), *after]:
        up = rungs[step.rung - 1] if 0 < step.rung <= len(rungs) else []
        sent.append(_sent(step, workers, up, hours, calendar))
    return Preview(unit.name, due_on, sent)


def _sent(step: Step, workers: list[str], up: list[str], hours: Hours, calendar: Calendar) -> Sent:
    digest = next_open(datetime.combine(step.on, DIGEST_AT), hours, calendar)
    opens = next_open(datetime.combine(step.on, time(WHOLE_FROM)), hours, calendar)
    words = {"digest": f"{digest:%H:%M}", "opens": f"{opens:%H:%M}"}
    to = [
        _("%(who)s, in the digest of the day (%(digest)s)") % {"who": who, **words}
        for who in dict.fromkeys(workers)
    ]
    to += [_("%(who)s, by a letter at %(opens)s") % {"who": who, **words} for who in dict.fromkeys(up)]
    return Sent(opens.date(), step_words(step), to)


def step_words(step: Step) -> str:
    """A step in words: "3 working days before the deadline"."""
    kind, _dash, number = step.name.partition("-")
    count = int(number or 0)
    if kind == "before":
        words = ngettext(
            "%(count)d working day before the deadline", "%(count)d working days before the deadline", count
        )
        return words % {"count": count}
    if kind == "day":
        return _("On the day of the deadline")
    words = ngettext("%(count)d week after the deadline", "%(count)d weeks after the deadline", count)
    return words % {"count": count}


def _named(told: Told, names: dict[int, str]) -> str:
    """An office in words, never the person in it."""
    unit = names.get(told.unit or 0, "")
    return {
        Why.CONTACT: _("the contact of %(unit)s"),
        Why.LEADER: _("the leader of %(unit)s"),
        Why.ABOVE: _("the contact of %(unit)s (the unit above)"),
        Why.ASKING: _("the contact of %(unit)s, which asked the work"),
        Why.STANDING: _("the contact of %(unit)s (standing unit)"),
        Why.SECRETARY: _("the secretariat of the committee"),
        Why.CHAIR: _("the chair of the committee"),
    }[told.why] % {"unit": unit}
