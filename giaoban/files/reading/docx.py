"""Reading .docx: a walk over the document part, with nothing loaded from outside the file."""

from __future__ import annotations

import re
from typing import Final

from giaoban.files.reading.archive import Archive, Element
from giaoban.files.reading.budget import Budget
from giaoban.files.reading.legacy import detect_legacy
from giaoban.files.reading.markup import Words, child, local, number
from giaoban.files.reading.numbering import Numbering
from giaoban.files.reading.package import main_part
from giaoban.files.reading.paper import BlockKind, Caution, Line, Paper, Reason, Unreadable, assemble
from giaoban.files.reading.runs import DEEPEST, Notes, Runs
from giaoban.files.reading.secrecy import marked_secret
from giaoban.files.reading.styles import Style, Styles, has_borders, heading_level
from giaoban.foundation.text import heaped

_PASSED_THROUGH: Final = {
    "sdt",
    "sdtContent",
    "customXml",
    "smartTag",
    "ins",
    "moveTo",
    "Choice",
    "AlternateContent",
}
_MARGINS: Final = re.compile(r"/(header|footer)\d*\.xml$")
_LAYOUT_COLUMNS: Final = 3
_LAYOUT_ROWS: Final = 4
_MOST_LINES: Final = 50_000  # some 1,500 pages


def read_docx(data: bytes) -> Paper:
    """
    The text of a Word document: tracked changes as accepted, automatic numbers in place.

    Hidden text, footnotes, comments, headers and footers are not part of the text; the last two are looked
    at for the marking of a secret. Raises Unreadable.
    """
    archive = Archive(data)
    kind, part = main_part(archive)
    if kind != "docx":
        raise Unreadable(Reason.NOT_A_DOCUMENT, kind)
    root = archive.xml(part)
    body = child(root, "body") if root is not None else None
    if root is None or body is None:
        raise Unreadable(Reason.CORRUPT, "no body")
    folder = part.rpartition("/")[0]
    styles, numbering = archive.xml(f"{folder}/styles.xml"), archive.xml(f"{folder}/numbering.xml")
    walk = DocumentWalk(Words(root), styles, numbering)
    walk.blocks(body)
    boxes = walk.box_lines + walk.lines_of_margins(archive)
    refuse_lines(walk.single_lines, boxes)
    text, blocks = assemble(walk.lines)
    legacy = detect_legacy(walk.single_lines, fonts=walk.notes.legacy_font_used)
    if legacy is not None:
        raise Unreadable(Reason.LEGACY_ENCODING, legacy)
    if not text.strip():
        raise Unreadable(Reason.NO_TEXT, "no text in the document")
    return Paper("docx", text, blocks, None, tuple(sorted(walk.notes.cautions)))


def refuse_lines(lines: list[str], boxes: list[str]) -> None:
    """Raises Unreadable: secret by its marking, not_a_document by letters that no language has."""
    if any(heaped(line) for line in (*lines, *boxes)):
        raise Unreadable(Reason.NOT_A_DOCUMENT, "marks heaped upon a letter")
    if marked_secret(head=lines, boxes=boxes):
        raise Unreadable(Reason.SECRET, "marking in the document")


