"""One act on many pieces of work: which acts there are, and what would become of each piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.assignments.models import Batch, BatchItem
from giaoban.duties import access
from giaoban.duties.models import Duty, Submission
from giaoban.duties.vocabulary import Outcome
from giaoban.foundation.verdict import Verdict
from giaoban.units.reads import Officer

AT_MOST: Final = 5_000
"""Pieces of one batch."""
CHUNK: Final = 500
Rule = Callable[[Officer, Duty, Submission | None], Verdict]


@dataclass(frozen=True, slots=True)
class ManyAct:
    """An act that may be done on many: its verb, what it will do, its rule."""

    label: str | Promise
    will: str | Promise
    may: Rule
    look: str = "primary"


def _may_accept(officer: Officer, duty: Duty, pending: Submission | None) -> Verdict:
    return access.is_decided_here(duty) and access.may_accept(officer, duty, pending)


MANY: Final[dict[str, ManyAct]] = {
    "receive": ManyAct(
        pgettext_lazy("verb", "Receive"),
        _("Your unit receives it."),
        lambda officer, duty, _pending: access.may_receive(officer, duty),
    ),
    "accept": ManyAct(
        pgettext_lazy("verb", "Accept"),
        _("The result is accepted and the work closed."),
        _may_accept,
    ),
    "return": ManyAct(
        pgettext_lazy("verb", "Return"),
        _("The result goes back to the unit with the reason."),
        lambda officer, duty, _pending: access.is_decided_here(duty) and access.may_return(officer, duty),
    ),
    "stop": ManyAct(
        pgettext_lazy("verb", "Stop"),
        _("The work is stopped by the decision."),
        lambda officer, duty, _pending: access.may_stop(officer, duty),
        look="danger",
    ),
    "field": ManyAct(
        pgettext_lazy("verb", "Change the field"),
        _("The work is put under the field."),
        lambda officer, duty, _pending: access.may_change_field(officer, duty),
    ),
}
"""Acts that can be done on many: none of them needs words of its own for each piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a batch: whether the act may be done on it, and what has become of it."""

    item: BatchItem
    duty: Duty
    verdict: Verdict

    @property
    def is_done(self) -> bool:
        """Whether the act was done on it."""
        return self.item.outcome == ""


def pieces_of(batch: Batch, officer: Officer) -> list[Piece]:
    """Every piece of the batch that `officer` may see, with the verdict of now; a few queries each 500."""
    act = MANY[batch.act]
    items = list(BatchItem.objects.filter(batch=batch).order_by("pk"))
    found: list[Piece] = []
    for start in range(0, len(items), CHUNK):
        part = items[start : start + CHUNK]
        keys = [item.duty_id for item in part]
        visible = Duty.objects.visible_to(officer).filter(pk__in=keys)
        duties = visible.for_list().select_related("unit", "committee", "field", "asking_unit", "parent")
        by_pk = {duty.pk: duty for duty in duties}
        pending = _pending(keys)
        found += [
            Piece(item, duty, act.may(officer, duty, pending.get(duty.pk)))
            for item in part
            if (duty := by_pk.get(item.duty_id)) is not None
        ]
    return found


def _pending(keys: Sequence[int]) -> dict[int, Submission]:
    waiting = Submission.objects.filter(duty__in=keys, outcome=Outcome.PENDING)
    return {one.duty_id: one for one in waiting}
