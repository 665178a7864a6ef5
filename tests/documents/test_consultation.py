"""A round of consultation: asked, answered, taken in, closed, decided on; who sees what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from giaoban.documents import actions
from giaoban.documents.models import Answer, Comment, Consultation
from giaoban.documents.reads.rounds import standing_of
from giaoban.documents.vocabulary import Position, Remark
from giaoban.duties import actions as duties
from giaoban.duties.models import Duty, Submission
from giaoban.duties.vocabulary import Kind, LimitUnit, ProductKind, State
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.units.actions import merge
from giaoban.workdays.reads import current_calendar
from tests import make
from tests.documents import rounds
from tests.documents.rounds import told


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


LATE = make.NOON + timedelta(days=11)  # 23/06/2025


def stands(consultation, on=make.TODAY):
    return standing_of(consultation, today=on, calendar=current_calendar())


# Opening


def test_each_unit_owes_its_opinion_by_the_deadline(cast):
    consultation = rounds.opened(cast)
    owed = Duty.objects.filter(kind=Kind.OPINION).order_by("unit__name")
    assert [(d.unit.name, d.due_on, d.origin_key, d.state) for d in owed] == [
        ("Sở Nội vụ", rounds.DUE, consultation.code, State.ASKED),
        ("Sở Tài chính", rounds.DUE, consultation.code, State.ASKED),
    ]
    assert owed[0].content == "Đề nghị các đơn vị góp ý."


def test_a_limit_in_working_days_is_reckoned_by_the_calendar(cast):
    consultation = rounds.opened(cast, amount=5, limit_unit=LimitUnit.WORKING_DAYS)
    assert consultation.due_on == date(2025, 6, 19)  # from Thursday 12/06
    assert set(Duty.objects.filter(kind=Kind.OPINION).values_list("due_on", flat=True)) == {date(2025, 6, 19)}


def test_the_rule_on_silence_is_told_to_the_units_beforehand(cast):
    rounds.opened(cast, **rounds.RULE)
    told = Duty.objects.filter(kind=Kind.OPINION).values_list("content", flat=True)
    assert all(
        rounds.RULE["silence_words"] in words and rounds.RULE["silence_source"] in words for words in told
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"units": ()}, "Choose the units"),
        ({"due_on": None}, "until when"),
        ({"due_on": date(2025, 6, 11)}, "before today"),
        ({"amount": 0, "limit_unit": "days", "due_on": None}, "number of days"),
        ({"amount": 5, "limit_unit": "months", "due_on": None}, "number of days"),
        ({"silence": "agrees"}, "Silence counts"),
        ({"silence": "agrees", "silence_words": "Coi là đồng ý."}, "Silence counts"),
        ({"silence": "perhaps"}, "does not answer"),
    ],
)
def test_a_round_that_says_too_little_is_not_opened(cast, said, why):
    version = rounds.version(cast)
    facts = {"units": (cast.finance,), "due_on": rounds.DUE, **said}
    with pytest.raises(Refused, match=why):
        actions.open_round(version, said=actions.Round(**facts), **rounds.asking(cast))
    assert not Consultation.objects.exists()
    assert not Duty.objects.filter(kind=Kind.OPINION).exists()


def test_a_unit_named_twice_or_ended_is_refused(cast):
    version = rounds.version(cast)
    said = actions.Round(units=(cast.finance, cast.finance), due_on=rounds.DUE)
    with pytest.raises(Refused, match="twice"):
        actions.open_round(version, said=said, **rounds.asking(cast))
    cast.interior.valid_to = date(2025, 1, 1)
    said = actions.Round(units=(cast.interior,), due_on=rounds.DUE)
    with pytest.raises(Refused, match="Sở Nội vụ"):
        actions.open_round(version, said=said, **rounds.asking(cast))


# Answering


def test_a_unit_agrees_with_one_act(cast):
    consultation = rounds.opened(cast)
    answer = rounds.send(cast, consultation, cast.finance, Position.AGREES)
    duty = Duty.objects.get(pk=answer.duty_id)
    assert (duty.state, duty.submitted_on) == (State.SUBMITTED, make.TODAY)
    assert Submission.objects.get(duty=duty).product_kind == ProductKind.ANSWER
    standing = stands(consultation)
    assert [row.answer.unit.name for row in standing.came] == ["Sở Tài chính"]
    assert [row.answer.unit.name for row in standing.waiting] == ["Sở Nội vụ"]


def test_what_was_sent_nobody_alters(cast):
    consultation = rounds.opened(cast)
    comment = rounds.say(cast, consultation, cast.finance)
    answer = rounds.send(cast, consultation, cast.finance)
    by = rounds.holder(cast, cast.finance)
    for act in (
        lambda: rounds.say(cast, consultation, cast.finance),
        lambda: actions.change_comment(comment, said=actions.Said(text="Khác"), **by),
        lambda: actions.drop_comment(comment, **by),
        lambda: actions.send_answer(answer, position=Position.OTHERWISE, **by),
        lambda: duties.withdraw(answer.duty_id, **by),
        lambda: duties.return_(answer.duty_id, reason="Thiếu", **rounds.asking(cast)),
        lambda: duties.accept_in_part(
            answer.duty_id, accepted="Một phần", reason="Thiếu", **rounds.asking(cast)
        ),
    ):
        with pytest.raises(Refused):
            act()
    comment.refresh_from_db()
    assert (comment.text, comment.answer.position) == ("Đề nghị rà soát.", Position.WITH_COMMENTS)


def test_an_opinion_is_not_handed_in_as_a_paper_or_a_link(cast):
    consultation = rounds.opened(cast)
    answer, by = rounds.answer_of(consultation, cast.finance), rounds.holder(cast, cast.finance)
    duties.receive(answer.duty_id, **by)
    with pytest.raises(Refused, match="a page of its own"):
        duties.submit(answer.duty_id, product_kind=ProductKind.LINK, link="https://sonhai.example", **by)
    other = make.duty(cast.committee, cast.finance)
    duties.receive(other.pk, **by)
    with pytest.raises(Refused, match="a page of its own"):
        duties.submit(other.pk, product_kind=ProductKind.ANSWER, **by)


@pytest.mark.parametrize("position", [Position.WITH_COMMENTS, Position.OTHERWISE])
def test_saying_nothing_is_agreeing(cast, position):
    consultation = rounds.opened(cast)
    with pytest.raises(Refused, match="or agree"):
        rounds.send(cast, consultation, cast.finance, position)


def test_agreeing_with_comments_has_its_own_words(cast):
    consultation = rounds.opened(cast)
    rounds.say(cast, consultation, cast.finance)
    with pytest.raises(Refused, match="agrees, with comments"):
        rounds.send(cast, consultation, cast.finance, Position.AGREES)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"clause": "khongco99", "text": "x"}, "no such clause"),
        ({"text": "  "}, "Write the comment"),
        ({"kind": "shout", "text": "x"}, "proposes"),
        ({"kind": Remark.REWORD, "text": "x"}, "Write the wording"),
        ({"kind": Remark.DELETE}, "Choose the clause"),
    ],
)
def test_a_comment_that_says_nothing_is_refused(cast, said, why):
    answer = rounds.answer_of(rounds.opened(cast), cast.finance)
    with pytest.raises(Refused, match=why):
        actions.write_comment(answer, said=actions.Said(**said), **rounds.holder(cast, cast.finance))


def test_only_leaders_and_contacts_of_the_unit_answer(cast):
    consultation = rounds.opened(cast)
    answer = rounds.answer_of(consultation, cast.finance)
    for who in (cast.reader, cast.interior_contact, cast.secretary, cast.administrator):
        with pytest.raises(Refused, match="leaders and contacts"):
            actions.send_answer(answer, position="agrees", actor=cast.officer(who), at=make.NOON)
    actions.send_answer(answer, position="agrees", actor=cast.officer(cast.finance_leader), at=make.NOON)


def test_a_late_answer_is_kept_and_marked(cast):
    consultation = rounds.opened(cast)
    rounds.send(cast, consultation, cast.finance, Position.AGREES, at=LATE)
    [row] = stands(consultation, on=date(2025, 6, 30)).came
    assert row.late_days == 3
    [waiting] = stands(consultation, on=date(2025, 6, 30)).waiting
    assert waiting.late_days == 10


def test_a_later_deadline_that_was_granted_makes_the_answer_timely(cast):
    consultation = rounds.opened(cast)
    answer, by = rounds.answer_of(consultation, cast.finance), rounds.holder(cast, cast.finance)
    duties.receive(answer.duty_id, **by)
    duties.ask_extension(answer.duty_id, proposed_on=date(2025, 6, 25), reason="Chờ họp", **by)
    duties.grant_extension(answer.duty_id, number=1, **rounds.asking(cast))
    rounds.send(cast, consultation, cast.finance, Position.AGREES, at=LATE)
    assert [row.late_days for row in stands(consultation).came] == [0]


def test_the_heir_of_a_unit_that_ended_answers_for_it(cast):
    consultation = rounds.opened(cast, cast.finance)
    rounds.say(cast, consultation, cast.finance)
    tomorrow = make.NOON + timedelta(days=1)
    merge(
        [cast.finance],
        into=cast.interior,
        effective_on=tomorrow.date(),
        basis="NQ 12",
        actor=None,
        at=tomorrow,
    )
    answer = rounds.answer_of(consultation, cast.interior)
    sent = actions.send_answer(
        answer,
        position="comments",
        actor=cast.officer(cast.interior_contact, on=tomorrow.date()),
        at=tomorrow,
    )
    assert (sent.unit, sent.comments.count()) == (cast.interior, 1)


# Files


def test_a_file_is_read_into_the_table(cast):
    consultation = rounds.opened(cast)
    file = rounds.word_file(consultation)
    file.comment(file.find("Phó Trưởng ban"), "", "Nêu rõ số lượng.")
    file.replace(
        file.find("Phê duyệt chương trình, kế hoạch công tác hằng năm của Ban Chỉ đạo."),
        "hằng năm",
        "năm năm",
    )
    answer, by = rounds.answer_of(consultation, cast.finance), rounds.holder(cast, cast.finance)
    read = actions.read_answer_file(answer, upload=rounds.upload(file.save()), replace=True, **by)
    assert (read.found, read.unplaced) == (2, 0)
    said = Comment.objects.filter(answer=answer).order_by("clause_place")
    assert [(c.kind, c.clause) for c in said] == [
        ("reword", rounds.clause(consultation, "khoản 4 Điều 4")),
        ("remark", rounds.clause(consultation, "Điều 5")),
    ]


def test_what_could_not_be_placed_is_placed_by_a_person_before_sending(cast):
    consultation = rounds.opened(cast)
    letter = rounds.letter(
        "Sở có ý kiến như sau:", "Đề nghị rà soát lỗi chính tả trong toàn bộ dự thảo văn bản này."
    )
    answer, by = rounds.answer_of(consultation, cast.finance), rounds.holder(cast, cast.finance)
    read = actions.read_answer_file(answer, upload=rounds.upload(letter), replace=True, **by)
    assert read.unplaced == 1
    with pytest.raises(Refused, match="placed"):
        rounds.send(cast, consultation, cast.finance)
    comment = Comment.objects.get(answer=answer)
    actions.change_comment(comment, said=actions.Said(text=comment.text), **by)
    rounds.send(cast, consultation, cast.finance)


def test_a_second_file_takes_the_place_of_the_first_or_adds_to_it(cast):
    consultation = rounds.opened(cast)
    answer, by = rounds.answer_of(consultation, cast.finance), rounds.holder(cast, cast.finance)
    rounds.say(cast, consultation, cast.finance)
    for replace, expected in ((True, 2), (True, 2), (False, 3)):
        file = rounds.word_file(consultation)
        file.comment(file.find("Phó Trưởng ban"), "", "Nêu rõ số lượng.")
        actions.read_answer_file(answer, upload=rounds.upload(file.save()), replace=replace, **by)
        assert Comment.objects.filter(answer=answer).count() == expected


def test_a_file_that_says_nothing_is_refused_and_not_kept(cast):
    consultation = rounds.opened(cast)
    answer, by = rounds.answer_of(consultation, cast.finance), rounds.holder(cast, cast.finance)
    upload = rounds.upload(rounds.word_file(consultation).save())
    with pytest.raises(Refused, match="no comment"):
        actions.read_answer_file(answer, upload=upload, replace=True, **by)
    assert not answer.files.exists()


# Extending and closing


def test_a_round_is_extended_for_those_who_have_not_answered(cast):
    consultation = rounds.opened(cast, cast.finance, cast.interior, cast.an_thanh)
    rounds.send(cast, consultation, cast.finance, Position.AGREES)
    asked = rounds.answer_of(consultation, cast.interior)
    duties.receive(asked.duty_id, **rounds.holder(cast, cast.interior))
    duties.ask_extension(
        asked.duty_id, proposed_on=date(2025, 6, 25), reason="Chờ họp", **rounds.holder(cast, cast.interior)
    )
    later = actions.extend_round(
        consultation, due_on=date(2025, 6, 30), reason="Nhiều đơn vị xin", **rounds.asking(cast)
    )
    assert (later.first_due_on, later.due_on) == (rounds.DUE, date(2025, 6, 30))
    due = dict(Duty.objects.filter(kind=Kind.OPINION).values_list("unit__name", "due_on"))
    assert due == {
        "Sở Tài chính": rounds.DUE,
        "Sở Nội vụ": date(2025, 6, 30),
        "UBND xã An Thạnh": date(2025, 6, 30),
    }


def test_closing_takes_in_what_came_and_ends_what_did_not(cast):
    consultation = rounds.opened(cast)
    rounds.send(cast, consultation, cast.finance, Position.AGREES)
    closed = actions.close_round(consultation, **rounds.asking(cast))
    states = dict(Duty.objects.filter(kind=Kind.OPINION).values_list("unit__name", "state"))
    assert states == {"Sở Tài chính": State.ACCEPTED, "Sở Nội vụ": State.STOPPED}
    with pytest.raises(Refused, match="closed"):
        rounds.send(cast, closed, cast.interior, Position.AGREES)
    with pytest.raises(Refused, match="closed"):
        actions.close_round(consultation, **rounds.asking(cast))


@pytest.mark.parametrize("rule", [{}, rounds.RULE])
def test_silence_counts_as_agreement_only_by_the_rule(cast, rule):
    consultation = rounds.opened(cast, **rule)
    actions.close_round(consultation, **rounds.asking(cast))
    consultation.refresh_from_db()
    assert [row.counts_as_agreeing for row in stands(consultation).waiting] == [bool(rule)] * 2


def test_nobody_closes_the_work_of_their_own_unit(cast):
    consultation = rounds.opened(cast, cast.science, cast.finance)
    actions.close_round(consultation, actor=cast.officer(cast.standing), at=make.NOON)
    states = dict(Duty.objects.filter(kind=Kind.OPINION).values_list("unit__name", "state"))
    assert states == {"Sở Khoa học và Công nghệ": State.ASKED, "Sở Tài chính": State.STOPPED}


# Rights


def test_other_units_see_nothing_of_an_answer_before_the_table_is_shown(cast, client):
    consultation, one, *_rest = told(cast)
    client.force_login(cast.interior_contact)
    own = rounds.answer_of(consultation, cast.interior).code
    other = rounds.answer_of(consultation, cast.finance).code
    base = f"/consultations/{consultation.code}"
    missing = client.get(f"{base}/answers/ZZZZ2222/")
    assert client.get(f"{base}/answers/{own}/").status_code == 200
    for address in (
        f"{base}/answers/{other}/",
        f"{base}/table/",
        f"{base}/comments/{one.code}/",
        f"{base}/table/export/docx/",
    ):
        hidden = client.get(address)
        assert (hidden.status_code, hidden.content) == (404, missing.content), address
    actions.publish_table(consultation, **rounds.asking(cast))
    assert client.get(f"{base}/table/").status_code == 200
    assert client.get(f"{base}/answers/{other}/").content == missing.content


def test_those_who_asked_do_not_see_what_is_being_written(cast, client):
    consultation = rounds.opened(cast)
    rounds.say(cast, consultation, cast.finance, text="Riêng của Sở, còn đang soạn.")
    client.force_login(cast.secretary)
    code = rounds.answer_of(consultation, cast.finance).code
    assert client.get(f"/consultations/{consultation.code}/answers/{code}/").status_code == 404
    assert "còn đang soạn" not in client.get(f"/consultations/{consultation.code}/").content.decode()
    assert "còn đang soạn" not in "".join(str(entry.after) for entry in Entry.objects.all())


def test_visible_to_and_reading_one_answer_agree(cast):
    consultation = rounds.opened(cast)
    for who in (
        cast.chair,
        cast.secretary,
        cast.finance_contact,
        cast.reader,
        cast.interior_contact,
        cast.stranger,
    ):
        officer = cast.officer(who)
        sees = officer.asks_for(cast.committee.pk) or any(
            officer.reads_within(answer.duty.unit.path)
            for answer in Answer.objects.filter(consultation=consultation).select_related("duty__unit")
        )
        assert Consultation.objects.visible_to(officer).exists() == sees
