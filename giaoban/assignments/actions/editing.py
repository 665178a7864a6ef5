"""
Changes while a paper is under review; each is saved at once.

They are drafts and leave no journal entry: opening and confirming are the acts. Every change names the
version of the proposal that it was made on, so that nobody's change is lost unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from giaoban.assignments.access import may_review
from giaoban.assignments.models import Addressee, Proposal, Review
from giaoban.assignments.reads.known import bind
from giaoban.assignments.reads.terms import reckoned_on, take_apart
from giaoban.assignments.vocabulary import Sharing
from giaoban.duties.vocabulary import Role
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Unit, UnitGroup
from giaoban.units.reads import Officer
from giaoban.workdays.reads import current_calendar


class Stale(Refused):
    """The proposal was changed by somebody else since it was shown; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeEdit:
    """
    What becomes of one addressee; `pk` None adds one.

    `key` binds it ("unit:<code>", "group:<code>"; "" leaves it unbound), `is_removed` takes it away.
    """

    pk: int | None
    role: Role
    key: str
    as_written: str = ""
    content: str = ""
    due_on: date | None = None
    is_removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalEdit:
    """
    A whole proposal as a person wants it; a deadline is a day, a rule or a count, never two of them.

    `reckoning` is the line of a count (`reads.terms`), `event` the words of what it is counted from.
    """

    action: str
    clause: str = ""
    product: str = ""
    due_on: date | None = None
    due_time: time | None = None
    rule: str = ""
    reckoning: str = ""
    event: str = ""
    sharing: Sharing = Sharing.EACH
    field_id: int | None = None
    addressees: Sequence[AddresseeEdit] = ()


def opened(review_pk: int, *, actor: Officer) -> Review:
    """The review with its row locked until the transaction ends. Raises `Refused` when it is closed."""
    reviews = Review.objects.select_for_update(of=("self",), no_key=True).select_related(
        "document__committee__level"
    )
    review = reviews.get(pk=review_pk)
    may_review(actor, review).require()
    return review


def unchanged(review: Review, pk: int, version: int) -> Proposal:
    """The proposal of the locked review, if it still has `version`; else raises `Stale`."""
    proposal = Proposal.objects.get(pk=pk, review=review)
    if proposal.version != version:
        raise Stale(
            _("Somebody else has changed this proposal meanwhile. Look at it as it is now, then decide.")
        )
    proposal.review = review
    return proposal


def touch(review: Review, *proposals: Proposal, at: datetime) -> None:
    """Count a change of the review and of these proposals."""
    Proposal.objects.filter(pk__in=[p.pk for p in proposals]).update(version=F("version") + 1)
    review.version += 1
    review.changed_at = at
    review.save(update_fields=["version", "changed_at"])


@transaction.atomic
def edit_proposal(
    proposal: Proposal, *, version: int, edit: ProposalEdit, actor: Officer, at: datetime
) -> None:
    """
    Save a proposal as a person wants it; its doubts are settled by that. Raises `Refused` and `Stale`.

    A new deadline before the date of issue is a doubt again: papers come late, but years are also mistyped.
    """
    review = opened(proposal.review_id, actor=actor)
    kept = unchanged(review, proposal.pk, version)
    if edit.due_on is not None and edit.rule:
        raise Refused(_("A deadline is either a day or a repetition: clear one of the two."))
    if edit.reckoning:
        counted = reckoned_on(edit.reckoning, current_calendar(review.document.committee.level.path))
        edit = replace(edit, due_on=counted, rule="")
        kept.reckoning, kept.event = edit.reckoning, edit.event[:200]
    elif (edit.due_on, edit.rule) != (kept.due_on, kept.rule) or take_apart(kept.reckoning):
        kept.reckoning = kept.event = ""
    kept.due_time = edit.due_time
    too_early = edit.due_on and edit.due_on != kept.due_on and edit.due_on < review.document.issued_on
    kept.doubts = ["deadline_before_issue"] if too_early else []
    kept.action, kept.clause, kept.product = edit.action, edit.clause, edit.product
    kept.due_on, kept.rule, kept.sharing = edit.due_on, edit.rule, edit.sharing
    kept.field_id = edit.field_id
    kept.save()
    bound = bind(change.key for change in edit.addressees)
    for change in edit.addressees:
        _edit_addressee(kept, change, bound.get(change.key))
    touch(review, kept, at=at)


