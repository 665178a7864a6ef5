"""Sample acts of the briefing room, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from datetime import date
from functools import partial

from giaoban.briefing import actions
from giaoban.briefing.reads import Words
from tests.make import NOON

MAY = {"first": date(2025, 5, 1), "last": date(2025, 5, 31)}


def written(cast, **changed):
    """The draft of May by the secretary."""
    facts = {**MAY, "actor": cast.officer(cast.secretary), "at": NOON, **changed}
    return actions.write_brief(cast.committee, **facts)[0]


def _write(cast):
    return partial(written, cast)


def _edit(cast):
    words = Words("Mở đầu khác", "", "- Kiến nghị khác")
    return partial(
        actions.edit_brief, written(cast), words=words, version=1, actor=cast.officer(cast.secretary), at=NOON
    )


def _recount(cast):
    return partial(actions.recount_brief, written(cast), actor=cast.officer(cast.secretary), at=NOON)


def _issue(cast):
    return partial(actions.issue_brief, written(cast), actor=cast.officer(cast.secretary), at=NOON)


SAMPLES = {
    "briefing.actions.write_brief": _write,
    "briefing.actions.edit_brief": _edit,
    "briefing.actions.recount_brief": _recount,
    "briefing.actions.issue_brief": _issue,
}
