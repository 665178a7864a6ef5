"""Deadlines that a paper counts: read, corrected by a person, reckoned for each unit that gets the work."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.utils import translation

from giaoban.assignments.actions import take_in
from giaoban.assignments.actions.editing import ProposalEdit, edit_proposal
from giaoban.assignments.models import Proposal
from giaoban.assignments.reads.reckoning import recounted
from giaoban.assignments.reads.terms import line_from_words, terms_of
from giaoban.duties import actions as duties
from giaoban.duties.models import Duty, Limit
from giaoban.duties.vocabulary import CountedFrom, LimitUnit
from giaoban.workdays.actions import set_day
from giaoban.workdays.counting import seeded_calendar
from tests import make
from tests.assignments import work


@pytest.mark.parametrize(
    ("words", "event", "line"),
    [
        (
            "trong thời hạn 05 ngày làm việc kể từ ngày nhận được thông báo này",
            "ngày nhận được thông báo này",
            "receipt + 5 working days",
        ),
        ("trong 24 giờ kể từ khi nhận được văn bản", "khi nhận được văn bản", "receipt + 24 hours"),
        (
            "trong 10 ngày kể từ ngày nhận đủ hồ sơ",
            "ngày nhận đủ hồ sơ",
            "event + 10 days",
        ),
        ("chậm nhất 02 tuần sau khi nghiệm thu", "khi nghiệm thu", "event + 2 weeks"),
        ("trong vòng ba tháng kể từ ngày khởi công", "ngày khởi công", "event + 3 months"),
        ("trước khi trình HĐND", "trước khi trình HĐND", ""),
        ("", "", ""),
    ],
)
def test_a_count_from_an_event_is_understood_from_its_words(words, event, line):
    assert line_from_words(words, event) == line


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("2026-02-13 + 5 working days", date(2026, 2, 27)),
        ("2026-02-10 + 5 days", date(2026, 2, 23)),  # Tết: on to the next working day
        ("2026-02-09 + 1 weeks", date(2026, 2, 23)),
        ("2026-01-31 + 1 months", date(2026, 3, 2)),
        ("2026-03-06 + 24 hours", date(2026, 3, 9)),
        ("last working day before 2026-02-16", date(2026, 2, 13)),
        ("receipt + 5 working days", None),
        ("lunar", None),
    ],
)
def test_every_count_is_done_again_by_the_civil_code(line, end):
    assert recounted(line, seeded_calendar()) == end


def test_a_paper_with_a_deadline_from_receipt_asks_no_date_of_anybody(cast):
    text = (
        "UBND TỈNH SƠN HẢI\nSố: 215/TB-BCĐ\nSơn Hải, ngày 10 tháng 6 năm 2025\nTHÔNG BÁO\n"
        "Kết luận phiên họp về chuyển đổi số\n"
        "1. Giao Sở Tài chính báo cáo kết quả bố trí kinh phí trong thời hạn 05 ngày làm việc "
        "kể từ ngày nhận được thông báo này.\n"
    )
    actor = cast.officer(cast.secretary)
    take_in(committee=cast.committee, text=text, actor=actor, at=make.NOON)
    proposal = Proposal.objects.get()
    assert (proposal.due_on, proposal.reckoning) == (None, "receipt + 5 working days")
    assert "event_deadline" not in proposal.doubts
    [task] = work.give(proposal.review, cast)
    assert task.lead.due_on is None
    duties.receive(task.lead_id, actor=cast.officer(cast.finance_contact), at=make.NOON)
    assert Duty.objects.get(pk=task.lead_id).due_on == date(2025, 6, 19)


def counted(cast, line: str, **columns) -> Proposal:
    review = work.review(work.document(cast, work.PLAN))
    due_on = recounted(line, seeded_calendar())
    parties = {"lead": [cast.finance], "coordinating": [cast.an_thanh], "informed": [cast.office]}
    return work.proposal(review, work.PLAN, reckoning=line, due_on=due_on, **(parties | columns))


def test_each_unit_gets_the_deadline_of_its_own_calendar(cast):
    proposal = counted(cast, "2025-06-10 + 5 working days")
    place = {"place": cast.an_thanh.pk, "place_name": cast.an_thanh.name}
    set_day(date(2025, 6, 16), kind="off", reason="Nghỉ tránh bão", actor=None, at=make.NOON, **place)
    work.give(proposal.review, cast)
    due = dict(Duty.objects.values_list("unit", "due_on"))
    assert due[cast.finance.pk] == date(2025, 6, 17)
    assert due[cast.an_thanh.pk] == date(2025, 6, 18)
    assert Limit.objects.count() == 2  # who is informed owes nothing


def test_a_day_of_ones_own_is_no_count(cast):
    proposal = counted(cast, "2025-06-10 + 5 working days", coordinating=[])
    work.addressee(proposal, cast.interior, "coordinating", position=1, due_on=date(2025, 6, 14))
    work.give(proposal.review, cast)
    own = Duty.objects.get(unit=cast.interior)
    assert (own.due_on, Limit.objects.filter(duty=own).exists()) == (date(2025, 6, 14), False)


def test_the_hour_of_a_deadline_stays_beside_its_day(cast, client):
    proposal = counted(cast, "", due_time=time(16, 0))
    Proposal.objects.filter(pk=proposal.pk).update(due_on=date(2025, 6, 20))
    [task] = work.give(proposal.review, cast)
    assert task.lead.due_time == time(16, 0)
    client.force_login(cast.finance_contact)
    assert "16:00 · 20/06/2025" in client.get(f"/duties/{task.lead.code}/").content.decode()


def edited(cast, proposal: Proposal, **edit) -> Proposal:
    proposal.refresh_from_db()
    facts = {"action": proposal.action, "due_on": proposal.due_on, "rule": proposal.rule}
    edit_proposal(
        proposal,
        version=proposal.version,
        edit=ProposalEdit(**(facts | edit)),
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )
    proposal.refresh_from_db()
    return proposal


def test_a_person_counts_a_deadline_instead_of_a_day(cast):
    proposal = counted(cast, "")
    kept = edited(cast, proposal, reckoning="2025-06-10 + 10 days")
    assert (kept.due_on, kept.reckoning) == (date(2025, 6, 20), "2025-06-10 + 10 days")
    kept = edited(cast, proposal, reckoning="receipt + 24 hours")
    assert (kept.due_on, kept.reckoning) == (None, "receipt + 24 hours")
    terms = terms_of(kept, issued_on=work.ISSUED_ON)
    assert (terms.amount, terms.unit, terms.counted_from) == (24, LimitUnit.HOURS, CountedFrom.RECEIPT)
    kept = edited(cast, proposal, due_on=date(2025, 7, 1))
    assert (kept.due_on, kept.reckoning) == (date(2025, 7, 1), "")


def test_the_form_counts_and_says_the_count(cast, client):
    proposal = counted(cast, "2025-06-10 + 5 working days", coordinating=[], informed=[])
    client.force_login(cast.secretary)
    paper = proposal.review.document
    page = client.get(f"/documents/{paper.code}/review/?edit={proposal.code}")
    form = page.context["form"]
    assert (form["amount"].value(), form["unit"].value(), form["start"].value()) == (
        5,
        "working_days",
        "issue",
    )
    sent = {
        "version": proposal.version,
        "p-action": proposal.action,
        "p-due_on": "17/06/2025",
        "p-rule": "",
        "p-amount": "24",
        "p-unit": "hours",
        "p-start": "receipt",
        "p-due_time": "",
        f"a{proposal.addressees.get().pk}-party": f"unit:{cast.finance.code}",
        f"a{proposal.addressees.get().pk}-role": "lead",
        "new-role": "coordinating",
    }
    answer = client.post(f"/documents/{paper.code}/review/{proposal.code}/save/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    proposal.refresh_from_db()
    assert (proposal.due_on, proposal.reckoning) == (None, "receipt + 24 hours")
    with translation.override("vi"):
        told = client.get(f"/documents/{paper.code}/review/").content.decode()
    assert "24 giờ kể từ khi tiếp nhận" in told
