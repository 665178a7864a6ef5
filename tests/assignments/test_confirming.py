"""Giving the work of a paper."""

from datetime import date

import pytest

from giaoban.assignments.actions import ReviewChanged, confirm_review
from giaoban.assignments.models import Assignment, Part, Review
from giaoban.assignments.reads.plan import plan_of
from giaoban.duties.models import Duty
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from tests import make
from tests.assignments import work

pytestmark = pytest.mark.django_db


def rows(assignment):
    return [
        (part.duty.unit.name, part.duty.role, part.duty.due_on)
        for part in Part.objects.filter(assignment=assignment).select_related("duty__unit").order_by("pk")
    ]


def test_confirming_gives_one_assignment_a_task_and_one_duty_a_unit(cast):
    plan, *communes = work.given(cast)
    assert plan.number == "1/2025"
    assert rows(plan) == [
        ("Sở Tài chính", "lead", date(2025, 6, 30)),
        ("Sở Nội vụ", "coordinating", date(2025, 6, 30)),
    ]
    assert [a.number for a in communes] == ["2/2025", "3/2025", "4/2025"]
    assert {a.lead.unit_id for a in communes} == {cast.an_thanh.pk, cast.minh_khai.pk, cast.hon_may.pk}
    assert rows(communes[0])[1] == ("Văn phòng UBND tỉnh", "informed", None)


def test_a_duty_tells_where_it_comes_from(cast):
    duty = work.given(cast)[0].lead
    document = Review.objects.get().document
    assert (duty.origin, duty.origin_key) == ("TB 215/TB-BCĐ · khoản 1", document.code)
    assert (duty.product, duty.field_id, duty.asking_unit_id) == ("Kế hoạch", cast.field.pk, cast.science.pk)


def test_confirming_leaves_one_journal_entry_with_numbers_and_counts(cast):
    work.given(cast)
    entry = Entry.objects.get(verb="assignments.confirmed")
    assert entry.after == {
        "year": 2025, "first": 1, "last": 4, "assignments": 4, "duties": 8, "units": 6, "dropped": 0,
    }  # fmt: skip
    assert entry.acting_as == "Chuyên viên Văn phòng UBND tỉnh"


def test_a_second_confirmation_writes_nothing_and_is_no_error(cast):
    work.given(cast)
    review = Review.objects.get()
    secretary = cast.officer(cast.secretary)
    assert confirm_review(review, version=review.version - 1, actor=secretary, at=make.NOON) is False
    assert (Assignment.objects.count(), Duty.objects.count(), Entry.objects.count()) == (4, 8, 1)


def test_numbers_run_on_without_gaps_and_begin_anew_each_year(cast):
    work.given(cast)
    second = work.review(work.document(cast, work.PLAN, number="216"))
    work.proposal(second, work.PLAN, lead=[cast.finance])
    assert [a.number for a in work.give(second, cast)] == ["5/2025"]
    third = work.review(work.document(cast, work.PLAN, number="7"))
    work.proposal(third, work.PLAN, lead=[cast.finance])
    later = make.NOON.replace(year=2026)
    assert [a.number for a in work.give(third, cast, at=later)] == ["1/2026"]


def test_what_was_changed_since_it_was_shown_is_not_confirmed(cast):
    review = work.review(work.document(cast, work.PLAN))
    work.proposal(review, work.PLAN, lead=[cast.finance])
    with pytest.raises(ReviewChanged):
        confirm_review(review, version=7, actor=cast.officer(cast.secretary), at=make.NOON)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("lead", [[], ["các địa phương"]])
def test_a_task_without_a_bound_lead_stops_the_whole(cast, lead):
    review = work.review(work.document(cast, work.PLAN, work.SURVEY))
    work.proposal(review, work.PLAN, lead=[cast.finance])
    unready = work.proposal(review, work.SURVEY, lead=lead)
    assert list(plan_of(review, on=make.TODAY).problems) == [unready.pk]
    with pytest.raises(Refused):
        work.give(review, cast)
    unready.is_dropped = True
    unready.save()
    assert len(work.give(review, cast)) == 1


