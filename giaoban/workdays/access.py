"""Who may change the calendar."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from giaoban.foundation.verdict import ALLOWED, Verdict, denied


class Keeper(Protocol):
    """A signed-in person as far as the calendar cares."""

    @property
    def is_administrator(self) -> bool:
        """Whether the person administers the installation."""

    @property
    def capacity(self) -> str:
        """As what the person acts, for the journal."""


def may_change_calendar(officer: Keeper | None) -> Verdict:
    """Whether `officer` may enter days or take them out, and if not, why."""
    if officer is None:
        return denied(_("Sign in to change the calendar."))
    if not officer.is_administrator:
        return denied(_("Only an administrator may change the calendar of working days."))
    return ALLOWED
