"""The books of the register: lists, what is alike, what waits to be passed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from giaoban.documents.models import Delivery, Document, DocumentQuerySet, Relation, SlipPart
from giaoban.documents.reading.keys import cite_key
from giaoban.documents.vocabulary import PASS_ON_WORKING_DAYS, Direction, RelationKind, Urgency
from giaoban.duties.models import Duty
from giaoban.foundation.text import search_key
from giaoban.units.models import Committee
from giaoban.units.reads import Officer
from giaoban.workdays.counting import Calendar

PAGE: Final = 50
_ORDERS: Final = {
    "": ("-year", "-issued_on", "-pk"),
    "old": ("year", "issued_on", "pk"),
    "date": ("-issued_on", "-pk"),
    "-date": ("issued_on", "pk"),
}
_ARRIVALS: Final = {**_ORDERS, "": ("-year", "-arrival_number"), "old": ("year", "arrival_number")}


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFilter:
    """What of a book is shown; empty values do not filter. `type` None: every type, "": without a type."""

    committee: Committee
    direction: str
    year: int | None = None
    type: str | None = None
    issuer: str = ""
    urgency: int | None = None
    words: str = ""
    waiting: bool = False
    order: str = ""


def readable_register(officer: Officer | None) -> DocumentQuerySet:
    """Papers of the officer's committees, and those sent to their units or to be handled by them."""
    if officer is None:
        return Document.objects.none()
    seen = SlipPart.objects.filter(slip__document=OuterRef("pk"), duty__in=Duty.objects.visible_to(officer))
    sent = Delivery.objects.live().readable_by(officer).filter(dispatch__document=OuterRef("pk"))
    return Document.objects.filter(Q(committee__in=officer.whole_committee_ids) | Exists(seen) | Exists(sent))


def book(wanted: BookFilter) -> DocumentQuerySet:
    """The papers of a book that `wanted` lets through, sorted, without their texts."""
    rows = Document.objects.filter(committee=wanted.committee, direction=wanted.direction)
    if wanted.year is not None:
        rows = rows.filter(year=wanted.year)
    if wanted.type is not None:
        rows = rows.filter(type=wanted.type)
    if wanted.urgency is not None:
        rows = rows.filter(urgency=wanted.urgency)
    if wanted.waiting:
        rows = rows.filter(passed_on__isnull=True)
    for word in search_key(wanted.issuer).split():
        rows = rows.filter(issuer_key__contains=word)
    rows = rows.filter(_worded(wanted))
    orders = _ARRIVALS if wanted.direction == Direction.INCOMING else _ORDERS
    return rows.defer("text").order_by(*orders.get(wanted.order, orders[""]))


def _worded(wanted: BookFilter) -> Q:
    words = wanted.words.strip()
    if wanted.direction == Direction.INCOMING and words.isdecimal() and len(words) < 9:
        return Q(arrival_number=int(words)) | Q(number=words)
    number, _slash, symbol = words.partition("/")
    if number.isdecimal() and (key := cite_key(number, symbol)):
        return Q(cite_key=key)
    wanted_words = Q()
    for word in search_key(words).split():
        wanted_words &= Q(search_key__contains=word)
    return wanted_words


def book_page(rows: DocumentQuerySet, number: str | None) -> Page[Document]:
    """One page of a book. Two queries."""
    return Paginator(rows, PAGE).get_page(number)


def years_of(committee: Committee, direction: str) -> list[int]:
    """The years from the first paper of the book to the last, the latest first. Two queries by an index."""
    years = Document.objects.filter(committee=committee, direction=direction).values_list("year", flat=True)
    first, last = years.order_by("year").first(), years.order_by("-year").first()
    return list(range(last, first - 1, -1)) if first is not None and last is not None else []


def alike(
    committee: Committee, *, number: str, symbol: str, issuer: str, but: Document | None = None
) -> list[Document]:
    """
    Papers of the register with the same number and symbol whose issuer is the same or not told.

    For the warning before a second entry (Decree 30/2020, annex VI); two offices may use one symbol.
    """
    key = cite_key(number, symbol)
    if not key:
        return []
    rows = (
        Document.objects.filter(committee=committee, cite_key=key).defer("text").order_by("-issued_on", "-pk")
    )
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    told = search_key(issuer)
    return [each for each in rows[:20] if not told or not each.issuer_key or each.issuer_key == told]


def pass_on_by(document: Document, calendar: Calendar) -> date | None:
    """The last day on which an incoming paper is passed on in time; None for other papers."""
    if document.direction != Direction.INCOMING or document.arrived_on is None:
        return None
    days = PASS_ON_WORKING_DAYS[Urgency(document.urgency)]
    return calendar.add_working_days(document.arrived_on, days) if days else document.arrived_on


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One line of the register of follow-up: what one unit owes on one paper, and the papers that answer."""

    part: SlipPart
    document: Document
    duty: Duty
    replies: tuple[Document, ...]


def follow_ups(
    committee: Committee, *, year: int | None = None, running: bool = False, words: str = ""
) -> QuerySet[SlipPart]:
    """The parts of handling slips, the latest papers first."""
    rows = SlipPart.objects.filter(slip__document__committee=committee)
    if year is not None:
        rows = rows.filter(slip__document__year=year)
    if running:
        rows = rows.filter(duty__in=Duty.objects.running())
    for word in search_key(words).split():
        rows = rows.filter(slip__document__search_key__contains=word)
    rows = rows.select_related("slip__document", "duty__unit").defer("slip__document__text")
    return rows.order_by("-slip__document__year", "-slip__document__arrival_number", "pk")


def follow_up_rows(parts: Iterable[SlipPart]) -> list[FollowUp]:
    """The lines of `parts`, with the papers that answer; one further query."""
    parts = list(parts)
    replies: dict[int, list[Document]] = {}
    bonds = Relation.objects.holding().filter(
        kind=RelationKind.REPLIES, target__in={part.slip.document_id for part in parts}
    )
    for bond in bonds.select_related("source").defer("source__text").order_by("pk"):
        replies.setdefault(bond.target_id or 0, []).append(bond.source)
    return [
        FollowUp(part, part.slip.document, part.duty, tuple(replies.get(part.slip.document_id, ())))
        for part in parts
    ]
