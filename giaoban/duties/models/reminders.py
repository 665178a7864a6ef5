"""Reminders: what a person is told of a duty, in the program and by letter, each thing once."""

from __future__ import annotations

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.duties.models.duty import Duty
from giaoban.duties.vocabulary import NoticeKind, UpTo, Why
from giaoban.foundation.personal import Personal
from giaoban.units.models import Committee, Unit

MOST_A_DAY: Final = 3
"""Letters to one person on one local day; the database refuses a fourth."""

_TO_REMIND = _("Reminders go to the people who have to act, and to each of them once.")
_THE_PERSON = _("The person; the program.")
_A_YEAR = _("One year after the work is closed.")


def _default_days() -> list[int]:
    return [7, 3, 1]


class ReminderSteps(models.Model):
    """
    When a committee's work is reminded of, and when no letter goes out; without a row the defaults hold.

    `quiet_from` and `quiet_to` are full hours of local time: from 18 to 7 means that letters go between 7.00
    and 18.00. The hours from 9 to 11 are always open, so that a letter about several committees finds one.
    """

    committee = models.OneToOneField(Committee, models.PROTECT, related_name="+")
    days_before = models.JSONField(_("working days before the deadline"), default=_default_days)
    on_the_day = models.BooleanField(_("on the day itself"), default=True)
    every_weeks = models.PositiveSmallIntegerField(_("weeks between steps after it"), default=1)  # 0: never
    up_to = models.CharField(_("overdue work climbs to"), max_length=10, choices=UpTo, default=UpTo.STANDING)
    quiet_from = models.PositiveSmallIntegerField(_("quiet from"), default=18)
    quiet_to = models.PositiveSmallIntegerField(_("quiet until"), default=7)
    rest_days_quiet = models.BooleanField(_("quiet on days off"), default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="steps_leave_hours_open",
                condition=Q(quiet_from__gte=11, quiet_from__lte=24, quiet_to__lte=9),
            ),
        )

    def __str__(self) -> str:
        return f"{self.committee}: {self.days_before}"


class MailWish(models.Model):
    """When a person wants the digest of the day, or that they want none; without a row: at 7.30."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    digest_at = models.TimeField(_("hour of the digest"))
    wants_digest = models.BooleanField(_("digest by mail"), default=True)

    personal = {
        "person": Personal(
            _("Mail: when the person wants the digest of the day"),
            _("The person decides this."),
            _THE_PERSON,
            _("Until the person changes it."),
        )
    }

    def __str__(self) -> str:
        return f"{self.digest_at:%H:%M}" if self.wants_digest else "–"


class Letter(models.Model):
    """
    A letter about duties, promised to the outbox in the same transaction; which duties, its reminders say.

    `number` counts the person's letters of the local `day`. A letter that cannot leave on its day or only in
    quiet hours is taken back: its reminders wait again and go with a later one.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    is_digest = models.BooleanField()
    promised_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    personal = {
        "person": Personal(_("Reminders by mail: to whom and when"), _TO_REMIND, _THE_PERSON, _A_YEAR)
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "day", "number"], name="letter_number_once"),
            models.UniqueConstraint(
                fields=["person", "day"], condition=Q(is_digest=True), name="letter_one_digest_a_day"
            ),
            models.CheckConstraint(
                name="letter_few_a_day", condition=Q(number__gte=1, number__lte=MOST_A_DAY)
            ),
        )
        indexes = (models.Index(fields=["day"], name="letter_by_day"),)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.number}"


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Named questions about reminders."""

    def waiting(self) -> Self:
        """Still to be put into a letter."""
        return self.filter(by_mail=True, letter__isnull=True)


class Reminder(models.Model):
    """
    One person told one thing of one duty: at a step before or after its deadline, or because it moved.

    `occasion` tells occasions of the same step apart: the deadline in force ("2025-06-30"), or the moment at
    which the duty came into its state. The four together are unique, so that nothing is said twice, and a
    changed deadline is reminded of anew.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="reminders", db_index=False)
    step = models.CharField(max_length=12)  # "before-3", "day", "week-2", "up", "new", …
    occasion = models.CharField(max_length=32)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=NoticeKind)
    why = models.CharField(max_length=10, choices=Why)
    why_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    due_on = models.DateField(null=True)  # the deadline in force at `at`
    at = models.DateTimeField()
    missed = models.PositiveSmallIntegerField(default=0)  # earlier steps that were never said
    at_once = models.BooleanField(default=False)  # by a letter of its own, not first by the digest
    by_mail = models.BooleanField(default=True)  # False: in the program only
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="reminders", db_index=False)

    objects = ReminderQuerySet.as_manager()
    personal = {"person": Personal(_("Reminder of work: whom it went to"), _TO_REMIND, _THE_PERSON, _A_YEAR)}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["duty", "step", "occasion", "person"], name="reminder_once"),
        )
        indexes = (
            models.Index(
                fields=["person", "at"],
                name="reminder_waiting",
                condition=Q(by_mail=True, letter__isnull=True),
            ),
            models.Index(fields=["letter"], name="reminder_of_letter", condition=Q(letter__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.step} {self.occasion}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Named questions about notices."""

    def unread(self) -> Self:
        """Not yet read, and still so."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """The line of one duty in one person's list: the newest reason takes the place of the older."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=NoticeKind)
    why = models.CharField(max_length=10, choices=Why)
    why_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    due_on = models.DateField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)  # read by the person, or no longer so

    objects = NoticeQuerySet.as_manager()
    personal = {
        "person": Personal(
            _("Notices in the program: what the person was told and when it was read"),
            _TO_REMIND,
            _THE_PERSON,
            _A_YEAR,
        )
    }

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "duty"], name="notice_one_a_duty"),)
        indexes = (
            models.Index(fields=["person", "-at"], name="notice_of_person"),
            models.Index(fields=["person"], name="notice_unread", condition=Q(read_at__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d/%m/%Y}"


class ReminderClock(models.Model):
    """The one row that says how far reminding has come; locked while reminders or letters are written."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seen_until = models.DateTimeField()  # changes of duties up to here were looked at
    whole_on = models.DateField(null=True)  # local day on which all open duties were last looked at

    def __str__(self) -> str:
        return f"{self.seen_until:%d/%m/%Y %H:%M}"
