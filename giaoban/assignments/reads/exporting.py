"""
The forms in which a list leaves the program: workbook, annex, calendar, data.

Each takes a `Listing`; docs/exports.md tells the shape of the data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from icalendar import Calendar, vText

from giaoban.assignments.reads.listed import ListedWork
from giaoban.documents.layout import Annex, Column, Paper, Paragraph, Signing, Table, annexes_docx
from giaoban.documents.layout.paper import CellValue
from giaoban.documents.layout.tables import Sheet, SheetColumn
from giaoban.documents.layout.wording import clean
from giaoban.duties.vocabulary import Punctuality, Role, State
from giaoban.ui import formats
from giaoban.units.models import Committee

MOST_IN_ANNEX: Final = 2_000  # rows; some 150 pages, and no office prints more
_DONE: Final = (Punctuality.DONE_ON_TIME, Punctuality.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Listing:
    """
    What is exported: the heading, the filters in words, the day, how many rows, and the rows.

    `rows` reads them anew each time it is called. `committee` None: of the officer's own units.
    """

    title: str
    filters: str
    day: date
    total: int
    committee: Committee | None
    rows: Callable[[], Iterator[ListedWork]]


def sheet_of(listing: Listing) -> Sheet:
    """The list as a workbook, every row."""
    words = _("As of %(day)s: %(total)s lines.") % {
        "day": formats.day(listing.day),
        "total": formats.number(listing.total),
    }
    return Sheet(
        name=_("Work"),
        titles=tuple(line for line in (listing.title, words, listing.filters) if line),
        columns=(
            SheetColumn(_("Number"), 11),
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
            SheetColumn(_("Submitted"), 12),
            SheetColumn(_("Last word"), 50),
            SheetColumn(_("Of"), 18),
            SheetColumn(_("Code"), 12),
        ),
        rows=_cells(listing.rows()),
    )


def _cells(rows: Iterator[ListedWork]) -> Iterator[tuple[CellValue, ...]]:
    for row in rows:
        yield (
            row.number,
            row.title,
            row.unit,
            str(row.role.label),
            row.origin,
            row.field,
            row.due_on,
            row.due.words,
            str(row.stands.label),
            str(row.state.label),
            row.percent,
            row.submitted_on,
            row.word,
            timezone.localtime(row.word_at) if row.word_at else None,
            row.code,
        )


def annex_of(listing: Listing) -> bytes:
    """The list as a landscape annex of a paper whose number is open; at most `MOST_IN_ANNEX` rows."""
    with translation.override("vi"):
        issuer = listing.committee.name if listing.committee else listing.title
        rows = tuple(_annex_row(n, row) for n, row in enumerate(islice(listing.rows(), MOST_IN_ANNEX), 1))
        notes = [
            _("As of %(day)s: %(total)s lines.")
            % {"day": formats.day(listing.day), "total": formats.number(listing.total)}
        ]
        if listing.filters:
            notes.append(listing.filters)
        if listing.total > MOST_IN_ANNEX:
            notes.append(_("Only the first %(most)s are here.") % {"most": formats.number(MOST_IN_ANNEX)})
        paper = Paper(
            superior="",
            issuer=issuer,
            number=None,
            symbol=f"BC-{listing.committee.symbol}" if listing.committee else "BC",
            place="",
            date=None,
            year=listing.day.year,
            type_name="Báo cáo",
            subject="",
            body=(),
            signing=Signing(authority=""),
            annexes=(
                Annex(
                    "Danh mục nhiệm vụ và tình hình thực hiện",
                    (Paragraph(" ".join(notes), indent=False), _table(rows)),
                    landscape=True,
                ),
            ),
        )
        return annexes_docx(paper)


def _table(rows: tuple[tuple[CellValue, ...], ...]) -> Table:
    return Table(
        (
            Column("TT", 11, "centre"),
            Column("Số", 19, "centre"),
            Column("Nội dung nhiệm vụ", 78),
            Column("Văn bản giao", 36),
            Column("Cơ quan thực hiện", 38),
            Column("Thời hạn", 24, "centre"),
            Column("Tình hình thực hiện", 46),
        ),
        rows,
    )


def _annex_row(number: int, row: ListedWork) -> tuple[CellValue, ...]:
    told = [str(row.stands.label)]
    if row.submitted_on and row.stands in _DONE:
        told.append(formats.day(row.submitted_on))
    elif row.percent:
        told.append(f"{row.percent}%")
    stands = ", ".join(told) + (f". {row.word}" if row.word else "")
    return number, row.number, row.title, row.origin, row.unit, row.due_on, stands


def json_of(listing: Listing) -> Iterator[str]:
    """The list as one JSON object, in pieces as it is read."""
    head = {
        "format": "giaoban.work/1",
        "title": listing.title,
        "filters": listing.filters,
        "as_of": listing.day.isoformat(),
        "total": listing.total,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    for place, row in enumerate(listing.rows()):
        yield (",\n" if place else "\n") + json.dumps(_facts(row), ensure_ascii=False)
    yield "\n]}\n"


def _facts(row: ListedWork) -> dict[str, Any]:
    return {
        "code": row.code,
        "number": row.number,
        "title": row.title,
        "product": row.product,
        "unit": row.unit,
        "part": row.role.value,
        "from": row.origin,
        "from_key": row.origin_key,
        "field": row.field,
        "asked_on": row.asked_on.isoformat(),
        "original_due_on": row.original_due_on.isoformat() if row.original_due_on else None,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "punctuality": row.stands.value,
        "state": row.state.value,
        "percent": row.percent,
        "submitted_on": row.submitted_on.isoformat() if row.submitted_on else None,
        "last_word": row.word,
        "last_word_at": row.word_at.astimezone(UTC).isoformat() if row.word_at else None,
    }


def calendar_of(listing: Listing, *, todos: bool, now: datetime) -> Iterator[bytes]:
    """
    The work that has a deadline as iCalendar (RFC 5545): entries of the day, or to-dos.

    The identifiers are those of the calendar feeds, so that a program does not show one deadline twice.
    """
    head = Calendar()
    head.add("prodid", "-//Giao Ban//Giao Ban//VI")
    head.add("version", "2.0")
    head.add("method", "PUBLISH")
    head.add("x-wr-calname", f"{settings.INSTALLATION_NAME}: {listing.title}")
    end = b"END:VCALENDAR\r\n"
    yield bytes(head.to_ical()).removesuffix(end)
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    words = _Words()
    for row in listing.rows():
        if row.due_on is not None:
            yield _entry(row, row.due_on, stamp, words, todo=todos)
    yield end


class _Words:
    """The words and the address that every entry repeats, looked up once."""

    def __init__(self) -> None:
        self.number, self.part = _("Number"), _("Part")
        self.origin, self.state = pgettext("origin", "From"), _("State")
        self.parts = {role: str(role.label) for role in Role}
        self.states = {state: str(state.label) for state in State}
        self.page = f"{settings.SITE_URL}{reverse('duty', args=['CODE'])}"


def _entry(row: ListedWork, day: date, stamp: str, words: _Words, *, todo: bool) -> bytes:
    """One component; written line by line, for the library takes many times as long for each."""
    kind = "VTODO" if todo else "VEVENT"
    facts = [
        (words.number, row.number),
        (words.part, words.parts[row.role]),
        (words.origin, row.origin),
        (words.state, words.states[row.state]),
    ]
    description = "\n".join(f"{label}: {value}" for label, value in facts if value)
    lines = [
        f"BEGIN:{kind}",
        f"UID:duty-{row.code}@giaoban",
        f"DTSTAMP:{stamp}",
        f"SUMMARY:{_escaped(f'{row.title} – {row.unit}')}",
        f"DESCRIPTION:{_escaped(description)}",
        f"URL:{words.page.replace('CODE', row.code)}",
        *(_todo_lines(row, day) if todo else _event_lines(row, day)),
        f"END:{kind}",
    ]
    return b"".join(_folded(line) for line in lines)


def _event_lines(row: ListedWork, day: date) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"STATUS:{'CANCELLED' if row.state == State.STOPPED else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"  # a deadline takes nobody's time


def _todo_lines(row: ListedWork, day: date) -> Iterator[str]:
    status = {State.ACCEPTED: "COMPLETED", State.STOPPED: "CANCELLED", State.ASKED: "NEEDS-ACTION"}
    yield f"DUE;VALUE=DATE:{day:%Y%m%d}"
    yield f"STATUS:{status.get(row.state, 'IN-PROCESS')}"
    yield f"PERCENT-COMPLETE:{row.percent}"
    if row.state == State.ACCEPTED and row.submitted_on:
        yield f"COMPLETED:{row.submitted_on:%Y%m%d}T050000Z"  # noon in Viet Nam: only the day is known


def _escaped(text: str) -> str:
    return bytes(vText(clean(text)).to_ical()).decode()


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, none of them ending within a letter (RFC 5545, 3.1)."""
    data, pieces, start, room = line.encode(), [], 0, 75
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        pieces.append(data[start:end])
        start, room = end, 74
    pieces.append(data[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
