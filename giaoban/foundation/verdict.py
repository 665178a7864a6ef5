"""Whether something is allowed, and if not, why: one sentence asked by button, view and action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise


class Refused(Exception):
    """An act that the rules refuse; its text may be shown to the person who asked."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    The answer of a `may_…` function: true when allowed, else false with a reason to show.

    >>> bool(ALLOWED), bool(denied("Too late."))
    (True, False)
    """

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise `Refused` with the reason unless allowed."""
        if not self.allowed:
            raise Refused(str(self.reason))


ALLOWED: Final = Verdict(allowed=True)


def denied(reason: str | Promise) -> Verdict:
    """A refusal with its reason, a whole sentence for the person who asked."""
    return Verdict(allowed=False, reason=reason)
