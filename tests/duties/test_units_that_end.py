"""Units end; their open work goes on visibly with whoever takes over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from giaoban.duties.actions.passing import pass_on, pass_on_tonight
from giaoban.duties.models import Duty, Standing
from giaoban.duties.reads.figures import STOOD, figures, standing_before
from giaoban.duties.reads.proof import faults
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.units import actions as units
from giaoban.units.models import Post
from giaoban.units.reads import officer_for
from giaoban.units.reads.heirs import heirs_of
from tests import make
from tests.duties.test_life import act

BASIS = "Nghị quyết số 12/NQ-HĐND ngày 10/06/2025"
LATER = make.NOON + timedelta(hours=3)


def told(cast, *, on=make.TODAY, at=LATER):
    return {"effective_on": on, "basis": BASIS, "actor": cast.officer(cast.administrator), "at": at}


def merged(cast, **when):
    """Finance goes into Interior."""
    return units.merge([cast.finance, cast.interior], into=cast.interior, **told(cast, **when))


@pytest.fixture
def work(cast):
    """Open work of Finance in several states, and one that is closed."""
    finance, standing = cast.officer(cast.finance_contact), cast.officer(cast.standing)
    asked, received, submitted, closed = (
        make.duty(cast.committee, cast.finance, title, due_on=date(2025, 6, 30))
        for title in ("Mới giao", "Đang làm", "Chờ nghiệm thu", "Đã xong")
    )
    for duty, steps in ((received, 1), (submitted, 2), (closed, 3)):
        for name in ("receive", "submit", "accept")[:steps]:
            act(name, duty, standing if name == "accept" else finance, make.NOON)
    return asked, received, submitted, closed


def holders():
    """Who holds each duty now."""
    return dict(Duty.objects.order_by("pk").values_list("title", "unit__name"))


def test_open_work_passes_to_the_one_they_merge_into_and_closed_work_stays(cast, work):
    merged(cast)
    assert holders() == {
        "Mới giao": "Sở Nội vụ",
        "Đang làm": "Sở Nội vụ",
        "Chờ nghiệm thu": "Sở Nội vụ",
        "Đã xong": "Sở Tài chính",
    }
    assert [duty.state for duty in Duty.objects.order_by("pk")] == [
        "asked",
        "received",
        "submitted",
        "accepted",
    ]
    assert list(faults()) == []
    for duty in work[:3]:
        before, now = Standing.objects.filter(duty=duty).order_by("-since", "-pk")[:2][::-1]
        assert (before.unit, now.unit) == (cast.finance, cast.interior)
        assert before.until == now.since == LATER
        entry = Entry.objects.about("duties.duty", duty.code).get(verb="duties.passed_on")
        assert (entry.before["unit"], entry.after["unit"]) == ("Sở Tài chính", "Sở Nội vụ")
        assert entry.actor_id == cast.administrator.pk


def test_figures_of_days_before_count_the_work_with_the_unit_of_then(cast, work):
    merged(cast, on=make.TODAY)
    then = figures(standing_before(LATER), f"{STOOD}unit", on=make.TODAY)
    now = figures(standing_before(LATER + timedelta(hours=1)), f"{STOOD}unit", on=make.TODAY)
    assert {unit: found.total for unit, found in then.items()} == {cast.finance.pk: 4}
    assert {unit: found.total for unit, found in now.items()} == {cast.finance.pk: 1, cast.interior.pk: 3}


def test_the_people_of_the_heir_go_on_with_it_and_so_do_contacts_and_readers(cast, work):
    merged(cast)
    act("receive", work[0], cast.officer(cast.interior_contact), LATER)
    act("report", work[1], cast.officer(cast.finance_contact), LATER)
    posts = Post.objects.held(on=make.TODAY).filter(unit=cast.interior)
    assert {(post.person, post.role) for post in posts} == {
        (cast.interior_contact, "contact"),
        (cast.finance_contact, "contact"),
        (cast.reader, "reader"),
    }
    leader = officer_for(cast.finance_leader, on=make.TODAY)
    assert leader is not None
    assert leader.posts == ()  # who leads the heir is decided by a paper of its own


def test_a_merger_ahead_passes_the_work_on_in_the_night_to_its_day(cast, work):
    day = make.TODAY + timedelta(days=19)
    merged(cast, on=day)
    assert set(holders().values()) == {"Sở Tài chính"}
    pass_on_tonight(day - timedelta(days=1), make.NOON + timedelta(days=18))
    assert set(holders().values()) == {"Sở Tài chính"}
    assert pass_on(actor=None, at=make.NOON + timedelta(days=19)) == 3
    assert holders()["Mới giao"] == "Sở Nội vụ"
    assert pass_on(actor=None, at=make.NOON + timedelta(days=20)) == 0


def test_an_heir_that_ends_hands_on_to_its_own(cast, work):
    merged(cast)
    units.dissolve(cast.interior, heir=cast.science, **told(cast, on=make.TODAY + timedelta(days=1)))
    tomorrow = make.TODAY + timedelta(days=1)
    assert heirs_of([cast.finance.pk, cast.interior.pk, cast.science.pk], on=tomorrow) == {
        cast.finance.pk: cast.science,
        cast.interior.pk: cast.science,
    }
    pass_on(actor=None, at=make.NOON + timedelta(days=1))
    assert holders()["Đang làm"] == "Sở Khoa học và Công nghệ"


def test_a_unit_with_open_work_is_not_dissolved_without_somebody_to_take_over(cast, work):
    with pytest.raises(Refused, match=r"3"):
        units.dissolve(cast.finance, **told(cast))
    with pytest.raises(Refused):
        units.dissolve(cast.finance, heir=cast.finance, **told(cast))
    units.dissolve(cast.finance, heir=cast.science, **told(cast))
    assert holders()["Mới giao"] == "Sở Khoa học và Công nghệ"
    assert cast.science.aliases.filter(text="Sở Tài chính", kind="former").exists()


def test_of_a_split_the_one_that_is_named_takes_over(cast, work):
    new = [units.NewUnit(name=name, kind="department", parent=cast.province) for name in ("Sở Một", "Sở Hai")]
    units.split(cast.finance, into=new, heir=1, **told(cast))
    assert holders()["Chờ nghiệm thu"] == "Sở Hai"


def test_a_part_handed_down_is_owed_to_the_heir(cast, work):
    division = make.unit("Phòng Ngân sách", "division", cast.finance)
    clerk = make.person("Lý Thị Xuân", "tc.ns@sonhai.example")
    make.post(clerk, division, "contact")
    part = make.duty(cast.committee, division, "Phần việc", asked_by=cast.finance, parent=work[1])
    act("receive", part, cast.officer(clerk), make.NOON)
    act("submit", part, cast.officer(clerk), make.NOON)
    merged(cast)
    act("accept", part, cast.officer(cast.interior_contact), LATER)
    part.refresh_from_db()
    assert (part.state, part.asking_unit, part.unit) == ("accepted", cast.interior, division)


def test_closed_work_that_is_reopened_goes_to_the_heir_at_once(cast, work):
    merged(cast)
    act("reopen", work[3], cast.officer(cast.secretary), LATER + timedelta(days=1))
    assert holders()["Đã xong"] == "Sở Nội vụ"
    act("report", work[3], cast.officer(cast.interior_contact), LATER + timedelta(days=1))
    assert list(faults()) == []


def test_the_administrator_reads_beforehand_what_is_concerned(client, cast, work):
    client.force_login(cast.administrator)
    today = f"{timezone.localdate():%d/%m/%Y}"
    sent = {"effective_on": today, "basis": BASIS}
    page = client.post(f"/units/{cast.finance.code}/dissolve/", sent)
    assert "3 việc đang mở" in page.content.decode()
    assert Duty.objects.filter(unit=cast.finance).count() == 4
    page = client.post(f"/units/{cast.finance.code}/dissolve/", sent | {"heir": f"unit:{cast.science.code}"})
    said = " ".join(page.context["sentences"])
    assert "3 việc đang mở" in said
    assert "“Sở Khoa học và Công nghệ” tiếp nhận" in said
    assert Duty.objects.filter(unit=cast.finance).count() == 4  # so far only foreseen
    seen = {"seen": page.context["seen"], "heir": f"unit:{cast.science.code}"}
    assert client.post(f"/units/{cast.finance.code}/dissolve/", sent | seen).status_code == 302
    assert holders()["Mới giao"] == "Sở Khoa học và Công nghệ"
