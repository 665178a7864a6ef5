"""Words of the duties room: the life of a duty, its punctuality, the acts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What is asked; each kind's content lives in a higher room."""

    ASSIGNMENT = "assignment", _("Task")
    HANDLING = "handling", _("Handling of a paper")
    OPINION = "opinion", _("Opinion on a draft")
    REPORT = "report", _("Periodic report")


SENT_FOR_GOOD = (Kind.OPINION,)
"""Work whose result stays as it was sent."""
OWN_PAGES = (Kind.OPINION, Kind.REPORT)
"""Work whose result is written and sent on a page of its own room."""
DECIDED_THERE = (Kind.REPORT,)
"""Work on whose result its own room decides, because more than the work hangs on it."""


class Role(models.TextChoices):
    """
    The unit's part in what is asked. Informed units see it and owe nothing.

    A part handed down is owed to the unit above, not to the committee, whose tasks it does not add to. A
    report of a period is owed to the level above and is no task either.
    """

    LEAD = "lead", pgettext_lazy("part", "Lead")
    HANDED_DOWN = "handed_down", pgettext_lazy("part", "Part handed down")
    COORDINATING = "coordinating", pgettext_lazy("part", "Coordinating")
    INFORMED = "informed", pgettext_lazy("part", "Informed")
    REPORTING = "reporting", pgettext_lazy("part", "Reporting")


class State(models.TextChoices):
    """The life of a duty (docs/architecture.md)."""

    ASKED = "asked", pgettext_lazy("duty", "New")
    RECEIVED = "received", pgettext_lazy("duty", "In progress")
    SUBMITTED = "submitted", pgettext_lazy("duty", "Awaiting acceptance")
    RETURNED = "returned", pgettext_lazy("duty", "Returned")
    ACCEPTED = "accepted", pgettext_lazy("duty", "Accepted")
    DECLINED = "declined", pgettext_lazy("duty", "Declined")
    STOPPED = "stopped", pgettext_lazy("duty", "Stopped")


GIVEN = (Role.LEAD, Role.COORDINATING, Role.INFORMED)
"""Parts that a paper gives; a part is handed down by the unit that holds one of them."""
OWED = (Role.LEAD, Role.HANDED_DOWN, Role.COORDINATING, Role.REPORTING)
"""Parts that owe something."""
WITH_THE_UNIT = (State.ASKED, State.RECEIVED, State.RETURNED)
"""The unit has to act."""
RUNNING = (State.ASKED, State.RECEIVED, State.RETURNED, State.SUBMITTED)
"""Owed and not yet closed; a declined duty waits for the asking side."""
CLOSED = (State.ACCEPTED, State.STOPPED)


class Stage(models.IntegerChoices):
    """What of a duty's standing no day changes: figures of any day are counted from it and the deadline."""

    OWED = 0
    HANDED_IN = 1
    DONE_ON_TIME = 2
    DONE_LATE = 3
    STOPPED = 4


class Punctuality(models.TextChoices):
    """
    How a duty stands on a day; never stored.

    Counting groups of the Prime Minister's task force (report 1270/BC-TCTTTg, 27/12/2017). Submitted work
    counts as running: a unit is never overdue by the asking side's delay.
    """

    DONE_ON_TIME = "done_on_time", pgettext_lazy("punctuality", "Done on time")
    DONE_LATE = "done_late", pgettext_lazy("punctuality", "Done late")
    RUNNING = "running", pgettext_lazy("punctuality", "Running in time")
    DUE_SOON = "due_soon", pgettext_lazy("punctuality", "Due soon")
    OVERDUE = "overdue", pgettext_lazy("punctuality", "Overdue")
    NO_DEADLINE = "no_deadline", pgettext_lazy("punctuality", "No deadline")
    STOPPED = "stopped", pgettext_lazy("punctuality", "Stopped")


