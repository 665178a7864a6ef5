"""Checking proposals: every change is saved at once, and nobody's change is lost unseen."""

from datetime import date

import pytest
from django.utils import translation

from giaoban.assignments.actions import (
    AddresseeEdit,
    ProposalEdit,
    Stale,
    add_proposal,
    add_quoted,
    bind_words,
    drop,
    edit_proposal,
    leave_out,
    merge,
    share,
    split,
    take_back,
)
from giaoban.assignments.models import Addressee, Proposal
from giaoban.assignments.reads.cards import cards_of, lines_of, pieces_of
from giaoban.assignments.reads.known import key_of, offered
from giaoban.assignments.reads.plan import plan_of
from giaoban.assignments.reads.reckoning import reckoned
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Alias
from giaoban.units.vocabulary import AliasKind
from giaoban.workdays.counting import seeded_calendar
from tests import make
from tests.assignments import work

pytestmark = pytest.mark.django_db
AT = make.NOON


@pytest.fixture
def secretary(cast):
    return cast.officer(cast.secretary)


@pytest.fixture
def review(cast):
    return work.review(work.document(cast, work.PLAN, work.SURVEY))


@pytest.fixture
def plan(review, cast):
    return work.proposal(review, work.PLAN, lead=[cast.finance], coordinating=[cast.interior])


def fresh(proposal):
    return Proposal.objects.get(pk=proposal.pk)


def parties(proposal):
    rows = Addressee.objects.filter(proposal=proposal).order_by("position", "pk")
    return [(a.role, str(a.unit or a.group or a.as_written)) for a in rows]


def test_a_dropped_proposal_can_be_taken_back(plan, secretary):
    drop(plan, version=1, actor=secretary, at=AT)
    assert fresh(plan).is_dropped
    take_back(plan, version=2, actor=secretary, at=AT)
    assert not fresh(plan).is_dropped


def test_a_change_made_on_an_older_version_is_refused(plan, cast, secretary):
    drop(plan, version=1, actor=secretary, at=AT)
    with pytest.raises(Stale):
        take_back(plan, version=1, actor=cast.officer(cast.standing), at=AT)
    assert fresh(plan).is_dropped


def test_people_working_on_different_proposals_do_not_disturb_each_other(review, plan, cast, secretary):
    survey = work.proposal(review, work.SURVEY, lead=[cast.communes])
    drop(plan, version=1, actor=secretary, at=AT)
    drop(survey, version=1, actor=cast.officer(cast.standing), at=AT)
    review.refresh_from_db()
    assert review.version == 3


def test_editing_saves_everything_and_settles_the_doubts(plan, cast, secretary):
    Proposal.objects.filter(pk=plan.pk).update(
        doubts=["inherited_subject"], reckoning="2025-06-10 + 5 working days"
    )
    coordinating = plan.addressees.get(role="coordinating")
    edit = ProposalEdit(
        action="Bố trí kinh phí",
        clause="1.a",
        product="Quyết định",
        due_on=date(2025, 7, 15),
        field_id=cast.field.pk,
        addressees=[
            AddresseeEdit(pk=coordinating.pk, role="coordinating", key="", is_removed=True),
            AddresseeEdit(pk=None, role="informed", key=key_of(cast.office, None), content="Để theo dõi"),
        ],
    )
    edit_proposal(plan, version=1, edit=edit, actor=secretary, at=AT)
    now = fresh(plan)
    assert (now.action, now.clause, now.product, now.due_on, now.field) == (
        "Bố trí kinh phí", "1.a", "Quyết định", date(2025, 7, 15), cast.field,
    )  # fmt: skip
    assert (now.doubts, now.reckoning) == ([], "")
    assert parties(plan) == [("lead", "Sở Tài chính"), ("informed", "Văn phòng UBND tỉnh")]


def test_splitting_gives_both_halves_the_units(plan, review, secretary):
    cut = review.document.text.index("phối hợp với")
    second = split(plan, version=1, cut=cut, actor=secretary, at=AT)
    text = review.document.text
    assert text[fresh(plan).start : fresh(plan).end] == "Giao Sở Tài chính chủ trì,"
    assert second.action == "Phối hợp với Sở Nội vụ bố trí kinh phí kế hoạch chuyển đổi số."
    assert parties(second) == parties(plan)


@pytest.mark.parametrize("cut", [0, 1_000_000])
def test_a_sentence_is_cut_only_inside(plan, secretary, cut):
    with pytest.raises(Refused):
        split(plan, version=1, cut=cut, actor=secretary, at=AT)


