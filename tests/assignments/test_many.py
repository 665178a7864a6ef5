"""Acts on many pieces of work: seen before, done once each, refused with the reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from giaoban.assignments.actions import begin_many, bring_table, choose_many, do_many, import_table
from giaoban.assignments.jobs import forget_what_was_left
from giaoban.assignments.models import Assignment, Batch, BatchItem, FollowUpTable
from giaoban.assignments.reads.many import pieces_of
from giaoban.duties import actions as duties
from giaoban.duties.models import Duty, Standing
from giaoban.duties.reads.proof import faults
from giaoban.duties.vocabulary import State
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.units.models import Field
from tests import make
from tests.assignments import sheets, work
from tests.scene import PRODUCT, scene


@pytest.fixture
def submitted(cast) -> list[Duty]:
    """Three results that wait, and one piece of work that is new."""
    made = [make.duty(cast.committee, cast.finance, f"Việc {n}") for n in range(4)]
    who = {"actor": cast.officer(cast.finance_contact), "at": make.NOON}
    for one in made[:3]:
        duties.receive(one.pk, **who)
        duties.submit(one.pk, **who, **PRODUCT)
    return made


def chosen(cast, some, act="accept", who=None) -> Batch:
    officer = cast.officer(who or cast.secretary)
    return choose_many([d.pk for d in some], act=act, back="/assignments/?", actor=officer, at=make.NOON)


def done(cast, batch, *, facts=None, who=None, seconds=60.0) -> int:
    officer = cast.officer(who or cast.secretary)
    batch = begin_many(batch, facts=facts or {}, actor=officer, at=make.NOON)
    return do_many(batch, actor=officer, at=make.NOON, seconds=seconds)


def states(some) -> list[str]:
    return [Duty.objects.get(pk=d.pk).state for d in some]


def test_what_is_shown_is_what_becomes_of_each(cast, submitted):
    batch = chosen(cast, submitted)
    shown = {p.duty.pk: bool(p.verdict) for p in pieces_of(batch, cast.officer(cast.secretary))}
    assert done(cast, batch) == 0
    assert {i.duty_id: i.outcome == "" for i in BatchItem.objects.filter(batch=batch)} == shown
    assert states(submitted) == ["accepted"] * 3 + ["asked"]
    refused = BatchItem.objects.exclude(outcome="").get()
    assert (refused.duty_id, bool(refused.outcome)) == (submitted[3].pk, True)


def test_each_piece_has_its_own_entry_and_twice_is_once(cast, submitted):
    batch = chosen(cast, submitted)
    done(cast, batch)
    entries = Entry.objects.filter(verb="duties.accepted").count()
    assert entries == 3
    assert done(cast, batch) == 0
    assert Entry.objects.filter(verb="duties.accepted").count() == entries


def test_what_is_broken_off_goes_on_where_it_stopped(cast, submitted):
    batch = chosen(cast, submitted)
    assert done(cast, batch, seconds=-1) == 3
    assert done(cast, batch, seconds=-1) == 2
    assert done(cast, batch) == 0
    assert states(submitted) == ["accepted"] * 3 + ["asked"]


def test_a_fault_in_one_piece_leaves_the_pieces_before_it_done(cast, submitted, monkeypatch):
    real = duties.accept

    def third_fails(pk, **by):
        if pk == submitted[2].pk:
            raise ZeroDivisionError
        return real(pk, **by)

    monkeypatch.setattr("giaoban.duties.actions.accept", third_fails)
    batch = chosen(cast, submitted[:3])
    with pytest.raises(ZeroDivisionError):
        done(cast, batch)
    assert states(submitted) == ["accepted", "accepted", "submitted", "asked"]
    monkeypatch.undo()
    assert done(cast, batch) == 0
    assert states(submitted)[2] == "accepted"


def test_results_go_back_with_one_reason(cast, submitted):
    done(cast, chosen(cast, submitted[:2], "return"), facts={"reason": "Thiếu phụ lục"})
    assert [Duty.objects.get(pk=d.pk).state_reason for d in submitted[:2]] == ["Thiếu phụ lục"] * 2


def test_work_is_stopped_by_one_decision(cast, submitted):
    done(cast, chosen(cast, submitted, "stop"), facts={"decision": "9/QĐ-BCĐ", "reason": "Không còn cần"})
    assert states(submitted) == ["stopped"] * 4


def test_a_unit_receives_all_its_new_work(cast):
    mine = [make.duty(cast.committee, cast.finance, f"Việc {n}") for n in range(3)]
    other = make.duty(cast.committee, cast.interior, "Việc khác")
    batch = chosen(cast, [*mine, other], "receive", cast.finance_contact)
    assert BatchItem.objects.filter(batch=batch).count() == 3
    done(cast, batch, who=cast.finance_contact)
    assert states([*mine, other]) == ["received"] * 3 + ["asked"]


def test_the_field_of_many_changes_and_past_days_keep_theirs(cast, submitted):
    new = Field.objects.create(committee=cast.committee, name="Dữ liệu số")
    duties.accept(submitted[0].pk, actor=cast.officer(cast.secretary), at=make.NOON)
    closed_at = Duty.objects.get(pk=submitted[0].pk).closed_at
    done(cast, chosen(cast, submitted, "field"), facts={"field": new.pk})
    assert {Duty.objects.get(pk=d.pk).field for d in submitted} == {new}
    assert Duty.objects.get(pk=submitted[0].pk).closed_at == closed_at
    fields = Standing.objects.filter(duty=submitted[3]).order_by("pk").values_list("field__name", flat=True)
    assert list(fields) == [None, "Dữ liệu số"]
    assert list(faults()) == []


def test_a_field_of_another_committee_is_refused(cast, submitted):
    made = scene(cast)
    with pytest.raises(Refused):
        duties.change_field(
            submitted[0].pk,
            field=Field.objects.get(pk=made.names["other_field"]),
            actor=cast.officer(cast.secretary),
            at=make.NOON,
        )


def test_nothing_unknown_or_invisible_or_too_much_is_chosen(cast, submitted):
    officer = cast.officer(cast.stranger)
    with pytest.raises(Refused):
        choose_many([submitted[0].pk], act="accept", back="", actor=officer, at=make.NOON)
    for ids, act in (([submitted[0].pk], "explode"), ([], "accept"), (range(5001), "accept")):
        with pytest.raises(Refused):
            choose_many(list(ids), act=act, back="", actor=cast.officer(cast.secretary), at=make.NOON)


def test_another_persons_batch_is_missing(cast, submitted, client):
    batch = chosen(cast, submitted)
    client.force_login(cast.standing)
    assert client.get(f"/many/{batch.code}/").status_code == 404
    with pytest.raises(Refused):
        begin_many(batch, facts={}, actor=cast.officer(cast.standing), at=make.NOON)


def test_the_way_through_the_pages_without_javascript(cast, submitted, client):
    client.force_login(cast.secretary)
    page = client.get("/work/?choose=1")
    assert page.context["choosing"].is_on
    sent = {
        "list": "work",
        "query": "",
        "which": "chosen",
        "act": "accept",
        "pick": [d.code for d in submitted[:2]],
    }
    preview = client.post("/many/choose/", sent)
    shown = client.get(preview.url)
    assert (shown.context["able"], shown.context["refused"]) == (2, 0)
    result = client.post(preview.url, {}, follow=True)
    assert (result.context["done"], result.context["left"]) == (2, 0)
    assert states(submitted[:2]) == [State.ACCEPTED] * 2
    assert client.post(preview.url, {}, follow=True).context["done"] == 2


@pytest.mark.parametrize("which", ["work", "tasks"])
def test_all_of_a_filter_is_taken_not_only_the_page(cast, client, which):
    tasks = work.given(cast)
    client.force_login(cast.secretary)
    query = "q=hạ+tầng"
    answer = client.post("/many/choose/", {"list": which, "query": query, "which": "all", "act": "stop"})
    batch = Batch.objects.get()
    assert answer.url == f"/many/{batch.code}/"
    wanted = {task.lead_id for task in tasks if "hạ tầng" in Assignment.objects.get(pk=task.pk).lead.title}
    assert set(BatchItem.objects.filter(batch=batch).values_list("duty", flat=True)) == wanted


def test_words_that_are_missing_are_asked_for(cast, submitted, client):
    client.force_login(cast.secretary)
    batch = chosen(cast, submitted[:1], "return")
    assert client.post(f"/many/{batch.code}/", {"reason": ""}).status_code == 422
    assert states(submitted[:1]) == ["submitted"]


def test_what_was_prepared_and_left_is_forgotten_in_time(cast, submitted):
    by = {"committee": cast.committee, "actor": cast.officer(cast.secretary), "at": make.NOON}
    bring_table(**by, data=sheets.workbook(), filename="a.xlsx")
    done = bring_table(**by, data=sheets.workbook(), filename="b.xlsx")
    import_table(done, version=1, actor=cast.officer(cast.secretary), at=make.NOON)
    chosen(cast, submitted)
    forget_what_was_left(make.TODAY, make.NOON + timedelta(days=29))
    assert (FollowUpTable.objects.count(), Batch.objects.count()) == (2, 1)
    forget_what_was_left(make.TODAY, make.NOON + timedelta(days=91))
    assert list(FollowUpTable.objects.values_list("pk", flat=True)) == [done.pk]
    assert not Batch.objects.exists()
