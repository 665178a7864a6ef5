"""The chain of the journal: it holds as written, and every way of breaking it is found."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from giaoban.journal.actions import Change, record, record_many
from giaoban.journal.models import HASHED, NO_HASH, Entry, Head, hash_of, printed_head
from giaoban.journal.reads import check_chain, check_head
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


def test_an_entry_put_between_two_others_is_found_where_it_stands(entries, unguarded):
    """Somebody makes room for it by giving the later ones new numbers, and hashes it correctly."""
    rows = list(Entry.objects.filter(number__gte=3).order_by("-number").values())
    Entry.objects.filter(number__gte=3).delete()
    for row in rows:
        Entry.objects.create(**row | {"number": row["number"] + 1})
    added = Entry(**rows[-1] | {"number": 3, "actor_name": "Người khác"})
    added.hash = hash_of([getattr(added, name) for name in HASHED])
    added.save(force_insert=True)
    Head.objects.update(number=6)
    assert check_chain().broken_at == 4  # the first that does not follow from the one before it


def test_two_entries_that_changed_places_are_found_at_the_first(entries, unguarded):
    third, fourth = Entry.objects.filter(number__in=(3, 4)).order_by("number").values()
    Entry.objects.filter(number__in=(3, 4)).delete()
    Entry.objects.create(**third | {"number": 4})
    Entry.objects.create(**fourth | {"number": 3})
    assert check_chain().broken_at == 3


def rewritten(since, **changed):
    """The chain written anew from entry `since` on, whole in itself, as the owner of the database could."""
    before = Entry.objects.filter(number=since - 1).values_list("hash", flat=True).first() or NO_HASH
    rows = list(Entry.objects.filter(number__gte=since).order_by("number"))
    Entry.objects.filter(number__gte=since).delete()
    for row in rows:
        for name, value in changed.items():
            setattr(row, name, value)
        row.previous_hash = before
        row.hash = before = hash_of([getattr(row, name) for name in HASHED])
        row.save(force_insert=True)
    Head.objects.update(hash=before)


def test_a_chain_written_anew_holds_in_itself_but_not_with_a_head_printed_before(entries, unguarded):
    printed = {number: printed_head(number, entries[number - 1].hash) for number in range(1, 6)}
    assert {number: check_head(head) for number, head in printed.items()} == dict.fromkeys(printed, "")
    rewritten(3, actor_name="Người khác")
    assert check_chain()
    assert [number for number, head in printed.items() if check_head(head)] == [3, 4, 5]


def test_a_journal_cut_short_does_not_reach_a_head_printed_before(entries, unguarded):
    printed = str(Head.objects.get())
    Entry.objects.filter(number=5).delete()
    Head.objects.update(number=4, hash=entries[3].hash)
    assert check_chain()
    assert check_head(printed)


def test_a_head_is_taken_as_people_copy_it_and_nothing_else_is(entries):
    whole = entries[3].hash
    for head in (f"4:{whole}", f" 4: {whole[:16].upper()} ", f"4:{whole[:12]}…", "0:0000000000000000"):
        assert check_head(head) == "", head
    for head in (
        "",
        "4",
        f":{whole}",
        f"4:{whole[:4]}",
        "4:zzzzzzzzzzzz",
        f"5:{whole}",
        f"9:{whole}",
        "0:ff00ff00ff",
    ):
        assert check_head(head) != "", head


def test_the_worker_prints_the_head_of_each_day_in_the_log(entries, caplog):
    from giaoban.outbox.jobs.registry import DAILY

    with caplog.at_level(logging.INFO, logger="giaoban.journal"):
        DAILY["journal-head"].act(NOON.date(), NOON)
    [line] = caplog.messages
    assert line == f"Head of the journal on 12/06/2025: 5:{entries[-1].hash[:16]}"
    assert check_head(line.partition(": ")[2]) == ""


def test_the_log_lets_the_head_through_as_installed():
    from django.conf import settings

    logger = settings.LOGGING["loggers"]["giaoban.journal"]
    assert (logger["level"], logger.get("propagate", True)) == ("INFO", True)
    assert "level" not in settings.LOGGING["handlers"]["stderr"]


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
