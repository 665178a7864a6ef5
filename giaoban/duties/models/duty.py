"""The duty and how it stood through time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.duties.models.derived import (
    FirstStageField,
    PlaceField,
    StageField,
    derived_columns_follow,
    stage_of_columns,
)
from giaoban.duties.models.punctuality import punctuality_is
from giaoban.duties.vocabulary import RUNNING, WITH_THE_UNIT, Kind, Punctuality, Role, State
from giaoban.foundation.codes import public_code
from giaoban.foundation.prepared import update
from giaoban.units.models import Committee, Field, Unit

if TYPE_CHECKING:
    from giaoban.units.reads import Officer

STILL: Final = datetime(
    9999, 12, 31, tzinfo=UTC
)  # `Standing.until` of what is in force: compares without NULL
STILL_ON: Final = date(9999, 12, 31)


def report_moved() -> Q:
    """The condition for reports whose deadline in force is not the first one; a partial index answers it."""
    later, earlier = Q(due_on__gt=models.F("original_due_on")), Q(due_on__lt=models.F("original_due_on"))
    taken_off = Q(due_on__isnull=True, original_due_on__isnull=False)
    given = Q(due_on__isnull=False, original_due_on__isnull=True)
    return Q(kind=Kind.REPORT) & (later | earlier | taken_off | given)


class DutyQuerySet(models.QuerySet["Duty"]):
    """Named questions about duties; every method returns a queryset."""

    def visible_to(self, officer: Officer | None) -> Self:
        """
        What `officer` may see: work of the own unit and below, work asked by the own unit, and all
        work of committees on whose asking side or in whose chair the officer sits.
        """
        if officer is None:
            return self.none()
        seen = Q(committee__in=officer.whole_committee_ids) | Q(
            asking_unit__in=officer.unit_ids, parent__isnull=False
        )
        for path in officer.reading_paths:
            # A list of units, not a join: each arm of the OR then finds its rows by an index.
            seen |= Q(unit__in=Unit.objects.filter(path__startswith=path))
        return self.filter(seen)

    def held_by(self, unit_ids: tuple[int, ...]) -> Self:
        """Duties of exactly these units."""
        return self.filter(unit__in=unit_ids)

    def owed(self) -> Self:
        """Duties that owe something: lead and coordinating."""
        return self.exclude(role=Role.INFORMED)

    def tasks(self) -> Self:
        """Lead duties: each is one task of the committee and is counted once; parts handed down are not."""
        return self.filter(role=Role.LEAD)

    def coordinating(self) -> Self:
        """Parts of units that help; counted apart from tasks."""
        return self.filter(role=Role.COORDINATING)

    def running(self) -> Self:
        """Not yet closed."""
        return self.filter(state__in=RUNNING)

    def with_the_unit(self) -> Self:
        """The unit has to act: new, in progress, or returned."""
        return self.filter(state__in=WITH_THE_UNIT)

    def overdue(self, *, on: date) -> Self:
        """Owed and not handed in after its deadline; submitted work is never overdue."""
        return self.owed().standing_as(Punctuality.OVERDUE, on=on)

    def due_soon(self, *, on: date) -> Self:
        """Owed and not handed in, deadline within the next `DUE_SOON_DAYS` days, today included."""
        return self.owed().standing_as(Punctuality.DUE_SOON, on=on)

    def standing_as(self, which: Punctuality, *, on: date) -> Self:
        """Duties that stand as `which` on the day `on`, by what their columns say now."""
        return self.filter(punctuality_is(which, on=on))

    def reports_moved(self, periods: Iterable[str]) -> Self:
        """Reports of some periods (their codes) whose deadline in force is not the first one."""
        return self.filter(report_moved(), origin_key__in=list(periods))

    def for_list(self) -> Self:
        """Load all that one list row shows. A new column starts here."""
        return self.select_related("unit", "committee", "field", "asking_unit")


class Duty(models.Model):
    """
    One thing that one unit owes by one deadline, with one outcome.

    Asked by a committee (`parent` None) or handed down by the unit that holds `parent`. The state, the
    deadline in force and the moment of submission stand here for lists and in `standings` for any past
    moment; both are written by `duties.actions` alone. Punctuality follows from them and is not stored.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    role = models.CharField(_("part"), max_length=12, choices=Role)
    title = models.CharField(_("what is asked"), max_length=500)
    content = models.TextField(_("content for this unit"), blank=True)  # "": the same as the title
    product = models.CharField(_("product expected"), max_length=300, blank=True)
    origin = models.CharField(_("from"), max_length=200, blank=True)  # "TB 215/TB-BCĐ · khoản 3"
    origin_key = models.CharField(max_length=40, blank=True)  # code of the source, for counting by source
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    field = models.ForeignKey(Field, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    asking_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="handed_down")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED, editable=False)
    state_reason = models.TextField(blank=True, editable=False)  # why it stands so: returned, reopened, …
    accepted_part = models.TextField(blank=True, editable=False)  # what is accepted already; "": nothing
    asked_at = models.DateTimeField()
    asked_on = models.DateField()  # local date of `asked_at`
    original_due_on = models.DateField(null=True)
    due_on = models.DateField(_("deadline"), null=True)  # in force; None: no deadline
    due_time = models.TimeField(_("hour of the deadline"), null=True)  # local; None: the end of the day
    due_words = models.CharField(max_length=300, blank=True)  # as written, with its reckoning
    times_extended = models.PositiveSmallIntegerField(default=0, editable=False)  # deadline put off so often
    received_at = models.DateTimeField(null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)  # of the pending or accepted submission
    submitted_on = models.DateField(null=True, editable=False)  # its local date
    closed_at = models.DateTimeField(null=True, editable=False)
    percent = models.PositiveSmallIntegerField(default=0, editable=False)  # as last reported, 0..100
    last_word = models.CharField(max_length=500, blank=True, editable=False)  # of the last report
    last_word_at = models.DateTimeField(null=True, editable=False)
    search_key = models.TextField(editable=False)
    stage = StageField(editable=False)  # see `derived`
    place = PlaceField(editable=False)

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="duty_percent", condition=Q(percent__lte=100)),
            models.CheckConstraint(
                name="duty_closed_has_moment",
                condition=Q(state__in=["accepted", "stopped"], closed_at__isnull=False)
                | (~Q(state__in=["accepted", "stopped"]) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="duty_submitted_has_moment",
                condition=~Q(state__in=["submitted", "accepted"]) | Q(submitted_at__isnull=False),
            ),
            *derived_columns_follow("duty"),
        )
        indexes = (
            models.Index(fields=["unit", "state", "due_on"], name="duty_desk"),
            models.Index(fields=["committee", "role", "asked_on"], name="duty_asked"),
            models.Index(fields=["committee", "role", "due_on", "state", "submitted_on"], name="duty_due"),
            # The list in its own order: pages are cut from the index alone.
            models.Index(
                fields=["committee", "role", "place", "id"],
                name="duty_list",
            ),
            # Words are looked for in the index alone: it is a tenth as large as the rows.
            models.Index(
                fields=["committee", "role", "search_key", "place", "due_on", "asked_on"],
                name="duty_words",
            ),
            # Each covers grouped counts of the board, so that none reads the rows themselves.
            models.Index(
                fields=["committee", "role", "stage", "due_on", "unit", "field", "origin_key"],
                name="duty_figures",
            ),
            models.Index(
                fields=["committee", "role", "unit", "stage", "due_on", "field", "origin_key"],
                name="duty_by_unit",
            ),
            models.Index(
                fields=["committee", "role", "field", "stage", "due_on", "state", "submitted_on"],
                name="duty_by_field",
            ),
            models.Index(
                fields=["committee", "role", "origin_key", "stage", "due_on"], name="duty_by_origin"
            ),
            models.Index(
                fields=["asking_unit", "state"], condition=Q(parent__isnull=False), name="duty_handed_down"
            ),
            # Of tens of thousands of reports in a period the few whose deadline is not the first one.
            models.Index(fields=["origin_key"], condition=report_moved(), name="duty_report_moved"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def local_asked_on(self) -> date:
        """The day on which it was asked, in Viet Nam time."""
        return self.asked_on


class Standing(models.Model):
    """
    How a duty stood between two moments (`since` included, `until` not).

    One row for each change of state, deadline, submission or unit: the facts from which figures of any past
    date are counted again, by the deadline then in force and by the first one. Whose the duty was stands here
    too, so that an index of standings alone answers how many stood how on a past day.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="standings", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(default=STILL)
    state = models.CharField(max_length=10, choices=State)
    due_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    original_due_on = models.DateField(null=True)
    times_extended = models.PositiveSmallIntegerField(default=0)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=12, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    field = models.ForeignKey(Field, models.PROTECT, null=True, related_name="+", db_index=False)
    origin_key = models.CharField(max_length=40, blank=True)
    since_on = models.DateField()  # local date of `since`
    until_on = models.DateField(default=STILL_ON)  # of `until`: stood so at the end of every day before it
    asked_on = models.DateField()  # of the duty; by it tasks are counted by age
    stage = StageField(editable=False)
    first_stage = FirstStageField(editable=False)  # by the first deadline
    place = PlaceField(editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["duty"], condition=Q(until=STILL), name="standing_one_in_force"),
            models.CheckConstraint(name="standing_in_order", condition=Q(since__lte=models.F("until"))),
            *derived_columns_follow("standing"),
            models.CheckConstraint(
                name="standing_first_stage_follows",
                condition=Q(first_stage=stage_of_columns("original_due_on")),
            ),
        )
        indexes = (
            models.Index(
                # Covers counts of any moment, as a brief asks for in the middle of a day.
                fields=["duty", "until", "since", "stage", "due_on", "state", "submitted_on", "unit"],
                name="standing_of_duty",
            ),
            models.Index(
                fields=[
                    *("committee", "role", "until_on", "since_on", "stage", "due_on"),
                    *("unit", "field", "origin_key", "duty", "place"),
                    *("first_stage", "original_due_on", "times_extended", "asked_on"),
                ],
                name="standing_figures",
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.since:%d/%m/%Y}"

    @classmethod
    def of(cls, duty: Duty, *, since: datetime, until: datetime = STILL) -> Self:
        """How `duty` stands by its columns, from `since`; not saved."""
        names = (
            "state",
            "due_on",
            "submitted_on",
            "original_due_on",
            "times_extended",
            "committee_id",
            "role",
            "unit_id",
            "field_id",
            "origin_key",
            "asked_on",
        )
        days = {"since_on": timezone.localdate(since), "until_on": timezone.localdate(until)}
        return cls(
            duty=duty, since=since, until=until, **days, **{name: getattr(duty, name) for name in names}
        )

    def end(self, at: datetime) -> None:
        """Let it stand until `at` only, and save that."""
        self.until, self.until_on = at, timezone.localdate(at)
        update(self, "until", "until_on")