class OverdueFor(models.TextChoices):
    """How many calendar days overdue work has been overdue; a task due yesterday is overdue for one day."""

    DAYS_30 = "1_30", pgettext_lazy("overdue for", "1–30 days")
    DAYS_90 = "31_90", pgettext_lazy("overdue for", "31–90 days")
    DAYS_180 = "91_180", pgettext_lazy("overdue for", "91–180 days")
    LONGER = "181", pgettext_lazy("overdue for", "over 180 days")


class Basis(models.TextChoices):
    """By which deadline work is counted."""

    IN_FORCE = "in_force", pgettext_lazy("counted by", "The deadline in force")
    FIRST = "first", pgettext_lazy("counted by", "The first deadline")


class Changed(models.TextChoices):
    """What happened to work between two days, told by how it stood at the end of each."""

    ADDED = "added", pgettext_lazy("changed", "Added")
    FINISHED = "finished", pgettext_lazy("changed", "Finished")
    STOPPED = "stopped", pgettext_lazy("changed", "Stopped")
    EXTENDED = "extended", pgettext_lazy("changed", "Extended")
    OVERDUE = "overdue", pgettext_lazy("changed", "Newly overdue")
    REOPENED = "reopened", pgettext_lazy("changed", "Reopened")


DUE_SOON_DAYS = 7  # calendar days before the deadline, the day itself included


class ProductKind(models.TextChoices):
    """What a unit hands in."""

    DOCUMENT = "document", _("A document (number and date)")
    FILE = "file", _("A file")
    LINK = "link", _("A link")
    ANSWER = "answer", _("An answer written here")
    REPORT = "report", _("A report written here")


HANDED_IN = (ProductKind.DOCUMENT, ProductKind.FILE, ProductKind.LINK)
"""Results that a unit brings; answers and reports are written in the room that asked for them."""
WRITTEN = {Kind.OPINION: ProductKind.ANSWER, Kind.REPORT: ProductKind.REPORT}
"""What the result of work with pages of its own is."""


class Outcome(models.TextChoices):
    """What became of a submission."""

    PENDING = "", _("Not yet decided")
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    RETURNED = "returned", _("Returned")
    WITHDRAWN = "withdrawn", _("Taken back by the unit")
    STOPPED = "stopped", _("Work stopped before a decision")


class ExtensionOutcome(models.TextChoices):
    """What became of a request for a later deadline."""

    WAITING = "", _("Not yet decided")
    GRANTED = "granted", _("Granted")
    CHANGED = "changed", _("Granted with another date")
    REFUSED = "refused", _("Not granted")
    WITHDRAWN = "withdrawn", _("Taken back by the unit")
    LAPSED = "lapsed", _("Work closed before a decision")


class DeadlineCause(models.TextChoices):
    """Why a deadline took the place of an earlier one."""

    EXTENSION = "extension", _("Extension granted")
    CHANGE = "change", _("Changed by those who asked")
    REST = "rest", _("For the rest after a part was accepted")
    REOPENED = "reopened", _("Work reopened")
    CALENDAR = "calendar", _("Working calendar changed")


class LimitUnit(models.TextChoices):
    """In what a deadline is reckoned; the values are those of `workdays.counting.Unit`."""

    HOURS = "hours", pgettext_lazy("limit", "hours")
    WORKING_DAYS = "working_days", pgettext_lazy("limit", "working days")
    DAYS = "days", pgettext_lazy("limit", "days")
    WEEKS = "weeks", pgettext_lazy("limit", "weeks")
    MONTHS = "months", pgettext_lazy("limit", "months")


class CountedFrom(models.TextChoices):
    """From what a deadline is reckoned; `PERIOD` is the day of a rule, moved on when it is a rest day."""

    ISSUE = "issue", pgettext_lazy("counted from", "the date of issue")
    RECEIPT = "receipt", pgettext_lazy("counted from", "receipt")
    EVENT = "event", pgettext_lazy("counted from", "another event")
    PERIOD = "period", pgettext_lazy("counted from", "the day of the rule")


