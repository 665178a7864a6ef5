"""The pages of papers, reviews and tasks: who sees what, and at what cost."""

import re
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from giaoban.assignments.models import Addressee, Assignment, Proposal
from giaoban.duties.actions import receive
from giaoban.units.vocabulary import UnitKind
from giaoban.workdays.reads import current_calendar
from tests import make
from tests.assignments import work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _calendar_read_before(db):
    current_calendar()


def page(client, who, url, **headers):
    client.force_login(who)
    return client.get(url, headers=headers)


def act(client, proposal, name, **data):
    code = proposal.review.document.code
    version = data.pop("version", Proposal.objects.get(pk=proposal.pk).version)
    return client.post(f"/documents/{code}/review/{proposal.code}/{name}/", {"version": version, **data})


@pytest.fixture
def review(cast):
    return work.review(work.document(cast, work.PLAN, work.SURVEY))


@pytest.fixture
def plan(review, cast):
    return work.proposal(review, work.PLAN, lead=[cast.finance], coordinating=[cast.interior])


@pytest.mark.parametrize("rows", [1, 7])
def test_the_review_costs_the_same_however_many_proposals(client, cast, rows, django_assert_num_queries):
    sentences = [f"{work.PLAN} Lần {n}." for n in range(rows)]
    review = work.review(work.document(cast, *sentences))
    for words in sentences:
        work.proposal(review, words, lead=[cast.finance], coordinating=[cast.communes, "các địa phương"])
    client.force_login(cast.secretary)
    with django_assert_num_queries(10):
        answer = client.get(f"/documents/{review.document.code}/review/")
    assert len(answer.context["cards"]) == rows


@pytest.mark.parametrize("rows", [1, 7])
def test_the_list_of_papers_costs_the_same_however_long(client, cast, rows, django_assert_num_queries):
    for n in range(rows):
        work.review(work.document(cast, work.PLAN, number=str(n)))
    client.force_login(cast.secretary)
    with django_assert_num_queries(10):
        answer = client.get("/documents/")
    assert len(answer.context["rows"]) == rows


@pytest.mark.parametrize("tasks", [1, 7])
def test_the_list_of_tasks_costs_at_most_twelve_queries(client, cast, tasks, django_assert_num_queries):
    review = work.review(work.document(cast, work.PLAN))
    for _n in range(tasks):
        work.proposal(review, work.PLAN, lead=[cast.finance], field=cast.field)
    work.give(review, cast)
    client.force_login(cast.secretary)
    url = f"/assignments/?unit=unit:{cast.finance.code}&field={cast.field.pk}&state=running&q=kinh%20phi"
    with django_assert_num_queries(11):
        answer = client.get(url)
    assert len(answer.context["rows"]) == tasks


def test_text_and_cards_lead_to_each_other(client, cast, review, plan):
    html = page(client, cast.secretary, f"/documents/{review.document.code}/review/").content.decode()
    assert f'href="#p-{plan.code}"' in html
    assert f'href="#s-{plan.code}"' in html
    assert f'id="s-{plan.code}"' in html
    assert f'id="p-{plan.code}"' in html


def test_with_htmx_only_the_review_is_drawn(client, cast, review, plan):
    html = page(
        client, cast.secretary, f"/documents/{review.document.code}/review/", **{"HX-Request": "true"}
    )
    assert html.content.decode().strip().startswith('<div id="review"')


def test_a_proposal_is_edited_by_a_form_without_javascript(client, cast, plan):
    client.force_login(cast.secretary)
    url = f"/documents/{plan.review.document.code}/review/"
    assert 'name="p-action"' in client.get(f"{url}?edit={plan.code}").content.decode()
    lead, other = plan.addressees.order_by("position")
    answer = act(
        client, plan, "save",
        **{
            "p-action": "Bố trí kinh phí", "p-due_on": "2025-07-15", "p-clause": "1", "p-sharing": "each",
            f"a{lead.pk}-party": "so khcn", f"a{lead.pk}-role": "lead",
            f"a{other.pk}-party": f"unit:{cast.interior.code}", f"a{other.pk}-role": "coordinating",
            f"a{other.pk}-due_on": "20/06/2025", "new-party": "vp ubnd tỉnh", "new-role": "informed",
        },
    )  # fmt: skip
    assert answer.url == f"{url}#p-{plan.code}"
    plan.refresh_from_db()
    assert (plan.action, plan.due_on) == ("Bố trí kinh phí", date(2025, 7, 15))
    rows = plan.addressees.order_by("position").values_list("role", "unit__name", "due_on")
    assert list(rows) == [
        ("lead", "Sở Khoa học và Công nghệ", None),
        ("coordinating", "Sở Nội vụ", date(2025, 6, 20)),
        ("informed", "Văn phòng UBND tỉnh", None),
    ]


