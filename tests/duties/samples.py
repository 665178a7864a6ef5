"""Sample acts of the duties room, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from functools import partial

from tests import make
from tests.duties.test_life import act

BEFORE = {
    "receive": (),
    "decline": (),
    "ask_again": ("decline",),
    "report": ("receive",),
    "submit": ("receive",),
    "withdraw": ("receive", "submit"),
    "accept": ("receive", "submit"),
    "return_": ("receive", "submit"),
    "stop": (),
}
ASKING = ("ask_again", "accept", "return_", "stop")


def sample(name, cast):
    """Bring a duty to the point where `name` is allowed, and return that act."""
    duty = make.duty(cast.committee, cast.finance)
    finance, standing = cast.officer(cast.finance_contact), cast.officer(cast.standing)
    for earlier in BEFORE[name]:
        act(earlier, duty, standing if earlier in ASKING else finance, make.NOON)
    return partial(act, name, duty, standing if name in ASKING else finance, make.NOON)


SAMPLES = {f"duties.actions.{name}": partial(sample, name) for name in BEFORE}
NO_ENTRY = {"duties.actions.ask_many": "the act is the caller's: confirming a paper, handing a part down"}
