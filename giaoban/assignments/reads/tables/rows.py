"""One row of a follow-up table understood: what is asked of whom by when, how it stands, what is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from giaoban.assignments.reads.known import squeezed
from giaoban.assignments.reads.reckoning import recounted
from giaoban.assignments.reads.tables.lines import Line
from giaoban.assignments.reads.tables.names import Directory, Named
from giaoban.assignments.reads.tables.values import (
    Due,
    Source,
    day_of_cell,
    due_of_cell,
    percent_of,
    source_of_cell,
    stands_of,
)
from giaoban.assignments.vocabulary import DOUBTS, ColumnKind, RowResult
from giaoban.duties.vocabulary import State
from giaoban.foundation.text import search_key
from giaoban.ui import formats
from giaoban.workdays.counting import Calendar

LONGEST_TITLE: Final = 5000
_SOON_DOUBTS: Final = ("year_assumed", "loose_deadline", "event_deadline", "deadline_before_issue")


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about one cell: the row in the file, the head of its column ("": the whole row)."""

    row: int
    column: str
    sentence: str


@dataclass(slots=True)
class TableRow:
    """
    One task of the table. `errors` keep it out of the import; `notes` say what a person should look at.

    `result` is what the import does with it; `identity` is how it is known again in the next file, `place`
    the paper and the ordinal number, "" without them.
    """

    line: Line
    title: str
    clause: str
    product: str
    leads: list[Named]
    coordinating: list[Named]
    informed: list[Named]
    due: Due
    due_on: date | None
    source: Source
    origin_key: str
    field_id: int | None
    field_name: str
    state: State
    percent: int
    words: str
    submitted_on: date | None
    result_number: str
    result_date: date | None
    identity: str = ""
    place: str = ""
    result: RowResult = RowResult.NEW
    errors: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    day_is_taken: bool = False  # the table gives no day of completion
    known: Any = None  # the `ImportedRow` of an earlier import

    @property
    def number(self) -> int:
        """The row in the file."""
        return self.line.number

    @property
    def facts(self) -> dict[str, Any]:
        """What is compared with the next file: what the table itself says, not what was taken for it."""
        return {
            "state": str(self.state),
            "percent": self.percent,
            "words": self.words,
            "done": self.submitted_on.isoformat() if self.submitted_on and not self.day_is_taken else "",
            "due": self._due_fact(),
            "title": squeezed(self.title),
            "units": squeezed(
                " ".join(self.line.value(kind) for kind in (ColumnKind.LEAD, ColumnKind.COORDINATING))
            ),
        }

    def _due_fact(self) -> str:
        if self.due_on is None or "year_assumed" in self.due.doubts:
            return self.due.rule or squeezed(self.due.words)
        return self.due_on.isoformat()

    @property
    def parties(self) -> list[Named]:
        """All names of the row."""
        return [*self.leads, *self.coordinating, *self.informed]


