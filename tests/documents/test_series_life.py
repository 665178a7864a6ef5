"""The life of a series against a model of it: whatever people do, in whatever order, across years."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from giaoban.documents.actions import reserve_numbers, take_number, void_number
from giaoban.documents.models import Number
from giaoban.documents.reads.numbering import numbering_faults, standings
from giaoban.foundation.verdict import Refused
from tests import make
from tests.documents import numbers


class SeriesLife(RuleBasedStateMachine):
    """`told` is what the model expects: {(year, value): (state, paper or None)}."""

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.cast = make.cast()
        self.series = numbers.series(self.cast, "TB", earlier_period="2025", earlier_last=4)
        self.now = make.NOON
        self.told = {}

    @property
    def year(self):
        return str(timezone.localdate(self.now).year)

    @property
    def who(self):
        return self.cast.officer(self.cast.secretary)

    def next(self):
        last = [value for year, value in self.told if year == self.year]
        return max(last, default=4 if self.year == "2025" else 0) + 1

    def row(self, key):
        return Number.objects.get(series=self.series, period=key[0], value=key[1])

    @rule(days=st.sampled_from([0, 1, 40, 200]))
    def time_passes(self, days):
        self.now += timedelta(days=days)

    @rule()
    def a_paper_takes_the_next_number(self):
        document = numbers.paper(self.cast, at=self.now)
        number = take_number(self.series, document=document, actor=self.who, at=self.now)
        assert (number.period, number.value) == (self.year, self.next())
        self.told[number.period, number.value] = ("taken", document.pk)

    @rule(count=st.integers(0, 3))
    def some_are_reserved(self, count):
        wanted = range(self.next(), self.next() + count)
        year = self.year
        try:
            reserve_numbers(self.series, count=count, reason="Dành", actor=self.who, at=self.now)
        except Refused:
            assert count == 0
        self.told |= {(year, value): ("reserved", None) for value in wanted}

    @precondition(lambda self: self.told)
    @rule(data=st.data())
    def one_is_declared_void(self, data):
        key = data.draw(st.sampled_from(sorted(self.told)))
        state, paper = self.told[key]
        try:
            void_number(self.row(key), reason="Nhầm", actor=self.who, at=self.now)
        except Refused:
            assert state == "void"
        else:
            self.told[key] = ("void", paper)

    @precondition(lambda self: self.told)
    @rule(data=st.data())
    def a_paper_asks_for_one_that_was_there(self, data):
        key = data.draw(st.sampled_from(sorted(self.told)))
        document = numbers.paper(self.cast, at=self.now)
        facts = {"document": document, "actor": self.who, "at": self.now}
        try:
            take_number(self.series, **facts, reserved=self.row(key))
        except Refused:
            assert self.told[key][0] != "reserved" or key[0] != self.year
        else:
            assert self.told[key] == ("reserved", None)
            self.told[key] = ("taken", document.pk)

    @invariant()
    def the_series_is_as_told(self):
        rows = Number.objects.values_list("period", "value", "state", "document")
        assert {(p, v): (s, d) for p, v, s, d in rows} == self.told
        assert list(numbering_faults()) == []
        [standing] = standings([self.series], on=timezone.localdate(self.now))
        assert standing.next == self.next()

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)


@pytest.mark.django_db
def test_a_series_is_what_was_done_with_it():
    run_state_machine_as_test(
        SeriesLife, settings=settings(max_examples=12, stateful_step_count=15, deadline=None)
    )


@pytest.mark.long
@pytest.mark.django_db
def test_a_series_is_what_was_done_with_it_in_many_long_lives():
    run_state_machine_as_test(
        SeriesLife, settings=settings(max_examples=150, stateful_step_count=40, deadline=None)
    )
