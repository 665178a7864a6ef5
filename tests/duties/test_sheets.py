"""Figures frozen for a day: made again from the facts they are the same bytes, whatever happened since."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from giaoban.duties import actions
from giaoban.duties.models import Duty, Sheet
from giaoban.duties.models.derived import place_of
from giaoban.duties.models.punctuality import PLACED, placed
from giaoban.duties.reads.sheets import Frozen, canonical, compose, compressed, digest, frozen
from giaoban.duties.reads.sheets_proof import sheet_faults
from giaoban.duties.reads.tallies import HalfYear, code_of
from giaoban.duties.vocabulary import Role, State
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.units import actions as units
from giaoban.units.models import Unit
from tests import make
from tests.duties.test_life import BY_HOLDER, FURTHER

FIRST = date(2025, 1, 6)
A_DAY = timedelta(days=1)


def at(day: date, hour: int = 5) -> datetime:
    """`hour` o'clock UTC on the day; 5 is noon in Viet Nam."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def after(day: date) -> datetime:
    """The night after the day, when it can be frozen."""
    return at(day, 18)


def facts(duty: Duty, on: date) -> dict:
    """What the duty adds to each table of a sheet, told from its own columns in plain Python."""
    now = placed(duty.state, duty.due_on, duty.submitted_on, on=on)
    first = placed(duty.state, duty.original_due_on, duty.submitted_on, on=on)
    keys = {
        "unit": duty.unit.code,
        "field": duty.field_id,
        "source": duty.origin_key,
        "month": f"{duty.due_on:%Y-%m}" if duty.due_on else None,
        "asked": HalfYear.of(duty.asked_on),
    }
    code = code_of(now, first, extended=duty.times_extended > 0)
    return {(str(duty.role), by, key, code): 1 for by, key in keys.items()}


def counted_by_hand(committee, on: date) -> Counter:
    """Every number of a sheet, counted from the duties as they are at this moment."""
    found: Counter = Counter()
    for duty in Duty.objects.filter(committee=committee).select_related("unit"):
        if duty.role in (Role.LEAD, Role.COORDINATING):
            found.update(facts(duty, on))
    return found


def told(sheet: Frozen) -> Counter:
    """Every number of a sheet."""
    return Counter(
        {
            (str(role), by, key, code): number
            for role in (Role.LEAD, Role.COORDINATING)
            for by in ("unit", "field", "source", "month", "asked")
            for key, tally in sheet.tallies(role, by).items()
            for code, number in tally.cells.items()
        }
    )


