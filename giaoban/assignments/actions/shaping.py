"""Proposals are added by hand, split and joined."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from giaoban.assignments.actions.editing import opened, touch, unchanged
from giaoban.assignments.actions.opening import columns_of, read_part, write_addressees
from giaoban.assignments.models import Addressee, Proposal, Review
from giaoban.assignments.vocabulary import ProposalSource
from giaoban.foundation.codes import public_code
from giaoban.foundation.verdict import Refused
from giaoban.units.reads import Officer

_SHORTEST = 8  # characters of a sentence that may be a task
_MARK: Final = re.compile(r"(?:(?:\d+(?:\.\d+)*|[IVX]+|[a-zđ])[.)]|[-–+•*])\s+(?=\S)")  # "2. ", "a) ", "- "


@transaction.atomic
def add_proposal(review: Review, *, start: int, end: int, actor: Officer, at: datetime) -> Proposal:
    """
    Propose the stretch `start` to `end` of the paper, read as well as the program can.

    The same stretch twice gives the proposal that is there (a double click adds one). Raises `Refused` when
    the stretch is empty or outside the text.
    """
    review = opened(review.pk, actor=actor)
    text = review.document.text
    start, end = _trimmed(text, start, end)
    if end - start < _SHORTEST:
        raise Refused(_("Select the words of the task in the text first."))
    existing = Proposal.objects.filter(review=review, start=start, end=end, is_dropped=False).first()
    if existing is not None:
        return existing
    task = read_part(review.document, start, end)
    columns = columns_of(task) if task else {"action": _words(text, start, end)}
    columns |= {"start": start, "end": end, "position": start, "source": ProposalSource.ADDED}
    proposal = Proposal.objects.create(review=review, **columns)
    if task:
        write_addressees([(proposal, task)])
    touch(review, proposal, at=at)
    return proposal


def add_quoted(review: Review, *, quote: str, actor: Officer, at: datetime) -> Proposal:
    """As `add_proposal`, for a sentence copied from the paper; blanks and line ends in it do not matter."""
    text = review.document.text
    found = find_quote(text, quote)
    if found is None:
        raise Refused(_("This sentence does not stand in the paper: copy it from the text as it is."))
    return add_proposal(review, start=found[0], end=found[1], actor=actor, at=at)


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Where the words of `quote` stand in `text`, whatever the blanks between them; None when nowhere."""
    wanted = "".join(quote.split())
    if not wanted:
        return None
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    squeezed = "".join(text[place] for place in places)
    first = squeezed.find(wanted)
    if first < 0:
        return None
    return places[first], places[first + len(wanted) - 1] + 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks at both ends and the number of the clause at the beginning."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    mark = _MARK.match(text, start, end)
    return (mark.end() if mark else start), end


@transaction.atomic
def split(proposal: Proposal, *, version: int, cut: int, actor: Officer, at: datetime) -> Proposal:
    """
    Make two of one at the code point `cut` of the paper; both keep the units, the second is returned.

    Raises `Refused` unless words stand on both sides, and `Stale`.
    """
    review = opened(proposal.review_id, actor=actor)
    first = unchanged(review, proposal.pk, version)
    text = review.document.text
    one, two = _trimmed(text, first.start, cut), _trimmed(text, cut, first.end)
    if not (first.start < cut < first.end) or one[0] >= one[1] or two[0] >= two[1]:
        raise Refused(_("Choose a place inside the sentence, with words on both sides."))
    addressees = list(first.addressees.order_by("position", "pk"))
    second = Proposal.objects.get(pk=first.pk)
    second.pk, second.code = None, public_code()
    second.start, second.end, second.position = two[0], two[1], two[0]
    second.action, second.version, second.source = _words(text, *two), 1, ProposalSource.ADDED
    second.save(force_insert=True)
    first.start, first.end, first.action = one[0], one[1], _words(text, *one)
    first.save()
    for addressee in addressees:
        addressee.pk, addressee.proposal = None, second
    Addressee.objects.bulk_create(addressees)
    touch(review, first, at=at)
    return second


@transaction.atomic
def merge(
    proposal: Proposal, *, version: int, with_pk: int, with_version: int, actor: Officer, at: datetime
) -> None:
    """
    Join the proposal `with_pk` to this one: its words, units and stretch; it is then dropped itself.

    Where the deadlines differ the first stays and a person is asked to look. Raises `Refused` and `Stale`.
    """
    review = opened(proposal.review_id, actor=actor)
    first = unchanged(review, proposal.pk, version)
    other = unchanged(review, with_pk, with_version)
    if other.is_dropped or first.is_dropped or other.pk == first.pk:
        raise Refused(_("Only two proposals that are kept can be joined."))
    if (first.due_on, first.rule) != (other.due_on, other.rule):
        first.doubts = sorted({*first.doubts, "several_deadlines"})
        if first.due_on is None and not first.rule:
            first.due_on, first.rule = other.due_on, other.rule
            first.due_words, first.reckoning = other.due_words, other.reckoning
    first.start, first.end = min(first.start, other.start), max(first.end, other.end)
    first.position = min(first.position, other.position)
    first.action = f"{first.action.rstrip(' .;,')}; {other.action}"
    first.product = "; ".join(dict.fromkeys(p for p in (first.product, other.product) if p))[:300]
    first.save()
    _take_addressees(first, other)
    other.is_dropped = True
    other.save(update_fields=["is_dropped"])
    touch(review, first, other, at=at)


def _take_addressees(first: Proposal, other: Proposal) -> None:
    position = first.addressees.count()
    for addressee in list(other.addressees.order_by("position", "pk")):
        same = Q(unit=addressee.unit_id) if addressee.unit_id else Q(group=addressee.group_id)
        if addressee.unit_id is None and addressee.group_id is None:
            same = Q(as_written=addressee.as_written)
        if first.addressees.filter(same).exists():
            continue
        addressee.pk, addressee.proposal, addressee.position = None, first, position
        addressee.save(force_insert=True)
        position += 1


def _words(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split())
    return words[:1].upper() + words[1:]
