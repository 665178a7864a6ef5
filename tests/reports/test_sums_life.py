"""Whatever happens to reports, in whatever order: the totals are what the plainest adding says."""

from __future__ import annotations

from random import Random

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.duties.reads.proof import faults
from giaoban.journal.reads import check_chain
from giaoban.reports.forming import Combine
from giaoban.reports.reads.proof import report_faults, total_faults
from giaoban.reports.vocabulary import CountsFrom
from tests.reports.sums_model import World

worlds = st.tuples(st.sampled_from(Combine), st.sampled_from(CountsFrom.values))
OTHERS = ("open", "close", "set_targets", "set_targets", "reorganise")
STEPS = ("act",) * 8 + OTHERS


def nothing_is_wrong():
    assert list(total_faults()) == []
    assert list(report_faults()) == []


def live(world, steps):
    world.open()
    for step in steps:
        getattr(world, step)()


@pytest.mark.django_db
@settings(max_examples=12)
@given(worlds, st.integers(0, 2**32), st.lists(st.sampled_from(STEPS), min_size=5, max_size=40))
def test_totals_are_what_plain_adding_says(kind, seed, steps):
    with transaction.atomic():
        world = World(Random(seed), combine=kind[0], counts_from=kind[1])
        live(world, steps)
        assert world.differences() == []
        nothing_is_wrong()
        transaction.set_rollback(True)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("combine", "counts_from", "acts"),
    [
        (Combine.BELOW, CountsFrom.ACCEPTED, 10_000),
        (Combine.BELOW, CountsFrom.SUBMITTED, 2_500),
        (Combine.OWN, CountsFrom.ACCEPTED, 2_500),
        (Combine.LARGER, CountsFrom.SUBMITTED, 2_500),
    ],
)
def test_ten_thousand_acts_end_without_a_difference(combine, counts_from, acts):
    chance = Random(f"{combine} {counts_from}")
    world = World(chance, combine=combine, counts_from=counts_from)
    world.open()
    for number in range(acts):
        rare = chance.random() < 25 / acts
        getattr(world, chance.choice(OTHERS) if rare else "act")()
        if number % 500 == 0:
            assert world.differences() == []
    assert world.done > acts // 2
    assert world.differences() == []
    nothing_is_wrong()
    assert list(faults()) == []
    assert check_chain().broken_at is None
