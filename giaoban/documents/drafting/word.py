"""A draft from a Word file: the head of the paper, its clauses, and which paragraph became which clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from giaoban.documents.drafting.content import (
    MOST_COLUMNS,
    Cell,
    Content,
    Fault,
    Malformed,
    clean,
    merged,
)
from giaoban.documents.drafting.heads import Head, read_head
from giaoban.documents.drafting.plain import Read, Row, placed_lines
from giaoban.documents.layout import Run
from giaoban.documents.layout.paper import Alignment
from giaoban.files.reading import (
    Caution,
    MarkedPaper,
    MarkedParagraph,
    MarkedTable,
    accepted,
    original,
    read_marked,
)

LONGEST_LINE: Final = 100_000  # letters
MOST_LINES: Final = 5_000  # paragraphs and rows of a file: some 300 pages
_ALIGNMENTS: Final[dict[str, Alignment]] = {"center": "centre", "right": "right", "end": "right"}


@dataclass(frozen=True, slots=True)
class WordDraft:
    """
    What a Word file says.

    `places` gives for each clause the paragraphs of the file that it was read from (their `places` in
    `files.reading.marked`), so that comments and changes of the file find their clause.
    """

    head: Head
    content: Content
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)
    warnings: tuple[Caution, ...] = ()

    def clause_of(self, place: int) -> str:
        """The id of the clause of paragraph `place`; "" for the head, the signature and the like."""
        return next((key for key, places in self.places.items() if place in places), "")


def read_word(data: bytes, *, filename: str = "draft.docx") -> WordDraft:
    """The draft in a .docx, tracked changes as accepted. Raises `Unreadable` and `Malformed`."""
    return draft_of(read_marked(data, filename=filename))


def draft_of(paper: MarkedPaper, *, before_changes: bool = False) -> WordDraft:
    """
    The draft in a file that was read, with its tracked changes accepted, or as it was before them.

    Raises `Malformed` when it is far too long.
    """
    blocks = original(paper.blocks) if before_changes else accepted(paper.blocks)
    lines: list[Read | Row | None] = []
    for block in blocks:
        if isinstance(block, MarkedTable):
            lines.extend(_rows(block))
        else:
            lines.append(_line(block))
    longest = max((len(line.text) for line in lines if isinstance(line, Read)), default=0)
    if len(lines) > MOST_LINES or longest > LONGEST_LINE:
        raise Malformed(Fault.TOO_LONG, f"{len(lines)} lines, {longest} letters in one")
    head, body = read_head(lines)
    content, places = placed_lines(body)
    return WordDraft(head, content, places, paper.warnings)


def _line(paragraph: MarkedParagraph) -> Read | None:
    runs = _runs(paragraph)
    if not "".join(run.text for run in runs).strip():
        return None
    label = clean(paragraph.label).strip()
    if label:
        runs = (Run(f"{label} ", bold=runs[0].bold), *runs)
    return Read(merged(runs), align=_ALIGNMENTS.get(paragraph.align, "justify"), places=paragraph.places)


def _runs(paragraph: MarkedParagraph) -> tuple[Run, ...]:
    return merged(Run(clean(p.text).replace("\t", " "), p.bold, p.italic) for p in paragraph.pieces)


def _rows(table: MarkedTable) -> Iterable[Row]:
    if not any(_cell(cell) for row in table.rows for cell in row):
        return  # a frame that holds nothing
    for row in table.rows:
        places = tuple(place for cell in row for paragraph in cell for place in paragraph.places)
        cells = tuple(_cell(cell) for cell in row[:MOST_COLUMNS])
        yield Row(cells, table.widths, places)


def _cell(paragraphs: Iterable[MarkedParagraph]) -> Cell:
    runs: list[Run] = []
    for paragraph in paragraphs:
        line = _line(paragraph)
        if line is not None:
            runs.extend([Run("\n"), *line.runs] if runs else line.runs)
    return merged(runs)
