"""
The table of comments on paper: what units said, what became of it, who agreed, who did not answer.

It is printed in Vietnamese whatever language its reader has chosen: the form is official.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.documents.layout import Annex, Column, Paper, Paragraph, Signing, Table, annexes_docx
from giaoban.documents.layout.filling import fill, marker_row
from giaoban.documents.layout.paper import CellValue
from giaoban.documents.layout.tables import Sheet, SheetColumn
from giaoban.documents.models import Consultation
from giaoban.documents.reads.comments import Asked, CommentTable
from giaoban.documents.reads.rounds import AnswerRow, RoundStanding, silence_rule, standing_of
from giaoban.documents.reads.sent import SentText
from giaoban.documents.vocabulary import Position, Remark, Taken
from giaoban.ui import formats
from giaoban.units.models import Committee
from giaoban.workdays.reads import current_calendar

TITLE: Final = gettext_lazy("TABLE OF COMMENTS, WHAT WAS TAKEN OVER AND WHAT WAS EXPLAINED")
HEADS: Final = (
    gettext_lazy("No."),
    gettext_lazy("Article, clause"),
    gettext_lazy("Text of the draft"),
    gettext_lazy("Comment"),
    gettext_lazy("Unit"),
    gettext_lazy("Taken over, explained"),
)
_WIDTHS_MM: Final = (11, 28, 62, 66, 32, 53)
_LANGUAGE: Final = "vi"


@dataclass(frozen=True, slots=True)
class CommentBook:
    """The table of a round, ready to be printed on `day`; `asked` says which comments it holds."""

    consultation: Consultation
    standing: RoundStanding
    table: CommentTable
    asked: Asked
    day: date

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The rows in the order of the table, in Vietnamese."""
        rows = self.table.found(self.asked).values_list(
            "clause", "also", "kind", "text", "wording", "quote", "answer__unit__name", "disposition__taken",
            "disposition__reason", "disposition__wording",
        )  # fmt: skip
        words = _Words()
        for number, row in enumerate(rows.iterator(chunk_size=2_000), start=1):
            yield (str(number), *words.of(self.table.text, row))


class _Words:
    """The cells of a row; the words that many rows share are made once."""

    def __init__(self) -> None:
        with translation.override(_LANGUAGE):
            self._whole = _("The whole draft")
            self._kinds = {str(kind): str(kind.label) for kind in Remark}
            self._taken = {str(taken): str(taken.label) for taken in Taken}
            self._instead = _("Proposed wording: “%(words)s”")
            self._after = _("Proposed addition: “%(words)s”")
            self._new = _("New wording: “%(words)s”")

    def of(self, text: SentText, row: tuple[Any, ...]) -> tuple[str, str, str, str, str]:
        """Clause, its words, comment, unit, what became of it."""
        clause, also, kind, said, wording, quote, unit, taken, reason, new = row
        named = "; ".join(name for key in (clause, *also) if (name := text.name_of(key)))
        found = text.clause(clause)
        proposed = (
            (self._after if kind == Remark.ADD else self._instead) % {"words": wording} if wording else ""
        )
        alone = self._kinds[kind] if not (said or wording) else ""
        quoted = f"“{quote}”:" if quote and not found else ""
        decided = f"{self._taken[taken]}. {reason}" if taken else ""
        parts = (quoted, alone, said, proposed)
        return (
            named[:1].upper() + named[1:] or self._whole,
            found.text if found else "",
            "\n".join(part for part in parts if part),
            unit,
            "\n".join(part for part in (decided, self._new % {"words": new} if new else "") if part),
        )


def book_of_comments(consultation: Consultation, *, day: date, asked: Asked | None = None) -> CommentBook:
    """The table of `consultation` with how the round stands on `day`."""
    calendar = current_calendar(consultation.committee.level.path)
    standing = standing_of(consultation, today=day, calendar=calendar)
    return CommentBook(consultation, standing, CommentTable(consultation), asked or Asked(), day)


def docx_of_comments(book: CommentBook) -> bytes:
    """The table as a landscape annex."""
    with translation.override(_LANGUAGE):
        columns = tuple(
            Column(str(head), width, "centre" if place == 0 else "left")
            for place, (head, width) in enumerate(zip(HEADS, _WIDTHS_MM, strict=True))
        )
        before = tuple(Paragraph(line, indent=False, align="centre") for line in _above(book))
        after = tuple(Paragraph(line) for line in _below(book))
        table = Table(columns, (marker_row(len(columns)),))
        annex = Annex(str(TITLE), (*before, table, *after), landscape=True)
        paper = _paper(book.consultation.committee, annex, book.day)
        return fill(annexes_docx(paper), book.rows())


def _paper(committee: Committee, annex: Annex, day: date) -> Paper:
    return Paper(
        superior="",
        issuer=committee.name,
        number=None,
        symbol="",
        place="",
        date=day,
        year=day.year,
        type_name="",
        subject=annex.title,
        body=(),
        signing=Signing(authority=""),
        annexes=(annex,),
    )


def sheet_of_comments(book: CommentBook) -> Sheet:
    """The table as a workbook; what stands below it on paper stands above it here."""
    with translation.override(_LANGUAGE):
        titles = (str(TITLE), *_above(book), *_below(book))
        columns = tuple(
            SheetColumn(str(head), max(6, width / 1.8), centred=place == 0)
            for place, (head, width) in enumerate(zip(HEADS, _WIDTHS_MM, strict=True))
        )
        name = _("Comments")
    rows: Iterator[tuple[CellValue, ...]] = ((int(number), *rest) for number, *rest in book.rows())
    return Sheet(name=name, titles=titles, columns=columns, rows=rows)


def _above(book: CommentBook) -> list[str]:
    consultation = book.consultation
    words = _("Draft: %(subject)s (version %(version)s, round %(round)s)")
    told = {
        "subject": consultation.draft.subject,
        "version": consultation.version.number,
        "round": consultation.number,
    }
    return [words % told, f"SHA-256 {consultation.version.sha256}", _counted(book.standing)]


def _counted(standing: RoundStanding) -> str:
    words = _(
        "%(asked)s units were asked; %(came)s answered: %(agreed)s agree, %(comments)s agree with comments, "
        "%(otherwise)s propose otherwise; %(late)s answered after the deadline; %(silent)s have not answered."
    )
    numbers = {
        "asked": standing.asked,
        "came": len(standing.came),
        "agreed": standing.agreed,
        "comments": standing.with_comments,
        "otherwise": standing.otherwise,
        "late": standing.late,
        "silent": len(standing.waiting),
    }
    return words % {name: formats.number(number) for name, number in numbers.items()}


def _below(book: CommentBook) -> Iterator[str]:
    standing = book.standing
    agreed = [row for row in standing.came if row.answer.position == Position.AGREES]
    late = [row for row in standing.came if row.late_days]
    for words, rows in (
        (_("Units that agree without comments (%(count)s): %(names)s."), agreed),
        (_("Units that answered after the deadline (%(count)s): %(names)s."), late),
        (_("Units that have not answered (%(count)s): %(names)s."), standing.waiting),
    ):
        if rows:
            yield words % {"count": formats.number(len(rows)), "names": "; ".join(map(_named, rows))}
    rule = silence_rule(book.consultation)
    if rule:
        yield rule
    elif standing.waiting:
        yield _("That a unit has not answered does not count as agreement.")


def _named(row: AnswerRow) -> str:
    if not (row.answer.sent_at and row.late_days):
        return row.answer.unit.name
    days = ngettext("%(count)d day late", "%(count)d days late", row.late_days) % {"count": row.late_days}
    return f"{row.answer.unit.name} ({days})"
