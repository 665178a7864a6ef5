"""Two people at the same moment: one result."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from giaoban.duties import actions
from giaoban.duties.models import Deadline, Duty, Evidence, Extension, Standing, Submission
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from tests import make
from tests.duties.test_life import FURTHER, act

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run the acts in threads that start together; "done" or "refused" of each."""
    start = Barrier(len(acts))

    def run(one):
        try:
            start.wait()
            one()
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_of_two_who_accept_or_return_one_wins():
    cast = make.cast()
    finance = cast.officer(cast.finance_contact)
    deciders = [cast.officer(cast.standing), cast.officer(cast.secretary), cast.officer(cast.chair)]
    duty = make.duty(cast.committee, cast.finance)
    act("receive", duty, finance, make.NOON)
    act("submit", duty, finance, make.NOON)
    before = Entry.objects.count()
    results = at_once(
        *(lambda who=who: act("accept", duty, who, make.NOON) for who in deciders),
        lambda: act("return_", duty, deciders[0], make.NOON),
    )
    assert results == ["done", "refused", "refused", "refused"]
    assert Entry.objects.count() == before + 1
    assert Submission.objects.get().outcome == Duty.objects.get().state


def test_of_several_who_decide_on_a_request_one_wins():
    cast = make.cast()
    finance = cast.officer(cast.finance_contact)
    deciders = [cast.officer(who) for who in (cast.standing, cast.secretary, cast.chair)]
    duty = make.duty(cast.committee, cast.finance, due_on=make.TODAY)
    act("receive", duty, finance, make.NOON)
    act("ask_extension", duty, finance, make.NOON)
    before = Entry.objects.count()
    results = at_once(
        lambda: act("grant_extension", duty, deciders[0], make.NOON, number=1),
        lambda: act("grant_extension", duty, deciders[1], make.NOON, number=1, due_on=date(2025, 6, 15)),
        lambda: act("refuse_extension", duty, deciders[2], make.NOON, number=1),
        lambda: act("withdraw_extension", duty, finance, make.NOON),
    )
    assert results == ["done", "refused", "refused", "refused"]
    assert Entry.objects.count() == before + 1
    request, now = Extension.objects.get(), Duty.objects.get()
    assert now.due_on == (request.granted_on or make.TODAY)
    assert Deadline.objects.count() == (1 if request.granted_on else 0)


def test_of_two_requests_at_once_one_is_made():
    cast = make.cast()
    people = [cast.officer(cast.finance_contact), cast.officer(cast.finance_leader)]
    duty = make.duty(cast.committee, cast.finance, due_on=make.TODAY)
    act("receive", duty, people[0], make.NOON)
    results = at_once(*(lambda who=who: act("ask_extension", duty, who, make.NOON) for who in people))
    assert results == ["done", "refused"]
    assert Extension.objects.count() == 1


def test_stopping_and_handing_in_a_part_at_once_leave_no_open_part():
    cast = make.cast()
    division = make.unit("Phòng Ngân sách", "division", cast.finance)
    clerk = make.person("Lý Thị Xuân", "tc.ns@sonhai.example")
    make.post(clerk, division, "contact")
    whole = make.duty(cast.committee, cast.finance)
    part = make.duty(cast.committee, division, asked_by=cast.finance, parent=whole)
    act("receive", part, cast.officer(clerk), make.NOON)
    results = at_once(
        lambda: act("stop", whole, cast.officer(cast.secretary), make.NOON),
        lambda: act("submit", part, cast.officer(clerk), make.NOON),
    )
    assert "done" in results
    assert set(Duty.objects.values_list("state", flat=True)) == {"stopped"}
    assert not Submission.objects.filter(outcome="").exists()


def test_a_double_click_on_submit_hands_in_once():
    cast = make.cast()
    finance = cast.officer(cast.finance_contact)
    duty = make.duty(cast.committee, cast.finance)
    act("receive", duty, finance, make.NOON)
    results = at_once(*[lambda: act("submit", duty, finance, make.NOON)] * 3)
    assert results == ["done", "refused", "refused"]
    assert Submission.objects.count() == 1
    assert Standing.objects.filter(duty=duty).count() == 3


@pytest.mark.parametrize("name", ["report", "submit"])
def test_a_file_is_read_while_nothing_is_locked(name):
    cast = make.cast()
    duty = make.duty(cast.committee, cast.finance)
    act("receive", duty, cast.officer(cast.finance_contact), make.NOON)
    locked = []

    class Watched(SimpleUploadedFile):
        def read(self, *size):
            locked.append(connection.in_atomic_block)
            return super().read(*size)

    further = FURTHER[name] | {"evidence": [Watched("tien-do.txt", b"Da khao sat 12 xa")]}
    getattr(actions, name)(duty.pk, actor=cast.officer(cast.finance_contact), at=make.NOON, **further)
    assert locked == [False]
    assert Evidence.objects.count() == 1


def test_who_may_not_hand_in_leaves_no_bytes(settings):
    cast = make.cast()
    duty = make.duty(cast.committee, cast.finance)
    upload = SimpleUploadedFile("tien-do.txt", b"Da khao sat 12 xa")
    with pytest.raises(Refused):
        actions.report(
            duty.pk,
            actor=cast.officer(cast.interior_contact),
            at=make.NOON,
            percent=10,
            words="x",
            evidence=[upload],
        )
    assert not Path(settings.FILES_ROOT).exists()
