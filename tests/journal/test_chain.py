"""The chain of the journal: it holds as written, and every way of breaking it is found."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from giaoban.journal.actions import Change, record, record_many
from giaoban.journal.models import Entry, Head
from giaoban.journal.reads import check_chain
from giaoban.people.vocabulary import Verb
from tests.make import NOON


@pytest.fixture
def entries(cast):
    for number in range(5):
        record(
            Verb.CHANGED,
            actor=cast.administrator,
            target=cast.reader,
            at=NOON + timedelta(minutes=number),
            before={"full_name": f"Trước {number}", "on": NOON.date()},
            after={"full_name": f"Sau {number}", "phone": ""},
            acting_as="Quản trị hệ thống",
        )
    return list(Entry.objects.order_by("number"))


@pytest.fixture
def unguarded(db):
    """The triggers step aside, as they would for somebody who owns the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_entry_keeps_update")
            cursor.execute("DROP TRIGGER journal_entry_keeps_delete")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_keeps")


def test_an_empty_journal_holds(db):
    report = check_chain()
    assert (report.entries, report.broken_at, report.reason) == (0, None, "")


def test_a_journal_as_written_holds_and_says_how_far_it_read(entries):
    told = []
    report = check_chain(lambda read, total: told.append((read, total)))
    assert report
    assert report.entries == 5
    assert told == [(5, 5)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", NOON - timedelta(days=1)),
        ("actor_name", "Người khác"),
        ("acting_as", ""),
        ("verb", "people.disabled"),
        ("target_key", "AAAA2222"),
        ("target_label", "khác"),
        ("before", {}),
        ("after", {"full_name": "khác"}),
        ("actor", None),
    ],
)
def test_a_changed_field_is_found_at_its_entry(entries, unguarded, field, value):
    Entry.objects.filter(number=3).update(**{field: value})
    assert check_chain().broken_at == 3


def test_a_missing_entry_is_found_in_the_middle_and_at_the_end(entries, unguarded):
    Entry.objects.filter(number=5).delete()
    assert check_chain().broken_at == 5
    Entry.objects.filter(number=2).delete()
    assert check_chain().broken_at == 2


def test_a_rewritten_end_does_not_fit_the_head(entries, unguarded):
    Entry.objects.filter(number=5).delete()
    Head.objects.update(number=4)
    assert check_chain().broken_at == 4


def test_an_entry_added_past_the_head_is_found(entries, unguarded):
    Head.objects.update(number=4, hash=entries[3].hash)
    report = check_chain()
    assert report.broken_at == 5


def test_the_database_refuses_to_change_or_delete_an_entry(entries):
    for attempt in (
        lambda: Entry.objects.filter(number=2).update(actor_name="khác"),
        lambda: Entry.objects.filter(number=2).delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            attempt()
    assert check_chain()


def test_many_changes_are_written_in_few_queries(cast, django_assert_max_num_queries):
    changes = [Change(cast.reader, {}, {"n": n}) for n in range(300)]
    with django_assert_max_num_queries(12):
        record_many(Verb.CHANGED, actor=None, changes=changes, at=NOON)
    assert check_chain().entries == 300