class CalendarAct(models.TextChoices):
    """What a change of the calendar does."""

    SET = "set", _("Enter a day")
    REMOVE = "remove", _("Take a day out")
    YEAR = "year", _("Confirm a year")


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    RECEIVED = "duties.received", _("received the work")
    DECLINED = "duties.declined", _("declined the work")
    ASKED_AGAIN = "duties.asked_again", _("asked again after a refusal")
    REPORTED = "duties.reported", _("reported progress")
    SUBMITTED = "duties.submitted", _("submitted the result")
    WITHDRAWN = "duties.withdrawn", _("took the submission back")
    ACCEPTED = "duties.accepted", _("accepted the result")
    RETURNED = "duties.returned", _("returned the result")
    STOPPED = "duties.stopped", _("stopped the work")
    ACCEPTED_IN_PART = "duties.accepted_in_part", _("accepted the result in part")
    REOPENED = "duties.reopened", _("reopened the work")
    EXTENSION_ASKED = "duties.extension_asked", _("asked for a later deadline")
    EXTENSION_WITHDRAWN = "duties.extension_withdrawn", _("took the request for a later deadline back")
    EXTENSION_GRANTED = "duties.extension_granted", _("granted a later deadline")
    EXTENSION_REFUSED = "duties.extension_refused", _("did not grant a later deadline")
    DEADLINE_CHANGED = "duties.deadline_changed", _("changed the deadline")
    DEADLINE_MOVED = "duties.deadline_moved", _("changed the calendar, which moved the deadline")
    EVENT_DATED = "duties.event_dated", _("gave the day from which the deadline is counted")
    TAKEN_OVER = "duties.taken_over", _("took the state of the work over from a follow-up table")
    SORTED = "duties.sorted", _("put the work under another field")
    PASSED_ON = "duties.passed_on", _("passed the work on to the unit that took over")
    FEED_OPENED = "duties.feed_opened", _("made a calendar address")
    FEED_RENEWED = "duties.feed_renewed", _("replaced a calendar address by a new one")
    FEED_CLOSED = "duties.feed_closed", _("ended a calendar address")
    STEPS_SET = "duties.steps_set", _("changed the steps of reminders")
    FROZEN = "duties.frozen", _("froze the figures of a day")
    MAIL_CHOSEN = "duties.mail_chosen", _("chose when mail comes")


class FeedScope(models.TextChoices):
    """Whose deadlines a calendar feed gives."""

    PERSON = "person", _("My own work")
    UNIT = "unit", _("A unit and those below it")
    COMMITTEE = "committee", _("A committee")


class NoticeKind(models.TextChoices):
    """What a person is told of a duty; the sections of the digest, the most pressing last."""

    NEW = "new", pgettext_lazy("notice", "New work")
    DEADLINE = "deadline", pgettext_lazy("notice", "Deadline changed or request answered")
    WAITING = "waiting", pgettext_lazy("notice", "Awaits your decision")
    DUE = "due", pgettext_lazy("notice", "Due soon")
    OVERDUE = "overdue", pgettext_lazy("notice", "Overdue")
    RETURNED = "returned", pgettext_lazy("notice", "Returned")
    ESCALATED = "escalated", pgettext_lazy("notice", "Overdue for a week or more")


class Why(models.TextChoices):
    """As what a person is told; with the name of the unit it makes the reason of the notice."""

    CONTACT = "contact", pgettext_lazy("as what", "contact")
    LEADER = "leader", pgettext_lazy("as what", "leader")
    ABOVE = "above", pgettext_lazy("as what", "contact of the unit above")
    ASKING = "asking", pgettext_lazy("as what", "asking unit")
    STANDING = "standing", pgettext_lazy("as what", "standing unit")
    SECRETARY = "secretary", pgettext_lazy("as what", "secretariat")
    CHAIR = "chair", pgettext_lazy("as what", "chair")


class UpTo(models.TextChoices):
    """How far overdue work climbs."""

    UNIT = "unit", _("The leader of the unit itself")
    STANDING = "standing", _("The committee's standing unit and secretariat")
    CHAIR = "chair", _("The committee's chair")


FACT_CHOICES = {"outcome": {**dict(Outcome.choices), **dict(ExtensionOutcome.choices)}}
"""Words for codes in the journal's entries on duties."""
