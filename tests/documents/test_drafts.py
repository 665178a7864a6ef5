"""Drafts: acts with their refusals, two people writing, screens, and what hostile hands send."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from giaoban.documents import actions
from giaoban.documents.drafting.content import canonical, dump, load
from giaoban.documents.drafting.plain import read_text, write_text
from giaoban.documents.layout import to_docx
from giaoban.documents.models import Draft, DraftVersion
from giaoban.documents.reads.drafts import as_frozen
from giaoban.documents.reads.printing import paper_of
from giaoban.documents.vocabulary import DraftState
from giaoban.files.reading import read_paper
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from tests import make
from tests.documents import drafts
from tests.documents.drafting import gold
from tests.documents.drafting.test_word import HOSTILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(cast):
    return {"actor": cast.officer(cast.secretary), "at": make.NOON}


@pytest.fixture
def secretary(cast):
    client = Client()
    client.force_login(cast.secretary)
    return client


def said(draft) -> list[str]:
    draft.refresh_from_db()
    return [clause.text for clause in load(draft.content)]


def test_a_version_is_frozen_once_and_never_changes(cast, by):
    draft = drafts.draft(cast)
    first, is_new = actions.freeze(draft, note="Lấy ý kiến", **by)
    assert is_new
    assert actions.freeze(draft, **by) == (first, False)
    base = load(draft.content)
    actions.save_text(draft, content=drafts.worded(base, 2, "Khác hẳn."), base=base, **by)
    second, is_new = actions.freeze(draft, **by)
    assert (second.number, is_new) == (2, True)
    assert second.sha256 != first.sha256
    first.refresh_from_db()
    assert load(first.content) == base
    with pytest.raises(IntegrityError), transaction.atomic():
        DraftVersion.objects.create(
            draft=draft, number=2, content=[], sha256="0" * 64, frozen_at=make.NOON, frozen_by=cast.secretary
        )


def test_a_version_keeps_its_head_too(cast, by):
    draft = drafts.draft(cast)
    version, _new = actions.freeze(draft, **by)
    actions.change_head(draft, head=drafts.head(subject="Tên khác"), version=draft.version, **by)
    version = DraftVersion.objects.select_related("draft").get(pk=version.pk)
    assert paper_of(as_frozen(version)).subject == "Quy chế làm việc"
    assert actions.freeze(draft, **by)[0].number == 2


def test_ids_stay_with_their_clauses_through_saves_and_files(cast, by):
    draft = drafts.draft(cast)
    base = load(draft.content)
    ids = {clause.text: clause.id for clause in base}
    lines = write_text(base).replace("2. Sở Tài chính", "2. Việc mới.\n3. Sở Tài chính")
    actions.bring_text_in(draft, content=read_text(lines), source="a.docx", sha256="0" * 64, **by)
    draft.refresh_from_db()
    after = {clause.text: clause.id for clause in load(draft.content)}
    assert {text: after[text] for text in ids} == ids
    assert draft.versions.get().note == "Trước khi đưa a.docx vào"


def test_a_save_that_takes_much_away_leaves_what_stood_before(cast, by):
    draft = drafts.draft(cast, (gold.HOME / "regulation.txt").read_text(encoding="utf-8"))
    base = load(draft.content)
    actions.save_text(draft, content=base[:-5], base=base, **by)
    assert not draft.versions.exists()
    draft.refresh_from_db()
    shorter = load(draft.content)
    actions.save_text(draft, content=shorter[:10], base=shorter, **by)
    assert load(draft.versions.get().content) == shorter


def test_two_who_write_at_once_lose_nothing(cast, by):
    draft = drafts.draft(cast)
    base = load(draft.content)
    actions.save_text(
        draft, content=drafts.worded(base, 1, "Quy chế này quy định mọi chế độ."), base=base, **by
    )
    saved = actions.save_text(draft, content=drafts.worded(base, 2, "Sở Tài chính chi trả."), base=base, **by)
    assert saved.took_theirs
    assert said(draft)[1:3] == ["Quy chế này quy định mọi chế độ.", "Sở Tài chính chi trả."]


def test_the_same_words_changed_by_two_are_not_saved_before_somebody_chooses(cast, by, secretary):
    draft = drafts.draft(cast)
    base = load(draft.content)
    key = base[2].id
    actions.save_text(draft, content=drafts.worded(base, 2, "Sở Tài chính cấp vốn."), base=base, **by)
    entries = Entry.objects.count()
    mine = drafts.worded(base, 2, "Sở Nội vụ bố trí kinh phí.")
    address = f"/drafts/{draft.code}/edit/"
    sent = {"base": canonical(dump(base)), "content": canonical(dump(mine))}
    mine_clashing = drafts.worded(base, 2, "Sở Tài chính chi tiền.")
    clashing = {**sent, "content": canonical(dump(mine_clashing))}
    answer = secretary.post(address, clashing)
    assert answer.status_code == 422
    assert Entry.objects.count() == entries
    page = answer.content.decode()
    assert "Sở Tài chính chi tiền." in page
    assert "Sở Tài chính cấp vốn." in page
    told = {"base": answer.context["base"], "content": answer.context["content"]}
    for take, kept in (
        ("theirs", ["Sở Tài chính cấp vốn."]),
        ("both", ["Sở Tài chính chi tiền.", "Sở Tài chính cấp vốn."]),
        ("mine", ["Sở Tài chính chi tiền."]),
    ):
        point = transaction.savepoint()
        assert secretary.post(address, told | {f"take-{key}": take}).status_code == 302
        assert [text for text in said(draft) if "Sở Tài chính c" in text] == kept
        transaction.savepoint_rollback(point)
    by_script = secretary.post(address, clashing, headers={"Accept": "application/json"})
    assert (by_script.status_code, by_script.json()["conflicts"]) == (409, 1)


def test_the_editor_saves_without_leaving_the_page(cast, secretary):
    draft = drafts.draft(cast)
    base = load(draft.content)
    sent = {"base": canonical(dump(base)), "content": canonical(dump(drafts.worded(base, 0, "Tên khác")))}
    answer = secretary.post(f"/drafts/{draft.code}/edit/", sent, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert load(answer.json()["content"])[0].text == "Tên khác"
    draft.refresh_from_db()
    assert answer.json()["version"] == draft.version == 2


def test_without_javascript_lines_are_saved_and_keep_ids_and_bold(cast, secretary):
    draft = drafts.draft(cast)
    base = load(draft.content)
    page = secretary.get(f"/drafts/{draft.code}/edit/")
    text = page.context["text"].replace("bố trí kinh phí", "bố trí đủ kinh phí")
    answer = secretary.post(f"/drafts/{draft.code}/edit/", {"base": page.context["base"], "text": text})
    assert answer.status_code == 302
    draft.refresh_from_db()
    after = load(draft.content)
    assert [c.id for c in after] == [c.id for c in base]
    assert after[0] == base[0]
    assert after[0].runs[0].bold
    assert after[2].text == "Sở Tài chính bố trí đủ kinh phí."


def test_a_draft_that_is_ready_is_not_written(cast, by, secretary):
    draft = actions.find_ready(drafts.draft(cast), **by)
    assert draft.versions.count() == 1
    base = load(draft.content)
    for act in (
        lambda: actions.save_text(draft, content=base[:1], base=base, **by),
        lambda: actions.change_head(draft, head=drafts.head(subject="Khác"), version=draft.version, **by),
        lambda: actions.bring_text_in(draft, content=base[:1], source="a", sha256="", **by),
        lambda: actions.find_ready(draft, **by),
    ):
        with pytest.raises(Refused):
            act()
    assert secretary.get(f"/drafts/{draft.code}/edit/").status_code == 403
    assert secretary.get(f"/drafts/{draft.code}/head/").status_code == 403
    actions.reopen(draft, **by)
    assert secretary.get(f"/drafts/{draft.code}/edit/").status_code == 200


def test_a_withdrawn_draft_stays_to_be_read_with_its_reason(cast, by, secretary):
    draft = drafts.draft(cast)
    with pytest.raises(Refused):
        actions.withdraw(draft, reason="  ", **by)
    actions.withdraw(draft, reason="Gộp vào quy chế khác", **by)
    assert "Gộp vào quy chế khác" in secretary.get(f"/drafts/{draft.code}/").content.decode()
    for act in (actions.withdraw, actions.freeze):
        with pytest.raises(Refused):
            act(draft, **({"reason": "x"} if act is actions.withdraw else {}), **by)
    assert draft not in Draft.objects.under_way()


def test_an_empty_draft_is_neither_frozen_nor_ready(cast, by):
    draft = drafts.draft(cast, "")
    for act in (actions.freeze, actions.find_ready):
        with pytest.raises(Refused):
            act(draft, **by)
    with pytest.raises(Refused):
        actions.begin_draft(committee=cast.committee, head=drafts.head(subject="  "), **by)


def test_the_head_is_changed_by_field(cast, by, secretary):
    draft = drafts.draft(cast)
    page = secretary.get(f"/drafts/{draft.code}/head/")
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    lists = ("bases", "addressed_to", "recipients", "offices", "own_office")
    sent |= {name: "\n".join(sent[name] or ()) for name in lists}
    mine = sent | {"signer": "Cao Xuân Hồng", "recipients": "Các thành viên\n\nUBND các xã"}
    theirs = sent | {"place": "Sơn Hải"}
    assert secretary.post(f"/drafts/{draft.code}/head/", theirs).status_code == 302
    assert secretary.post(f"/drafts/{draft.code}/head/", mine).status_code == 302
    draft.refresh_from_db()
    assert (draft.place, draft.signer) == ("Sơn Hải", "Cao Xuân Hồng")
    assert draft.recipients == ["Các thành viên", "UBND các xã"]
    clash = secretary.post(f"/drafts/{draft.code}/head/", sent | {"signer": "Người khác"})
    assert clash.status_code == 422


def test_a_draft_begins_with_what_a_word_file_says(cast, by, secretary):
    draft = drafts.draft(
        cast, issuer="Ban Chỉ đạo", superior="UBND tỉnh", place="Sơn Hải", bases=("Căn cứ Luật",)
    )
    upload = SimpleUploadedFile("quy-che.docx", to_docx(paper_of(draft)))
    sent = {"committee": cast.committee.code, "type": "TB", "subject": "", "file": upload}
    answer = secretary.post("/drafts/new/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    made = Draft.objects.exclude(pk=draft.pk).get()
    assert (made.type, made.subject, made.issuer) == ("QC", "Quy chế làm việc", "BAN CHỈ ĐẠO")
    assert made.bases == ["Căn cứ Luật"]
    assert said(made) == said(draft)


def test_a_printed_draft_says_so(cast, secretary):
    draft = drafts.draft(cast)
    for kind in ("docx", "pdf"):
        answer = secretary.get(f"/drafts/{draft.code}/paper/{kind}/")
        assert answer.status_code == 200
        text = read_paper(answer.content, filename=f"a.{kind}").text
        assert "DỰ THẢO" in text
        assert "Quy chế này quy định chế độ làm việc." in text
    assert Entry.objects.filter(target_key=draft.code, verb="journal.exported").count() == 2
    assert secretary.get(f"/drafts/{draft.code}/paper/exe/").status_code == 404


def test_the_pages_of_a_comparison(cast, by, secretary):
    draft = drafts.draft(cast)
    here = f"/drafts/{draft.code}/compare/"
    assert "comparison" not in secretary.get(here).context
    actions.freeze(draft, **by)
    assert secretary.get(here).context["is_same"]
    base = load(draft.content)
    actions.save_text(
        draft, content=drafts.worded(base, 2, "Sở Tài chính bố trí đủ kinh phí."), base=base, **by
    )
    inline = secretary.get(here).content.decode()
    assert re.search(r"bố trí <ins>đủ </ins>kinh phí", inline)
    beside = secretary.get(f"{here}?from=1&to=now&as=side&all=1").content.decode()
    assert beside.count('class="pair-side"') == 2 * len(base)
    assert secretary.get(f"{here}?from=7").status_code == 404
    assert secretary.get(f"{here}?from=now&to=x").status_code == 404


FORGED = {
    "no json": "{",
    "another thing": '{"a": 1}',
    "a script": json.dumps([{"id": "abcdef", "kind": "script", "runs": []}]),
    "markup as id": json.dumps([{"id": "<svg onload=1>", "kind": "clause", "runs": []}]),
    "deep nesting": "[" * 50_000,
    "far too long": json.dumps([{"id": "abcdef", "kind": "clause", "runs": [["a" * 3_000_001, ""]]}]),
    "a huge table": json.dumps([{"id": "abcdef", "kind": "table", "rows": [[[]]] * 3_001}]),
}


@pytest.mark.parametrize("what", FORGED)
@pytest.mark.parametrize("field", ["content", "base"])
def test_forged_texts_are_refused_with_a_sentence_and_nothing_is_lost(cast, secretary, what, field):
    draft = drafts.draft(cast)
    good = canonical(draft.content)
    sent = {"base": good, "content": good, "text": "gõ dở"} | {field: FORGED[what]}
    for headers in ({}, {"Accept": "application/json"}):
        answer = secretary.post(f"/drafts/{draft.code}/edit/", sent, headers=headers)
        assert answer.status_code == 422
        told = answer.json()["said"] if headers else answer.context["error"]
        assert len(told) > 20
    assert canonical(Draft.objects.get(pk=draft.pk).content) == good
    assert secretary.post(f"/drafts/{draft.code}/edit/", {"text": "x"}).status_code == 422


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_are_refused_with_a_sentence_and_nothing_is_lost(cast, secretary, what):
    draft = drafts.draft(cast)
    before = canonical(draft.content)
    data, _reason = HOSTILE[what]
    upload = SimpleUploadedFile("van-ban.docx", data)
    answer = secretary.post(f"/drafts/{draft.code}/import/", {"file": upload}, follow=True)
    [message] = answer.context["messages"]
    assert message.level_tag == "error"
    upload.seek(0)
    begun = secretary.post("/drafts/new/", {"committee": cast.committee.code, "type": "TB", "file": upload})
    assert begun.status_code == 422
    assert Draft.objects.count() == 1
    assert canonical(Draft.objects.get().content) == before


def test_words_with_markup_are_words(cast, by, secretary):
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
    draft = drafts.draft(cast, f"1. {evil}\n| {evil} | b |", subject=evil, signer=evil, recipients=(evil,))
    actions.freeze(draft, note=evil, **by)
    base = load(draft.content)
    actions.save_text(draft, content=drafts.worded(base, 0, f"{evil} {evil}"), base=base, **by)
    for page in ("", "edit/", "head/", "1/", "compare/", "compare/?as=side"):
        body = secretary.get(f"/drafts/{draft.code}/{page}").content.decode()
        assert "<script>alert" not in body
        assert "<img src=x" not in body
        assert ">49" not in body
        assert "&lt;script&gt;alert(1)" in body
    for kind in ("docx", "pdf"):
        assert secretary.get(f"/drafts/{draft.code}/paper/{kind}/").status_code == 200


def test_lists_ask_as_many_questions_for_one_draft_as_for_twenty(
    cast, secretary, django_assert_max_num_queries
):
    drafts.draft(cast)
    secretary.get("/drafts/")
    with django_assert_max_num_queries(14):
        secretary.get("/drafts/")
    for number in range(19):
        drafts.draft(cast, subject=f"Kế hoạch {number}")
    with django_assert_max_num_queries(14):
        page = secretary.get("/drafts/?q=ke hoach 7")
    assert [row[0].subject for row in page.context["rows"]] == ["Kế hoạch 17", "Kế hoạch 7"]


def test_a_long_draft_opens_in_few_questions(cast, secretary, django_assert_max_num_queries):
    draft = drafts.draft(cast, (gold.HOME / "regulation.txt").read_text(encoding="utf-8"))
    secretary.get(f"/drafts/{draft.code}/")
    with django_assert_max_num_queries(14):
        secretary.get(f"/drafts/{draft.code}/")


def test_an_issued_draft_has_its_paper(cast, by):
    draft = drafts.draft(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(state=DraftState.ISSUED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(state=DraftState.WITHDRAWN)
