"""Committees, seats by office, their holders through time, posts."""

from datetime import date, timedelta

import pytest

from giaoban.foundation.verdict import Refused
from giaoban.units.access import may_manage_seats, may_see_committee, may_see_phone
from giaoban.units.actions import (
    change_committee,
    close_seat,
    end_post,
    end_tenure,
    give_post,
    open_seat,
    seat_holder,
    set_fields,
    set_up_committee,
)
from giaoban.units.models import Committee, Field, Post, Seat, Tenure, Unit
from giaoban.units.reads import committee_on, committees_seen_by
from tests import make

JULY = date(2025, 7, 1)
A_DAY = timedelta(days=1)


def told(cast, who=None):
    return {"actor": cast.officer(who or cast.administrator), "at": make.NOON}


def finance_seat(cast):
    return Seat.objects.get(committee=cast.committee, unit=cast.finance)


def sitting(cast, day):
    return {
        row.seat.office: (
            row.holder.person.full_name if row.holder else None,
            row.stand_in.person.full_name if row.stand_in else None,
        )
        for row in committee_on(cast.committee, day).seats
    }


def test_a_committee_is_drawn_as_it_was_on_any_day(cast):
    seat = finance_seat(cast)
    seat_holder(seat, person=cast.finance_contact, since=JULY, **told(cast, cast.secretary))
    seat_holder(
        seat,
        person=cast.reader,
        since=date(2025, 8, 1),
        until=date(2025, 8, 31),
        is_stand_in=True,
        **told(cast, cast.standing),
    )
    office = "Giám đốc Sở Tài chính"
    assert sitting(cast, JULY - A_DAY)[office] == ("Phạm Đình Ân", None)
    assert sitting(cast, JULY)[office] == ("Đỗ Thị Dung", None)
    assert sitting(cast, date(2025, 8, 31))[office] == ("Đỗ Thị Dung", "Ngô Văn Ước")
    assert sitting(cast, date(2025, 9, 1))[office] == ("Đỗ Thị Dung", None)
    assert sitting(cast, make.SINCE - A_DAY) == {}
    assert [rank.role for rank in committee_on(cast.committee, JULY).ranks] == [
        "chair",
        "member",
        "secretary",
    ]
    close_seat(seat, last_day=date(2025, 12, 31), basis="Quyết định", **told(cast))
    assert office not in sitting(cast, date(2026, 1, 1))
    assert Tenure.objects.filter(seat=seat, until__isnull=True).count() == 0


@pytest.mark.parametrize("seats", [1, 7])
def test_drawing_costs_the_same_however_large_the_committee(cast, seats, django_assert_num_queries):
    for number in range(seats):
        make.seat(cast.committee, "member", cast.finance, f"Ủy viên {number}", cast.reader)
    with django_assert_num_queries(3):
        assert len(committee_on(cast.committee, make.TODAY).seats) == 3 + seats


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": make.SINCE - A_DAY},
        {"since": JULY, "until": JULY - A_DAY},
        {"since": JULY, "is_stand_in": True},
        {"since": make.SINCE},
        {"since": JULY, "until": JULY},
    ],
)
def test_a_seat_is_held_by_one_person_at_a_time(cast, wrong):
    with pytest.raises(Refused):
        seat_holder(finance_seat(cast), person=cast.reader, **wrong, **told(cast))
    assert Tenure.objects.filter(seat=finance_seat(cast)).count() == 1


def test_two_do_not_stand_in_at_once(cast):
    days = {"since": JULY, "until": date(2025, 7, 31), "is_stand_in": True}
    seat_holder(finance_seat(cast), person=cast.reader, **days, **told(cast))
    with pytest.raises(Refused):
        seat_holder(finance_seat(cast), person=cast.finance_contact, **days, **told(cast))


def test_a_holder_leaves_once(cast):
    tenure = Tenure.objects.get(seat=finance_seat(cast))
    end_tenure(tenure, last_day=JULY, basis="Quyết định", **told(cast))
    with pytest.raises(Refused):
        end_tenure(tenure, last_day=JULY, basis="Quyết định", **told(cast))


def test_seats_are_changed_by_those_who_keep_the_committee(cast):
    allowed = {
        who: bool(may_manage_seats(cast.officer(getattr(cast, who)), cast.committee))
        for who in ("administrator", "standing", "secretary", "chair", "finance_leader", "stranger")
    }
    assert allowed == {
        "administrator": True,
        "standing": True,
        "secretary": True,
        "chair": False,
        "finance_leader": False,
        "stranger": False,
    }
    with pytest.raises(Refused):
        open_seat(
            cast.committee,
            role="member",
            unit=cast.finance,
            office="X",
            since=JULY,
            **told(cast, cast.reader),
        )


