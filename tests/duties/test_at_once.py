"""Two people at the same moment: one result."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from giaoban.duties import actions
from giaoban.duties.models import Duty, Evidence, Standing, Submission
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
