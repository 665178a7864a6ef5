"""The screens of consultation: what they cost, what they say, forms without JavaScript, exports, hostile files."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from docx import Document as WordFile

from giaoban.documents.models import Answer, Comment, Consultation, Disposition
from giaoban.duties.vocabulary import Kind
from tests import make
from tests.documents import rounds
from tests.documents.drafting.test_word import HOSTILE
from tests.workbooks import cells

SECOND = "khoản 2 Điều 11"
SECOND_WORDS = (
    "Thời hạn trả lời là 05 ngày làm việc kể từ ngày nhận được phiếu; quá thời hạn mà không trả lời thì coi là "
    "đồng ý."
)


@pytest.fixture
def secretary(client, cast):
    client.force_login(cast.secretary)
    return client


@pytest.fixture
def finance(client, cast):
    client.force_login(cast.finance_contact)
    return client


def told(cast, comments: int = 1, **said) -> Consultation:
    """A round in which Finance has said so much."""
    consultation = rounds.opened(cast, **said)
    for number in range(comments):
        rounds.say(cast, consultation, cast.finance, text=f"Ý kiến {number}")
    rounds.send(cast, consultation, cast.finance)
    return consultation


def queries(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(200) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.parametrize("page", ["table/", "", "answers/{answer}/"])
def test_a_page_costs_the_same_however_long(secretary, cast, page, django_assert_max_num_queries):
    costs = []
    for comments in (1, 7):
        consultation = told(cast, comments)
        answer = rounds.answer_of(consultation, cast.finance).code
        address = f"/consultations/{consultation.code}/{page.format(answer=answer)}"
        secretary.get(address)  # the text is taken apart once
        costs.append(queries(secretary, address, django_assert_max_num_queries))
    assert costs[0] == costs[1]


def test_the_page_of_a_round_costs_the_same_for_one_unit_and_for_seven(
    secretary, cast, django_assert_max_num_queries
):
    units = [make.unit(f"UBND xã Số {n}", "commune", cast.province) for n in range(6)]
    costs = []
    for asked in ((cast.finance,), (cast.finance, *units)):
        consultation = rounds.opened(cast, *asked)
        costs.append(
            queries(secretary, f"/consultations/{consultation.code}/", django_assert_max_num_queries)
        )
    assert costs[0] == costs[1]


def test_the_list_costs_the_same_for_one_round_and_for_seven(secretary, cast, django_assert_max_num_queries):
    costs = []
    for count in (1, 6):
        for _number in range(count):
            rounds.opened(cast)
        costs.append(queries(secretary, "/consultations/", django_assert_max_num_queries))
    assert costs[0] == costs[1]


def test_a_unit_writes_its_page_at_the_same_cost(finance, cast, django_assert_max_num_queries):
    costs = []
    for comments in (1, 7):
        consultation = rounds.opened(cast)
        for number in range(comments):
            rounds.say(cast, consultation, cast.finance, text=f"Ý kiến {number}")
        answer = rounds.answer_of(consultation, cast.finance).code
        address = f"/consultations/{consultation.code}/answers/{answer}/"
        costs.append(queries(finance, address, django_assert_max_num_queries))
    assert costs[0] == costs[1]


# Opening


ROUND = {"version": "now", "due_on": "20/06/2030", "silence": "nothing", "letter": "Đề nghị góp ý."}


def test_who_gets_what_is_shown_before_it_is_sent(secretary, cast):
    draft = rounds.version(cast).draft
    address = f"/consultations/new/{draft.code}/"
    sent = {**ROUND, "units": [f"group:{cast.communes.code}", f"unit:{cast.finance.code}"]}
    preview = secretary.post(address, {**sent, "act": "preview"})
    words = preview.content.decode()
    assert not Consultation.objects.exists()
    for unit in (cast.an_thanh, cast.minh_khai, cast.hon_may, cast.finance):
        assert unit.name in words
    secretary.post(address, {**sent, "act": "send"})
    assert Consultation.objects.get().answers.count() == 4


def test_units_are_named_without_javascript(secretary, cast):
    draft = rounds.version(cast).draft
    sent = {**ROUND, "units": "Sở Tài chính; UBND các xã, phường", "act": "send"}
    secretary.post(f"/consultations/new/{draft.code}/", sent)
    assert Consultation.objects.get().answers.count() == 1 + 3


@pytest.mark.parametrize(
    "wrong",
    [{"units": "Sở Không Có"}, {"due_on": ""}, {"amount": "5", "limit_unit": "days"}, {"silence": "agrees"}],
)
def test_a_round_that_cannot_be_is_told_with_its_reason(secretary, cast, wrong):
    draft = rounds.version(cast).draft
    sent = {**ROUND, "units": f"unit:{cast.finance.code}", "act": "send", **wrong}
    answer = secretary.post(f"/consultations/new/{draft.code}/", sent)
    assert answer.status_code == 422
    assert not Consultation.objects.exists()


# The duty


def test_the_page_of_the_work_leads_to_the_answer_and_offers_no_other_way(finance, cast):
    consultation = rounds.opened(cast)
    answer = rounds.answer_of(consultation, cast.finance)
    words = finance.get(f"/duties/{answer.duty.code}/").content.decode()
    assert f"/consultations/{consultation.code}/answers/{answer.code}/" in words
    rounds.send(cast, consultation, cast.finance, "agrees")
    words = finance.get(f"/duties/{answer.duty.code}/").content.decode()
    assert "/withdraw/" not in words
    assert finance.post(f"/duties/{answer.duty.code}/withdraw/").status_code == 404
    assert finance.get(f"/duties/{answer.duty.code}/submit/").status_code == 404
    assert answer.duty.kind == Kind.OPINION


# Answering


def test_a_unit_comments_changes_takes_out_and_sends(finance, cast):
    consultation = rounds.opened(cast)
    answer = rounds.answer_of(consultation, cast.finance)
    base = f"/consultations/{consultation.code}/answers/{answer.code}"
    key = rounds.clause(consultation, SECOND)
    assert 'id="comment-form"' in finance.get(f"{base}/?on={key}").content.decode()
    finance.post(
        f"{base}/comment/", {"clause": key, "kind": "remark", "text": "Rà soát", "wording": "", "quote": ""}
    )
    comment = Comment.objects.get()
    changed = {
        "act": "change",
        "clause": key,
        "kind": "reword",
        "text": "Vì dài",
        "wording": "Khác hẳn.",
        "quote": "",
    }
    finance.post(f"{base}/comments/{comment.code}/", changed)
    comment.refresh_from_db()
    assert (comment.kind, comment.wording) == ("reword", "Khác hẳn.")
    finance.post(
        f"{base}/comment/", {"clause": "", "kind": "remark", "text": "Chung", "wording": "", "quote": ""}
    )
    other = Comment.objects.exclude(pk=comment.pk).get()
    finance.post(f"{base}/comments/{other.code}/", {"act": "drop"})
    assert list(Comment.objects.all()) == [comment]
    finance.post(f"{base}/send/", {"position": "otherwise"})
    assert Answer.objects.get(pk=answer.pk).position == "otherwise"
    words = finance.get(f"{base}/").content.decode()
    assert "comment-form" not in words
    assert "Khác hẳn." in re.sub(r"</?(ins|del)>", "", words)


def test_a_refused_comment_keeps_what_was_typed(finance, cast):
    consultation = rounds.opened(cast)
    answer = rounds.answer_of(consultation, cast.finance)
    sent = {"clause": "", "kind": "add", "text": "Lý do rất dài", "wording": "", "quote": ""}
    page = finance.post(f"/consultations/{consultation.code}/answers/{answer.code}/comment/", sent)
    assert page.status_code == 422
    assert "Lý do rất dài" in page.content.decode()


def test_a_file_is_handed_in_placed_and_downloaded_again(finance, cast):
    consultation = rounds.opened(cast)
    answer = rounds.answer_of(consultation, cast.finance)
    base = f"/consultations/{consultation.code}/answers/{answer.code}"
    data = rounds.letter("Đề nghị rà soát lỗi chính tả trong toàn bộ dự thảo văn bản này.")
    finance.post(f"{base}/file/", {"file": rounds.upload(data, "cv.docx"), "replace": "on"})
    comment = Comment.objects.get()
    assert not comment.is_placed
    assert "unplaced" in finance.get(f"{base}/").content.decode()
    key = rounds.clause(consultation, "Điều 12")
    finance.post(f"{base}/comments/{comment.code}/", {"act": "place", f"{comment.code}-clause": key})
    comment.refresh_from_db()
    assert (comment.is_placed, comment.clause) == (True, key)
    kept = answer.files.get()
    assert b"".join(finance.get(f"{base}/files/{kept.file.code}/").streaming_content) == data


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_and_nothing_is_kept(finance, cast, what):
    data, _reason = HOSTILE[what]
    consultation = rounds.opened(cast)
    answer = rounds.answer_of(consultation, cast.finance)
    address = f"/consultations/{consultation.code}/answers/{answer.code}/file/"
    page = finance.post(
        address, {"file": SimpleUploadedFile("gop-y.docx", data), "replace": "on"}, follow=True
    )
    assert page.status_code == 200
    assert list(page.context["messages"]) or "t-late" in page.content.decode()
    assert not answer.files.exists()
    assert not Comment.objects.exists()


def test_a_word_file_of_another_kind_is_refused(finance, cast):
    consultation = rounds.opened(cast)
    answer = rounds.answer_of(consultation, cast.finance)
    address = f"/consultations/{consultation.code}/answers/{answer.code}/file/"
    for name, data in (("anh.docx", b"\x89PNG\r\n\x1a\n"), ("a.pdf", b"%PDF-1.7"), ("a.docx", b"")):
        finance.post(address, {"file": SimpleUploadedFile(name, data), "replace": "on"})
    assert not answer.files.exists()


# The table


def decide(client, consultation, comment, **sent):
    facts = {"taken": "explained", "reason": "Giữ nguyên", "seen": "0", "wording": "", **sent}
    return client.post(f"/consultations/{consultation.code}/comments/{comment.code}/decide/", facts)


def test_a_row_is_saved_by_one_request_and_drawn_anew(secretary, cast):
    consultation = told(cast)
    comment = Comment.objects.get()
    address = f"/consultations/{consultation.code}/comments/{comment.code}/decide/"
    sent = {"taken": "explained", "reason": "Giữ nguyên", "seen": "0", "number": "7"}
    row = secretary.post(address, sent, headers={"hx-request": "true"}).content.decode()
    assert row.strip().startswith("<li")
    assert f'id="k-{comment.code}"' in row
    assert "data-saved" in row
    assert ">7<" in row
    assert 'id="left"' in row  # the count above the table comes along


def test_a_row_that_somebody_else_decided_on_says_so_and_keeps_what_was_typed(secretary, cast):
    consultation = told(cast)
    comment = Comment.objects.get()
    rounds.decide(cast, consultation, comment)
    address = f"/consultations/{consultation.code}/comments/{comment.code}/decide/"
    sent = {"taken": "explained", "reason": "Của tôi", "seen": "0"}
    row = secretary.post(address, sent, headers={"hx-request": "true"}).content.decode()
    assert "Của tôi" in row
    assert 'role="alert"' in row
    assert 'name="seen" value="1"' in row
    assert Disposition.objects.count() == 1


def test_without_javascript_the_page_comes_back_at_the_row(secretary, cast):
    consultation = told(cast)
    comment = Comment.objects.get()
    table = f"/consultations/{consultation.code}/table/"
    answer = decide(secretary, consultation, comment, back=f"{table}?taken=open&page=1")
    assert answer.headers["Location"] == f"{table}?taken=open&page=1#k-{comment.code}"
    elsewhere = decide(secretary, consultation, comment, seen="1", back="https://elsewhere.example/")
    assert elsewhere.headers["Location"] == f"{table}#k-{comment.code}"


def test_the_same_remarks_are_decided_on_together(secretary, cast):
    consultation = rounds.opened(cast)
    for unit in (cast.finance, cast.interior):
        rounds.say(cast, consultation, unit, text="Nêu rõ nguồn kinh phí.")
        rounds.send(cast, consultation, unit)
    first = Comment.objects.order_by("pk")[0]
    decide(secretary, consultation, first, together="on")
    assert Disposition.objects.count() == 2


@pytest.mark.parametrize(
    "query",
    ["?taken=open", "?taken=nonsense", "?by=unit", "?kind=reword", "?fate=same", "?page=99", "?clause=zz"],
)
def test_the_table_answers_whatever_is_asked(secretary, cast, query):
    consultation = told(cast)
    assert secretary.get(f"/consultations/{consultation.code}/table/{query}").status_code == 200


def test_a_comment_stands_beside_its_clause_then_and_now(secretary, cast):
    consultation = told(cast)
    comment = Comment.objects.get()
    draft = consultation.draft
    draft.refresh_from_db()
    rounds.revised(cast, consultation, lambda content: tuple(c for c in content if c.id != comment.clause))
    words = secretary.get(f"/consultations/{consultation.code}/comments/{comment.code}/").content.decode()
    assert "f-deleted" in words


# Exports


def export(client, consultation, kind, query=""):
    answer = client.get(f"/consultations/{consultation.code}/table/export/{kind}/{query}")
    assert answer.status_code == 200
    return answer.content


def test_the_word_annex_has_the_usual_form(secretary, cast):
    consultation = rounds.opened(cast, cast.finance, cast.interior, cast.an_thanh, **rounds.RULE)
    one = rounds.say(cast, consultation, cast.finance, text="Thời hạn quá ngắn <&>\nđối với cấp xã.")
    rounds.send(cast, consultation, cast.finance)
    rounds.send(cast, consultation, cast.interior, "agrees", at=make.NOON + (rounds.DUE - make.TODAY) * 2)
    rounds.decide(cast, consultation, one, taken="partly", reason="Sửa thành 07 ngày.", wording="07 ngày")
    file = WordFile(io.BytesIO(export(secretary, consultation, "docx")))
    page = file.sections[-1]
    assert page.page_width > page.page_height
    table = file.tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == [
        "TT", "Điều, khoản", "Nội dung dự thảo", "Ý kiến góp ý", "Đơn vị", "Tiếp thu, giải trình",
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[1].cells] == [
        "1", "Khoản 2 Điều 11",
        SECOND_WORDS,
        "Thời hạn quá ngắn <&>\nđối với cấp xã.", "Sở Tài chính",
        "Tiếp thu một phần. Sửa thành 07 ngày.\nNội dung sau tiếp thu: “07 ngày”",
    ]  # fmt: skip
    words = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý" in words
    assert "Đã gửi lấy ý kiến 3 cơ quan, đơn vị; 2 đã trả lời" in words
    assert "Đơn vị thống nhất, không có ý kiến khác (1): Sở Nội vụ" in words
    assert "Đơn vị trả lời sau thời hạn (1): Sở Nội vụ (chậm 8 ngày)" in words
    assert "Đơn vị chưa trả lời (1): UBND xã An Thạnh" in words
    assert rounds.RULE["silence_words"] in words


def test_where_silence_means_nothing_the_annex_says_so(secretary, cast):
    words = "\n".join(p.text for p in WordFile(io.BytesIO(export(secretary, told(cast), "docx"))).paragraphs)
    assert "không được coi là đồng ý" in words


def test_the_workbook_has_the_same_rows_in_vietnamese_for_whoever_asks(secretary, cast):
    consultation = told(cast, 3)
    with translation.override("en"):
        words = cells(export(secretary, consultation, "xlsx"))
    assert [word for word in words if word.startswith("Ý kiến ")] == [
        "Ý kiến góp ý",
        *(f"Ý kiến {n}" for n in range(3)),
    ]


def test_an_export_holds_what_the_filters_show(secretary, cast):
    consultation = told(cast, 2)
    rounds.decide(cast, consultation, Comment.objects.order_by("pk")[0])
    words = cells(export(secretary, consultation, "xlsx", "?taken=open"))
    assert "Ý kiến 0" not in words
    assert "Ý kiến 1" in words


def test_the_draft_that_was_sent_is_downloaded_by_the_unit(finance, cast):
    consultation = rounds.opened(cast)
    data = finance.get(f"/consultations/{consultation.code}/draft/docx/").content
    words = "\n".join(paragraph.text for paragraph in WordFile(io.BytesIO(data)).paragraphs)
    assert "Điều 11. Lấy ý kiến bằng văn bản" in words