def test_joining_takes_words_and_units_of_both(review, plan, cast, secretary):
    survey = work.proposal(review, work.SURVEY, lead=[cast.finance, cast.communes], due_on=date(2025, 7, 1))
    merge(plan, version=1, with_pk=survey.pk, with_version=1, actor=secretary, at=AT)
    joined = fresh(plan)
    assert joined.action == f"{work.PLAN.rstrip('.')}; {work.SURVEY}"
    assert (joined.end, fresh(survey).is_dropped) == (survey.end, True)
    assert parties(plan) == [
        ("lead", "Sở Tài chính"),
        ("coordinating", "Sở Nội vụ"),
        ("lead", "UBND các xã, phường, đặc khu"),
    ]
    assert (joined.due_on, joined.doubts) == (date(2025, 6, 30), ["several_deadlines"])


def test_a_selected_sentence_is_added_once_and_read(review, cast, secretary):
    start = review.document.text.index("Giao Sở Tài chính")
    end = start + len(work.PLAN)
    first = add_proposal(review, start=start - 1, end=end + 1, actor=secretary, at=AT)
    again = add_proposal(review, start=start, end=end, actor=secretary, at=AT)
    assert first == again
    assert (first.start, first.end, first.source) == (start, end, "added")
    assert parties(first) == [("lead", "Sở Tài chính"), ("coordinating", "Sở Nội vụ")]


def test_a_pasted_sentence_is_found_whatever_its_blanks(review, secretary):
    pasted = work.SURVEY.replace(" ", "  ", 3).replace(" rà", "\r\nrà")
    added = add_quoted(review, quote=pasted, actor=secretary, at=AT)
    assert review.document.text[added.start : added.end] == work.SURVEY
    with pytest.raises(Refused):
        add_quoted(review, quote="Câu này không có trong văn bản", actor=secretary, at=AT)


def test_words_are_bound_everywhere_and_remembered(review, cast, secretary):
    sentences = (work.PLAN, work.SURVEY)
    one, two = (
        work.proposal(review, words, lead=["Sở Ngân khố"], doubts=["unknown_unit"]) for words in sentences
    )
    count = bind_words(
        one.addressees.get(), version=1, key=key_of(cast.finance, None), remember=True, actor=secretary, at=AT
    )
    assert count == 2
    assert parties(two) == [("lead", "Sở Tài chính")]
    assert (fresh(one).doubts, fresh(two).doubts) == ([], [])
    learned = Alias.objects.get(kind=AliasKind.LEARNED)
    assert (learned.unit, learned.text) == (cast.finance, "Sở Ngân khố")
    assert [pick.name for pick in offered(cast.committee, "so ngan kho", on=make.TODAY)] == ["Sở Tài chính"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("so khcn", "Sở Khoa học và Công nghệ"),
        ("SKHCN", "Sở Khoa học và Công nghệ"),
        ("tai chinh", "Sở Tài chính"),
        ("vp ubnd", "Văn phòng UBND tỉnh"),
        ("cac xa phuong", "UBND các xã, phường, đặc khu"),
        ("ubnd cap xa", "UBND các xã, phường, đặc khu"),
    ],
)
def test_the_picker_finds_by_what_people_type(cast, words, name):
    assert offered(cast.committee, words, on=make.TODAY)[0].name == name


def test_members_of_a_group_can_be_left_out(review, cast, secretary):
    survey = work.proposal(review, work.SURVEY, lead=[cast.communes], doubts=["restricted_group"])
    leave_out(survey.addressees.get(), version=1, excluded=[cast.hon_may.pk], actor=secretary, at=AT)
    plan = plan_of(review, on=make.TODAY)
    assert set(plan.units.values()) == {"UBND xã An Thạnh", "UBND phường Minh Khai"}
    assert fresh(survey).doubts == []


def test_a_group_of_which_nobody_is_left_stops_the_confirmation(review, cast, secretary):
    survey = work.proposal(review, work.SURVEY, lead=[cast.communes])
    everyone = [cast.an_thanh.pk, cast.minh_khai.pk, cast.hon_may.pk]
    leave_out(survey.addressees.get(), version=1, excluded=everyone, actor=secretary, at=AT)
    assert list(plan_of(review, on=make.TODAY).problems) == [survey.pk]


def test_choosing_who_leads_settles_that_doubt_alone(review, cast, secretary):
    made = work.proposal(
        review, work.PLAN, lead=[cast.finance, cast.interior], doubts=["equal_assignees", "year_assumed"]
    )
    share(made, version=1, sharing="first_leads", actor=secretary, at=AT)
    assert (fresh(made).sharing, fresh(made).doubts) == ("first_leads", ["year_assumed"])


