"""
The columns of the registers, in the order that Decree 30/2020, annex IV fixes, on screen as on paper.

A book is printed in Vietnamese whatever language its reader has chosen: the form is official.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.documents.layout import (
    Annex,
    Column,
    Paper,
    Paragraph,
    Signing,
    Table,
    annexes_docx,
)
from giaoban.documents.layout.paper import CellValue
from giaoban.documents.layout.pdf import write_pdf
from giaoban.documents.layout.state import arrange
from giaoban.documents.layout.styles import STATE
from giaoban.documents.layout.tables import Sheet, SheetColumn
from giaoban.documents.layout.wording import clean
from giaoban.documents.models import Document
from giaoban.documents.reading.types import BY_CODE
from giaoban.documents.reads.register import FollowUp
from giaoban.documents.vocabulary import Direction, Secrecy, Urgency
from giaoban.duties.vocabulary import Role
from giaoban.ui import formats
from giaoban.units.models import Committee

MOST_ON_PAPER: Final = 2_000  # rows of .docx and PDF; a workbook takes all


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column: its head, its width on paper in millimetres, what stands in it."""

    head: str | Promise
    width_mm: float
    cell: Callable[[Document], CellValue]
    centred: bool = False


def type_and_subject(document: Document) -> str:
    """The official name of the type and the subject; of a secret paper the marking alone."""
    if document.secrecy:
        return str(Secrecy(document.secrecy).label)
    known = BY_CODE.get(document.type)
    name = known.name if known else ""
    stamp = str(Urgency(document.urgency).label).upper() if document.urgency else ""
    return " ".join(part for part in (f"[{stamp}]" if stamp else "", name, document.subject) if part)


_NUMBER = BookColumn(
    gettext_lazy("Number and symbol of the paper"), 28, lambda d: d.number_and_symbol, centred=True
)
_DATE = BookColumn(gettext_lazy("Date of the paper"), 22, lambda d: d.issued_on, centred=True)
_WHAT = BookColumn(gettext_lazy("Type and subject of the paper"), 74, type_and_subject)
_PASSED = BookColumn(gettext_lazy("Day passed on"), 22, lambda d: d.passed_on, centred=True)
_RECEIPT = BookColumn(gettext_lazy("Receipt"), 22, lambda d: d.received_by)
_NOTE = BookColumn(gettext_lazy("Note"), 24, lambda d: d.note)
_OUTGOING: Final = (
    _NUMBER,
    _DATE,
    _WHAT,
    BookColumn(gettext_lazy("Signer"), 28, lambda d: d.signer),
    BookColumn(gettext_lazy("Where the paper goes"), 36, lambda d: d.recipients),
    BookColumn(gettext_lazy("Unit or person that gets the storage copy"), 26, lambda d: d.storage),
    BookColumn(gettext_lazy("Number of copies"), 14, lambda d: d.copies, centred=True),
    _PASSED,
    _RECEIPT,
    _NOTE,
)
COLUMNS: Final = {
    Direction.INCOMING: (
        BookColumn(gettext_lazy("Day of arrival"), 22, lambda d: d.arrived_on, centred=True),
        BookColumn(gettext_lazy("Arrival number"), 14, lambda d: d.arrival_number, centred=True),
        BookColumn(gettext_lazy("Author"), 32, lambda d: d.issuer),
        _NUMBER,
        _DATE,
        _WHAT,
        BookColumn(gettext_lazy("Unit or person that receives"), 34, lambda d: d.passed_to),
        _PASSED,
        _RECEIPT,
        _NOTE,
    ),
    Direction.OUTGOING: _OUTGOING,
    Direction.INTERNAL: _OUTGOING,
}
FOLLOW_UP_HEADS: Final = (
    gettext_lazy("Arrival number"),
    gettext_lazy("Type, number, symbol, date and author of the paper"),
    gettext_lazy("Unit or person that receives"),
    gettext_lazy("Deadline for handling"),
    gettext_lazy("How the handling stands"),
    gettext_lazy("Number and symbol of the answer"),
    gettext_lazy("Note"),
)
_FOLLOW_UP_WIDTHS: Final = (14, 74, 46, 26, 46, 34, 30)
TITLES: Final = {
    Direction.INCOMING: gettext_lazy("REGISTER OF INCOMING PAPERS"),
    Direction.OUTGOING: gettext_lazy("REGISTER OF OUTGOING PAPERS"),
    Direction.INTERNAL: gettext_lazy("REGISTER OF INTERNAL PAPERS"),
}
FOLLOW_UP_TITLE: Final = gettext_lazy("REGISTER OF THE HANDLING OF INCOMING PAPERS")


@dataclass(frozen=True, slots=True)
class Book:
    """A book or a part of one, ready to be printed: its cover in lines, its heads, its rows."""

    committee: Committee
    title: str
    cover: tuple[str, ...]
    heads: tuple[str, ...]
    widths_mm: tuple[float, ...]
    centred: tuple[bool, ...]
    rows: Callable[[], Iterator[tuple[CellValue, ...]]]
    total: int
    day: date