class World:
    """A province in which, day by day, everything may happen that moves figures."""

    def __init__(self, chance: Random) -> None:
        self.chance, self.cast, self.day = chance, make.cast(), FIRST
        cast = self.cast
        self.units = [cast.finance, cast.interior, cast.an_thanh, cast.minh_khai]
        self.fields = [cast.field, None]
        self.administrator = cast.officer(cast.administrator)
        self.moves = 0

    def some(self) -> Duty | None:
        """Some work; None while there is none."""
        found = list(Duty.objects.order_by("pk"))
        return self.chance.choice(found) if found else None

    def ask(self) -> None:
        """New work, of one unit that exists."""
        alive = [u for u in self.units if Unit.objects.get(pk=u.pk).valid_to is None]
        due = self.chance.choice([None, *(self.day + timedelta(days=n) for n in (3, 20, 60, 120))])
        make.duty(
            self.cast.committee,
            self.chance.choice(alive),
            role=self.chance.choice([Role.LEAD, Role.LEAD, Role.COORDINATING, Role.INFORMED]),
            due_on=due,
            asked_at=at(self.day),
            field=self.chance.choice(self.fields),
            origin_key=self.chance.choice(["TB215", "KH9", ""]),
        )

    def act(self) -> None:
        """One act on some work, by whoever may; refused acts change nothing."""
        duty = self.some()
        if duty is None:
            return
        name = self.chance.choice([*FURTHER, "submit", "accept", "receive", "reopen"])
        further = dict(FURTHER[name])
        if name in ("ask_extension", "grant_extension", "change_deadline"):
            days = {"ask_extension": "proposed_on", "grant_extension": "due_on", "change_deadline": "due_on"}
            further[days[name]] = self.day + timedelta(days=self.chance.choice([5, 30, 90]))
        if name == "reopen" and self.chance.random() < 0.5:
            further["due_on"] = self.day + timedelta(days=30)
        holder = {
            self.cast.finance.pk: self.cast.finance_contact,
            self.cast.interior.pk: self.cast.interior_contact,
            self.cast.an_thanh.pk: self.cast.commune_contact,
        }.get(duty.unit_id, self.cast.finance_contact)
        who = holder if name in BY_HOLDER else self.cast.standing
        try:
            with transaction.atomic():
                getattr(actions, name)(duty.pk, actor=self.cast.officer(who), at=at(self.day, 6), **further)
        except (Refused, TypeError):
            pass

    def reorganise(self) -> None:
        """A unit gets another name, is merged, or comes to stand elsewhere, from today on."""
        self.moves += 1
        alive = [u for u in self.units if Unit.objects.get(pk=u.pk).valid_to is None]
        one = self.chance.choice(alive)
        basis = {"basis": f"NQ {self.moves}", "actor": self.administrator, "at": at(self.day, 7)}
        try:
            with transaction.atomic():
                if self.chance.random() < 0.4 or len(alive) < 3:
                    units.rename(one, name=f"{one.name} {self.moves}", effective_on=self.day, **basis)
                elif self.chance.random() < 0.5:
                    units.move(one, parent=self.cast.office, effective_on=self.day, **basis)
                else:
                    heir = self.chance.choice([u for u in alive if u.pk != one.pk])
                    units.merge([one, heir], into=heir, effective_on=self.day, **basis)
        except Refused:
            pass

    def pass_on(self) -> None:
        """The night's work: open work of ended units passes to their heirs."""
        actions.pass_on(actor=None, at=at(self.day, 1))

    def sort(self) -> None:
        """Work comes under another field."""
        duty = self.some()
        if duty is not None:
            actions.change_field(
                duty.pk,
                field=self.chance.choice(self.fields),
                actor=self.cast.officer(self.cast.standing),
                at=at(self.day, 8),
            )


def lived_and_frozen(seed: int, days: int) -> list[tuple[Sheet, Counter]]:
    """A world of so many days; each sheet with what counting by hand gave on the evening of its day."""
    world = World(Random(seed))
    kinds = [world.ask] * 3 + [world.act] * 12 + [world.sort, world.reorganise]
    kept = []
    for n in range(days):
        world.day = FIRST + timedelta(days=n * world.chance.choice([1, 1, 9])) if n == 0 else world.day
        world.pass_on()
        for _each in range(world.chance.randint(2, 9)):
            world.chance.choice(kinds)()
        by_hand = counted_by_hand(world.cast.committee, world.day)
        sheet = actions.freeze(world.cast.committee, world.day, actor=None, at=after(world.day))
        kept.append((sheet, by_hand))
        world.day += timedelta(days=world.chance.choice([1, 1, 2, 25]))
    return kept


@pytest.mark.long
class FrozenFiguresStay(TestCase):
    """Property: every sheet says what was true that evening, and the facts give it again for ever."""

    @settings(max_examples=12, deadline=None)
    @given(st.integers(0, 10_000))
    def test_whatever_happened_since(self, seed):
        kept = lived_and_frozen(seed, 10)
        for sheet, by_hand in kept:
            assert told(Frozen(sheet)) == by_hand
            assert compose(sheet.committee, sheet.day) == sheet.text
            assert digest(sheet.text) == sheet.sha256
        assert list(sheet_faults(whole=True)) == []


def test_names_and_places_are_those_of_the_day(cast):
    make.duty(cast.committee, cast.finance, asked_at=at(FIRST))
    before = actions.freeze(cast.committee, FIRST, actor=None, at=after(FIRST))
    later = FIRST + 9 * A_DAY
    administrator = {"actor": cast.officer(cast.administrator), "basis": "NQ 1", "at": at(later)}
    units.rename(cast.finance, name="Sở Tài chính - Kế hoạch", effective_on=later, **administrator)
    afterwards = actions.freeze(cast.committee, later, actor=None, at=after(later))
    names = [Frozen(sheet).units[cast.finance.code] for sheet in (before, afterwards)]
    assert names == [
        (name, "department", cast.province.code) for name in ("Sở Tài chính", "Sở Tài chính - Kế hoạch")
    ]
    assert compose(cast.committee, FIRST) == before.text