def test_a_name_that_several_bear_is_asked_back_and_what_was_typed_stays(client, cast, plan):
    client.force_login(cast.secretary)
    lead = plan.addressees.get(role="lead")
    other = plan.addressees.get(role="coordinating")
    answer = act(
        client, plan, "save",
        **{
            "p-action": "Việc mới", f"a{lead.pk}-party": "sở", f"a{lead.pk}-role": "lead",
            f"a{other.pk}-party": "", f"a{other.pk}-role": "coordinating", "new-role": "informed",
        },
    )  # fmt: skip
    html = answer.content.decode()
    assert "có thể là nhiều đơn vị" in html
    assert "Việc mới" in html
    assert Proposal.objects.get(pk=plan.pk).action == work.PLAN


def test_a_stale_edit_keeps_what_was_typed_and_says_why(client, cast, plan):
    client.force_login(cast.secretary)
    act(client, plan, "drop")
    act(client, plan, "take-back")
    lead, other = plan.addressees.order_by("position")
    answer = act(
        client, plan, "save", version=1,
        **{
            "p-action": "Của tôi",
            f"a{lead.pk}-party": f"unit:{cast.finance.code}", f"a{lead.pk}-role": "lead",
            f"a{other.pk}-party": "", f"a{other.pk}-role": "coordinating", "new-role": "informed",
        },
    )  # fmt: skip
    html = answer.content.decode()
    assert "người khác vừa sửa" in html
    assert "Của tôi" in html
    assert 'name="version" value="3"' in html


def test_drop_split_join_bind_and_members_are_forms(client, cast, review, plan):
    survey = work.proposal(review, work.SURVEY, lead=[cast.communes, "Sở Ngân khố"])
    client.force_login(cast.secretary)
    unbound = survey.addressees.get(group=None)
    act(client, survey, "bind", addressee=unbound.pk, party="so tai chinh", remember="1")
    assert Addressee.objects.get(pk=unbound.pk).unit == cast.finance
    group = survey.addressees.exclude(group=None).get()
    act(client, survey, "members", addressee=group.pk, keep=[cast.an_thanh.pk])
    assert Addressee.objects.get(pk=group.pk).excluded_units == sorted([cast.minh_khai.pk, cast.hon_may.pk])
    act(client, plan, "split", cut=review.document.text.index("phối hợp với"))
    first, second, third = Proposal.objects.filter(review=review).order_by("position")
    act(client, first, "merge", **{"with": second.code, "with_version": second.version})
    act(client, third, "drop")
    kept = Proposal.objects.filter(review=review, is_dropped=False)
    assert [p.pk for p in kept] == [plan.pk]


def test_a_pasted_sentence_is_added_by_a_form(client, cast, review):
    client.force_login(cast.secretary)
    answer = client.post(f"/documents/{review.document.code}/review/add/", {"quote": work.SURVEY})
    added = Proposal.objects.get(review=review)
    assert answer.url.endswith(f"?edit={added.code}#p-{added.code}")


def test_the_confirmation_says_what_it_will_do_before_it_does_it(client, cast, review, plan):
    work.proposal(review, work.SURVEY, lead=[cast.communes])
    client.force_login(cast.secretary)
    url = f"/documents/{review.document.code}/confirm/"
    html = re.sub(r"\s+", " ", client.get(url).content.decode())
    assert "<b>4 nhiệm vụ</b> cho <b>5 đơn vị</b>, tất cả <b>5 phần việc</b>" in html
    assert not Assignment.objects.exists()
    answer = client.post(url, {"version": review.version}, follow=True)
    assert answer.redirect_chain == [(f"/documents/{review.document.code}/", 302)]
    assert Assignment.objects.count() == 4
    assert (
        client.get(f"/documents/{review.document.code}/review/").url == f"/documents/{review.document.code}/"
    )


@pytest.mark.parametrize("path", ["review/", "confirm/", "", "file/"])
def test_a_paper_of_others_looks_exactly_like_a_missing_one(client, cast, review, plan, path):
    client.force_login(cast.stranger)
    hidden = client.get(f"/documents/{review.document.code}/{path}")
    missing = client.get(f"/documents/ZZZZZZZZ/{path}")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content


def test_a_task_of_others_looks_exactly_like_a_missing_one(client, cast):
    task = work.given(cast)[0]
    client.force_login(cast.commune_contact)
    hidden, missing = client.get(f"/assignments/{task.code}/"), client.get("/assignments/ZZZZZZZZ/")
    assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_a_unit_sees_the_paper_with_its_own_sentence_marked(client, cast):
    task = work.given(cast)[0]
    html = page(client, cast.finance_contact, f"/documents/{task.document.code}/").content.decode()
    assert html.count("<mark") == 1
    assert work.PLAN in html
    assert page(client, cast.finance_contact, f"/documents/{task.document.code}/review/").status_code == 404


def test_a_task_opens_to_its_sentence_in_one_click(client, cast):
    task = work.given(cast)[0]
    html = page(client, cast.finance_contact, f"/assignments/{task.code}/").content.decode()
    url = f"/documents/{task.document.code}/?at={task.start}-{task.end}#here"
    assert url in html
    assert 'id="here"' in client.get(url).content.decode()


