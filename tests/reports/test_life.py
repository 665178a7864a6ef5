"""The life of a report: sent, returned, accepted, taken back, corrected; and what the totals say meanwhile."""

from __future__ import annotations

import numpy as np
import pytest

from giaoban.duties.models import Duty
from giaoban.foundation.verdict import Refused
from giaoban.reports import actions
from giaoban.reports.figures import MISSING, row
from giaoban.reports.models import Report, Revision, Total
from giaoban.reports.reads.tops import fill_tops
from giaoban.reports.vocabulary import CountsFrom
from tests import make
from tests.reports import samples

HOUSEHOLDS, RECEIVED = samples.HOUSEHOLDS, samples.RECEIVED


def by(cast, who):
    return {"actor": cast.officer(who), "at": make.NOON}


def report_of(period, unit):
    return Report.objects.get(period=period, unit=unit)


def figures(**said):
    return row({getattr(samples, name.upper()): value for name, value in said.items()}, 9)


def of_province(period, cast):
    """(sums, counts, reported, nils) of the province in a period, as readers see it."""
    period.refresh_from_db()
    total = Total.objects.get(period=period, unit=cast.province)
    fill_tops([total], {period.pk: period})
    return total


@pytest.fixture
def period(cast):
    return samples.opened_period(samples.regime(cast))


def send(cast, period, *, restates="", is_nil=False, **said):
    report = report_of(period, cast.an_thanh)
    given = figures(**said)
    facts = by(cast, cast.commune_contact)
    return actions.send(report, figures=given, words={"hard": "Không"}, is_nil=is_nil, restates=restates, **facts)


def accept(cast, period):
    return actions.accept_report(report_of(period, cast.an_thanh), **by(cast, cast.secretary))


def test_figures_count_once_they_are_accepted(cast, period):
    send(cast, period, received=12, households=300)
    total = of_province(period, cast)
    assert (total.sums.sum(), total.counts.sum(), total.reported) == (0, 0, 0)
    accept(cast, period)
    total = of_province(period, cast)
    assert (total.sums[RECEIVED], total.sums[HOUSEHOLDS], total.counts[RECEIVED]) == (12, 300, 1)
    assert (total.counts.sum(), total.reported, total.expected) == (2, 1, 3)
    assert Duty.objects.get(unit=cast.an_thanh).state == "accepted"