def test_a_day_is_frozen_again_only_with_a_reason_and_only_when_its_facts_changed(cast):
    duty = make.duty(cast.committee, cast.finance, asked_at=at(FIRST))
    standing = cast.officer(cast.standing)
    first = actions.freeze(cast.committee, FIRST, actor=standing, at=after(FIRST))
    with pytest.raises(Refused, match="đã được chốt"):
        actions.freeze(cast.committee, FIRST, actor=standing, at=after(FIRST), reason="Bổ sung")
    make.duty(cast.committee, cast.interior, asked_at=at(FIRST))  # entered later, for that day
    with pytest.raises(Refused):
        actions.freeze(cast.committee, FIRST, actor=standing, at=after(FIRST + A_DAY))
    second = actions.freeze(
        cast.committee, FIRST, actor=standing, at=after(FIRST + A_DAY), reason="Bổ sung việc nhập sau"
    )
    assert [(s.number, s.reason) for s in (first, second)] == [(1, ""), (2, "Bổ sung việc nhập sau")]
    assert (Frozen(first).whole(Role.LEAD).cells, Frozen(second).whole(Role.LEAD).cells) != ({}, {})
    assert sum(Frozen(first).whole(Role.LEAD).cells.values()) == 1
    newest = frozen(cast.committee.pk, FIRST)
    assert newest is not None
    assert newest.sheet == second
    assert list(sheet_faults(whole=True)) == []
    assert duty.state == State.ASKED


def test_the_journal_holds_the_hash_of_each_sheet(cast):
    make.duty(cast.committee, cast.finance, asked_at=at(FIRST))
    sheet = actions.freeze(cast.committee, FIRST, actor=cast.officer(cast.chair), at=after(FIRST))
    entry = Entry.objects.get(verb="duties.frozen")
    assert entry.after == {"day": "2025-01-06", "number": 1, "sha256": sheet.sha256}
    assert json.loads(sheet.text)["committee"] == cast.committee.code


@pytest.mark.parametrize("who", ["finance_contact", "finance_leader", "administrator", "stranger"])
def test_only_the_asking_side_freezes(cast, who):
    with pytest.raises(Refused):
        actions.freeze(cast.committee, FIRST, actor=cast.officer(getattr(cast, who)), at=after(FIRST))


def test_a_day_is_frozen_only_when_all_that_began_before_midnight_is_in(cast):
    make.duty(cast.committee, cast.finance, asked_at=at(FIRST))
    midnight = at(FIRST, 17)
    for moment in (at(FIRST), midnight, midnight + timedelta(minutes=9)):
        with pytest.raises(Refused):
            actions.freeze(cast.committee, FIRST, actor=None, at=moment)
    assert actions.freeze(cast.committee, FIRST, actor=None, at=midnight + timedelta(minutes=10))


@pytest.mark.parametrize("change", [{"content": compressed(canonical({}))}, {"day": FIRST - A_DAY}])
def test_the_database_refuses_to_change_or_delete_a_sheet(cast, change):
    make.duty(cast.committee, cast.finance, asked_at=at(FIRST))
    sheet = actions.freeze(cast.committee, FIRST, actor=None, at=after(FIRST))
    with pytest.raises(DatabaseError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).delete()
    assert list(sheet_faults(whole=True)) == []


def test_check_names_the_first_sheet_that_the_facts_no_longer_give(cast):
    duty = make.duty(cast.committee, cast.finance, asked_at=at(FIRST), due_on=FIRST + 2 * A_DAY)
    for n in range(5):
        actions.freeze(cast.committee, FIRST + n * A_DAY, actor=None, at=after(FIRST + n * A_DAY))
    duty.standings.update(due_on=FIRST, place=place_of(State.ASKED, FIRST))  # past the rules
    [fault] = sheet_faults()
    assert "07/01/2025" in fault  # on the first day it was due soon either way


