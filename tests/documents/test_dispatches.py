"""Papers that go to units: who reads them, who received and opened them, what recalling leaves."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from giaoban.assignments.reads.papers import readable_among, readable_papers
from giaoban.documents import actions
from giaoban.documents.jobs.telling import tell_of_the_day
from giaoban.documents.models import Delivery, Dispatch
from giaoban.documents.reads.dispatches import came_counts, deliveries_for, proposed_units
from giaoban.documents.reads.register import readable_register
from giaoban.documents.vocabulary import Purpose
from giaoban.duties.models import MailWish
from giaoban.files.actions import store
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.outbox.models import Message
from tests import make
from tests.documents import register_samples as papers
from tests.documents.dispatch_samples import by_secretary, paper, sending, sent

LATER = make.NOON + timedelta(hours=3)


def reads(cast, person, of) -> set[str]:
    """By which of the three questions the person may read the paper."""
    officer = cast.officer(person)
    asked = {
        "register": readable_register(officer).filter(pk=of.pk),
        "papers": readable_papers(officer).filter(pk=of.pk),
        "found": readable_among(officer, [of.pk]),
    }
    return {name for name, rows in asked.items() if rows.exists()}


def opened_by(person, name, *args) -> int:
    client = Client()
    client.force_login(person)
    answer = client.get(reverse(name, args=args))
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def test_people_of_the_units_read_what_was_sent_and_nobody_else(cast):
    made = sent(cast, cast.finance)
    everywhere = {"register", "papers", "found"}
    assert reads(cast, cast.finance_contact, made.document) == everywhere
    assert reads(cast, cast.reader, made.document) == everywhere
    assert reads(cast, cast.interior_contact, made.document) == set()
    assert reads(cast, cast.administrator, made.document) == set()
    assert reads(cast, cast.stranger, made.document) == set()


def test_a_recalled_paper_leaves_its_title_and_the_reason(cast, client):
    document = paper(cast)
    document.file = store("Thông báo".encode(), name="thong-bao.txt", at=make.NOON)
    document.save(update_fields=["file"])
    made = sent(cast, cast.finance, of=document)
    pages = [("document", document.code), ("register-file", document.code)]
    pages.append(("dispatch-file", made.code, document.file.code))
    assert [opened_by(cast.finance_contact, *page) for page in pages] == [200, 200, 200]
    actions.recall_dispatch(made, reason="Sai số liệu tại mục 2", **by_secretary(cast, LATER))
    assert [opened_by(cast.finance_contact, *page) for page in pages] == [404, 404, 404]
    assert reads(cast, cast.finance_contact, document) == set()
    client.force_login(cast.finance_contact)
    page = client.get(f"/dispatches/{made.code}/").content.decode()
    assert not Delivery.objects.filter(dispatch=made, seen_at__isnull=False).exists()
    assert "Kết luận về chuyển đổi số" in page
    assert "Sai số liệu tại mục 2" in page
    assert document.code not in page
    assert document.file.code not in page
    assert opened_by(cast.secretary, "dispatch-file", made.code, document.file.code) == 200


def test_a_paper_is_seen_when_somebody_of_the_unit_opens_it_and_received_when_signed_for(cast, client):
    made = sent(cast)
    client.force_login(cast.reader)
    client.get(f"/dispatches/{made.code}/")
    of_finance = Delivery.objects.get(dispatch=made, unit=cast.finance)
    assert (of_finance.seen_by, of_finance.received_at) == (cast.reader, None)
    with pytest.raises(Refused, match="lãnh đạo hoặc đầu mối"):
        actions.receive_dispatch(made, actor=cast.officer(cast.reader), at=LATER)
    actions.receive_dispatch(made, actor=cast.officer(cast.finance_contact), at=LATER)
    of_finance.refresh_from_db()
    assert (of_finance.received_by, of_finance.received_at) == (cast.finance_contact, LATER)
    assert of_finance.seen_by == cast.reader
    with pytest.raises(Refused, match="đã ký nhận"):
        actions.receive_dispatch(made, actor=cast.officer(cast.finance_leader), at=LATER)
    assert Delivery.objects.get(dispatch=made, unit=cast.interior).seen_at is None


def test_who_looks_from_above_or_from_the_senders_side_leaves_no_mark(cast, client):
    made = sent(cast)
    for person in (cast.secretary, cast.chair, cast.standing):
        client.force_login(person)
        assert client.get(f"/dispatches/{made.code}/").status_code == 200
    client.force_login(cast.finance_contact)
    client.head(f"/dispatches/{made.code}/")
    assert not Delivery.objects.filter(seen_at__isnull=False).exists()


def test_whoever_signs_without_opening_has_seen_it(cast):
    made = sent(cast)
    actions.receive_dispatch(made, actor=cast.officer(cast.finance_leader), at=LATER)
    row = Delivery.objects.get(dispatch=made, unit=cast.finance)
    assert (row.seen_by, row.seen_at) == (cast.finance_leader, LATER)


def test_the_senders_see_every_unit_and_a_unit_sees_itself_alone(cast, client):
    made = sent(cast)
    whole, own = cast.officer(cast.secretary), cast.officer(cast.finance_contact)
    assert {row.unit for row in deliveries_for(made, whole)} == {cast.finance, cast.interior}
    assert [row.unit for row in deliveries_for(made, own)] == [cast.finance]
    client.force_login(cast.finance_contact)
    assert cast.interior.name not in client.get(f"/dispatches/{made.code}/").content.decode()


def test_a_unit_gets_a_paper_once_until_it_is_recalled(cast):
    document = paper(cast)
    sent(cast, cast.finance, of=document)
    again = sent(cast, of=document)
    assert [row.unit for row in again.deliveries.all()] == [cast.interior]
    with pytest.raises(Refused, match="chưa có văn bản này"):
        sent(cast, of=document)
    actions.recall_dispatch(again, reason="Gửi nhầm", **by_secretary(cast))
    assert sent(cast, of=document).deliveries.get().unit == cast.interior


def test_another_paper_takes_the_place_of_the_recalled_one(cast, client):
    wrong, right = sent(cast), paper(cast, "302", subject="Kết luận về chuyển đổi số (thay thế)")
    new = actions.replace_dispatch(wrong, by=right, reason="Sai thẩm quyền", **by_secretary(cast, LATER))
    wrong.refresh_from_db()
    assert (wrong.replaced_by, wrong.recall_reason, wrong.recalled_at) == (right, "Sai thẩm quyền", LATER)
    assert {row.unit for row in new.deliveries.all()} == {cast.finance, cast.interior}
    assert reads(cast, cast.finance_contact, right) == {"register", "papers", "found"}
    assert reads(cast, cast.finance_contact, wrong.document) == set()
    client.force_login(cast.finance_contact)
    assert f"/dispatches/{new.code}/" in client.get(f"/dispatches/{wrong.code}/").content.decode()
    with pytest.raises(Refused, match="khác"):
        actions.replace_dispatch(new, by=right, reason="Nhầm", **by_secretary(cast))


def test_recalling_asks_for_a_reason_and_happens_once(cast):
    made = sent(cast)
    with pytest.raises(Refused, match="vì sao"):
        actions.recall_dispatch(made, reason="  ", **by_secretary(cast))
    actions.recall_dispatch(made, reason="Sai", **by_secretary(cast))
    with pytest.raises(Refused, match="đã được thu hồi"):
        actions.recall_dispatch(made, reason="Sai nữa", **by_secretary(cast))
    with pytest.raises(Refused, match="thu hồi"):
        actions.receive_dispatch(made, actor=cast.officer(cast.finance_contact), at=LATER)
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        Dispatch.objects.filter(pk=made.pk).update(recall_reason="")


def test_a_state_secret_and_a_paper_without_content_are_never_sent(cast):
    marked = papers.paper(cast, "9", secrecy=1, subject="")
    with pytest.raises(Refused, match="bí mật nhà nước"):
        sent(cast, of=marked)
    empty = papers.paper(cast, "10")
    with pytest.raises(Refused, match="không có"):
        sent(cast, of=empty)


def test_only_the_committees_side_sends_and_recalls(cast):
    document = paper(cast)
    for person in (cast.finance_leader, cast.interior_contact, cast.administrator):
        with pytest.raises(Refused):
            actions.send_paper(
                document, sending=sending(cast.finance), actor=cast.officer(person), at=make.NOON
            )
    made = sent(cast, of=document)
    with pytest.raises(Refused):
        actions.recall_dispatch(made, reason="x", actor=cast.officer(cast.finance_leader), at=make.NOON)


def test_the_register_notes_to_whom_the_paper_went(cast):
    document = paper(cast)
    sent(cast, of=document)
    document.refresh_from_db()
    assert document.passed_on == make.TODAY
    assert cast.finance.name in document.passed_to


def test_units_that_the_paper_names_are_proposed_by_any_of_their_names(cast):
    document = paper(cast, recipients="- Như Điều 3; - STC; - Các xã, phường; Sở Nội vụ; Lưu: VT, TH.")
    names = [pick.name for pick in proposed_units(document, on=make.TODAY)]
    assert cast.finance.name in names
    assert cast.interior.name in names
    sent(cast, cast.finance, of=document)
    assert cast.finance.name not in [pick.name for pick in proposed_units(document, on=make.TODAY)]


def test_acts_stand_in_the_journal_with_their_units_and_reason(cast):
    made = sent(cast)
    actions.receive_dispatch(made, actor=cast.officer(cast.finance_contact), at=LATER)
    actions.recall_dispatch(made, reason="Sai", **by_secretary(cast, LATER))
    told = {entry.verb: entry.after for entry in Entry.objects.filter(verb__contains="dispatch")}
    assert told["documents.dispatched"]["units"] == [cast.finance.name, cast.interior.name]
    assert told["documents.dispatch_received"]["units"] == [cast.finance.name]
    assert told["documents.dispatch_recalled"]["reason"] == "Sai"


def test_the_list_counts_what_nobody_of_the_unit_has_opened(cast, client):
    for number in range(3):
        sent(cast, cast.finance, of=paper(cast, f"40{number}"), purpose=Purpose.ACTION)
    officer = cast.officer(cast.finance_contact)
    assert came_counts(officer) == {"unread": 3, "action": 3, "recalled": 0, "all": 3}
    client.force_login(cast.finance_contact)
    client.get(f"/dispatches/{Dispatch.objects.first().code}/")
    assert came_counts(officer)["unread"] == 2
    actions.recall_dispatch(Dispatch.objects.last(), reason="Sai", **by_secretary(cast))
    assert came_counts(officer) == {"unread": 1, "action": 2, "recalled": 1, "all": 3}


@pytest.mark.parametrize("many", [1, 7])
@pytest.mark.parametrize("role", ["finance_contact", "secretary"])
def test_the_lists_cost_the_same_however_long(cast, client, many, role, django_assert_num_queries):
    for number in range(many):
        sent(cast, of=paper(cast, f"5{number}"))
    client.force_login(getattr(cast, role))
    client.get("/dispatches/")
    with django_assert_num_queries(8):
        assert client.get("/dispatches/").status_code == 200


@pytest.mark.parametrize("many", [1, 7])
def test_the_page_of_a_dispatch_costs_the_same_however_many_units(
    cast, client, many, django_assert_num_queries
):
    units = [make.unit(f"Trung tâm {n}", "division", cast.finance) for n in range(many)]
    made = sent(cast, *units)
    client.force_login(cast.secretary)
    client.get("/dispatches/")
    with django_assert_num_queries(10):
        assert client.get(f"/dispatches/{made.code}/").status_code == 200


def mails():
    return [m.payload for m in Message.objects.filter(key__startswith="documents.dispatches").order_by("pk")]


def test_a_person_is_told_once_a_day_of_all_that_lies_unopened(cast):
    first, second = (
        sent(cast, cast.finance, of=paper(cast, "61")),
        sent(cast, cast.finance, of=paper(cast, "62")),
    )
    seen = sent(cast, cast.finance, of=paper(cast, "63"))
    actions.note_seen(seen, actor=cast.officer(cast.reader), at=LATER)
    tell_of_the_day(make.TODAY, LATER)
    tell_of_the_day(make.TODAY, LATER)
    told = {mail["to"]: mail for mail in mails()}
    assert len(mails()) == len(told)
    letter = told[cast.finance_contact.email]
    assert re.search(r"^2 văn bản", letter["subject"])
    assert [name in letter["body"] for name in ("61/TB-BCĐ", "62/TB-BCĐ", "63/TB-BCĐ")] == [True, True, False]
    assert cast.reader.email not in told
    assert {row.told_at for row in Delivery.objects.exclude(dispatch=seen)} == {LATER}
    assert {first.code, second.code} & set(letter["body"].split()) == set()


def test_an_urgent_paper_is_told_of_at_once_whatever_mail_was_chosen(cast):
    MailWish.objects.create(person=cast.finance_contact, digest_at="07:30", wants_digest=False)
    sent(cast, cast.finance, of=paper(cast, "71"))
    tell_of_the_day(make.TODAY, LATER)
    assert cast.finance_contact.email not in {mail["to"] for mail in mails()}
    sent(cast, cast.finance, of=paper(cast, "72", urgency=3))
    assert cast.finance_contact.email in {mail["to"] for mail in mails()}
    count = len(mails())
    tell_of_the_day(make.TODAY + timedelta(days=1), LATER)
    assert len(mails()) == count


def test_the_way_from_the_register_to_the_units(cast, client):
    document = paper(cast)
    client.force_login(cast.secretary)
    assert f"/register/{document.code}/send/" in client.get(f"/register/{document.code}/").content.decode()
    page = client.get(f"/register/{document.code}/send/").content.decode()
    assert cast.finance.name in page
    told = {"units": f"unit:{cast.finance.code}", "purpose": "action", "message": "Đề nghị triển khai"}
    answer = client.post(f"/register/{document.code}/send/", told)
    made = Dispatch.objects.get()
    assert answer.headers["Location"] == f"/dispatches/{made.code}/"
    assert (made.purpose, made.message) == ("action", "Đề nghị triển khai")
    answer = client.post(f"/dispatches/{made.code}/recall/", {"reason": ""})
    assert answer.status_code == 422
    client.post(f"/dispatches/{made.code}/recall/", {"reason": "Sai", "other": ""})
    made.refresh_from_db()
    assert made.is_recalled
    assert timezone.now() - made.recalled_at < timedelta(minutes=1)
