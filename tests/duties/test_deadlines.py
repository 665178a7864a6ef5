"""A deadline moves by a request or by those who asked; every one of them stays on record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from giaoban.duties.models import Deadline, Duty, Extension, Standing
from giaoban.duties.reads.deadlines import deadlines_of
from giaoban.duties.reads.waiting import requests_for
from giaoban.duties.reads.work import work_on
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.units.vocabulary import PostRole, SeatRole
from tests import make
from tests.duties.test_life import act, days_later

FIRST = date(2025, 6, 13)


def standings_before(end):
    """The standings in force just before the moment `end`."""
    return Standing.objects.filter(since__lt=end, until__gte=end)


@pytest.fixture
def duty(cast):
    made = make.duty(cast.committee, cast.finance, due_on=FIRST)
    act("receive", made, cast.officer(cast.finance_contact), make.NOON)
    return made


@pytest.fixture
def finance(cast):
    return cast.officer(cast.finance_contact)


@pytest.fixture
def secretary(cast):
    return cast.officer(cast.secretary)


def test_a_request_is_granted_refused_changed_and_taken_back_and_each_deadline_stays(
    duty, finance, secretary
):
    def ask(day, proposed):
        act("ask_extension", duty, finance, days_later(day), proposed_on=date(2025, 6, proposed))

    ask(0, 16)
    act("grant_extension", duty, secretary, days_later(0), document="21/CV-BCĐ")
    ask(1, 30)
    act("refuse_extension", duty, secretary, days_later(1))
    ask(2, 30)
    act("withdraw_extension", duty, finance, days_later(2))
    ask(3, 30)
    act("grant_extension", duty, secretary, days_later(3), due_on=date(2025, 6, 20), reason="Trước phiên họp")
    act("change_deadline", duty, secretary, days_later(9), due_on=date(2025, 6, 25))
    duty.refresh_from_db()
    assert (duty.original_due_on, duty.due_on, duty.times_extended) == (FIRST, date(2025, 6, 25), 3)
    assert list(duty.extensions.order_by("number").values_list("outcome", flat=True)) == [
        "granted",
        "refused",
        "withdrawn",
        "changed",
    ]
    lines = deadlines_of(duty, work_on(duty).deadlines)
    assert [(line.due_on, line.reason, line.document, line.in_force) for line in lines] == [
        (FIRST, "", "", False),
        (date(2025, 6, 16), "Chờ số liệu của các xã", "21/CV-BCĐ", False),
        (date(2025, 6, 20), "Trước phiên họp", "", False),
        (date(2025, 6, 25), "Theo yêu cầu của cấp trên", "12/CV-BCĐ", True),
    ]
    assert {line.who for line in lines[1:]} == {"Lê Minh Ánh"}


def test_after_the_deadline_nothing_may_be_asked_but_those_who_asked_may_still_change_it(
    duty, finance, secretary
):
    act("ask_extension", duty, finance, days_later(1))  # the last day itself is in time
    act("withdraw_extension", duty, finance, days_later(1))
    with pytest.raises(Refused, match=r"13/06/2025"):
        act("ask_extension", duty, finance, days_later(2))
    act("change_deadline", duty, secretary, days_later(2))
    duty.refresh_from_db()
    assert duty.due_on == timezone.localdate(days_later(12))


def test_a_request_asked_in_time_may_be_granted_after_the_deadline_and_after_the_result(
    duty, finance, secretary
):
    act("ask_extension", duty, finance, days_later(1), proposed_on=date(2025, 6, 15))
    act("submit", duty, finance, days_later(2))
    act("grant_extension", duty, secretary, days_later(6))
    act("accept", duty, secretary, days_later(7))
    standing = Standing.objects.get(duty=duty, state="accepted")
    assert standing.submitted_on == date(2025, 6, 14)
    assert (
        standing.original_due_on < standing.submitted_on <= standing.due_on
    )  # late by the first, not by this


def test_figures_of_the_day_before_a_grant_know_the_deadline_of_then(duty, finance, secretary):
    act("ask_extension", duty, finance, days_later(0), proposed_on=date(2025, 6, 30))
    act("grant_extension", duty, secretary, days_later(1))
    facts = ("due_on", "original_due_on", "times_extended")
    then = standings_before(days_later(1)).values_list(*facts).get()
    now = standings_before(days_later(2)).values_list(*facts).get()
    assert (then, now) == ((FIRST, FIRST, 0), (date(2025, 6, 30), FIRST, 1))


@pytest.mark.parametrize("wrong", [FIRST, FIRST - timedelta(days=1), date(2025, 6, 1)])
def test_an_extension_ends_after_the_deadline_in_force(duty, finance, secretary, wrong):
    with pytest.raises(Refused):
        act("ask_extension", duty, finance, make.NOON, proposed_on=wrong)
    act("ask_extension", duty, finance, make.NOON)
    with pytest.raises(Refused):
        act("grant_extension", duty, secretary, make.NOON, due_on=wrong)
    assert not Deadline.objects.exists()


def test_work_without_a_deadline_has_nothing_to_extend_and_can_be_given_one(cast, finance, secretary):
    duty = make.duty(cast.committee, cast.finance)
    act("receive", duty, finance, make.NOON)
    with pytest.raises(Refused):
        act("ask_extension", duty, finance, make.NOON)
    act("change_deadline", duty, secretary, make.NOON, due_on=date(2025, 6, 30))
    duty.refresh_from_db()
    assert (duty.original_due_on, duty.due_on, duty.times_extended) == (None, date(2025, 6, 30), 0)


def test_a_decision_on_another_request_than_the_one_that_was_read_is_refused(duty, finance, secretary):
    act("ask_extension", duty, finance, make.NOON, proposed_on=date(2025, 6, 20))
    act("withdraw_extension", duty, finance, make.NOON)
    act("ask_extension", duty, finance, make.NOON, proposed_on=date(2025, 12, 31))
    for name in ("grant_extension", "refuse_extension"):
        with pytest.raises(Refused):
            act(name, duty, secretary, make.NOON, number=1)
    assert Extension.objects.get(number=2).outcome == ""


def test_closing_the_work_lets_its_request_lapse(cast, duty, finance, secretary):
    act("ask_extension", duty, finance, make.NOON)
    act("submit", duty, finance, make.NOON)
    act("accept", duty, secretary, days_later(1))
    stopped = make.duty(cast.committee, cast.finance, due_on=FIRST)
    act("receive", stopped, finance, make.NOON)
    act("ask_extension", stopped, finance, make.NOON)
    act("stop", stopped, secretary, days_later(1))
    assert set(Extension.objects.values_list("outcome", "decided_by")) == {("lapsed", cast.secretary.pk)}


def test_a_part_is_due_no_later_than_the_whole(cast, duty, finance):
    division = make.unit("Phòng Ngân sách", "division", cast.finance)
    clerk = make.person("Lý Thị Xuân", "tc.ns@sonhai.example")
    make.post(clerk, division, PostRole.CONTACT)
    part = make.duty(
        cast.committee, division, asked_by=cast.finance, parent=duty, due_on=FIRST - timedelta(days=1)
    )
    act("receive", part, cast.officer(clerk), make.NOON)
    with pytest.raises(Refused, match=r"13/06/2025"):
        act("ask_extension", part, cast.officer(clerk), make.NOON, proposed_on=FIRST + timedelta(days=1))
    act("ask_extension", part, cast.officer(clerk), make.NOON, proposed_on=FIRST)
    with pytest.raises(Refused):
        act("grant_extension", part, cast.officer(cast.secretary), make.NOON)
    act("grant_extension", part, finance, make.NOON)  # asked of Finance, decided by Finance


def test_nobody_decides_on_a_request_of_their_own_unit_or_of_their_own(cast, duty, finance):
    act("ask_extension", duty, finance, make.NOON)
    make.seat(cast.committee, SeatRole.SECRETARY, cast.finance, "Thư ký", cast.reader)
    reader = cast.officer(cast.reader)
    for name in ("grant_extension", "refuse_extension"):
        with pytest.raises(Refused):
            act(name, duty, reader, make.NOON)
    cast.finance_contact.posts.all().delete()
    make.post(cast.finance_contact, cast.science, PostRole.CONTACT)  # changed sides meanwhile
    changed = cast.officer(cast.finance_contact)
    with pytest.raises(Refused):
        act("grant_extension", duty, changed, make.NOON)
    waiting = {
        name: requests_for(cast.officer(getattr(cast, name))).count() for name in ("reader", "standing")
    }
    assert waiting == {"reader": 0, "standing": 1}
    assert not requests_for(changed).exists()


def test_a_part_accepted_is_on_record_and_the_work_counts_as_done_only_with_the_rest(
    duty, finance, secretary
):
    act("submit", duty, finance, days_later(1))
    act("accept_in_part", duty, secretary, days_later(2), due_on=date(2025, 6, 20))
    duty.refresh_from_db()
    assert (duty.state, duty.state_reason, duty.accepted_part) == ("received", "Còn phụ lục", "Phần khảo sát")
    assert (duty.submitted_on, duty.due_on, duty.closed_at) == (None, date(2025, 6, 20), None)
    act("submit", duty, finance, days_later(6))
    act("accept_in_part", duty, secretary, days_later(7), accepted="Phụ lục 1", reason="Phụ lục 2")
    act("submit", duty, finance, days_later(8))
    act("withdraw", duty, finance, days_later(8))
    duty.refresh_from_db()
    assert (duty.state, duty.state_reason) == ("received", "Phụ lục 2")
    act("submit", duty, finance, days_later(8))
    act("accept", duty, secretary, days_later(9))
    duty.refresh_from_db()
    assert (duty.state, duty.accepted_part) == ("accepted", "Phần khảo sát\nPhụ lục 1")
    assert list(
        duty.submissions.order_by("number").values_list("outcome", "accepted_words", "reason", "answers")
    ) == [
        ("partly", "Phần khảo sát", "Còn phụ lục", ""),
        ("partly", "Phụ lục 1", "Phụ lục 2", "Còn phụ lục"),
        ("withdrawn", "", "", "Phụ lục 2"),
        ("accepted", "", "", "Phụ lục 2"),
    ]
    states = standings_before(days_later(8)).values_list("state", flat=True)
    assert list(states) == ["received"]


def test_a_new_deadline_for_the_rest_answers_the_request_that_waits(duty, finance, secretary):
    act("ask_extension", duty, finance, make.NOON, proposed_on=date(2025, 6, 30))
    act("submit", duty, finance, make.NOON)
    act("accept_in_part", duty, secretary, days_later(1), due_on=date(2025, 6, 20))
    request = Extension.objects.get()
    assert (request.outcome, request.granted_on) == ("changed", date(2025, 6, 20))
    assert Deadline.objects.get().extension == request


def test_reopened_work_is_with_the_unit_again_and_the_past_stays(duty, finance, secretary):
    act("report", duty, finance, make.NOON)
    act("submit", duty, finance, days_later(1))
    act("accept", duty, secretary, days_later(2))
    act("reopen", duty, secretary, days_later(20), due_on=date(2025, 7, 15))
    duty.refresh_from_db()
    assert (duty.state, duty.state_reason, duty.percent) == ("received", "Số liệu phải làm lại", 40)
    assert (duty.closed_at, duty.submitted_on, duty.due_on) == (None, None, date(2025, 7, 15))
    assert duty.submissions.get().outcome == "accepted"
    assert standings_before(days_later(19)).get().state == "accepted"
    act("submit", duty, finance, days_later(22))
    act("accept", duty, secretary, days_later(23))


def test_what_was_stopped_before_receipt_is_reopened_as_new(cast, secretary):
    duty = make.duty(cast.committee, cast.finance, due_on=FIRST)
    act("stop", duty, secretary, make.NOON)
    act("reopen", duty, secretary, days_later(1))
    duty.refresh_from_db()
    assert (duty.state, duty.state_reason) == ("asked", "Số liệu phải làm lại")


def test_parts_stop_with_the_whole_at_every_depth_and_are_reopened_after_it(cast, duty, finance, secretary):
    division = make.unit("Phòng Ngân sách", "division", cast.finance)
    team = make.unit("Tổ Quyết toán", "division", division)
    part = make.duty(cast.committee, division, "Phần", asked_by=cast.finance, parent=duty)
    below = make.duty(cast.committee, team, "Phần nhỏ", asked_by=division, parent=part)
    done = make.duty(cast.committee, division, "Đã thôi", asked_by=cast.finance, parent=duty)
    act("stop", done, finance, make.NOON)
    before = Entry.objects.count()
    act("stop", duty, secretary, days_later(1))
    assert Entry.objects.count() == before + 3
    for each in (part, below):
        each.refresh_from_db()
        assert (each.state, each.state_reason) == ("stopped", "QĐ 9/QĐ-BCĐ: Không còn cần thiết")
    within = Entry.objects.about("duties.duty", below.code).get()
    assert (within.after["within"], within.actor_id) == ("Phần", cast.secretary.pk)
    with pytest.raises(Refused):
        act("reopen", part, finance, days_later(2))
    act("reopen", duty, secretary, days_later(2))
    act("reopen", part, finance, days_later(3))
    assert Duty.objects.get(pk=below.pk).state == "stopped"


def test_the_unit_asks_and_those_who_asked_grant_with_one_press_by_the_pages_alone(client, cast):
    now, today = timezone.now(), timezone.localdate()
    duty = make.duty(cast.committee, cast.finance, due_on=today + timedelta(days=3), asked_at=now)
    act("receive", duty, cast.officer(cast.finance_contact), now)
    here, later = f"/duties/{duty.code}/", today + timedelta(days=9)
    client.force_login(cast.finance_contact)
    sent = {"proposed_on": f"{today:%d/%m/%Y}", "reason": "Chờ số liệu"}
    page = client.post(f"{here}ask-extension/", sent)
    assert list(page.context["form"].errors) == ["proposed_on"]
    assert client.post(f"{here}ask-extension/", sent | {"proposed_on": f"{later:%d/%m/%Y}"}).url == here
    assert [button.verb for button in client.get(here).context["on_request"]] == ["withdraw-extension"]
    client.force_login(cast.secretary)
    [row] = client.get("/acceptance/").context["requests"]
    verbs = {button.verb: button.url for button in row.buttons}
    assert set(verbs) == {"grant-extension", "grant-another-day", "refuse-extension"}
    for _press in range(2):  # a double click
        assert client.post(verbs["grant-extension"], {"number": "1"}).url == "/acceptance/"
    duty.refresh_from_db()
    assert (duty.due_on, Deadline.objects.count()) == (later, 1)
    assert client.get("/acceptance/").context["requests"] == []
    assert [line.due_on for line in client.get(here).context["deadlines"]] == [duty.original_due_on, later]


def test_only_the_fields_of_the_kind_chosen_count(client, cast):
    now = timezone.now()
    duty = make.duty(cast.committee, cast.finance, asked_at=now)
    act("receive", duty, cast.officer(cast.finance_contact), now)
    client.force_login(cast.finance_contact)
    sent = {
        "product_kind": "link",
        "link": "https://sonhai.example/ket-qua",
        "document_number": "12/BC-STC",
        "document_date": "31/02/2025",  # typed before the kind was changed, and out of sight now
    }
    assert client.post(f"/duties/{duty.code}/submit/", sent).status_code == 302
    made = duty.submissions.get()
    assert (made.link, made.document_number, made.document_date) == (sent["link"], "", None)


def test_the_page_of_stopping_says_how_many_parts_stop(client, cast, duty):
    division = make.unit("Phòng Ngân sách", "division", cast.finance)
    for _n in range(2):
        make.duty(cast.committee, division, asked_by=cast.finance, parent=duty)
    client.force_login(cast.secretary)
    page = client.get(f"/duties/{duty.code}/stop/")
    assert "2 phần việc đơn vị đã giao tiếp sẽ dừng theo." in page.content.decode()