def test_a_forged_sheet_is_damaged(cast):
    make.duty(cast.committee, cast.finance, asked_at=at(FIRST))
    real = actions.freeze(cast.committee, FIRST, actor=None, at=after(FIRST))
    forged = Sheet.objects.create(
        committee=cast.committee, day=FIRST, number=2, form=1, content=real.content, sha256=real.sha256,
        frozen_at=after(FIRST), reason="Sửa",
    )  # fmt: skip
    assert forged.text == real.text  # and yet the journal knows nothing of it
    assert len(list(sheet_faults(whole=True))) == 1


class TestEachNight:
    """The program freezes the day that ended, once, and makes up for days on which it was down."""

    def days(self, cast):
        return list(Sheet.objects.order_by("day", "number").values_list("day", "number"))

    def test_the_first_night_freezes_yesterday_alone(self, cast):
        make.duty(cast.committee, cast.finance, asked_at=at(FIRST))
        for moment in (after(FIRST + 5 * A_DAY), after(FIRST + 5 * A_DAY) + timedelta(hours=3)):
            actions.freeze_in_time(moment)
        assert self.days(cast) == [(FIRST + 5 * A_DAY, 1)]

    def test_days_on_which_nobody_ran_are_made_up_for(self, cast):
        make.duty(cast.committee, cast.finance, asked_at=at(FIRST))
        actions.freeze_in_time(after(FIRST))
        actions.freeze_in_time(after(FIRST + 7 * A_DAY))
        actions.freeze_in_time(after(FIRST + 7 * A_DAY))
        assert self.days(cast) == [(FIRST + n * A_DAY, 1) for n in range(8)]
        assert list(sheet_faults(whole=True)) == []

    def test_a_day_frozen_by_hand_is_not_frozen_twice(self, cast):
        make.duty(cast.committee, cast.finance, asked_at=at(FIRST))
        actions.freeze(cast.committee, FIRST, actor=cast.officer(cast.standing), at=after(FIRST))
        actions.freeze_in_time(after(FIRST))
        assert self.days(cast) == [(FIRST, 1)]

    def test_a_committee_whose_work_is_all_closed_rests_until_something_moves(self, cast):
        duty = make.duty(cast.committee, cast.finance, asked_at=at(FIRST))
        standing = cast.officer(cast.standing)
        actions.stop(duty.pk, actor=standing, at=at(FIRST + A_DAY), **FURTHER["stop"])
        for n in range(4):
            actions.freeze_in_time(after(FIRST + n * A_DAY))
        assert self.days(cast) == [(FIRST, 1), (FIRST + A_DAY, 1)]
        actions.reopen(duty.pk, actor=standing, at=at(FIRST + 9 * A_DAY), **FURTHER["reopen"])
        actions.freeze_in_time(after(FIRST + 9 * A_DAY))
        assert self.days(cast)[-1] == (FIRST + 9 * A_DAY, 1)

    def test_a_change_of_units_entered_later_makes_a_second_sheet_beside_the_first(self, cast):
        make.duty(cast.committee, cast.finance, asked_at=at(FIRST))
        for n in range(4):
            actions.freeze_in_time(after(FIRST + n * A_DAY))
        units.rename(
            cast.finance,
            name="Sở Tài chính - Kế hoạch",
            effective_on=FIRST + 2 * A_DAY,
            basis="NQ 1",
            actor=cast.officer(cast.administrator),
            at=at(FIRST + 4 * A_DAY),
        )
        assert len(list(sheet_faults(whole=True))) == 1
        for _again in range(2):
            actions.freeze_in_time(after(FIRST + 4 * A_DAY))
        assert self.days(cast) == [
            (FIRST, 1),
            (FIRST + A_DAY, 1),
            (FIRST + 2 * A_DAY, 1),
            (FIRST + 2 * A_DAY, 2),
            (FIRST + 3 * A_DAY, 1),
            (FIRST + 3 * A_DAY, 2),
            (FIRST + 4 * A_DAY, 1),
        ]
        assert list(sheet_faults(whole=True)) == []
        assert Sheet.objects.filter(number=2, reason="").count() == 0


def test_every_place_has_its_own_number():
    assert len(PLACED) == len(set(PLACED.values())) == 10
    assert max(PLACED) < 16