def _edit_addressee(proposal: Proposal, change: AddresseeEdit, bound: Unit | UnitGroup | None) -> None:
    if change.pk is None:
        last = proposal.addressees.order_by("-position").values_list("position", flat=True).first()
        addressee = Addressee(
            proposal=proposal, position=0 if last is None else last + 1, as_written=change.as_written[:300]
        )
    else:
        addressee = proposal.addressees.select_related("unit", "group").get(pk=change.pk)
        if change.is_removed:
            addressee.delete()
            return
    unit = bound if isinstance(bound, Unit) else None
    group = bound if isinstance(bound, UnitGroup) else None
    if (unit, group) != (addressee.unit, addressee.group):
        addressee.excluded_units = []
    addressee.unit, addressee.group = unit, group
    addressee.role, addressee.content, addressee.due_on = change.role, change.content, change.due_on
    addressee.save()


@transaction.atomic
def drop(proposal: Proposal, *, version: int, actor: Officer, at: datetime) -> None:
    """Leave a proposal out; it can be taken back until the work is given."""
    review = opened(proposal.review_id, actor=actor)
    kept = unchanged(review, proposal.pk, version)
    kept.is_dropped = True
    kept.save(update_fields=["is_dropped"])
    touch(review, kept, at=at)


@transaction.atomic
def take_back(proposal: Proposal, *, version: int, actor: Officer, at: datetime) -> None:
    """Take a dropped proposal back."""
    review = opened(proposal.review_id, actor=actor)
    kept = unchanged(review, proposal.pk, version)
    kept.is_dropped = False
    kept.save(update_fields=["is_dropped"])
    touch(review, kept, at=at)


@transaction.atomic
def settle(proposal: Proposal, *, version: int, actor: Officer, at: datetime) -> None:
    """Say that a person has looked at what was uncertain and leaves it as it is."""
    review = opened(proposal.review_id, actor=actor)
    kept = unchanged(review, proposal.pk, version)
    kept.doubts = []
    kept.save(update_fields=["doubts"])
    touch(review, kept, at=at)


@transaction.atomic
def share(proposal: Proposal, *, version: int, sharing: Sharing, actor: Officer, at: datetime) -> None:
    """Choose what becomes of several equal assignees; that doubt is settled by it."""
    review = opened(proposal.review_id, actor=actor)
    kept = unchanged(review, proposal.pk, version)
    kept.sharing = sharing
    kept.doubts = [doubt for doubt in kept.doubts if doubt != "equal_assignees"]
    kept.save(update_fields=["sharing", "doubts"])
    touch(review, kept, at=at)


@transaction.atomic
def leave_out(
    addressee: Addressee, *, version: int, excluded: Sequence[int], actor: Officer, at: datetime
) -> None:
    """Choose the members of a group: `excluded` are the ids of the units left out."""
    review = opened(addressee.proposal.review_id, actor=actor)
    kept = unchanged(review, addressee.proposal_id, version)
    addressee = kept.addressees.get(pk=addressee.pk)
    if addressee.group_id is None:
        raise Refused(_("Only a group has members to choose from."))
    addressee.excluded_units = sorted(set(excluded))
    addressee.save(update_fields=["excluded_units"])
    kept.doubts = [doubt for doubt in kept.doubts if doubt != "restricted_group"]
    kept.save(update_fields=["doubts"])
    touch(review, kept, at=at)