def test_a_unit_that_no_longer_exists_is_not_given_work(cast):
    review = work.review(work.document(cast, work.PLAN))
    work.proposal(review, work.PLAN, lead=[cast.finance])
    cast.finance.valid_to = date(2025, 6, 11)
    cast.finance.save()
    with pytest.raises(Refused):
        work.give(review, cast)


def test_equal_assignees_become_one_task_each_or_one_leads(cast):
    review = work.review(work.document(cast, work.PLAN, work.SURVEY))
    work.proposal(review, work.PLAN, lead=[cast.finance, cast.interior], sharing="each")
    work.proposal(review, work.SURVEY, lead=[cast.finance, cast.interior], sharing="first_leads")
    each_one, each_two, shared = work.give(review, cast)
    assert [len(rows(a)) for a in (each_one, each_two)] == [1, 1]
    assert [(name, role) for name, role, _due in rows(shared)] == [
        ("Sở Tài chính", "lead"),
        ("Sở Nội vụ", "coordinating"),
    ]


def test_members_left_out_of_a_group_get_nothing_and_nobody_gets_it_twice(cast):
    review = work.review(work.document(cast, work.SURVEY))
    made = work.proposal(review, work.SURVEY, lead=[cast.minh_khai])
    work.addressee(made, cast.communes, position=1, excluded_units=[cast.hon_may.pk])
    assert [a.lead.unit.name for a in work.give(review, cast)] == [
        "UBND phường Minh Khai",
        "UBND xã An Thạnh",
    ]


def test_each_unit_may_have_its_own_content_and_deadline(cast):
    review = work.review(work.document(cast, work.PLAN))
    made = work.proposal(review, work.PLAN, lead=[cast.finance])
    work.addressee(
        made, cast.interior, "coordinating", position=1, content="Cử nhân sự", due_on=date(2025, 6, 20)
    )
    [assignment] = work.give(review, cast)
    part = Duty.objects.get(part__assignment=assignment, unit=cast.interior)
    assert (part.content, part.due_on) == ("Cử nhân sự", date(2025, 6, 20))


def test_a_repeated_task_is_due_first_on_the_next_day_of_its_rule(cast):
    review = work.review(work.document(cast, work.PLAN))
    work.proposal(review, work.PLAN, lead=[cast.finance], due_on=None, rule="FREQ=MONTHLY;BYMONTHDAY=25")
    [assignment] = work.give(review, cast)
    assert (assignment.rule, assignment.lead.due_on) == ("FREQ=MONTHLY;BYMONTHDAY=25", date(2025, 6, 25))


def test_only_the_committees_side_confirms(cast):
    review = work.review(work.document(cast, work.PLAN))
    work.proposal(review, work.PLAN, lead=[cast.finance])
    for person in (cast.finance_leader, cast.administrator, cast.stranger):
        with pytest.raises(Refused):
            confirm_review(review, version=1, actor=cast.officer(person), at=make.NOON)


def test_a_paper_without_date_waits_for_one(cast):
    review = work.review(work.document(cast, work.PLAN))
    work.proposal(review, work.PLAN, lead=[cast.finance])
    review.date_is_assumed = True
    review.save()
    with pytest.raises(Refused):
        work.give(review, cast)


@pytest.mark.parametrize("tasks", [1, 7])
def test_confirming_costs_the_same_however_many_tasks(cast, tasks, django_assert_num_queries):
    sentences = [f"{work.PLAN} Lần {n}." for n in range(tasks)]
    review = work.review(work.document(cast, *sentences))
    for words in sentences:
        work.proposal(review, words, lead=[cast.finance], coordinating=[cast.departments])
    officer = cast.officer(cast.secretary)
    with django_assert_num_queries(26):
        confirm_review(review, version=1, actor=officer, at=make.NOON)
