"""Makers of papers under review and of given work, for tests that need no reading of papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from giaoban.assignments.actions import confirm_review
from giaoban.assignments.models import Addressee, Assignment, Proposal, Review
from giaoban.documents.models import Document
from giaoban.duties.vocabulary import Role
from giaoban.foundation.text import search_key
from giaoban.units.models import Unit, UnitGroup
from tests import make

ISSUED_ON = date(2025, 6, 10)
Named = Unit | UnitGroup | str


def document(cast: make.Cast, *sentences: str, number: str = "215") -> Document:
    """A notice whose clauses are the sentences."""
    text = "THÔNG BÁO\n" + "\n".join(f"{n}. {words}" for n, words in enumerate(sentences, 1))
    return Document.objects.create(
        committee=cast.committee,
        type="TB",
        number=number,
        symbol="TB-BCĐ",
        issued_on=ISSUED_ON,
        year=ISSUED_ON.year,
        force_from=ISSUED_ON,
        subject="Kết luận phiên họp thứ sáu về chuyển đổi số",
        text=text,
        sha256=number.rjust(64, "0"),
        search_key=search_key(f"tb {number}/tb-bcđ kết luận"),
        registered_at=make.NOON,
        registered_by=cast.secretary,
    )


def review(of: Document) -> Review:
    """An open review without proposals."""
    return Review.objects.create(document=of, changed_at=make.NOON)


def proposal(
    under: Review,
    words: str,
    *,
    lead: Iterable[Named] = (),
    coordinating: Iterable[Named] = (),
    informed: Iterable[Named] = (),
    **columns: object,
) -> Proposal:
    """A proposal for the sentence `words` of the paper; a party that is text is not bound to a unit."""
    start = under.document.text.index(words)
    columns.setdefault("due_on", date(2025, 6, 30))
    clause = under.document.text[:start].rsplit("\n", 1)[-1].strip(" .")
    made = Proposal.objects.create(
        review=under,
        position=start,
        start=start,
        end=start + len(words),
        action=words,
        clause=clause,
        **columns,
    )
    position = 0
    for role, parties in ((Role.LEAD, lead), (Role.COORDINATING, coordinating), (Role.INFORMED, informed)):
        for party in parties:
            addressee(made, party, role, position=position)
            position += 1
    return made


def addressee(
    of: Proposal, party: Named, role: Role = Role.LEAD, *, position: int = 0, **columns: object
) -> Addressee:
    """One unit, group, or words not bound to either."""
    return Addressee.objects.create(
        proposal=of,
        position=position,
        role=role,
        as_written=str(party),
        unit=party if isinstance(party, Unit) else None,
        group=party if isinstance(party, UnitGroup) else None,
        **columns,
    )


def give(under: Review, cast: make.Cast, *, at: datetime = make.NOON) -> list[Assignment]:
    """Confirm the review as the secretary; the assignments in the order of their numbers."""
    under.refresh_from_db()
    assert confirm_review(under, version=under.version, actor=cast.officer(cast.secretary), at=at)
    return list(Assignment.objects.filter(document=under.document).order_by("sequence", "pk"))


PLAN = "Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí kế hoạch chuyển đổi số."
SURVEY = "Giao UBND các xã, phường rà soát hạ tầng số trên địa bàn."


def given(cast: make.Cast) -> list[Assignment]:
    """One task for Finance with Interior, and one for each commune: four assignments."""
    under = review(document(cast, PLAN, SURVEY))
    proposal(
        under, PLAN, lead=[cast.finance], coordinating=[cast.interior], product="Kế hoạch", field=cast.field
    )
    proposal(under, SURVEY, lead=[cast.communes], informed=[cast.office])
    return give(under, cast)
