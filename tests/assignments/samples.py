"""Sample acts of the tasks room, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from datetime import date
from functools import partial

from giaoban.assignments import actions
from giaoban.documents.actions import Details
from giaoban.duties.actions import receive
from giaoban.units.vocabulary import UnitKind
from tests import make
from tests.assignments import sheets, work
from tests.documents import papers

DRAFT = "Proposals under review are drafts: opening and confirming are the acts."


def taking_in(cast):
    """The secretary pastes a notice."""
    return partial(
        actions.take_in,
        committee=cast.committee,
        text=papers.text(papers.FLOOD),
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )


def opening(cast):
    """A paper that is in the register is read."""
    paper = work.document(cast, work.PLAN, work.SURVEY)
    return partial(actions.open_review, paper, actor=cast.officer(cast.secretary), at=make.NOON)


def confirming(cast):
    """One task, checked."""
    review = work.review(work.document(cast, work.PLAN))
    work.proposal(review, work.PLAN, lead=[cast.finance])
    return partial(
        actions.confirm_review, review, version=1, actor=cast.officer(cast.secretary), at=make.NOON
    )


def correcting(cast):
    """The date of issue was read wrongly."""
    review = work.review(work.document(cast, work.PLAN))
    details = Details(
        issued_on=date(2025, 6, 9), type="TB", number="215", symbol="TB-BCĐ", subject="Kết luận"
    )
    return partial(
        actions.correct_details, review, details=details, actor=cast.officer(cast.secretary), at=make.NOON
    )


def binding(cast):
    """Words of the paper are bound to a unit and remembered."""
    review = work.review(work.document(cast, work.PLAN))
    made = work.proposal(review, work.PLAN, lead=["Sở Ngân khố"])
    return partial(
        actions.bind_words,
        made.addressees.get(),
        version=1,
        key=f"unit:{cast.finance.code}",
        remember=True,
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )


def handing_down(cast):
    """Finance hands a part to its division."""
    below = make.unit("Phòng Ngân sách", UnitKind.DIVISION, cast.finance)
    duty = work.given(cast)[0].lead
    who = cast.officer(cast.finance_contact)
    receive(duty.pk, actor=who, at=make.NOON)
    return partial(
        actions.hand_down,
        duty,
        unit=below,
        title="Lập dự toán",
        due_on=date(2025, 6, 25),
        actor=who,
        at=make.NOON,
    )


def importing_a_table(cast):
    """A follow-up table with four rows."""
    table = actions.bring_table(
        committee=cast.committee,
        data=sheets.workbook(),
        filename="theo-doi.xlsx",
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )
    return partial(actions.import_table, table, version=1, actor=cast.officer(cast.secretary), at=make.NOON)


def doing_many(cast):
    """A unit receives two pieces of work at once."""
    made = [make.duty(cast.committee, cast.finance, f"Việc {n}") for n in range(2)]
    who = {"actor": cast.officer(cast.finance_contact), "at": make.NOON}
    batch = actions.choose_many([d.pk for d in made], act="receive", back="", **who)
    return partial(actions.do_many, actions.begin_many(batch, facts={}, **who), **who)


SAMPLES = {
    "assignments.actions.import_table": importing_a_table,
    "assignments.actions.do_many": doing_many,
    "assignments.actions.take_in": taking_in,
    "assignments.actions.open_review": opening,
    "assignments.actions.confirm_review": confirming,
    "assignments.actions.correct_details": correcting,
    "assignments.actions.bind_words": binding,
    "assignments.actions.hand_down": handing_down,
}


def _of_rule(name, **facts):
    def sample(cast):
        review = work.review(work.document(cast, work.PLAN))
        rule = "FREQ=MONTHLY;BYMONTHDAY=25"
        work.proposal(review, work.PLAN, lead=[cast.finance], due_on=None, rule=rule)
        [task] = work.give(review, cast)
        who = cast.officer(cast.secretary)
        return partial(getattr(actions, name), task, actor=who, at=make.NOON, reason="Gộp kỳ", **facts)

    return sample


SAMPLES |= {
    "assignments.actions.change_rule": _of_rule("change_rule", rule="FREQ=YEARLY", from_on=date(2025, 7, 1)),
    "assignments.actions.skip_period": _of_rule("skip_period", falls_on=date(2025, 7, 25)),
    "assignments.actions.end_rule": _of_rule("end_rule"),
}
TABLE = "A table under way is a draft: importing it is the act."
KEPT = "A saved filter is a person's own convenience and moves no work."
CHOSEN = "Choosing rows does nothing to them: doing it is the act, an entry for each piece."
NO_ENTRY = {
    **{
        f"assignments.actions.{name}": TABLE
        for name in ("bring_table", "choose_sheet", "name_columns", "bind_table_words")
    },
    **{
        f"assignments.actions.{name}": KEPT
        for name in ("keep_filter", "rename_filter", "share_filter", "delete_filter")
    },
    **{f"assignments.actions.{name}": CHOSEN for name in ("choose_many", "begin_many")},
} | {
    f"assignments.actions.{name}": DRAFT
    for name in (
        "add_proposal",
        "add_quoted",
        "drop",
        "edit_proposal",
        "leave_out",
        "merge",
        "settle",
        "share",
        "split",
        "take_back",
    )
}