def test_there_is_one_chair(cast):
    with pytest.raises(Refused):
        open_seat(cast.committee, role="chair", unit=cast.office, office="Ai đó", since=JULY, **told(cast))


def test_a_committee_is_set_up_and_changed_by_the_administrator_of_its_level(cast):
    facts = {
        "name": "Ban Chỉ đạo Cải cách hành chính",
        "symbol": "BCĐCCHC",
        "standing_unit": cast.interior,
        "basis": "Quyết định 7/QĐ-UBND",
        "term_from": make.SINCE,
    }
    made = set_up_committee(level=cast.province, fields=["Thể chế", " ", "Thể chế"], **facts, **told(cast))
    assert [f.name for f in made.fields.all()] == ["Thể chế"]
    made = change_committee(made, **facts, term_to=JULY, **told(cast))
    assert Committee.objects.get(pk=made.pk).term_to == JULY
    assert not committee_on(made, JULY + A_DAY).existed
    for wrong in ({**facts, "basis": " "}, {**facts, "term_to": make.SINCE - A_DAY}):
        with pytest.raises(Refused):
            set_up_committee(level=cast.province, **wrong, **told(cast))
    with pytest.raises(Refused):
        set_up_committee(level=cast.province, **facts, **told(cast, cast.standing))
    with pytest.raises(Refused):
        set_up_committee(level=Unit.objects.get(name="Tỉnh Lam Giang"), **facts, **told(cast))


def test_a_field_that_is_given_up_stays_with_its_past(cast):
    set_fields(cast.committee, names=["Dữ liệu số"], **told(cast, cast.secretary))
    then = [f.name for f in committee_on(cast.committee, make.TODAY - A_DAY).fields]
    now = [f.name for f in committee_on(cast.committee, make.TODAY).fields]
    assert (then, now) == (["Hạ tầng số"], ["Dữ liệu số"])
    set_fields(cast.committee, names=["Hạ tầng số"], **told(cast, cast.secretary))
    assert Field.objects.get(name="Hạ tầng số").until is None


def test_the_list_of_committees_and_the_rule_agree(cast):
    people = [
        getattr(cast, name) for name in ("chair", "secretary", "commune_contact", "stranger", "administrator")
    ]
    for person in people:
        officer = cast.officer(person)
        seen = set(committees_seen_by(officer))
        assert seen == {c for c in Committee.objects.all() if may_see_committee(officer, c)}
        assert bool(seen) == (person != cast.stranger)


def test_a_telephone_is_shown_to_the_own_unit_and_those_above(cast):
    person = cast.finance_leader
    posts = list(Post.objects.filter(person=person).select_related("unit"))
    shown = {
        who: bool(may_see_phone(cast.officer(getattr(cast, who)), person, posts, on=make.TODAY))
        for who in (
            "finance_leader",
            "finance_contact",
            "reader",
            "chair",
            "administrator",
            "interior_contact",
            "stranger",
        )
    }
    assert shown == {
        "finance_leader": True,
        "finance_contact": True,
        "reader": True,
        "chair": True,
        "administrator": True,
        "interior_contact": False,
        "stranger": False,
    }
    person.phone_is_shared = True
    assert may_see_phone(cast.officer(cast.stranger), person, posts, on=make.TODAY)


def test_a_post_is_held_once_and_ends(cast):
    facts = {"person": cast.reader, "role": "contact", "since": JULY}
    post = give_post(cast.finance, **facts, **told(cast))
    with pytest.raises(Refused):
        give_post(cast.finance, **facts, **told(cast))
    assert not cast.officer(cast.reader).works_for(cast.finance.pk)
    assert cast.officer(cast.reader, on=JULY).works_for(cast.finance.pk)
    end_post(post, last_day=JULY, **told(cast))
    assert not cast.officer(cast.reader, on=JULY + A_DAY).works_for(cast.finance.pk)
    with pytest.raises(Refused):
        end_post(post, last_day=JULY, **told(cast))
    with pytest.raises(Refused):
        give_post(cast.finance, **{**facts, "role": "administrator"}, **told(cast, cast.finance_leader))
