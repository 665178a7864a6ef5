"""Sample acts of consultation, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from datetime import date
from functools import partial

from giaoban.documents import actions
from tests.documents import rounds


def opening(cast):
    """A frozen version goes to two units."""
    said = actions.Round(units=(cast.finance, cast.interior), due_on=rounds.DUE)
    return partial(actions.open_round, rounds.version(cast), said=said, **rounds.asking(cast))


def extending(cast):
    """The deadline is put off for both."""
    consultation = rounds.opened(cast)
    facts = {"due_on": date(2025, 6, 30), "reason": "Các đơn vị cần thêm thời gian"}
    return partial(actions.extend_round, consultation, **facts, **rounds.asking(cast))


def closing(cast):
    """One has answered, one has not."""
    consultation = rounds.opened(cast)
    rounds.send(cast, consultation, cast.finance, "agrees")
    return partial(actions.close_round, consultation, **rounds.asking(cast))


def publishing(cast):
    """The table of a closed round is shown."""
    consultation = closing(cast)()
    return partial(actions.publish_table, consultation, **rounds.asking(cast))


def writing(cast):
    """Finance comments on a clause."""
    consultation = rounds.opened(cast)
    said = actions.Said(clause=rounds.clause(consultation, "Điều 5"), text="Nên nêu rõ số lượng.")
    answer = rounds.answer_of(consultation, cast.finance)
    return partial(actions.write_comment, answer, said=said, **rounds.holder(cast, cast.finance))


def changing(cast):
    """It says it otherwise."""
    comment = writing(cast)()
    return partial(
        actions.change_comment,
        comment,
        said=actions.Said(text="Về toàn văn."),
        **rounds.holder(cast, cast.finance),
    )


def dropping(cast):
    """It takes it out again."""
    return partial(actions.drop_comment, writing(cast)(), **rounds.holder(cast, cast.finance))


def reading(cast):
    """A Word file with one comment."""
    consultation = rounds.opened(cast)
    file = rounds.word_file(consultation)
    file.comment(file.find("Phó Trưởng ban"), "Phó Trưởng ban", "Nêu rõ số lượng.")
    facts = {"upload": rounds.upload(file.save()), "replace": True}
    answer = rounds.answer_of(consultation, cast.finance)
    return partial(actions.read_answer_file, answer, **facts, **rounds.holder(cast, cast.finance))


def sending(cast):
    """Finance agrees."""
    answer = rounds.answer_of(rounds.opened(cast), cast.finance)
    return partial(actions.send_answer, answer, position="agrees", **rounds.holder(cast, cast.finance))


def disposing(cast):
    """A comment is taken over."""
    consultation = rounds.opened(cast)
    comment = rounds.say(cast, consultation, cast.finance)
    rounds.send(cast, consultation, cast.finance)
    decision = actions.Decision(taken="explained", reason="Giữ như dự thảo.")
    return partial(
        actions.dispose, consultation, comments={comment.code: 0}, decision=decision, **rounds.asking(cast)
    )


SAMPLES = {
    "documents.actions.open_round": opening,
    "documents.actions.extend_round": extending,
    "documents.actions.close_round": closing,
    "documents.actions.publish_table": publishing,
    "documents.actions.write_comment": writing,
    "documents.actions.change_comment": changing,
    "documents.actions.drop_comment": dropping,
    "documents.actions.read_answer_file": reading,
    "documents.actions.send_answer": sending,
    "documents.actions.dispose": disposing,
}
