"""The page of a review: the paper's lines with the sentences found, and a card for each proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from giaoban.assignments.models import Addressee, Proposal, Review
from giaoban.assignments.reads.plan import Members, Plan, due_of, expanded
from giaoban.assignments.reads.reckoning import reckoned
from giaoban.assignments.reads.recurrence import rule_words
from giaoban.assignments.vocabulary import DOUBTS, ProposalSource, Sharing
from giaoban.documents.reads import Pointer, TextLine, marked_lines
from giaoban.duties.vocabulary import Role
from giaoban.units.models import Unit
from giaoban.workdays.counting import Calendar

_CUTS = re.compile(r"[.;:,](?=\s)\s*|\s(?=(?:và|đồng thời)\s)")


@dataclass(frozen=True, slots=True)
class Party:
    """One addressee as a card shows it; `count` are the units behind it, `total` those with the left-out."""

    addressee: Addressee
    name: str
    is_bound: bool
    is_group: bool
    count: int
    total: int

    @property
    def left_out(self) -> int:
        """How many members of the group are left out."""
        return self.total - self.count


@dataclass(frozen=True, slots=True)
class Card:
    """
    One proposal ready for the screen.

    `number` counts kept proposals from 1, None for a dropped one. `due` is the deadline (of a repeated
    one the first), `due_notes` how it is written, reckoned and repeated. `next` is the kept proposal that
    it could be joined with.
    """

    proposal: Proposal
    number: int | None
    leads: list[Party]
    coordinating: list[Party]
    informed: list[Party]
    due: date | None
    due_notes: list[str]
    doubts: list[str | Promise]
    problems: list[str]
    quote: str
    next: Proposal | None

    @property
    def is_uncertain(self) -> bool:
        """Whether a person has to look before it is given."""
        return not self.proposal.is_dropped and bool(self.doubts or self.problems)

    @property
    def is_shared(self) -> bool:
        """Whether several equal assignees stand side by side, so that a choice is offered."""
        return len(self.leads) > 1

    @property
    def first_leads(self) -> bool:
        """Whether the first of them leads and the others coordinate."""
        return self.proposal.sharing == Sharing.FIRST_LEADS

    @property
    def by_hand(self) -> bool:
        """Whether a person added it."""
        return self.proposal.source == ProposalSource.ADDED

    @property
    def unbound(self) -> list[Party]:
        """The words that are not bound to any unit."""
        return [p for p in (*self.leads, *self.coordinating, *self.informed) if not p.is_bound]


def cards_of(plan: Plan, review: Review, *, calendar: Calendar) -> list[Card]:
    """The cards of a review in the order of its text; no query. `review` comes with its document."""
    cards: list[Card] = []
    kept = plan.kept
    following = dict(zip((p.pk for p in kept), [*kept[1:], None], strict=True))
    for proposal in plan.proposals:
        parties = {role: _parties(proposal, role, plan.members) for role in Role}
        position = None if proposal.is_dropped else sum(1 for card in cards if card.number) + 1
        cards.append(
            Card(
                proposal=proposal,
                number=position,
                leads=parties[Role.LEAD],
                coordinating=parties[Role.COORDINATING],
                informed=parties[Role.INFORMED],
                due=_due_on(proposal, plan.after, calendar),
                due_notes=_due_notes(proposal, calendar),
                doubts=[DOUBTS.get(code, _("Look at this proposal once more.")) for code in proposal.doubts],
                problems=plan.problems.get(proposal.pk, []),
                quote=review.document.text[proposal.start : proposal.end],
                next=following.get(proposal.pk),
            )
        )
    return cards


def _due_on(proposal: Proposal, after: date, calendar: Calendar) -> date | None:
    """The deadline; of a repeated proposal the first, moved on from a rest day."""
    due_on = due_of(proposal, after=after)
    return calendar.next_working_day(due_on) if due_on and proposal.rule else due_on


def _parties(proposal: Proposal, role: Role, members: Members) -> list[Party]:
    return [_party(a, members) for a in proposal.addressees.all() if a.role == role]


def _party(addressee: Addressee, members: Members) -> Party:
    unit: Unit | None = addressee.unit
    bound = unit or addressee.group
    return Party(
        addressee=addressee,
        name=bound.name if bound else addressee.as_written,
        is_bound=bound is not None,
        is_group=addressee.group_id is not None,
        count=len(expanded(addressee, members)),
        total=1 if unit else len(members.get(addressee.group_id or 0, ())),
    )


def _due_notes(proposal: Proposal, calendar: Calendar) -> list[str]:
    notes = [rule_words(proposal.rule), reckoned(proposal.reckoning, calendar)]
    if proposal.due_time:
        notes.append(_("at %(hour)s") % {"hour": f"{proposal.due_time:%H:%M}"})
    if proposal.event:
        notes.append(_("hangs on: %(event)s") % {"event": proposal.event})
    if proposal.due_words and proposal.due_words != proposal.event:
        notes.append(f"“{proposal.due_words}”")
    return [note for note in notes if note]


def lines_of(review: Review, cards: Iterable[Card]) -> list[TextLine]:
    """
    The paper's lines with its citations and the sentences of the proposals; no query.

    A dropped sentence is marked only where no kept one stands: a proposal that was joined to another is
    dropped itself.
    """
    kept: list[Pointer] = []
    dropped: list[Pointer] = []
    for card in cards:
        proposal = card.proposal
        tone = "dropped" if proposal.is_dropped else "uncertain" if card.is_uncertain else "found"
        pointer = Pointer(proposal.start, proposal.end, proposal.code, tone)
        (dropped if proposal.is_dropped else kept).append(pointer)
    alone = [d for d in dropped if not any(d.start < k.end and k.start < d.end for k in kept)]
    cited = [(found["start"], found["end"]) for found in review.citations]
    return marked_lines(review.document.text, [*kept, *alone], cited=cited)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence, and the place (code point of the paper) behind them where it may be cut."""

    words: str
    cut: int | None


def pieces_of(quote: str, start: int) -> list[Piece]:
    """
    A sentence in pieces at the places where it may be cut: behind a stop, a comma, or before "và"; between
    any two words where there is no such place.
    """
    places = [
        found.end()
        for found in _CUTS.finditer(quote)
        if quote[: found.end()].strip() and quote[found.end() :].strip()
    ]
    places = places or [found.end() for found in re.finditer(r"\S\s+(?=\S)", quote)]
    ends = [*places, len(quote)]
    return [
        Piece(quote[begin:end], start + end if end < len(quote) else None)
        for begin, end in zip([0, *places], ends, strict=True)
    ]