def test_nothing_can_be_changed_once_the_work_is_given(review, plan, cast, secretary):
    work.give(review, cast)
    with pytest.raises(Refused):
        drop(plan, version=fresh(plan).version, actor=secretary, at=AT)


def test_another_units_officer_changes_nothing(plan, cast):
    with pytest.raises(Refused):
        drop(plan, version=1, actor=cast.officer(cast.finance_leader), at=AT)


def test_of_two_joined_sentences_the_whole_is_marked_once(review, plan, cast, secretary):
    survey = work.proposal(review, work.SURVEY, lead=[cast.communes])
    merge(plan, version=1, with_pk=survey.pk, with_version=1, actor=secretary, at=AT)
    cards = cards_of(plan_of(review, on=make.TODAY), review, calendar=seeded_calendar())
    marked = [s.key for line in lines_of(review, cards) for s in line.stretches if s.key]
    assert marked == [plan.code, plan.code]


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        (
            "Lập kế hoạch; báo cáo kết quả và gửi Sở Tài chính.",
            ["Lập kế hoạch; ", "báo cáo kết quả ", "và gửi Sở Tài chính."],
        ),
        ("Nộp 1.250 hồ sơ", ["Nộp ", "1.250 ", "hồ ", "sơ"]),
    ],
)
def test_a_sentence_is_offered_in_pieces(sentence, pieces):
    found = pieces_of(sentence, 100)
    assert [piece.words for piece in found] == pieces
    assert "".join(pieces) == sentence
    assert [piece.cut for piece in found][-1] is None
    assert found[0].cut == 100 + len(pieces[0])


def test_a_counted_deadline_shows_how_it_was_counted():
    with translation.override("vi"):
        words = reckoned("2026-02-13 + 5 working days", seeded_calendar())
    assert words.startswith("5 ngày làm việc kể từ 13/02/2026")
    assert words.endswith("27/02/2026")


@pytest.mark.parametrize(
    ("reckoning", "words"),
    [
        ("2025-06-10 + 10 days", "10 ngày kể từ 10/06/2025 → 20/06/2025"),
        ("2025-06-10 + 2 weeks", "2 tuần kể từ 10/06/2025 → 24/06/2025"),
        ("2025-06-10 + 1 months", "1 tháng kể từ 10/06/2025 → 10/07/2025"),
        (
            "receipt + 5 working days",
            "5 ngày làm việc kể từ khi tiếp nhận; hạn được xác định khi đơn vị tiếp nhận",
        ),
        ("event + 24 hours", "24 giờ kể từ một sự kiện; hạn được xác định khi biết ngày đó"),
        ("2025-06-10 + week", "tính theo tuần từ ngày ban hành 10/06/2025"),
        ("last working day before 2026-02-17", "ngày làm việc cuối cùng trước 17/02/2026"),
        ("lunar", "đổi từ ngày âm lịch"),
        ("", ""),
    ],
)
def test_other_reckonings_are_said_too(reckoning, words):
    with translation.override("vi"):
        assert reckoned(reckoning, seeded_calendar()) == words


@pytest.mark.parametrize("mark", ["1. ", "2.1. ", "II. ", "a) ", "đ) ", "- ", ""])
def test_a_selected_sentence_leaves_the_number_of_its_clause(cast, secretary, mark):
    sentence = "Sở Tài chính bố trí kinh phí cho hạ tầng số trước ngày 30/6/2025."
    paper = work.document(cast, "Mở đầu.", number="216")
    paper.text = f"THÔNG BÁO\n{mark}{sentence}"
    paper.save(update_fields=["text"])
    review = work.review(paper)
    start = paper.text.index("\n") + 1
    added = add_proposal(review, start=start, end=len(paper.text), actor=secretary, at=AT)
    assert paper.text[added.start : added.end] == sentence


def test_a_new_deadline_before_the_date_of_issue_is_to_be_looked_at(plan, secretary):
    for version, due_on, doubts in (
        (1, date(2020, 1, 1), ["deadline_before_issue"]),
        (2, date(2020, 1, 1), []),  # seen and saved again
        (3, work.ISSUED_ON, []),
    ):
        edit = ProposalEdit(action="Bố trí kinh phí", due_on=due_on)
        edit_proposal(plan, version=version, edit=edit, actor=secretary, at=AT)
        assert fresh(plan).doubts == doubts
