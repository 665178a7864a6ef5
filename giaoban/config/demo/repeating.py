"""Repeated tasks of the demo: each period is asked in its night, and some months later the rule ends."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from random import Random

from django.utils import timezone

from giaoban.assignments.actions import end_rule
from giaoban.assignments.jobs import ask_due
from giaoban.assignments.models import Part, Recurrence
from giaoban.config.demo.life import Life
from giaoban.workdays.counting.rules import days_after

REASON_OF_END = "Nội dung này từ nay báo cáo theo chế độ báo cáo định kỳ của Ban Chỉ đạo."
MONTHS = (3, 7)  # periods until the rule ends, at least and at most


class Repeating:
    """What the worker does each night in an installation, and what the standing office does with rules."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.random = Random(17)  # a demo, not a secret

    def begin(self, document_id: int, at: datetime) -> None:
        """Plan the periods of what a paper lets repeat."""
        for rule in Recurrence.objects.filter(assignment__document=document_id).order_by("pk"):
            self._next(rule.pk, self.random.randint(*MONTHS), at)

    def _next(self, pk: int, left: int, at: datetime) -> None:
        rule = Recurrence.objects.get(pk=pk)
        began = rule.occurrences.order_by("falls_on").first()
        up_to = timezone.localdate(self.life.timeline.now) + timedelta(days=rule.ahead_days)
        days = days_after(
            rule.rule, after=rule.asked_through, first=began.falls_on if began else None, up_to=up_to
        )
        falls_on = next(days, None)
        if falls_on is not None:
            asked_on = falls_on - timedelta(days=rule.ahead_days)
            night = timezone.make_aware(datetime.combine(asked_on, time(0, 5)))
            act = partial(self._end, pk) if left == 0 else partial(self._ask, pk, left)
            self.life.timeline.add(max(night, at + timedelta(minutes=1)), act)

    def _ask(self, pk: int, left: int, at: datetime) -> None:
        """The night's work; the units begin with what was asked."""
        rule = Recurrence.objects.select_related("assignment").get(pk=pk)
        if not ask_due(timezone.localdate(at), at=at, of=rule.assignment):
            return
        asked = Part.objects.filter(assignment=rule.assignment, occurrence__asked_at=at)
        for part in asked.select_related("duty__unit").order_by("pk"):
            self.life.begin(part.duty)
        self._next(pk, left - 1, at)

    def _end(self, pk: int, at: datetime) -> None:
        """The standing office takes what repeats into the committee's own reports."""
        rule = Recurrence.objects.select_related("assignment__document", "assignment__lead").get(pk=pk)
        lead = rule.assignment.lead
        if Recurrence.objects.in_force().filter(pk=pk).exists():
            asking = self.life.offices.asking(lead, timezone.localdate(at))
            end_rule(rule.assignment, actor=asking, at=at, reason=REASON_OF_END)
