"""Who may bring papers in and correct their details."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.models import Committee
from giaoban.units.reads import Officer


def may_register(officer: Officer, committee: Committee) -> Verdict:
    """Whether `officer` may bring papers of `committee` in and correct their details."""
    if not officer.asks_for(committee.pk):
        return denied(_("Only the committee's own side may bring in its papers."))
    return ALLOWED
