"""Consolidated reports for tests: a month in which some communes reported, its snapshot, papers read back."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.document import Document as WordFile

from giaoban.reports import actions
from giaoban.reports.figures import row
from giaoban.reports.models import Period, Regime, Report, Snapshot
from giaoban.reports.vocabulary import SnapshotKind
from giaoban.units.models import Unit
from tests import make
from tests.reports import samples

FIGURES = {
    samples.RECEIVED: 1234, samples.ON_TIME: 1100, samples.HOUSEHOLDS: 15678, samples.PAID: 12345,
    samples.MEN: 7, samples.WOMEN: 9, samples.MEETS: 1, samples.PAPER: 1,
}  # fmt: skip
WORDS = {"hard": "Thiếu máy quét <A4> & mạng yếu."}


def sent(
    cast: make.Cast, period: Period, unit: Unit, figures: dict[int, int] | None = None, **said: Any
) -> Report:
    """A unit's report, sent by a contact of its own and accepted by the secretary."""
    report = Report.objects.get(period=period, unit=unit)
    who = cast.commune_contact if unit == cast.an_thanh else contact_of(unit)
    facts = {"words": WORDS, **said}
    at = make.NOON
    actions.send(report, figures=row(figures or FIGURES, 9), actor=cast.officer(who), at=at, **facts)
    return actions.accept_report(Report.objects.get(pk=report.pk), actor=cast.officer(cast.secretary), at=at)


def contact_of(unit: Unit) -> Any:
    """A contact of a unit, made if it has none."""
    from giaoban.people.models import Person
    from giaoban.units.vocabulary import PostRole

    email = f"lien-he-{unit.pk}@sonhai.example"
    found = Person.objects.filter(email=email).first()
    if found is None:
        found = make.person("Vũ Thị Hạnh", email)
        make.post(found, unit, PostRole.CONTACT)
    return found


def month(cast: make.Cast, regime: Regime | None = None, number: int = 5) -> Period:
    """An open month in which An Thạnh reported and the two others did not."""
    period = samples.opened_period(regime or samples.regime(cast), 2025, number)
    sent(cast, period, cast.an_thanh)
    return period


def wanted(cast: make.Cast, period: Period, **said: Any) -> actions.Wanted:
    """The committee's report on a period for the whole province."""
    facts = {"regime": period.regime, "unit": cast.province, "first": period, "last": period}
    return actions.Wanted(**{**facts, **said})


def snapshot(cast: make.Cast, period: Period | None = None, **said: Any) -> Snapshot:
    """Its snapshot, taken by the secretary."""
    asked = wanted(cast, period or month(cast), **said)
    return actions.take_snapshot(asked, actor=cast.officer(cast.secretary), at=make.NOON)


def review(cast: make.Cast, first: Period, last: Period) -> Snapshot:
    """A mid-term review over some months."""
    return snapshot(cast, last, first=first, kind=SnapshotKind.MIDTERM)


def opened(data: bytes) -> WordFile:
    """A Word file."""
    return Document(io.BytesIO(data))


def tables(data: bytes) -> list[list[list[str]]]:
    """The cells of all tables."""
    return [[[cell.text for cell in line.cells] for line in table.rows] for table in opened(data).tables]


def words(data: bytes) -> str:
    """All paragraphs outside tables."""
    return "\n".join(p.text for p in opened(data).paragraphs)


def template(*paragraphs: str, rows: list[list[str]] | None = None) -> bytes:
    """An ordinary Word file with these paragraphs and one table."""
    file = Document()
    for text in paragraphs:
        file.add_paragraph(text)
    if rows:
        table = file.add_table(rows=len(rows), cols=len(rows[0]))
        for place, texts in enumerate(rows):
            for at, text in enumerate(texts):
                table.cell(place, at).text = text
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def numbers(text: str) -> list[str]:
    """What is written as a number."""
    return re.findall(r"-?\d[\d.]*(?:,\d+)?", text)
