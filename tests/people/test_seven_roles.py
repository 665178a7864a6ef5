"""The seven roles follow from posts and seats, and from nothing on the person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import models

from giaoban.people.models import Person
from giaoban.units.models import Post, Tenure
from giaoban.units.reads import officer_for
from giaoban.units.vocabulary import PostRole, SeatRole
from tests import make
from tests.make import TODAY

# who: asks for the committee, chairs it, reads it all; works for, leads, reads Finance; administers
RIGHTS = {
    "chair": (True, True, True, False, False, True, False),
    "standing": (True, False, True, False, False, False, False),
    "secretary": (True, False, True, False, False, False, False),
    "finance_leader": (False, False, False, True, True, True, False),
    "finance_contact": (False, False, False, True, False, True, False),
    "reader": (False, False, False, False, False, True, False),
    "administrator": (False, False, False, False, False, False, True),
    "interior_contact": (False, False, False, False, False, False, False),
    "stranger": (False, False, False, False, False, False, False),
}


def rights(cast, who: Person, on: date = TODAY):
    """The row of the table for one person."""
    officer, committee, unit = cast.officer(who, on), cast.committee.pk, cast.finance
    return (
        officer.asks_for(committee),
        committee in officer.chaired_committee_ids,
        committee in officer.whole_committee_ids,
        officer.works_for(unit.pk),
        officer.leads(unit.pk),
        officer.reads_within(unit.path),
        officer.is_administrator,
    )


@pytest.mark.parametrize("who", RIGHTS)
def test_each_role_may_what_its_posts_and_seats_say(cast, who):
    assert rights(cast, getattr(cast, who)) == RIGHTS[who]


@pytest.mark.parametrize("who", RIGHTS)
def test_without_posts_and_seats_nothing_is_left(cast, who):
    person = getattr(cast, who)
    yesterday = TODAY - timedelta(days=1)
    Post.objects.filter(person=person).update(until=yesterday)
    Tenure.objects.filter(person=person).update(until=yesterday)
    assert rights(cast, person) == (False,) * 7
    assert rights(cast, person, yesterday) == RIGHTS[who]


@pytest.mark.parametrize(
    ("role", "row"),
    [
        (PostRole.LEADER, (False, False, False, True, True, True, False)),
        (PostRole.CONTACT, (False, False, False, True, False, True, False)),
        (PostRole.READER, (False, False, False, False, False, True, False)),
        (PostRole.ADMINISTRATOR, (False, False, False, False, False, False, True)),
    ],
)
def test_a_post_gives_its_role_from_its_first_day_to_its_last(cast, role, row):
    person = make.person("Mai Thị Lụa", "lua@sonhai.example")
    post = make.post(person, cast.finance, role, since=TODAY)
    Post.objects.filter(pk=post.pk).update(until=TODAY + timedelta(days=10))
    for day, expected in (
        (TODAY - timedelta(days=1), (False,) * 7),
        (TODAY, row),
        (TODAY + timedelta(days=10), row),
        (TODAY + timedelta(days=11), (False,) * 7),
    ):
        assert rights(cast, person, day) == expected


@pytest.mark.parametrize(
    ("role", "asks", "chairs"),
    [
        (SeatRole.CHAIR, True, True),
        (SeatRole.STANDING_VICE_CHAIR, True, True),
        (SeatRole.VICE_CHAIR, True, True),
        (SeatRole.SECRETARY, True, False),
        (SeatRole.STANDING_MEMBER, False, False),
        (SeatRole.MEMBER, False, False),
    ],
)
def test_a_seat_gives_its_place_in_this_committee_alone(cast, role, asks, chairs):
    person = make.person("Mai Thị Lụa", "lua@sonhai.example")
    make.seat(cast.committee, role, cast.interior, "Phó Giám đốc Sở Nội vụ", person)
    officer = cast.officer(person)
    assert (officer.asks_for(cast.committee.pk), cast.committee.pk in officer.chaired_committee_ids) == (
        asks,
        chairs,
    )
    assert not officer.asks_for(cast.committee.pk + 1)
    assert officer.posts == ()


def test_a_closed_account_is_no_officer_whatever_it_holds(cast):
    cast.chair.is_active = False
    assert officer_for(cast.chair, on=TODAY) is None


def test_no_field_of_a_person_could_switch_a_role_on():
    switches = {f.name for f in Person._meta.get_fields() if isinstance(f, models.BooleanField)}
    assert switches == {"is_active", "phone_is_shared"}
    names = {field.name for field in Person._meta.get_fields()}
    assert names.isdisjoint({"is_staff", "is_superuser", "groups", "user_permissions", "role", "roles"})
