"""Sample acts of filling in a report, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

from giaoban.reports import actions
from giaoban.reports.models import Period, Report
from giaoban.reports.reads.filling import filling_of, for_filling, standing_of
from giaoban.reports.reads.typed import Typed
from tests import make

Act = Callable[[], object]
GIVEN = Typed(cells={0: 12, 1: 10}, words={"hard": "Không"})


def _report(cast: make.Cast) -> Report:
    from tests.reports import samples

    period = samples.opened_period(samples.regime(cast))
    return for_filling(Report.objects.all()).get(period=period, unit=cast.an_thanh)


def _by(cast: make.Cast) -> dict:
    return {"actor": cast.officer(cast.commune_contact), "at": make.NOON}


def typing(cast: make.Cast) -> Act:
    """The commune keeps what it typed."""
    return partial(actions.save_entry, _report(cast), content=GIVEN, stamp="0.0", **_by(cast))


def sending(cast: make.Cast) -> Act:
    """The commune sends what it typed."""
    report = _report(cast)
    actions.save_entry(report, content=GIVEN, stamp="0.0", **_by(cast))
    return partial(actions.send_entry, report, stamp="1.0", **_by(cast))


def sending_at_once(cast: make.Cast) -> Act:
    """The commune sends what stands on its page."""
    filling = filling_of(_report(cast))
    return partial(actions.send_typed, filling, content=GIVEN, stamp="0.0", **_by(cast))


def adding(cast: make.Cast) -> Act:
    """The commune puts an annex into its report."""
    upload = SimpleUploadedFile("phu-luc.txt", "Phụ lục số liệu.".encode())
    return partial(actions.add_file, _report(cast), item="annex", upload=upload, **_by(cast))


def dropping(cast: make.Cast) -> Act:
    """The commune takes it out again."""
    return partial(actions.drop_file, adding(cast)(), **_by(cast))


def taking(cast: make.Cast) -> Act:
    """The commune's workbook is taken in."""
    report = _report(cast)
    period: Period = report.period
    taken = actions.Taken(report.code, standing_of(report).stamp, {0: 12}, {})
    return partial(actions.take_workbook, period, [taken], file_name="so-lieu.xlsx", **_by(cast))


SAMPLES = {
    "reports.actions.send_entry": sending,
    "reports.actions.send_typed": sending_at_once,
    "reports.actions.add_file": adding,
    "reports.actions.drop_file": dropping,
    "reports.actions.take_workbook": taking,
}
NO_ENTRY = {"reports.actions.save_entry": "what is being typed is no act yet; the sending is"}