class DocumentWalk:
    """One pass over the blocks of a document, in the order of reading."""

    def __init__(self, words: Words, styles: Element | None, numbering: Element | None) -> None:
        self.lines: list[Line] = []
        self.single_lines: list[str] = []  # each paragraph and each line broken by hand, cells apart
        self.box_lines: list[str] = []
        self.notes = Notes()
        self._words = words
        self._styles = Styles(styles, words)
        self._numbering = Numbering(numbering, words)
        self._budget = Budget()
        self._runs = Runs(words, self._styles, self.notes, self._budget)
        self._carried = ""  # text of a paragraph whose end mark was struck out
        for abstract, style in self._numbering.links().items():
            self._numbering.link(abstract, self._styles.of(style).list_id or "")

    def blocks(self, container: Element, depth: int = 0) -> None:
        """Read paragraphs and tables under `container` into lines."""
        if depth > DEEPEST:
            raise Unreadable(Reason.CORRUPT, "nested too deeply")
        for element in container:
            self._budget.step()
            name = local(element)
            if name == "p":
                self._paragraph(element, depth)
            elif name == "tbl":
                self._table(element, depth)
            elif name == "AlternateContent":
                chosen = child(element, "Choice")
                self.blocks(element if chosen is None else chosen, depth + 1)
            elif name in _PASSED_THROUGH:
                self.blocks(element, depth + 1)
            elif name == "altChunk":
                self.notes.cautions.add(Caution.EMBEDDED_DOCUMENT)

    def lines_of_margins(self, archive: Archive) -> list[str]:
        """The lines of headers and footers, which stay out of the text."""
        margins = [name for name in archive.names if _MARGINS.search(f"/{name}")]
        return [line for name in margins for line in self._margin_lines(archive.xml(name))]

    def _margin_lines(self, root: Element | None) -> list[str]:
        if root is None:
            return []
        kept = self.lines, self.single_lines
        self.lines, self.single_lines = [], []
        self.blocks(root)
        found = self.single_lines
        self.lines, self.single_lines = kept
        return found

    def guard_length(self) -> None:
        """Raises Unreadable (too_large) where the document has more lines than a paper has."""
        if len(self.single_lines) > _MOST_LINES:
            raise Unreadable(Reason.TOO_LARGE, "too many lines")

    def _paragraph(self, element: Element, depth: int) -> None:
        self.guard_length()
        layout = child(element, "pPr")
        key = self._words.value(child(layout, "pStyle")) or self._styles.default_paragraph
        text, boxes = self._runs.text(element, key)
        if child(layout, "rPr", "del") is not None:
            self._carried += text
        else:
            text, self._carried = (self._carried + text).strip(" \t\n\r"), ""
            line = self._line(layout, key, text)
            self.lines.append(line)
            self.single_lines.extend(text.split("\n"))
        for box in boxes:
            first = len(self.single_lines)
            self.blocks(box, depth + 1)
            self.box_lines.extend(self.single_lines[first:])

    def _line(self, layout: Element | None, key: str, text: str) -> Line:
        style = self._styles.of(key)
        heading = heading_level(layout, self._words)
        level = (style.heading or 0) if heading is None else heading
        label, depth = self._label(layout, key, style)
        if label is not None and text:
            kind = BlockKind.HEADING if level else BlockKind.ITEM
            return Line(kind, text, label, level or depth)
        return Line(
            BlockKind.HEADING if level and text else BlockKind.PARAGRAPH, text, "", level if text else 0
        )

    def _label(self, layout: Element | None, key: str, style: Style) -> tuple[str | None, int]:
        """The number of a paragraph and its depth; None when it has none. List 0 means none on purpose."""
        listed = child(layout, "numPr")
        own_list = self._words.value(child(listed, "numId"))
        own_depth = child(listed, "ilvl")
        list_id = own_list or style.list_id or "0"
        if list_id == "0":
            return None, 0
        if own_depth is not None:
            depth = number(self._words.value(own_depth))
        elif style.depth is not None:
            depth = style.depth
        else:
            depth = self._numbering.level_of_style(list_id, key)
        return self._numbering.next_label(list_id, depth), depth

    def _table(self, table: Element, depth: int) -> None:
        rows = [[self._cell(c, depth) for c in self._cells(row, depth)] for row in self._rows(table, depth)]
        layout = self._is_layout(table, rows)
        for cells in rows:
            if layout or len(cells) == 1:
                self.lines.extend(line for cell in cells for line in cell)
            elif cells:
                texts = (" ".join(part for line in cell if (part := _flat(line))) for cell in cells)
                self.lines.append(Line(BlockKind.ROW, "\t".join(texts)))

    def _cell(self, cell: Element, depth: int) -> list[Line]:
        kept, self.lines = self.lines, []
        self.blocks(cell, depth + 1)
        found, self.lines = self.lines, kept
        return found

    def _rows(self, container: Element, depth: int) -> list[Element]:
        rows: list[Element] = []
        for element in container:
            name = local(element)
            if name == "tr" and child(element, "trPr", "del") is None:
                rows.append(element)
            elif name in _PASSED_THROUGH and depth <= DEEPEST:
                rows.extend(self._rows(element, depth + 1))
        return rows

    def _cells(self, container: Element, depth: int) -> list[Element]:
        cells: list[Element] = []
        for element in container:
            name = local(element)
            if name == "tc" and child(element, "tcPr", "cellDel") is None:
                cells.append(element)
            elif name in _PASSED_THROUGH and depth <= DEEPEST:
                cells.extend(self._cells(element, depth + 1))
        return cells

    def _is_layout(self, table: Element, rows: list[list[list[Line]]]) -> bool:
        """
        Whether a table only puts texts side by side, as the head and the signatures of a paper.

        It is small, its cells hold several lines, and no lines are drawn; its paragraphs stay on their own.
        """
        small = len(rows) <= _LAYOUT_ROWS and all(len(cells) <= _LAYOUT_COLUMNS for cells in rows)
        if not small or all(sum(bool(line.text) for line in cell) < 2 for cells in rows for cell in cells):
            return False
        borders = child(table, "tblPr", "tblBorders")
        if borders is not None:
            drawn = has_borders(borders, self._words)
        else:
            drawn = bool(self._styles.of(self._words.value(child(table, "tblPr", "tblStyle"))).borders)
        return not drawn and not any(self._draws(cell) for row in table for cell in row)

    def _draws(self, cell: Element) -> bool:
        """Whether a cell draws lines of its own; one of a table within it is not asked."""
        borders = child(cell, "tcPr", "tcBorders")
        return borders is not None and has_borders(borders, self._words)


def _flat(line: Line) -> str:
    text = f"{line.label} {line.text}" if line.label else line.text
    return " ".join(text.split())
