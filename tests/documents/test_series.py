"""Numbers of papers: taken in order, reserved, void; by year, by term, by the clock of Viet Nam."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from giaoban.documents.actions import (
    SeriesFacts,
    change_series,
    open_term,
    reserve_numbers,
    take_number,
    void_number,
)
from giaoban.documents.models import Document, Number
from giaoban.documents.reads.numbering import numbering_faults, series_for, standings
from giaoban.documents.vocabulary import NumberState, PaperForm
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from tests import make
from tests.documents import numbers

TURN = datetime(2025, 12, 31, 17, 0, tzinfo=UTC)  # midnight in Viet Nam
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _english():
    """Refusals are told apart by their source words."""
    with translation.override("en"):
        yield


@pytest.fixture
def notices(cast):
    return numbers.series(cast, "TB")


def taken(cast, series, *, at=make.NOON, **facts):
    who = cast.officer(cast.secretary, at.date())
    return take_number(series, document=numbers.paper(cast, at=at), actor=who, at=at, **facts)


def reserved(cast, series, *, at=make.NOON, count=1):
    return reserve_numbers(series, count=count, reason="Dành", actor=cast.officer(cast.secretary), at=at)


def test_papers_get_the_numbers_one_after_another(cast, notices):
    given = [taken(cast, notices) for _ in range(3)]
    assert [number.value for number in given] == [1, 2, 3]
    assert [(d.number, d.issued_on) for d in Document.objects.order_by("pk")] == [
        (f"0{n}", make.TODAY) for n in (1, 2, 3)
    ]


def test_a_paper_has_one_number_for_ever(cast, notices):
    number = taken(cast, notices)
    with pytest.raises(Refused, match="number already"):
        take_number(notices, document=number.document, actor=cast.officer(cast.secretary), at=make.NOON)
    assert Number.objects.count() == 1


@pytest.mark.parametrize(
    ("at", "period", "value"),
    [(TURN - SECOND, "2025", 2), (TURN, "2026", 1), (TURN + SECOND, "2026", 1)],
)
def test_the_year_turns_at_midnight_in_viet_nam(cast, notices, at, period, value):
    taken(cast, notices)
    number = taken(cast, notices, at=at)
    assert (number.period, number.value) == (period, value)


def test_a_paper_signed_on_the_last_day_may_be_numbered_on_the_next_working_day(cast, notices):
    """01/01/2026 is a holiday, 02/01 a bridge or a working day; the number belongs to the old year."""
    number = taken(cast, notices, at=TURN + timedelta(hours=9), dated_on=date(2025, 12, 31))
    assert (number.period, number.dated_on) == ("2025", date(2025, 12, 31))


@pytest.mark.parametrize(("days", "words"), [(1, "future"), (-2, "latest on the working day after")])
def test_a_paper_is_neither_dated_ahead_nor_far_back(cast, notices, days, words):
    with pytest.raises(Refused, match=words):
        taken(cast, notices, dated_on=make.TODAY + timedelta(days=days))
    assert not Number.objects.exists()


def test_a_higher_number_is_not_dated_earlier(cast, notices):
    taken(cast, notices)
    with pytest.raises(Refused, match="may not be dated earlier"):
        taken(cast, notices, dated_on=make.TODAY - timedelta(days=1))


def test_a_reserved_number_stays_with_its_reason_until_a_paper_bears_it(cast, notices):
    first, second = reserved(cast, notices, count=2)
    assert taken(cast, notices).value == 3
    number = taken(cast, notices, reserved=second)
    first.refresh_from_db()
    assert (number.value, number.state, number.reason) == (2, "taken", "Dành")
    assert (first.value, first.state, first.reason) == (1, "reserved", "Dành")
    with pytest.raises(Refused, match="not reserved any more"):
        taken(cast, notices, reserved=second)


def test_a_number_reserved_last_year_is_not_used_this_year(cast, notices):
    [number] = reserved(cast, notices, at=TURN - SECOND)
    with pytest.raises(Refused, match="reserved for 2025"):
        taken(cast, notices, at=TURN, reserved=number)


def test_a_void_number_is_not_given_again(cast, notices):
    number = taken(cast, notices)
    who = cast.officer(cast.secretary)
    void_number(number, reason="Ban hành nhầm", actor=who, at=make.NOON)
    assert taken(cast, notices).value == 2
    number.refresh_from_db()
    assert (number.state, number.reason, number.document is not None) == ("void", "Ban hành nhầm", True)
    with pytest.raises(Refused, match="void already"):
        void_number(number, reason="Lại", actor=who, at=make.NOON)


def test_without_a_reason_nothing_is_reserved_or_void(cast, notices):
    who = cast.officer(cast.secretary)
    number = taken(cast, notices)
    with pytest.raises(Refused, match="Give a reason"):
        reserve_numbers(notices, reason="  ", actor=who, at=make.NOON)
    with pytest.raises(Refused, match="Give a reason"):
        void_number(number, reason="", actor=who, at=make.NOON)
    assert list(Number.objects.values_list("state", flat=True)) == ["taken"]


def test_numbers_given_before_the_program_are_not_given_again(cast):
    letters = numbers.series(cast, "CV", earlier_period="2025", earlier_last=37)
    assert taken(cast, letters).value == 38
    assert taken(cast, letters, at=TURN).value == 1
    assert list(numbering_faults()) == []


def test_types_share_a_series_or_have_their_own(cast):
    numbers.series(cast, "TB", "KH", name="Chung")
    apart = numbers.series(cast, "QĐ")
    assert series_for(cast.committee, PaperForm.STATE, "KH").name == "Chung"
    assert series_for(cast.committee, PaperForm.STATE, "QĐ") == apart
    assert series_for(cast.committee, PaperForm.STATE, "NQ") is None
    with pytest.raises(Refused, match="numbers these types already"):
        numbers.series(cast, "NQ", "TB")
    facts = SeriesFacts(name="Quyết định", types=("QĐ", "NQ"))
    change_series(apart, facts=facts, actor=cast.officer(cast.secretary), at=make.NOON)
    assert series_for(cast.committee, PaperForm.STATE, "NQ").name == "Quyết định"


def test_where_a_series_began_is_not_changed_after_its_first_number(cast, notices):
    taken(cast, notices)
    facts = SeriesFacts(name="Sổ", types=("TB",), earlier_period="2025", earlier_last=5)
    with pytest.raises(Refused, match="has given numbers"):
        change_series(notices, facts=facts, actor=cast.officer(cast.secretary), at=make.NOON)


def test_party_numbers_run_through_the_term_of_office(cast):
    series = numbers.series(cast, "CTr", form=PaperForm.PARTY)
    with pytest.raises(Refused, match="No term of office"):
        taken(cast, series)
    numbers.term(cast, "2020 - 2025", date(2020, 10, 1))
    assert taken(cast, series).value == 1
    assert taken(cast, series, at=make.NOON + timedelta(days=90)).value == 2
    numbers.term(cast, "2025 - 2030", date(2025, 10, 15))
    before = datetime(2025, 10, 14, 16, 59, 59, tzinfo=UTC)
    assert [taken(cast, series, at=at).value for at in (before, before + SECOND)] == [3, 1]
    # The next year does not begin again.
    assert taken(cast, series, at=TURN + timedelta(days=30)).value == 2


def test_a_term_begins_after_all_others(cast):
    numbers.term(cast, "2025 - 2030", date(2025, 10, 15))
    begin = partial(open_term, cast.committee, actor=cast.officer(cast.secretary), at=make.NOON)
    with pytest.raises(Refused, match="after all terms"):
        begin(name="2020 - 2025", since=date(2020, 10, 15))


def test_only_the_committees_own_side_numbers(cast, notices):
    for who in (cast.finance_contact, cast.stranger, cast.administrator):
        with pytest.raises(Refused, match="own side"):
            take_number(notices, document=numbers.paper(cast), actor=cast.officer(who), at=make.NOON)


def test_a_refused_paper_takes_no_number_with_it(cast, notices):
    entries = Entry.objects.count()
    with pytest.raises(Refused):
        taken(cast, notices, dated_on=make.TODAY + timedelta(days=3))
    assert (Number.objects.count(), Entry.objects.count()) == (0, entries)


def test_the_standing_of_a_series_says_what_comes_next(cast, notices):
    taken(cast, notices)
    reserved(cast, notices)
    void_number(taken(cast, notices), reason="Nhầm", actor=cast.officer(cast.secretary), at=make.NOON)
    [standing] = standings([notices], on=make.TODAY)
    assert (standing.period, standing.next) == ("2025", 4)
    assert (standing.taken, standing.reserved, standing.void) == (1, 1, 1)


@pytest.mark.parametrize(
    "facts",
    [
        {"value": 1},
        {"value": 0},
        {"value": 5, "state": NumberState.TAKEN},
        {"value": 5, "state": NumberState.RESERVED, "reason": ""},
        {"value": 5, "state": NumberState.VOID, "reason": ""},
    ],
)
def test_the_database_refuses_what_must_not_be(cast, notices, facts):
    taken(cast, notices)
    row = {"series": notices, "period": "2025", "state": "reserved", "reason": "Dành"} | facts
    with pytest.raises(IntegrityError), transaction.atomic():
        Number.objects.create(**row, given_at=make.NOON)


def test_a_missing_number_is_found(cast, notices):
    for _ in range(3):
        taken(cast, notices)
    assert list(numbering_faults()) == []
    Number.objects.filter(value=2).delete()
    assert len(list(numbering_faults())) == 1
