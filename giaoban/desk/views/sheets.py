"""The list of duties as a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.desk.reads.worklist import MOST, WorkList, WorkRow
from giaoban.documents.layout.paper import CellValue
from giaoban.documents.layout.tables import Sheet, SheetColumn
from giaoban.ui import formats


def work_sheet(rows: WorkList, *, title: str, filters: str) -> Sheet:
    """All rows of the list, at most `MOST`; the titles say whose, of which day, and under which filters."""
    total = len(rows)
    words = _("As of %(day)s: %(total)s lines.") % {
        "day": formats.day(rows.selection.day),
        "total": formats.number(total),
    }
    if total > MOST:
        words += " " + _("Only the first %(most)s are here.") % {"most": formats.number(MOST)}
    return Sheet(
        name=_("Work"),
        titles=tuple(line for line in (title, words, filters) if line),
        columns=(
            SheetColumn(_("What is asked"), 60),
            SheetColumn(_("Unit"), 28),
            SheetColumn(_("Part"), 12),
            SheetColumn(pgettext("origin", "From"), 28),
            SheetColumn(_("Field"), 22),
            SheetColumn(_("Deadline"), 13),
            SheetColumn(_("Deadline in words"), 26),
            SheetColumn(_("Punctuality"), 22),
            SheetColumn(_("State"), 18),
            SheetColumn(_("Percent"), 9),
            SheetColumn(_("Last word"), 50),
            SheetColumn(_("Of"), 18),
            SheetColumn(_("Code"), 12),
        ),
        rows=_cells(rows.all_rows()),
    )


def _cells(rows: Iterator[WorkRow]) -> Iterator[tuple[CellValue, ...]]:
    for row in rows:
        duty = row.duty
        yield (
            duty.title,
            duty.unit.name,
            str(duty.get_role_display()),
            duty.origin,
            duty.field.name if duty.field else "",
            row.due_on,
            row.due.words,
            str(row.stands.label),
            str(row.state.label),
            row.percent,
            row.word,
            timezone.localtime(row.word_at) if row.word_at else None,
            duty.code,
        )
