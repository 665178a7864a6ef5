"""Every form of the site that takes a file: who sends it, where, and what goes with the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from giaoban.duties import actions as duties
from giaoban.reports.models import Report
from tests import make
from tests.documents import drafts, issued, rounds
from tests.reports import samples as reports


@dataclass(frozen=True, slots=True)
class Door:
    """The person, the address, the name of the file's field, the other fields."""

    person: Any
    address: str
    file: str
    fields: dict[str, str] = field(default_factory=dict)


def doors(cast: make.Cast) -> dict[str, Door]:
    """All of them, with what each needs set up."""
    committee = {"committee": cast.committee.code}
    duty = make.duty(cast.committee, cast.finance)
    duties.receive(duty.pk, actor=cast.officer(cast.finance_contact), at=make.NOON)
    given = {"product_kind": "document", "document_number": "9/BC-STC", "document_date": "12/06/2025"}
    told = {"percent": "50", "words": "Đã rà soát một nửa"}
    draft = drafts.draft(cast)
    paper = issued.issued(cast)
    asked = rounds.opened(cast)
    answer = rounds.answer_of(asked, cast.finance)
    unit = cast.finance_contact
    period = reports.opened_period(reports.regime(cast))
    report = Report.objects.get(period=period, unit=cast.an_thanh)
    whose = {"whose": cast.committee.code, "name": "Mẫu"}
    return {
        "notice": Door(cast.secretary, "/documents/new/", "file", committee),
        "intake": Door(cast.secretary, "/intake/", "uploads", committee),
        "draft": Door(cast.secretary, "/drafts/new/", "file", {**committee, "type": "TB"}),
        "draft again": Door(cast.secretary, f"/drafts/{draft.code}/import/", "file"),
        "signed": Door(cast.secretary, f"/papers/{paper.code}/signed/", "file"),
        "table": Door(cast.secretary, "/assignments/import/", "file", committee),
        "units": Door(cast.administrator, "/units/import/", "file"),
        "evidence": Door(unit, f"/duties/{duty.code}/submit/", "evidence", given),
        "progress": Door(unit, f"/duties/{duty.code}/report/", "evidence", told),
        "template": Door(cast.secretary, "/report-templates/new/", "file", whose),
        "workbook": Door(cast.secretary, f"/reports/workbooks/{period.code}/", "file"),
        "annex": Door(cast.commune_contact, f"/reports/{report.code}/add/annex/", "file"),
        "answer": Door(unit, f"/consultations/{asked.code}/answers/{answer.code}/file/", "file"),
    }
