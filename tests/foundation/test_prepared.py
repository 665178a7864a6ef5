"""What is turned into SQL once for all gives and writes what Django would."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from giaoban.foundation.prepared import Prepared, insert, update
from giaoban.journal.models import Sending
from giaoban.people.models import Person
from giaoban.units.models import Post, Tenure, Unit
from tests import make


def held(person, on):
    rows = Post.objects.held(on=on).filter(person=person).annotate(place=F("unit__path"))
    return rows.select_related("unit").order_by("-pk")


def seated(person, on):
    return Tenure.objects.held(on=on).filter(person=person).select_related("seat__committee").defer("basis")


HELD, SEATED = Prepared(held), Prepared(seated)
LOCKED = Prepared(lambda pk: Unit.objects.select_for_update(no_key=True).filter(pk=pk))
DAYS = [make.TODAY + timedelta(days=days) for days in (-20_000, -400, 0, 400)]


def facts(row):
    """All columns of an object that were read."""
    return {name: value for name, value in vars(row).items() if name != "_state"}


@pytest.mark.parametrize("on", DAYS)
def test_it_gives_what_the_queryset_gives(cast, on):
    for person in Person.objects.all():
        rows, wanted = HELD(person=person.pk, on=on), list(held(person, on))
        assert [facts(row) for row in rows] == [facts(row) for row in wanted]
        assert [facts(row.unit) for row in rows] == [facts(row.unit) for row in wanted]
        seats, wanted_seats = SEATED(person=person.pk, on=on), list(seated(person, on))
        assert [facts(row) for row in seats] == [facts(row) for row in wanted_seats]
        assert [facts(row.seat.committee) for row in seats] == [facts(t.seat.committee) for t in wanted_seats]


def test_it_asks_once_and_reads_nothing_after(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        row = HELD.one(person=cast.commune_contact.pk, on=make.TODAY)
        assert (row.unit.name, row.place) == (cast.an_thanh.name, cast.an_thanh.path)
    with django_assert_num_queries(1):
        assert HELD.one(person=0, on=make.TODAY) is None


def test_what_was_put_off_is_read_when_it_is_asked_for(cast, django_assert_num_queries):
    Tenure.objects.update(basis="Quyết định số 12/QĐ-UBND")
    tenure = SEATED.one(person=cast.chair.pk, on=make.TODAY)
    with django_assert_num_queries(1):
        assert tenure.basis == "Quyết định số 12/QĐ-UBND"


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_within_a_transaction_alone():
    unit = make.unit("Sở Nội vụ", "department")
    with pytest.raises(transaction.TransactionManagementError):
        LOCKED(pk=unit.pk)
    with transaction.atomic():
        assert LOCKED(pk=unit.pk) == [unit]


@pytest.mark.django_db(transaction=True)
def test_threads_ask_on_lines_of_their_own():
    people = [make.person(f"Lê Văn {number}", f"le{number}@sonhai.example") for number in range(4)]
    at = make.unit("Sở Nội vụ", "department")
    posts = {who.pk: make.post(who, at, "contact").pk for who in people}

    def ask(key):
        try:
            return [[row.pk for row in HELD(person=key, on=make.TODAY)] for _n in range(20)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, posts))
    assert found == [[[pk]] * 20 for pk in posts.values()]


def test_a_new_row_is_written_whole_and_given_its_key(cast):
    post = Post(person=cast.commune_contact, unit=cast.science, role="reader", since=make.TODAY)
    insert(post)
    assert facts(Post.objects.get(pk=post.pk)) == facts(
        Post.objects.get(person=post.person, unit=cast.science)
    )
    assert (post._state.adding, Post.objects.get(pk=post.pk).since) == (False, make.TODAY)
    sending = Sending(key="k" * 64, claim="c", at=make.NOON, answer="/")
    insert(sending)
    assert facts(Sending.objects.get(pk="k" * 64)) | {"claim": "c"} == facts(sending)


@pytest.mark.django_db(transaction=True)
def test_what_the_database_refuses_takes_the_act_back():
    @transaction.atomic
    def enter(*keys):
        for key in keys:
            insert(Sending(key=key, claim="c", at=make.NOON, answer="/"))

    enter("one")
    with pytest.raises(IntegrityError):
        enter("two", "one")
    assert list(Sending.objects.values_list("key", flat=True)) == ["one"]


def test_who_listens_to_statements_hears_these_too(cast):
    heard = []

    def listen(execute, sql, *rest):
        heard.append(sql.split()[0])
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        HELD(person=cast.commune_contact.pk, on=make.TODAY)
        insert(Sending(key="k" * 64, claim="c", at=make.NOON, answer="/"))
    assert heard == ["SELECT", "INSERT"]


@pytest.mark.django_db(transaction=True)
def test_after_a_refusal_nothing_more_is_asked_in_that_act():
    insert(Sending(key="one", claim="c", at=make.NOON, answer="/"))
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            insert(Sending(key="one", claim="c", at=make.NOON, answer="/"))
        with pytest.raises(transaction.TransactionManagementError):
            HELD(person=1, on=make.TODAY)
        transaction.set_rollback(True)
    assert HELD(person=1, on=make.TODAY) == []


def test_the_twelfth_answer_is_as_the_first(cast):
    """PostgreSQL plans a statement once that was asked often enough, and goes on with that plan."""
    people = [cast.commune_contact, cast.chair, cast.secretary]
    answers = [[HELD(person=who.pk, on=on) for who in people for on in DAYS] for _n in range(12)]
    assert answers == [[list(held(who.pk, on)) for who in people for on in DAYS]] * 12


def test_only_the_named_columns_are_written(cast):
    unit = Unit.objects.get(pk=cast.an_thanh.pk)
    name, unit.name, unit.official_code = unit.name, "Tên khác", "12345"
    update(unit, "official_code")
    found = Unit.objects.get(pk=unit.pk)
    assert (found.name, found.official_code) == (name, "12345")
    unit.pk = 0
    with pytest.raises(DatabaseError), transaction.atomic():
        update(unit, "official_code")
