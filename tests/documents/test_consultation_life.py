"""The life of a round against a model of it: whatever people do, in whatever order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from giaoban.documents import actions
from giaoban.documents.drafting.content import load
from giaoban.documents.models import Comment, Consultation, Disposition
from giaoban.documents.reads.blocking import blocking
from giaoban.documents.reads.comments import Asked, CommentTable, tally_of
from giaoban.documents.reads.rounds import standing_of
from giaoban.duties.actions import ask_again, decline
from giaoban.duties.reads.proof import faults
from giaoban.duties.vocabulary import State
from giaoban.foundation.verdict import Refused
from giaoban.workdays.reads import current_calendar
from tests import make
from tests.documents import drafts, rounds

CLAUSES = ("khoản 2 Điều 11", "Điều 12", "khoản 3 Điều 8", "khoản 1 Điều 9", "")
units = st.sampled_from(["finance", "interior", "an_thanh"])


class RoundLife(RuleBasedStateMachine):
    """
    The model: `open`, `due_on`, what each unit has `written` (codes), whom it was `sent` by when, what was
    `decided` on each comment and how often, and which clauses are gone or changed in the draft.
    """

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.cast = make.cast()
        self.asked = {name: getattr(self.cast, name) for name in ("finance", "interior", "an_thanh")}
        self.round = rounds.opened(self.cast, *self.asked.values())
        self.now = make.NOON
        self.open, self.due_on = True, rounds.DUE
        self.written = {name: [] for name in self.asked}
        self.sent, self.declined = {}, set()
        self.decided = {}
        self.fates = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    @property
    def today(self):
        return timezone.localdate(self.now)

    def may_write(self, name):
        return self.open and name not in self.sent and name not in self.declined

    def refused_or(self, allowed, act):
        """Do it: the program refuses exactly when the model does."""
        try:
            with transaction.atomic():
                done = act()
        except Refused:
            assert not allowed
            return None
        assert allowed
        return done

    @rule(days=st.sampled_from([0, 1, 5]))
    def time_passes(self, days):
        self.now += timedelta(days=days)

    @rule(name=units, where=st.sampled_from(CLAUSES), text=st.sampled_from(["Rà soát", "Bổ sung", "Làm rõ"]))
    def a_unit_comments(self, name, where, text):
        unit = self.asked[name]
        made = self.refused_or(
            self.may_write(name), lambda: rounds.say(self.cast, self.round, unit, where, text)
        )
        if made:
            self.written[name].append(made.code)

    @rule(name=units)
    def a_unit_takes_a_comment_out(self, name):
        if not self.written[name]:
            return
        code = self.written[name][0]
        comment = Comment.objects.select_related("answer").get(code=code)
        by = rounds.holder(self.cast, self.asked[name])
        allowed = self.may_write(name)
        self.refused_or(allowed, lambda: actions.drop_comment(comment, **by) or True)
        if allowed:
            self.written[name].remove(code)

    @rule(name=units)
    def a_unit_sends_a_file(self, name):
        file = rounds.word_file(self.round)
        file.comment(file.find("Phó Trưởng ban"), "", "Nêu rõ số lượng.")
        answer, by = (
            rounds.answer_of(self.round, self.asked[name]),
            rounds.holder(self.cast, self.asked[name]),
        )
        read = self.refused_or(
            self.may_write(name),
            lambda: actions.read_answer_file(answer, upload=rounds.upload(file.save()), replace=False, **by),
        )
        if read:
            self.written[name].append(Comment.objects.get(file=read).code)

    @rule(name=units, position=st.sampled_from(["agrees", "comments", "otherwise"]))
    def a_unit_sends(self, name, position):
        allowed = self.may_write(name) and (position == "agrees") != bool(self.written[name])
        unit = self.asked[name]
        if self.refused_or(allowed, lambda: rounds.send(self.cast, self.round, unit, position, at=self.now)):
            self.sent[name] = (self.today, position)

    @rule(name=units)
    def a_unit_declines_and_is_asked_again(self, name):
        duty = rounds.answer_of(self.round, self.asked[name]).duty
        by = rounds.holder(self.cast, self.asked[name], self.now)
        if duty.state == State.ASKED:
            decline(duty.pk, reason="Không thuộc chức năng", **by)
            self.declined.add(name)
        elif duty.state == State.DECLINED:
            ask_again(duty.pk, reason="Vẫn cần", **rounds.asking(self.cast, self.now))
            self.declined.discard(name)

    @rule(days=st.sampled_from([-1, 0, 3, 20]))
    def the_deadline_is_put_off(self, days):
        later = self.due_on + timedelta(days=days)
        allowed = self.open and days > 0 and later >= self.today
        by = rounds.asking(self.cast, self.now)
        if self.refused_or(
            allowed, lambda: actions.extend_round(self.round, due_on=later, reason="Chờ", **by)
        ):
            self.due_on = later

    @precondition(lambda self: len(self.sent) > 1)
    @rule()
    def the_round_is_closed(self):
        by = rounds.asking(self.cast, self.now)
        self.refused_or(self.open, lambda: actions.close_round(self.round, **by))
        self.open = False

    @rule()
    def the_table_is_shown(self):
        by = rounds.asking(self.cast, self.now)
        shown = Consultation.objects.get(pk=self.round.pk).published_at is not None
        self.refused_or(not self.open and not shown, lambda: actions.publish_table(self.round, **by))

    @rule(
        name=units, taken=st.sampled_from(["accepted", "partly", "explained"]), seen=st.sampled_from([0, 1])
    )
    def a_comment_is_decided_on(self, name, taken, seen):
        if not self.written[name]:
            return
        code = self.written[name][-1]
        times = self.decided.get(code, 0)
        decision = actions.Decision(taken=taken, reason="Vì vậy")
        allowed = name in self.sent and seen == times
        done = self.refused_or(
            allowed,
            lambda: actions.dispose(
                self.round, comments={code: seen}, decision=decision, **rounds.asking(self.cast, self.now)
            ),
        )
        if done:
            self.decided[code] = times + 1

    @rule(where=st.sampled_from([w for w in CLAUSES if w]), gone=st.booleans())
    def the_draft_is_revised(self, where, gone):
        key = rounds.clause(self.round, where)
        if key in self.fates:
            return
        draft = self.round.draft
        draft.refresh_from_db()
        content = load(draft.content)
        at = next(n for n, clause in enumerate(content) if clause.id == key)
        if gone and where != "Điều 12":
            new, fate = (*content[:at], *content[at + 1 :]), "deleted"
        else:
            new, fate = (
                drafts.worded(content, at, f"{content[at].text} và các đơn vị có liên quan"),
                "changed",
            )
        by = rounds.asking(self.cast, self.now)
        actions.save_text(draft, content=new, base=content, **by)
        draft.refresh_from_db()
        actions.freeze(draft, **by)
        self.fates[key] = fate

    @invariant()
    def each_unit_stands_as_the_model_says(self):
        standing = standing_of(self.round, today=self.today, calendar=current_calendar())
        names = {unit.name: name for name, unit in self.asked.items()}
        came = {
            names[row.answer.unit.name]: (row.answer.position, row.late_days > 0) for row in standing.came
        }
        assert came.keys() == self.sent.keys()
        for name, (day, position) in self.sent.items():
            assert came[name][0] == position
            due_on = rounds.answer_of(self.round, self.asked[name]).duty.due_on
            assert came[name][1] == (day > due_on)
        assert {names[row.answer.unit.name] for row in standing.waiting} == set(self.asked) - set(self.sent)

    @invariant()
    def the_table_holds_what_was_sent_and_nothing_else(self):
        sent = [code for name in self.sent for code in self.written[name]]
        table = CommentTable(Consultation.objects.select_related("version").get(pk=self.round.pk))
        rows = list(table.page(Asked(), None))
        assert sorted(row.comment.code for row in rows) == sorted(sent)
        tally = tally_of(self.round)
        assert (tally.all, tally.undecided) == (len(sent), sum(code not in self.decided for code in sent))
        for row in rows:
            assert row.seen == self.decided.get(row.comment.code, 0)
            fate = row.then.outcome.fate if row.then else None
            expected = (
                self.fates.get(row.comment.clause, "same") if self.fates and row.comment.clause else None
            )
            assert fate == expected

    @invariant()
    def no_paper_is_issued_too_early(self):
        sent = [code for name in self.sent for code in self.written[name]]
        words = " ".join(finding.words for finding in blocking(self.round.draft, on=self.today))
        assert ("kết thúc lấy ý kiến trước" in words) == self.open
        assert ("chưa được tiếp thu" in words) == any(code not in self.decided for code in sent)

    @invariant()
    def every_decision_stays_and_work_is_whole(self):
        assert Disposition.objects.count() == sum(self.decided.values())
        assert list(faults()) == []


@pytest.mark.django_db
@pytest.mark.long
def test_the_life_of_a_round():
    run_state_machine_as_test(
        RoundLife, settings=settings(max_examples=8, stateful_step_count=25, deadline=None)
    )
