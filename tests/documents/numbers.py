"""Makers for tests of numbers: series, terms, and papers that have no number yet."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count

from giaoban.documents.actions import SeriesFacts, open_series, open_term
from giaoban.documents.models import Document, Series, Term
from giaoban.documents.vocabulary import PaperForm
from giaoban.units.models import Committee
from tests import make

_papers = count(1)


def series(cast: make.Cast, *types: str, form: str = PaperForm.STATE, **facts: object) -> Series:
    """A series of the committee, opened by the secretary."""
    chosen = SeriesFacts(name=str(facts.pop("name", "Sổ " + "+".join(types))), types=types, **facts)
    secretary = cast.officer(cast.secretary)
    return open_series(cast.committee, form=form, facts=chosen, actor=secretary, at=make.NOON)


def term(cast: make.Cast, name: str, since: date) -> Term:
    """A term of office of the committee."""
    return open_term(cast.committee, name=name, since=since, actor=cast.officer(cast.secretary), at=make.NOON)


def paper(cast: make.Cast, *, at: datetime = make.NOON) -> Document:
    """A paper in the register without a number."""
    return paper_of(cast.committee, sha256=f"{next(_papers):064d}", at=at)


def paper_of(committee: Committee, *, sha256: str, at: datetime = make.NOON) -> Document:
    """The same, with a fingerprint of its own."""
    return Document.objects.create(
        committee=committee,
        type="TB",
        symbol="TB-BCĐCĐS",
        issued_on=at.date(),
        year=at.year,
        force_from=at.date(),
        subject="Kết luận phiên họp thứ bảy",
        text="",
        sha256=sha256,
        search_key="",
        registered_at=at,
    )
