"""Reports of departments in every state, for the scene of rights and for hostile words."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from giaoban.reports import actions
from giaoban.reports.models import Period, Report
from giaoban.reports.reads.filling import for_filling, standing_of
from giaoban.reports.reads.typed import Typed
from giaoban.units.models import Unit
from giaoban.units.vocabulary import UnitKind
from tests import make
from tests.reports import samples

CONTENT = Typed(cells={0: 12, 1: 10}, words={"hard": "Không"})


def report_of(period: Period, unit: Unit) -> Report:
    """The report of a unit, loaded as pages load it."""
    return for_filling(Report.objects.all()).get(period=period, unit=unit)


def typed(period: Period, unit: Unit, content: Typed = CONTENT, **by: Any) -> str:
    """Type a unit's form; the stamp of what stands there then."""
    report = report_of(period, unit)
    saved = actions.save_entry(report, content=content, stamp=standing_of(report).stamp, **by)
    return saved.standing.stamp


def sent(period: Period, unit: Unit, content: Typed = CONTENT, **by: Any) -> Report:
    """Type and send it."""
    stamp = typed(period, unit, content, **by)
    actions.send_entry(report_of(period, unit), stamp=stamp, **by)
    return report_of(period, unit)


def of_departments(cast: make.Cast) -> dict[str, Any]:
    """Names of what was made: see `tests.scene`."""
    regime = samples.regime(cast, kinds=(UnitKind.DEPARTMENT,), name="Báo cáo tháng của các sở")
    now, before, first = (samples.opened_period(regime, 2025, month) for month in (5, 4, 3))
    finance = {"actor": cast.officer(cast.finance_contact), "at": make.NOON}
    interior = {"actor": cast.officer(cast.interior_contact), "at": make.NOON}
    accepted = sent(first, cast.finance, **finance)
    actions.accept_report(accepted, actor=cast.officer(cast.secretary), at=make.NOON)
    waiting = sent(before, cast.finance, **finance)
    elsewhere = sent(now, cast.interior, **interior)
    upload = SimpleUploadedFile("phu-luc.txt", "Phụ lục số liệu.".encode())
    report = report_of(now, cast.finance)
    annex = actions.add_file(report, item="annex", upload=upload, **finance)
    typed(now, cast.finance, **finance)
    return {
        "report": report.code,
        "report_sent": waiting.code,
        "report_accepted": accepted.code,
        "report_accepted_stamp": standing_of(report_of(first, cast.finance)).stamp,
        "report_elsewhere": elsewhere.code,
        "report_period": now.code,
        "report_regime": regime.code,
        "report_file": annex.file.code,
        "report_file_key": annex.pk,
    }