def test_a_unit_sees_who_takes_part_but_not_how_others_stand(client, cast):
    task = work.given(cast)[0]
    context = page(client, cast.interior_contact, f"/assignments/{task.code}/").context
    assert [(row.duty.unit.name, row.is_open) for row in context["parts"]] == [
        ("Sở Tài chính", False), ("Sở Nội vụ", True),
    ]  # fmt: skip
    context = page(client, cast.finance_contact, f"/assignments/{task.code}/").context
    assert [row.is_open for row in context["parts"]] == [True, True]


def test_tasks_given_alike_are_counted(client, cast):
    commune = Assignment.objects.get(pk=work.given(cast)[1].pk)
    context = page(client, cast.secretary, f"/assignments/{commune.code}/").context
    assert context["siblings_total"] == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 4),
        ("q=kinh phi", 1),
        ("q=KINH PHÍ", 1),
        ("q=2/2025", 1),
        ("q=nothing", 0),
        ("state=asked", 4),
        ("state=accepted", 0),
        ("punctuality=overdue", 4),
        ("month=2025-06", 4),
        ("month=2025-07", 0),
        ("field=FIELD", 1),
        ("unit=unit:COMMUNE", 1),
        ("source=PAPER", 4),
        ("source=ZZZZ", 0),
        ("as_of=2025-06-11", 0),
        ("as_of=2025-06-12&punctuality=overdue", 0),
        ("state=nonsense&month=x&page=99", 4),
    ],
)
def test_the_list_is_filtered(client, cast, query, found):
    task = work.given(cast)[0]
    for name, value in (
        ("FIELD", cast.field.pk),
        ("COMMUNE", cast.an_thanh.code),
        ("PAPER", task.document.code),
    ):
        query = query.replace(name, str(value))
    context = page(client, cast.secretary, f"/assignments/?{query}").context
    assert context["page"].paginator.count == found


def test_a_contact_lists_only_the_own_units_parts(client, cast):
    work.given(cast)
    counts = {}
    for who in (cast.finance_contact, cast.interior_contact, cast.commune_contact, cast.stranger):
        counts[who.email] = page(client, who, "/assignments/").context["page"].paginator.count
    assert list(counts.values()) == [1, 1, 1, 0]


def test_the_filtered_list_is_exported(client, cast):
    work.given(cast)
    answer = page(client, cast.secretary, "/assignments/export/?q=kinh+phi")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows if "/2025" in str(row[0]) and len(str(row[0])) < 8] == ["1/2025"]


def test_a_part_is_handed_down_and_judged_by_the_unit_above(client, cast):
    below = make.unit("Phòng Ngân sách", UnitKind.DIVISION, cast.finance)
    task = work.given(cast)[0]
    receive(task.lead.pk, actor=cast.officer(cast.finance_contact), at=make.NOON)
    client.force_login(cast.finance_contact)
    url = f"/assignments/{task.code}/hand-down/{task.lead.code}/"
    late = client.post(url, {"unit": below.code, "title": "Lập dự toán", "due_on": "2025-07-01"})
    assert "không thể có thời hạn muộn hơn" in late.content.decode()
    form = {"unit": below.code, "title": "Lập dự toán", "due_on": "2025-06-25"}
    assert client.post(url, form).url == client.post(url, form).url
    part = Assignment.objects.get(parent=task)
    assert (part.number, part.lead.unit, part.lead.asking_unit, part.lead.parent) == (
        "1.1/2025", below, cast.finance, task.lead,
    )  # fmt: skip
    assert "1.1/2025" in client.get(f"/assignments/{task.code}/").content.decode()


def test_work_is_handed_down_only_after_receipt_and_only_by_its_holder(client, cast):
    make.unit("Phòng Ngân sách", UnitKind.DIVISION, cast.finance)
    task = work.given(cast)[0]
    url = f"/assignments/{task.code}/hand-down/{task.lead.code}/"
    refused = page(client, cast.finance_contact, url)
    assert (bool(refused.context["verdict"]), "<textarea" in refused.content.decode()) == (False, False)
    assert page(client, cast.interior_contact, url).status_code == 404
    assert page(client, cast.secretary, url).status_code == 404


def test_the_picker_answers_the_committees_side_alone(client, cast):
    url = f"/assignments/addressees/?committee={cast.committee.code}&q=so khcn"
    found = page(client, cast.secretary, url).json()
    assert [(pick["key"], pick["name"]) for pick in found] == [
        (f"unit:{cast.science.code}", "Sở Khoa học và Công nghệ")
    ]
    assert page(client, cast.finance_contact, url).status_code == 404


def test_words_and_pages_go_together(client, cast):
    review = work.review(work.document(cast, work.PLAN))
    for _n in range(51):
        work.proposal(review, work.PLAN, lead=[cast.finance])
    work.give(review, cast)
    client.force_login(cast.secretary)
    for query, rows, number in (("", 50, 1), ("&page=2", 1, 2), ("&page=9", 1, 2), ("&page=x", 50, 1)):
        for words in ("", "q=kinh phi"):
            context = client.get(f"/assignments/?{words}{query}").context
            seen = (len(context["rows"]), context["page"].number, context["page"].paginator.count)
            assert seen == (rows, number, 51)
