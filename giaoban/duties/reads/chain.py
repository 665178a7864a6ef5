"""What the room to which a duty's content belongs adds to its page: the pages above it, further verbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import Kind
from giaoban.foundation.verdict import Verdict
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


@dataclass(frozen=True, slots=True)
class Step:
    """A further verb on a duty that a higher room offers: its words, whether it is allowed, its page."""

    label: str
    verdict: Verdict
    url: str
    look: str = "plain"
    icon: str = "sitemap"


StepsOf = Callable[[Duty, Officer], list[Step]]
_steps: dict[str, StepsOf] = {}


def tell_steps(kind: Kind, steps: StepsOf) -> None:
    """Let `steps` offer further verbs on duties of `kind`; called once, when the room's app is ready."""
    _steps[kind] = steps


def steps_on(duty: Duty, officer: Officer) -> list[Step]:
    """The further verbs on `duty` for `officer`; empty when no room offers any."""
    told = _steps.get(duty.kind)
    return told(duty, officer) if told else []
