"""Nobody closes the work of the own unit, by whatever way they came to the deciding side."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from giaoban.duties import access
from giaoban.duties.models import Duty
from giaoban.duties.reads.waiting import waiting_for
from giaoban.duties.reads.work import pending_submission
from giaoban.foundation.verdict import Refused
from giaoban.units.actions import seat_holder
from giaoban.units.models import Post, Seat
from giaoban.units.vocabulary import PostRole, SeatRole
from tests import make
from tests.duties.test_life import act


def handed_in(cast, unit, contact, **columns):
    """Work of `unit` whose result waits for a decision."""
    duty = make.duty(cast.committee, unit, **columns)
    for step in ("receive", "submit"):
        act(step, duty, cast.officer(contact), make.NOON)
    duty.refresh_from_db()
    return duty


def may_decide(officer, duty):
    """Accept, return, stop: all three or none."""
    pending = pending_submission(duty)
    verdicts = {
        bool(access.may_accept(officer, duty, pending)),
        bool(access.may_return(officer, duty)),
        bool(access.may_stop(officer, duty)),
    }
    assert len(verdicts) == 1
    assert (duty in waiting_for(officer)) is (True in verdicts)
    return verdicts.pop()


def test_the_standing_unit_does_not_close_its_own_task(cast):
    duty = handed_in(cast, cast.science, cast.standing)
    assert not may_decide(cast.officer(cast.standing), duty)
    assert may_decide(cast.officer(cast.secretary), duty)
    assert may_decide(cast.officer(cast.chair), duty)


@pytest.mark.parametrize("role", [SeatRole.VICE_CHAIR, SeatRole.STANDING_VICE_CHAIR, SeatRole.SECRETARY])
def test_a_seat_in_the_units_name_does_not_close_the_units_work(cast, role):
    director = make.person("Kiều Văn Phúc", "tc.pgd@sonhai.example")
    make.seat(cast.committee, role, cast.finance, "Phó Giám đốc Sở Tài chính", director)
    officer = cast.officer(director)
    assert not may_decide(officer, handed_in(cast, cast.finance, cast.finance_contact))
    assert may_decide(officer, handed_in(cast, cast.interior, cast.interior_contact))


def test_a_reader_of_the_unit_with_a_seat_elsewhere_does_not_close_its_work(cast):
    make.seat(cast.committee, SeatRole.SECRETARY, cast.office, "Thư ký", cast.reader)
    assert not may_decide(cast.officer(cast.reader), handed_in(cast, cast.finance, cast.finance_contact))


def test_a_stand_in_from_the_unit_does_not_close_its_work(cast):
    seat = Seat.objects.get(committee=cast.committee, role=SeatRole.SECRETARY)
    seat_holder(
        seat,
        person=cast.finance_leader,
        since=make.TODAY,
        until=make.TODAY + timedelta(days=5),
        is_stand_in=True,
        actor=None,
        at=make.NOON,
    )
    officer = cast.officer(cast.finance_leader)
    assert officer.asks_for(cast.committee.pk)
    assert not may_decide(officer, handed_in(cast, cast.finance, cast.finance_contact))
    assert may_decide(officer, handed_in(cast, cast.interior, cast.interior_contact))


def test_who_works_for_both_units_does_not_close_the_part_between_them(cast):
    division = make.unit("Phòng Ngân sách", "division", cast.finance)
    both = make.person("Lý Thị Xuân", "tc.ns@sonhai.example")
    make.post(both, cast.finance, PostRole.CONTACT)
    make.post(both, division, PostRole.CONTACT)
    whole = make.duty(cast.committee, cast.finance)
    part = handed_in(cast, division, both, asked_by=cast.finance, parent=whole)
    assert not may_decide(cast.officer(both), part)
    assert may_decide(cast.officer(cast.finance_leader), part)
    for who in (cast.chair, cast.secretary, cast.standing):  # the part is owed to Finance, not to them
        assert not may_decide(cast.officer(who), part)


def test_who_changed_sides_after_handing_in_does_not_accept(cast):
    duty = handed_in(cast, cast.finance, cast.finance_contact)
    Post.objects.filter(person=cast.finance_contact).update(until=make.TODAY - timedelta(days=1))
    make.post(cast.finance_contact, cast.science, PostRole.CONTACT)
    officer = cast.officer(cast.finance_contact)
    with pytest.raises(Refused):
        act("accept", duty, officer, make.NOON)
    assert access.may_return(officer, duty)


def test_the_button_is_not_there_and_the_address_refuses(cast):
    make.seat(cast.committee, SeatRole.SECRETARY, cast.finance, "Thư ký", cast.reader)
    duty = handed_in(cast, cast.finance, cast.finance_contact)
    client = Client()
    client.force_login(cast.reader)
    client.post(f"/duties/{duty.code}/accept/")
    client.post(f"/duties/{duty.code}/stop/", {"decision": "9/QĐ", "reason": "x"})
    assert Duty.objects.get().state == "submitted"
    page = client.get(f"/duties/{duty.code}/")
    assert not any(button.verdict for button in page.context["buttons"])
    assert page.context["aside"] == []
