"""Where a duty comes from: the pages above it, told by the room that its content belongs to."""

from __future__ import annotations

from collections.abc import Callable

from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import Kind
from giaoban.units.reads import Officer

Chain = list[tuple[str, str]]
ChainOf = Callable[[Duty, Officer], Chain]
_told: dict[str, ChainOf] = {}


def tell_chain(kind: Kind, chain: ChainOf) -> None:
    """
    Let `chain` say what lies above duties of `kind`; called once, when the room's app is ready.

    It answers (words, address) from the top: notice, clause, task; only what the officer may see.
    """
    _told[kind] = chain


def chain_of(duty: Duty, officer: Officer) -> Chain:
    """The pages above `duty` that `officer` may open; empty when no room told."""
    told = _told.get(duty.kind)
    return told(duty, officer) if told else []
