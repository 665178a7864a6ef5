"""Sample acts on series, numbers and issued papers, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

from giaoban.documents import actions
from giaoban.documents.layout import to_pdf
from tests import make
from tests.documents import issued, numbers
from tests.documents.layout import full


def _facts(cast):
    return {"actor": cast.officer(cast.secretary), "at": make.NOON}


def opening(cast):
    """The secretary opens a series for notices."""
    chosen = actions.SeriesFacts(name="Thông báo", types=("TB",))
    return partial(actions.open_series, cast.committee, form="state", facts=chosen, **_facts(cast))


def changing(cast):
    """It gets another name and a second type."""
    chosen = actions.SeriesFacts(name="Chung", types=("TB", "KH"))
    return partial(actions.change_series, numbers.series(cast, "TB"), facts=chosen, **_facts(cast))


def term(cast):
    """A term of office begins."""
    since = date(2025, 10, 1)
    return partial(actions.open_term, cast.committee, name="2025 - 2030", since=since, **_facts(cast))


def taking(cast):
    """A paper takes a number."""
    one = numbers.series(cast, "TB")
    return partial(actions.take_number, one, document=numbers.paper(cast), **_facts(cast))


def reserving(cast):
    """Two numbers are kept."""
    one = numbers.series(cast, "TB")
    return partial(actions.reserve_numbers, one, count=2, reason="Dành", **_facts(cast))


def voiding(cast):
    """A number that was kept is given up."""
    [number] = reserving(cast)()[:1]
    return partial(actions.void_number, number, reason="Không dùng", **_facts(cast))


def issuing(cast):
    """A draft that is ready is issued."""
    numbers.series(cast, "QĐ")
    draft = issued.ready(cast)
    return partial(actions.issue, draft, issuing=actions.Issuing(version=1), **_facts(cast))


def signed(cast):
    """A signed file comes back."""
    file = SimpleUploadedFile("ban-ky.pdf", to_pdf(full.decision(annexes=())))
    return partial(actions.keep_signed, issued.issued(cast), file=file, **_facts(cast))


SAMPLES = {
    "documents.actions.open_series": opening,
    "documents.actions.change_series": changing,
    "documents.actions.open_term": term,
    "documents.actions.take_number": taking,
    "documents.actions.reserve_numbers": reserving,
    "documents.actions.void_number": voiding,
    "documents.actions.issue": issuing,
    "documents.actions.keep_signed": signed,
}
NO_ENTRY = {"documents.actions.check_signatures": "looks at bytes; keeping the file is the act"}
