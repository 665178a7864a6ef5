"""Who may number papers and keep the series."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.documents.models import Number
from giaoban.documents.vocabulary import NumberState
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.models import Committee
from giaoban.units.reads import Officer


def may_number(officer: Officer, committee: Committee) -> Verdict:
    """Whether `officer` may open and change series of `committee`, take and reserve numbers."""
    if not officer.asks_for(committee.pk):
        return denied(_("Only the committee's own side may number its papers."))
    return ALLOWED


def may_void(officer: Officer, number: Number) -> Verdict:
    """Whether `officer` may declare `number` (with its series' committee) void."""
    allowed = may_number(officer, number.series.committee)
    if not allowed:
        return allowed
    if number.state == NumberState.VOID:
        return denied(_("This number is void already."))
    return ALLOWED
