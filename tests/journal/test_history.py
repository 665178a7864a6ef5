"""The history of a thing, in words a clerk would use."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.template.loader import render_to_string
from django.utils import translation

from giaoban.journal.actions import record
from giaoban.journal.reads import history_of, verb_label
from giaoban.people.vocabulary import Honorific, Verb
from tests.make import NOON


def test_a_verb_is_said_in_the_readers_language():
    with translation.override("en"):
        assert verb_label("people.disabled") == "closed an account"
    with translation.override("vi"):
        assert verb_label("people.disabled") == "khóa tài khoản"
        assert "room" not in verb_label("room.gone")


def test_the_history_names_who_did_what_and_which_facts_changed(cast):
    record(
        Verb.CHANGED,
        actor=cast.administrator,
        target=cast.reader,
        at=NOON,
        before={"honorific": Honorific.NONE, "phone_is_shared": False, "phone": "1"},
        after={"honorific": Honorific.MR, "phone_is_shared": True, "phone": "1"},
        acting_as="Quản trị hệ thống, Tỉnh Sơn Hải",
    )
    record(Verb.DISABLED, actor=None, target=cast.reader, at=NOON + timedelta(days=1))
    record(Verb.DISABLED, actor=None, target=cast.chair, at=NOON)
    with translation.override("en"):
        later, earlier = history_of(cast.reader)
    assert (later.what, later.who, later.facts) == ("closed an account", "the program", ())
    assert earlier.who == "Đặng Thị Uyên, Quản trị hệ thống, Tỉnh Sơn Hải"
    assert [(fact.label, fact.before, fact.after) for fact in earlier.facts] == [
        ("form of address", "", "Mr"),
        ("telephone shown to other units", "no", "yes"),
    ]


def test_days_moments_and_numbers_are_written_as_people_write_them(cast):
    facts = {
        "due_on": date(2026, 6, 2),
        "closed_at": datetime(2026, 6, 2, 1, 30, tzinfo=UTC),
        "units": 3400,
        "words": "2026-13-45",
        "on": [date(2026, 1, 31)],
    }
    record(Verb.CHANGED, actor=None, target=cast.reader, at=NOON, after=facts)
    with translation.override("vi"):
        (line,) = history_of(cast.reader)
    assert {fact.after for fact in line.facts} == {
        "02/06/2026", "08:30 · 02/06/2026", "3.400", "2026-13-45", "31/01/2026",
    }  # fmt: skip


def test_the_fragment_shows_each_entry_once_and_escapes_what_people_wrote(cast):
    record(
        Verb.CHANGED, actor=cast.chair, target=cast.reader, at=NOON, after={"full_name": "<script>x</script>"}
    )
    page = render_to_string("journal/history.html", {"history": history_of(cast.reader)})
    assert "&lt;script&gt;x" in page
    assert "<script>x" not in page
    assert "Nguyễn Thị Hòa" in page