def cells(document: Document) -> tuple[CellValue, ...]:
    """The cells of a paper in its book."""
    return tuple(column.cell(document) for column in COLUMNS[Direction(document.direction)])


def book_of(
    committee: Committee,
    direction: str,
    *,
    year: int | None,
    filters: str,
    total: int,
    rows: Callable[[], Iterable[Document]],
    day: date,
) -> Book:
    """The book `direction` of a year (None: of all years) as it is printed; `rows` reads the papers anew."""
    columns = COLUMNS[Direction(direction)]
    with translation.override("vi"):
        return Book(
            committee,
            str(TITLES[Direction(direction)]),
            _cover(committee, year, filters, total),
            tuple(str(column.head) for column in columns),
            tuple(column.width_mm for column in columns),
            tuple(column.centred for column in columns),
            lambda: (_in_vietnamese(each) for each in rows()),
            total,
            day,
        )


def follow_up_book(
    committee: Committee,
    *,
    year: int | None,
    total: int,
    rows: Callable[[], Iterable[FollowUp]],
    day: date,
) -> Book:
    """The register of the handling of incoming papers as it is printed."""
    with translation.override("vi"):
        return Book(
            committee,
            str(FOLLOW_UP_TITLE),
            _cover(committee, year, "", total),
            tuple(str(head) for head in FOLLOW_UP_HEADS),
            _FOLLOW_UP_WIDTHS,
            (True, False, False, True, False, False, False),
            lambda: (_follow_up_in_vietnamese(each) for each in rows()),
            total,
            day,
        )


def follow_up_cells(row: FollowUp) -> tuple[CellValue, ...]:
    """The seven cells of a line of follow-up, in the language in force."""
    document, duty = row.document, row.duty
    known = BY_CODE.get(document.type)
    what = _("%(type)s %(number)s of %(day)s, %(issuer)s") % {
        "type": known.name if known else "",
        "number": document.number_and_symbol,
        "day": formats.day(document.issued_on),
        "issuer": document.issuer,
    }
    part = "" if duty.role == Role.LEAD else f" ({Role(duty.role).label})"
    stands = str(duty.get_state_display()) + (f", {duty.percent}%" if duty.percent else "")
    if duty.submitted_on:
        stands += f", {formats.day(duty.submitted_on)}"
    return (
        document.arrival_number,
        " ".join(what.split()).rstrip(", "),
        f"{duty.unit.name}{part}",
        duty.due_on,
        stands,
        "; ".join(each.number_and_symbol for each in row.replies),
        document.note,
    )


def _in_vietnamese(document: Document) -> tuple[CellValue, ...]:
    with translation.override("vi"):
        return cells(document)


def _follow_up_in_vietnamese(row: FollowUp) -> tuple[CellValue, ...]:
    with translation.override("vi"):
        return follow_up_cells(row)


def _cover(committee: Committee, year: int | None, filters: str, total: int) -> tuple[str, ...]:
    lines = [committee.name]
    if year is not None:
        lines.append(_("Year %(year)d") % {"year": year})
    lines.append(_("%(total)s papers") % {"total": formats.number(total)})
    if filters:
        lines.append(filters)
    return tuple(lines)


def sheet_of(book: Book) -> Sheet:
    """The book as a workbook, every row."""
    return Sheet(
        name=book.title.capitalize()[:31],
        titles=(book.title, ". ".join(book.cover)),
        columns=tuple(
            SheetColumn(head, max(8, width / 2), centred=centred)
            for head, width, centred in zip(book.heads, book.widths_mm, book.centred, strict=True)
        ),
        rows=book.rows(),
    )


def docx_of(book: Book) -> bytes:
    """The book as a landscape Word file; at most `MOST_ON_PAPER` rows."""
    return annexes_docx(_paper(book))


def pdf_of(book: Book) -> bytes:
    """The book as a landscape PDF; at most `MOST_ON_PAPER` rows."""
    paper = _paper(book)
    return write_pdf(
        arrange(paper)[1:], STATE, title=clean(book.title), author=clean(paper.issuer), day=paper.date
    )


def _paper(book: Book) -> Paper:
    rows = tuple(islice(book.rows(), MOST_ON_PAPER))
    notes = list(book.cover)
    if book.total > MOST_ON_PAPER:
        with translation.override("vi"):
            notes.append(_("Only the first %(most)s are here.") % {"most": formats.number(MOST_ON_PAPER)})
    table = Table(
        tuple(
            Column(head, width, "centre" if centred else "left")
            for head, width, centred in zip(book.heads, book.widths_mm, book.centred, strict=True)
        ),
        rows,
    )
    return Paper(
        superior="",
        issuer=book.committee.name,
        number=None,
        symbol="",
        place="",
        date=book.day,
        year=book.day.year,
        type_name="",
        subject=book.title,
        body=(),
        signing=Signing(authority=""),
        annexes=(
            Annex(
                book.title, (Paragraph(". ".join(notes), indent=False, align="centre"), table), landscape=True
            ),
        ),
    )
