"""What the views share: the brief that was asked for, as the person may read it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from giaoban.briefing.models import Brief
from giaoban.briefing.reads import MOST_ROWS, Findings, brief_of
from giaoban.units.reads import OfficerRequest


def readable_or_404(request: OfficerRequest, code: str) -> Brief:
    """The brief of this code with its committee; hidden is missing."""
    briefs = Brief.objects.readable_by(request.officer).select_related(
        "committee__level", "committee__standing_unit", "written_by", "issued_by"
    )
    return get_object_or_404(briefs, code=code)


def findings_of(brief: Brief, *, rows: int = MOST_ROWS) -> Findings:
    """What `brief` says in numbers, counted again as at its own moment."""
    return brief_of(
        brief.committee, first=brief.first_date, last=brief.last_date, now=brief.computed_at, rows=rows
    )
