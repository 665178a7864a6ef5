"""Who reads the figures of which units."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.reports.models import Regime
from giaoban.units.models import Unit
from giaoban.units.reads import Officer


def may_read_figures(officer: Officer, regime: Regime, unit: Unit) -> Verdict:
    """
    Whether `officer` may read what `unit` and all units below it report under `regime`.

    The asking side and the chairs of its committee read all; others their own units and what is below them.
    """
    if regime.committee_id in officer.whole_committee_ids or officer.reads_within(unit.path):
        return ALLOWED
    return denied(_("Figures are read by the unit itself, the units above it and the committee."))
