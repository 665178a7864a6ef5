"""Handling slips become work; what papers do to each other, what rests on what, what is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import giaoban.documents.jobs
from giaoban.assignments.reads.papers import readable_papers
from giaoban.documents import actions
from giaoban.documents.models import Document, Relation
from giaoban.documents.reading.relating import named_papers
from giaoban.documents.reads.basis import basis_picture
from giaoban.documents.reads.register import readable_register
from giaoban.documents.vocabulary import Direction, DocumentType, RelationKind, Secrecy
from giaoban.duties import actions as duties
from giaoban.duties.models import Duty
from giaoban.duties.reads.chain import chain_of
from giaoban.duties.vocabulary import Kind, Role
from giaoban.foundation.verdict import Refused
from giaoban.outbox.jobs import work
from tests import make
from tests.documents.register_samples import LETTER, handling, paper, record, slip


def by_secretary(cast):
    return {"actor": cast.officer(cast.secretary), "at": make.NOON}


def test_a_slip_is_a_duty_for_the_lead_and_for_each_that_helps(cast):
    made = paper(cast)
    slip(cast, made)
    found = list(Duty.objects.order_by("pk"))
    assert [(d.kind, d.role, d.unit, d.due_on) for d in found] == [
        (Kind.HANDLING, Role.LEAD, cast.finance, date(2025, 6, 20)),
        (Kind.HANDLING, Role.COORDINATING, cast.interior, date(2025, 6, 20)),
    ]
    assert found[0].title == "Giải quyết CV 125/STC-NS: Bố trí kinh phí chuyển đổi số"
    assert (found[0].origin_key, found[0].origin) == (made.code, "CV 125/STC-NS · số đến 1")
    made.refresh_from_db()
    assert (made.passed_to, made.passed_on) == ("Sở Tài chính; Sở Nội vụ", make.TODAY)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"opinion": "  "}, "ý kiến của lãnh đạo"),
        ({"given_on": date(2025, 6, 13)}, "Ngày cho ý kiến"),
        ({"given_on": date(2025, 6, 10)}, "Ngày cho ý kiến"),
        ({"due_on": date(2025, 6, 1)}, "trước ngày cho ý kiến"),
    ],
)
def test_a_slip_that_cannot_be_is_refused_and_nothing_is_asked(cast, told, why):
    made = paper(cast)
    with pytest.raises(Refused, match=why):
        slip(cast, made, **told)
    with pytest.raises(Refused, match="hai lần"):
        slip(cast, made, coordinating=(cast.finance,))
    assert not Duty.objects.exists()


def test_only_what_came_in_and_is_not_secret_is_handled_by_a_slip(cast):
    for told in ({"direction": Direction.OUTGOING}, {"secrecy": Secrecy.SECRET, "subject": ""}):
        with pytest.raises(Refused):
            slip(cast, paper(cast, **told))
    with pytest.raises(Refused):
        actions.write_slip(
            paper(cast, "2"),
            handling=handling(cast),
            actor=cast.officer(cast.finance_contact),
            at=make.NOON,
        )


def test_the_unit_reaches_the_paper_from_its_duty_and_others_do_not(client, cast):
    made = paper(cast, text=LETTER)
    given = slip(cast, made)
    officer = cast.officer(cast.finance_contact)
    duty = Duty.objects.get(unit=cast.finance)
    chain = chain_of(duty, officer)
    assert [words for words, _url in chain] == ["CV 125/STC-NS", "Phiếu xử lý"]
    client.force_login(cast.finance_contact)
    for address in (chain[0][1], chain[1][1], f"/documents/{made.code}/", f"/duties/{duty.code}/"):
        assert client.get(address).status_code == 200, address
    page = client.get(f"/register/{made.code}/")
    assert (page.context["keeps"], page.context["history"], page.context["bonds"]) == (False, [], [])
    for address in (f"/register/{made.code}/change/", f"/register/{made.code}/slip/"):
        assert client.get(address).status_code == 404
    client.force_login(cast.commune_contact)
    for address in (f"/register/{made.code}/", f"/register/slips/{given.code}/", f"/documents/{made.code}/"):
        assert client.get(address).status_code == 404
    assert list(readable_register(officer)) == list(readable_papers(officer)) == [made]


def test_follow_up_is_computed_from_the_duties(client, cast):
    made = paper(cast)
    slip(cast, made)
    client.force_login(cast.secretary)
    page = client.get("/register/follow-up/")
    assert [(cells[0][1], cells[3][1]) for _row, cells in page.context["rows"]] == [
        (1, date(2025, 6, 20))
    ] * 2
    assert page.context["rows"][0][1][4][1] == "Mới"
    duty = Duty.objects.get(unit=cast.finance)
    duties.receive(duty.pk, actor=cast.officer(cast.finance_contact), at=make.NOON)
    answer = paper(cast, "9", direction=Direction.OUTGOING, symbol="BCĐ-TGV", issued_on=date(2025, 6, 12))
    actions.relate_papers(answer, kind=RelationKind.REPLIES, target=made, **by_secretary(cast))
    line = client.get("/register/follow-up/?running=1&year=2025&q=kinh+phi").context["rows"][0][1]
    assert tuple(cell for _head, cell in line) == (
        1, "Công văn 125/STC-NS ngày 09/06/2025, Sở Tài chính", "Sở Tài chính", date(2025, 6, 20),
        "Đang thực hiện", "9/BCĐ-TGV", "",
    )  # fmt: skip
    assert client.get("/register/follow-up/?year=1999&q=x").status_code == 200
    assert client.get("/register/follow-up/export/docx/").status_code == 200
    assert "SỔ THEO DÕI" in client.get("/register/follow-up/print/").content.decode()


def test_a_slip_is_written_in_the_browser_and_printed(client, cast):
    made = paper(cast)
    client.force_login(cast.secretary)
    sent = {
        "opinion": "Sở Tài chính chủ trì.", "leader": "Nguyễn Thị Hòa", "given_on": "12/06/2025",
        "lead": "Sở Tài chính", "coordinating": f"unit:{cast.interior.code}", "due_on": "20/06/2025",
    }  # fmt: skip
    answer = client.post(f"/register/{made.code}/slip/", sent)
    assert answer.status_code == 302
    words = client.get(answer.url).content.decode()
    assert "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN" in words
    assert "Sở Nội vụ" in words
    wrong = client.post(f"/register/{made.code}/slip/", sent | {"lead": "Sở Không Có"})
    assert (wrong.status_code, "Không Có" in wrong.content.decode()) == (422, True)


# --- relations -----------------------------------------------------------------------------------------------


def test_a_paper_that_the_text_names_becomes_a_link(cast):
    cited = paper(
        cast,
        "118",
        symbol="QĐ-UBND",
        type=DocumentType.DECISION,
        issued_on=date(2021, 1, 15),
        issuer="UBND tỉnh",
    )
    made = paper(cast, text=LETTER)
    work(lambda: False, once=True)
    bond = Relation.objects.get()
    assert (bond.source, bond.target, bond.kind, bond.made_by) == (made, cited, RelationKind.CITES, None)
    assert made.text[bond.start : bond.end].startswith("Quyết định số 118/QĐ-UBND")


def test_a_paper_that_comes_later_is_linked_when_it_is_registered(cast):
    made = paper(cast, text=LETTER)
    work(lambda: False, once=True)
    bond = Relation.objects.get()
    assert (bond.target, bond.words) == (None, "Quyết định số 118/QĐ-UBND ngày 15/01/2021")
    paper(cast, "118", symbol="QĐ-UBND", issued_on=date(2024, 5, 5))  # of another year
    bond.refresh_from_db()
    assert bond.target is None
    right = paper(cast, "0118", symbol="QĐ-UBND", issued_on=date(2021, 1, 15))
    bond.refresh_from_db()
    assert (bond.target, bond.source) == (right, made)


def test_reading_a_paper_twice_makes_no_second_link_and_one_taken_back_stays_away(cast):
    paper(cast, "118", symbol="QĐ-UBND", issued_on=date(2021, 1, 15))
    made = paper(cast, text=LETTER)
    for _time in range(2):
        giaoban.documents.jobs.relating.link_named(made, at=make.NOON)
    actions.unrelate_papers(Relation.objects.get().pk, **by_secretary(cast))
    giaoban.documents.jobs.relating.link_named(made, at=make.NOON)
    assert (Relation.objects.count(), Relation.objects.holding().count()) == (1, 0)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Căn cứ Quyết định số 5/QĐ-BCĐ ngày 02/01/2025;", "cites"),
        ("Thực hiện Kế hoạch số 5/KH-UBND ngày 02/01/2025, Sở báo cáo:", "implements"),
        ("Phúc đáp Công văn số 5/SNV-VP ngày 02/01/2025, Sở trả lời:", "replies"),
        ("Quyết định này thay thế Quyết định số 5/QĐ-BCĐ ngày 02/01/2025.", "replaces"),
        ("Sửa đổi, bổ sung một số điều của Quy chế số 5/QC-BCĐ ngày 02/01/2025.", "amends"),
        ("Kế hoạch số 5-KH/TU ngày 02/01/2025 của Tỉnh ủy.", "cites"),
    ],
)
def test_what_is_done_to_a_paper_is_read_from_the_words_before_it(sentence, kind):
    (named,) = named_papers(sentence, own_key="9/qd-bcd", issued_on=date(2025, 6, 1))
    assert (named.kind, named.on) == (kind, date(2025, 1, 2))
    assert " ".join(sentence[named.start : named.end].split()) == named.words


def test_a_text_that_says_it_replaces_a_paper_does_not_end_it_by_itself(cast):
    old = paper(cast, "5", symbol="QĐ-BCĐ", issued_on=date(2025, 1, 2))
    paper(cast, "6", text="Quyết định này thay thế Quyết định số 5/QĐ-BCĐ ngày 02/01/2025.")
    work(lambda: False, once=True)
    old.refresh_from_db()
    assert (Relation.objects.get().kind, old.force_to) == (RelationKind.CITES, None)


def test_what_is_replaced_ends_the_day_before_and_again_holds_when_that_is_taken_back(cast):
    old = paper(cast, "5", symbol="QĐ-BCĐ", issued_on=date(2025, 1, 2), effective_until=date(2026, 12, 31))
    new = paper(cast, "6", symbol="QĐ-BCĐ", issued_on=date(2025, 6, 1), effective_from=date(2025, 7, 1))
    bond = actions.relate_papers(new, kind=RelationKind.REPLACES, target=old, **by_secretary(cast))
    on = Document.objects.in_force

    def numbers(day):
        return sorted(on(on=day).values_list("number", flat=True))

    assert [numbers(date(2025, 1, 1)), numbers(date(2025, 6, 30)), numbers(date(2025, 7, 1))] == [
        [],
        ["5"],
        ["6"],
    ]
    later = replace(record("6", symbol="QĐ-BCĐ", issued_on=date(2025, 6, 1)), effective_from=date(2025, 8, 1))
    actions.correct_record(new, record=later, **by_secretary(cast))
    assert [numbers(date(2025, 7, 31)), numbers(date(2025, 8, 1))] == [["5"], ["6"]]
    actions.unrelate_papers(bond.pk, **by_secretary(cast))
    assert numbers(date(2026, 12, 31)) == ["5", "6"]
    assert numbers(date(2027, 1, 1)) == ["6"]


def test_relations_that_cannot_be_are_refused(cast):
    one, two = paper(cast, "1"), paper(cast, "2")
    facts = by_secretary(cast)
    actions.relate_papers(two, kind=RelationKind.REPLACES, target=one, **facts)
    for told in (
        {"kind": RelationKind.REPLACES, "target": two},  # it replaces this one
        {"kind": RelationKind.CITES, "target": one},
        {"kind": "likes", "target": two},
        {"kind": RelationKind.CITES},
    ):
        with pytest.raises(Refused):
            actions.relate_papers(one, **told, **facts)
    assert Relation.objects.count() == 1
    again = actions.relate_papers(two, kind=RelationKind.REPLACES, target=one, **facts)
    assert Relation.objects.get() == again


def test_work_of_a_slip_stands_in_the_lists_of_work_beside_tasks(client, cast):
    slip(cast, paper(cast))
    client.force_login(cast.secretary)
    page = client.get(f"/assignments/?committee={cast.committee.code}")
    assert [(row.duty.kind, row.assignment) for row in page.context["rows"]] == [(Kind.HANDLING, None)]
    past = client.get(f"/assignments/?committee={cast.committee.code}&as_of=13/06/2025")
    assert [row.duty.kind for row in past.context["rows"]] == [Kind.HANDLING]


def test_the_papers_that_give_work_are_those_that_were_read_for_it(client, cast):
    made = paper(cast, text=LETTER)
    client.force_login(cast.secretary)
    assert list(client.get("/documents/").context["page"].object_list) == []
    answer = client.post(f"/documents/{made.code}/propose/")
    assert answer.url == f"/documents/{made.code}/review/"
    assert list(client.get("/documents/").context["page"].object_list) == [made]
    client.force_login(cast.finance_contact)
    assert client.post(f"/documents/{made.code}/propose/").status_code == 404


def test_the_picture_shows_what_a_paper_rests_on_and_what_rests_on_it(client, cast):
    law, decision, plan = (
        paper(cast, n, symbol="QĐ-UBND", subject=words)
        for n, words in (("1", "Gốc"), ("2", "Giữa"), ("3", "Ngọn"))
    )
    facts = by_secretary(cast)
    actions.relate_papers(decision, kind=RelationKind.CITES, target=law, **facts)
    actions.relate_papers(plan, kind=RelationKind.IMPLEMENTS, target=decision, **facts)
    actions.relate_papers(plan, kind=RelationKind.CITES, words="Luật Chuyển đổi số", **facts)
    up, down = basis_picture(plan, up=True), basis_picture(law, up=False)
    assert [row[0].split("/")[0] for row in up.table.rows] == ["CV 3", "CV 2", "CV 1", "Luật Chuyển đổi số"]
    assert [row[0].split("/")[0] for row in down.table.rows] == ["CV 1", "CV 2", "CV 3"]
    assert basis_picture(law, up=True) is None
    client.force_login(cast.secretary)
    words = client.get(f"/register/{plan.code}/").content.decode()
    assert words.count('class="drawing"') == 1
    assert "Căn cứ của văn bản này" in words


def test_a_ring_of_citations_is_drawn_once(cast):
    one, two = paper(cast, "1"), paper(cast, "2")
    for source, target in ((one, two), (two, one)):
        actions.relate_papers(source, kind=RelationKind.CITES, target=target, **by_secretary(cast))
    assert len(basis_picture(one, up=True).table.rows) == 2


def test_relations_are_made_and_taken_back_in_the_browser(client, cast):
    one, two = paper(cast, "1"), paper(cast, "2")
    client.force_login(cast.secretary)
    found = client.get(f"/register/find/?committee={cast.committee.code}&q=bo tri").json()
    assert {each["key"] for each in found} == {one.code, two.code}
    client.post(f"/register/{two.code}/relate/", {"kind": "amends", "other": one.code})
    bond = Relation.objects.get()
    assert (bond.kind, bond.source, bond.target) == ("amends", two, one)
    assert "Được sửa đổi bởi" in client.get(f"/register/{one.code}/").content.decode()
    client.post(f"/register/{two.code}/relations/{bond.pk}/end/")
    assert not Relation.objects.holding().exists()
