"""Papers as a list, and which of them an officer may open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q

from giaoban.assignments.models import Assignment, Part, Proposal, Review
from giaoban.assignments.vocabulary import ReviewState
from giaoban.documents.models import Delivery, Document, SlipPart
from giaoban.documents.models import DocumentQuerySet as Documents
from giaoban.duties.models import Duty
from giaoban.units.reads import Officer

PAGE = 50


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper of the list: `proposals` wait to be checked, `given` assignments came of it."""

    document: Document
    is_given: bool
    proposals: int
    uncertain: int
    given: int


def readable_papers(officer: Officer | None) -> Documents:
    """Papers of the officer's committees, and those that their units have work from or were sent."""
    if officer is None:
        return Document.objects.none()
    duties = Duty.objects.visible_to(officer)
    seen = Part.objects.filter(assignment__document=OuterRef("pk"), duty__in=duties)
    handled = SlipPart.objects.filter(slip__document=OuterRef("pk"), duty__in=duties)
    sent = Delivery.objects.live().readable_by(officer).filter(dispatch__document=OuterRef("pk"))
    return Document.objects.filter(
        Q(committee__in=officer.whole_committee_ids) | Exists(seen) | Exists(handled) | Exists(sent)
    )


def papers_of_work(officer: Officer | None) -> Documents:
    """Of the readable papers those that give work: read for proposals, or with tasks already."""
    gives = Exists(Review.objects.filter(document=OuterRef("pk")))
    given = Exists(Assignment.objects.filter(document=OuterRef("pk")))
    return readable_papers(officer).filter(gives | given)


def readable_among(officer: Officer, keys: Sequence[int]) -> Documents:
    """Of a few papers, given by their keys, those of `readable_papers`, found by way of their duties."""
    duties = Duty.objects.visible_to(officer)
    worked_on = duties.filter(part__assignment__document__in=keys)
    slips = SlipPart.objects.filter(slip__document__in=keys)
    dealt_with = duties.filter(pk__in=slips.values("duty")).values_list("pk", flat=True)
    handled = slips.filter(duty__in=list(dealt_with))
    sent = Delivery.objects.live().readable_by(officer).filter(dispatch__document__in=keys)
    seen = {
        *worked_on.values_list("part__assignment__document", flat=True),
        *handled.values_list("slip__document", flat=True),
        *sent.values_list("dispatch__document", flat=True),
    }
    return Document.objects.filter(Q(committee__in=officer.whole_committee_ids) | Q(pk__in=seen), pk__in=keys)


def paper_page(papers: Documents, number: str | None) -> tuple[Page[Document], list[PaperRow]]:
    """One page of papers, the latest first, with what became of each. Five queries."""
    ordered = papers.select_related("committee").defer("text").order_by("-issued_on", "-pk")
    page = Paginator(ordered, PAGE).get_page(number)
    return page, list(_rows(page.object_list))


def _rows(documents: Iterable[Document]) -> Iterable[PaperRow]:
    documents = list(documents)
    reviews = Review.objects.filter(document__in=documents).in_bulk(field_name="document_id")
    waiting = {
        row["review__document"]: (row["count"], row["uncertain"])
        for row in Proposal.objects.filter(review__document__in=documents, is_dropped=False)
        .values("review__document")
        .annotate(count=Count("pk"), uncertain=Count("pk", filter=~Q(doubts=[])))
    }
    given = dict(
        Assignment.objects.filter(document__in=documents, parent=None)
        .values_list("document")
        .annotate(count=Count("pk"))
    )
    for document in documents:
        review = reviews.get(document.pk)
        proposals, uncertain = waiting.get(document.pk, (0, 0))
        yield PaperRow(
            document,
            review is not None and review.state == ReviewState.CONFIRMED,
            proposals,
            uncertain,
            given.get(document.pk, 0),
        )
