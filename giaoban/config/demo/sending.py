"""What is issued goes to the units: most open it within days, some sign late, one paper was recalled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Final

from django.utils import timezone

from giaoban.documents import actions
from giaoban.documents.models import Dispatch, Document
from giaoban.documents.vocabulary import Purpose
from giaoban.people.models import Person
from giaoban.units.models import Unit
from giaoban.units.reads import Officer, officer_for

OPENED, SIGNED = 0.85, 0.7  # of the units
_MESSAGE: Final = "Đề nghị các cơ quan, đơn vị, địa phương nghiên cứu, triển khai thực hiện."
_RECALLED: Final = "Gửi nhầm bản chưa có phụ lục phân công."

Add = Callable[[datetime, Callable[[datetime], None]], None]


@dataclass
class Post:
    """How papers of a committee leave it; `later` gives a moment some working days after another."""

    contacts: dict[int, int]
    add: Add
    chance: Random
    later: Callable[[datetime, int], datetime]

    def send(self, document: Document, units: list[Unit], clerk: Officer, at: datetime) -> None:
        """Send a paper, perhaps after a dispatch that went out by mistake; plan who opens and signs for it."""
        if self.chance.random() < 0.4:
            wrong = actions.Sending(units=tuple(units[:6]))
            first = actions.send_paper(document, sending=wrong, actor=clerk, at=at)
            at += timedelta(minutes=12)
            actions.recall_dispatch(first, reason=_RECALLED, actor=clerk, at=at)
            at += timedelta(minutes=6)
        sending = actions.Sending(units=tuple(units), purpose=Purpose.ACTION, message=_MESSAGE)
        sent = actions.send_paper(document, sending=sending, actor=clerk, at=at)
        for unit in units:
            if unit.pk in self.contacts and self.chance.random() < OPENED:
                signs = self.chance.random() < SIGNED / OPENED
                moment = self.later(at, self.chance.choice((0, 1, 1, 2, 3)))
                act = partial(self.open, sent.pk, unit.pk, signs=signs)
                self.add(max(moment, at + timedelta(minutes=20)), act)

    def open(self, pk: int, unit_id: int, at: datetime, *, signs: bool) -> None:
        """The contact of a unit opens a paper, and signs for it."""
        sent, person = Dispatch.objects.get(pk=pk), Person.objects.get(pk=self.contacts[unit_id])
        officer = officer_for(person, on=timezone.localdate(at))
        if officer is None or not officer.works_for(unit_id):
            return  # somebody else holds the post by now
        actions.note_seen(sent, actor=officer, at=at)
        if signs:
            actions.receive_dispatch(sent, actor=officer, at=at + timedelta(minutes=3))