class RowReader:
    """Understands the task lines of one table."""

    def __init__(
        self,
        directory: Directory,
        *,
        heads: dict[ColumnKind, str],
        fields: dict[str, tuple[int, str]],
        papers: dict[tuple[str, str], str],
        year: int,
        today: date,
        calendar: Calendar,
    ) -> None:
        self.directory, self.heads, self.fields, self.papers = directory, heads, fields, papers
        self.year, self.today, self.calendar = year, today, calendar
        self._dues: dict[tuple[str, date], Due] = {}

    def read(self, line: Line) -> TableRow:
        """The row with all that is wrong in it."""
        base = date(self.year, 1, 1)
        source = source_of_cell(line.value(ColumnKind.SOURCE), line.value(ColumnKind.SOURCE_DATE), base=base)
        due = self._due(line.value(ColumnKind.DEADLINE), source.issued_on or base)
        field_id, field_name = self._field(line)
        row = TableRow(
            line=line,
            title=" ".join(line.value(ColumnKind.TASK).split()),
            clause=" ".join(line.value(ColumnKind.CLAUSE).split())[:40],
            product=" ".join(line.value(ColumnKind.PRODUCT).split())[:300],
            leads=self.directory.read(line.value(ColumnKind.LEAD)),
            coordinating=self.directory.read(line.value(ColumnKind.COORDINATING)),
            informed=self.directory.read(line.value(ColumnKind.INFORMED)),
            due=due,
            due_on=recounted(due.reckoning, self.calendar) or due.day,
            source=source,
            origin_key=self._origin_key(source),
            field_id=field_id,
            field_name=field_name,
            **self._standing(line, base),
        )
        self._complain(row)
        self._finish(row)
        row.identity, row.place = _identity(row), _place(row)
        return row

    def _due(self, cell: str, base: date) -> Due:
        if (cell, base) not in self._dues:
            self._dues[cell, base] = due_of_cell(cell, base=base)
        return self._dues[cell, base]

    def _origin_key(self, source: Source) -> str:
        """The register's paper with this number, else the number itself; "" when the row names none."""
        if not source.number:
            return ""
        known = self.papers.get((source.number, source.symbol))
        return known or f"{source.number}/{source.symbol}"[:40]

    def _field(self, line: Line) -> tuple[int | None, str]:
        """The committee's field that the row or one of its headings names."""
        for words in (line.value(ColumnKind.FIELD), *reversed(line.group)):
            key = search_key(words)
            for name, (pk, label) in self.fields.items():
                if key and (name == key or key.endswith(f" {name}")):
                    return pk, label
        return None, ""

    def _standing(self, line: Line, base: date) -> dict[str, Any]:
        status, result = line.value(ColumnKind.STATUS), line.value(ColumnKind.RESULT)
        cell = line.value(ColumnKind.PERCENT)
        percent = percent_of(cell, whole_column=True) if cell else percent_of(status, whole_column=False)
        stands = stands_of(status, percent)
        if stands.state == State.ASKED and not status and result and percent is None:
            told = stands_of(result, None)
            stands = told if told.state == State.ACCEPTED else stands
        product = source_of_cell(result or status, base=base)
        done = day_of_cell(line.value(ColumnKind.DONE_ON), base=base)
        if stands.state == State.ACCEPTED:
            done = (
                done or product.issued_on or day_of_cell(status, base=base) or self._done_in_note(line, base)
            )
        else:
            done = None
        words = "; ".join(
            " ".join(part.split()) for part in (status, result, line.value(ColumnKind.NOTE)) if part
        )
        return {
            "state": stands.state or State.RECEIVED,
            "percent": min(percent or 0, 100),
            "words": words[:4000],
            "submitted_on": done,
            "result_number": f"{product.number}/{product.symbol}" if product.number else "",
            "result_date": product.issued_on if product.number else None,
        }

    def _done_in_note(self, line: Line, base: date) -> date | None:
        """The day in a note such as "Hoàn thành 1/6/2025"; None when the note speaks of something else."""
        note = line.value(ColumnKind.NOTE)
        return day_of_cell(note, base=base) if stands_of(note, None).state == State.ACCEPTED else None

    def _complain(self, row: TableRow) -> None:
        """All that keeps the row out, and all that a person should look at in its deadline and names."""
        if not row.title:
            self._error(row, ColumnKind.TASK, _("The row does not say what is asked."))
        elif len(row.title) > LONGEST_TITLE:
            self._error(row, ColumnKind.TASK, _("The text is longer than 5,000 letters: split it."))
        if not row.leads:
            self._error(row, ColumnKind.LEAD, _("The row names no lead unit."))
        parties = {
            ColumnKind.LEAD: row.leads,
            ColumnKind.COORDINATING: row.coordinating,
            ColumnKind.INFORMED: row.informed,
        }
        for kind, named in parties.items():
            for name in named:
                if not name.key:
                    words = _("“%(words)s” is not the name of a unit: bind it to one above.")
                    self._error(row, kind, words % {"words": name.words[:120]})
        self._complain_of_due(row)

    def _complain_of_due(self, row: TableRow) -> None:
        said = row.line.value(ColumnKind.DEADLINE)
        if not row.due.is_read:
            words = _("“%(words)s” is not understood as a deadline. Write a day, a month or a quarter.")
            self._error(row, ColumnKind.DEADLINE, words % {"words": said[:80]})
        elif row.due.several:
            self._error(row, ColumnKind.DEADLINE, _("The cell names several days: leave the one in force."))
        for doubt in row.due.doubts:
            if doubt == "year_assumed" and row.due_on:
                words = _("The year is not written; %(day)s is taken.") % {"day": formats.day(row.due_on)}
                self._note(row, ColumnKind.DEADLINE, words)
            elif doubt in _SOON_DOUBTS:
                self._note(row, ColumnKind.DEADLINE, str(DOUBTS[doubt]))
        if (
            row.due_on is None
            and not row.due.rule
            and row.due.words
            and row.due.is_read
            and not row.due.event
        ):
            words = _("“%(words)s” is kept in words, without a day.") % {"words": row.due.words[:80]}
            self._note(row, ColumnKind.DEADLINE, words)

    def _finish(self, row: TableRow) -> None:
        """What is needed of finished work: a day, which a table often does not give."""
        status = row.line.value(ColumnKind.STATUS)
        stands = stands_of(status, None)
        if stands.state is None and status:
            words = _("“%(words)s” is not a state that is known: the work counts as in progress.")
            self._note(row, ColumnKind.STATUS, words % {"words": status[:80]})
        if row.state != State.ACCEPTED:
            return
        row.percent = 100
        if row.submitted_on is not None and row.submitted_on > self.today:
            self._error(row, ColumnKind.DONE_ON, _("The day of completion lies after today."))
        elif row.submitted_on is None:
            past = row.due_on is not None and row.due_on <= self.today
            late = bool(stands.late)
            row.submitted_on = row.due_on if past and not late else self.today
            row.day_is_taken = True
            words = _("The table gives no day of completion; %(day)s is taken.")
            self._note(row, ColumnKind.STATUS, words % {"day": formats.day(row.submitted_on)})
        if stands.late is False and row.due_on and row.submitted_on and row.submitted_on > row.due_on:
            words = _("The table says in time, but %(done)s lies after the deadline %(due)s.")
            days = {"done": formats.day(row.submitted_on), "due": formats.day(row.due_on)}
            self._note(row, ColumnKind.STATUS, words % days)

    def _error(self, row: TableRow, kind: ColumnKind, sentence: str) -> None:
        row.errors.append(Remark(row.number, self._head(kind), sentence))

    def _note(self, row: TableRow, kind: ColumnKind, sentence: str) -> None:
        row.notes.append(Remark(row.number, self._head(kind), sentence))

    def _head(self, kind: ColumnKind) -> str:
        return self.heads.get(kind) or str(kind.label)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _identity(row: TableRow) -> str:
    """The paper, the words and the leads as written; the ordinal number moves when rows are put in."""
    lead = squeezed(row.line.value(ColumnKind.LEAD))
    return _hash(squeezed(row.source.name), squeezed(row.title), lead)


def _place(row: TableRow) -> str:
    number = row.line.value(ColumnKind.NUMBER).strip(" .)")
    if not number or not row.source.number:
        return ""
    lead = squeezed(row.line.value(ColumnKind.LEAD))
    return _hash(squeezed(row.source.name), *row.line.group, number, lead)


def told_apart(rows: Sequence[TableRow]) -> None:
    """Rows with the same words, paper and leads are told apart by their order: the first, the second, …"""
    seen: dict[str, int] = {}
    for row in rows:
        count = seen[row.identity] = seen.get(row.identity, 0) + 1
        if count > 1:
            row.identity = _hash(row.identity, str(count))
