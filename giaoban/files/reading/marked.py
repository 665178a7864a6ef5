"""
Reading .docx with everything a reviewer left in it: bold and italics, tables, tracked changes, comments.

`read_marked` keeps what `docx.read_docx` takes as settled: each piece of text says whether it was inserted or
struck out and which comments stand on it. `accepted` gives the pieces as if every change were accepted,
`original` as if none had been made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from giaoban.files.reading.archive import Archive, Element
from giaoban.files.reading.budget import Budget
from giaoban.files.reading.docx import DocumentWalk, refuse_lines
from giaoban.files.reading.legacy import detect_legacy, legacy_font
from giaoban.files.reading.markup import Words, child, children, local, number
from giaoban.files.reading.names import extension
from giaoban.files.reading.package import main_part
from giaoban.files.reading.paper import BlockKind, Caution, Line, Reason, Unreadable
from giaoban.files.reading.reader import kind_of, peek, refuse_ole
from giaoban.files.reading.runs import DEEPEST, Notes, Runs
from giaoban.files.reading.styles import Styles, aligned, switched

Change: TypeAlias = Literal["", "ins", "del"]
_INSERTED: Final = {"ins", "moveTo"}
_STRUCK_OUT: Final = {"del", "moveFrom"}
_MOST_COMMENTS: Final = 5_000
_MOST_OPEN: Final = 500  # that stand on one and the same word
_MOST_COMMENT_LETTERS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: its style, whether a tracked change made or removed it, the comments on it."""

    text: str
    bold: bool = False
    italic: bool = False
    change: Change = ""
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """
    A paragraph. `label` is the number that Word made ("" without one), `align` as in WordprocessingML.

    `end` is a tracked change of the paragraph's own end: "ins" where it was broken off from the next,
    "del" where it was joined to it. `places` says which paragraph of the document it is, counted from 0
    with those in tables; several where changes have joined them.
    """

    pieces: tuple[Piece, ...]
    places: tuple[int, ...]
    label: str = ""
    align: str = ""
    heading: int = 0
    end: Change = ""


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """A table with drawn lines: rows of cells of paragraphs; `widths` of columns in twentieths of a point."""

    rows: tuple[tuple[tuple[MarkedParagraph, ...], ...], ...]
    widths: tuple[int, ...] = ()


MarkedBlock: TypeAlias = MarkedParagraph | MarkedTable


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its words and who is named as its author; `parent` is the comment that it answers."""

    key: str
    text: str
    author: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class MarkedPaper:
    """What was read: blocks in order, comments by key."""

    blocks: tuple[MarkedBlock, ...]
    comments: dict[str, Comment] = field(default_factory=dict)
    warnings: tuple[Caution, ...] = ()


def read_marked(data: bytes, *, filename: str = "paper.docx") -> MarkedPaper:
    """
    The paragraphs, tables, changes and comments of a Word document.

    Raises Unreadable and nothing else, whatever the bytes are.
    """
    peek(filename=filename, size_bytes=len(data))
    refuse_ole(data)
    if extension(filename) != "docx" or not data.startswith(b"PK"):
        raise Unreadable(Reason.NOT_A_DOCUMENT, kind_of(data))
    archive = Archive(data)
    kind, part = main_part(archive)
    if kind != "docx":
        raise Unreadable(Reason.NOT_A_DOCUMENT, kind)
    root = archive.xml(part)
    body = child(root, "body") if root is not None else None
    if root is None or body is None:
        raise Unreadable(Reason.CORRUPT, "no body")
    folder = part.rpartition("/")[0]
    walk = _MarkedWalk(
        Words(root), archive.xml(f"{folder}/styles.xml"), archive.xml(f"{folder}/numbering.xml")
    )
    walk.blocks(body)
    boxes = walk.box_lines + walk.lines_of_margins(archive)
    refuse_lines(walk.single_lines, boxes)
    if legacy := detect_legacy(walk.single_lines, fonts=walk.notes.legacy_font_used):
        raise Unreadable(Reason.LEGACY_ENCODING, legacy)
    if not any(line.strip() for line in walk.single_lines):
        raise Unreadable(Reason.NO_TEXT, "no text in the document")
    comments = _comments(archive, folder)
    return MarkedPaper(tuple(walk.marked), comments, tuple(sorted(walk.notes.cautions)))


def accepted(blocks: Iterable[MarkedBlock]) -> list[MarkedBlock]:
    """The blocks as if every change were accepted; paragraphs with struck out ends are joined to the next."""
    return _settled(blocks, gone="del")


def original(blocks: Iterable[MarkedBlock]) -> list[MarkedBlock]:
    """The blocks as if no change had been made."""
    return _settled(blocks, gone="ins")


def _settled(blocks: Iterable[MarkedBlock], *, gone: Change) -> list[MarkedBlock]:
    found: list[MarkedBlock] = []
    waiting: list[MarkedParagraph] = []
    for block in blocks:
        if isinstance(block, MarkedParagraph):
            waiting.append(block)
            if block.end != gone:
                found.append(_joined(waiting, gone))
                waiting = []
            continue
        cells = (tuple(tuple(_paragraphs(cell, gone)) for cell in row) for row in block.rows)
        found.extend([_joined(waiting, gone)] if waiting else [])
        found.append(replace(block, rows=tuple(cells)))
        waiting = []
    if waiting:
        found.append(_joined(waiting, gone))
    return found


def _paragraphs(cell: Iterable[MarkedParagraph], gone: Change) -> Iterable[MarkedParagraph]:
    return (block for block in _settled(cell, gone=gone) if isinstance(block, MarkedParagraph))


def _joined(parts: list[MarkedParagraph], gone: Change) -> MarkedParagraph:
    """Paragraphs joined into one, in the style of the first that has words left."""
    kept = [tuple(replace(p, change="") for p in part.pieces if p.change != gone) for part in parts]
    worded = (part for part, pieces in zip(parts, kept, strict=True) if any(p.text.strip() for p in pieces))
    places = tuple(place for part in parts for place in part.places)
    base = next(worded, parts[-1])
    return replace(base, pieces=tuple(p for pieces in kept for p in pieces), end="", places=places)


@dataclass(slots=True)
class _Gathered:
    """The pieces of one paragraph on the way, and what holds for the run at hand."""

    style: str
    pieces: list[str] = field(default_factory=list)  # as `runs.Runs` fills it
    boxes: list[Element] = field(default_factory=list)
    marked: list[Piece] = field(default_factory=list)
    now: Piece = field(default_factory=lambda: Piece(""))
    commented: set[str] = field(default_factory=set)  # comments that stand on a piece of the paragraph
    noted: tuple[str, ...] = ()  # those open when `commented` was last added to


class _MarkedRuns(Runs):
    """Paragraphs with changes and comments; `comments` are open from paragraph to paragraph."""

    def __init__(self, words: Words, styles: Styles, notes: Notes, budget: Budget) -> None:
        super().__init__(words, styles, notes, budget)
        self._open: tuple[str, ...] = ()

    def marked(self, paragraph: Element, style: str) -> tuple[tuple[Piece, ...], list[Element]]:
        """The pieces of a paragraph, and the text boxes anchored in it."""
        gathered = _Gathered(style)
        self._walk(paragraph, gathered, 0)
        return tuple(gathered.marked), gathered.boxes

    def _walk(self, element: Element, into: _Gathered, depth: int) -> None:  # type: ignore[override]
        if depth > DEEPEST:
            raise Unreadable(Reason.CORRUPT, "nested too deeply")
        for found in element:
            self._budget.step()
            name = local(found)
            if name in {"commentRangeStart", "commentRangeEnd", "commentReference"}:
                self._comment(name, found, into)
            elif name == "delText":
                self._add(replace(into.now, text=found.text or "", change="del"), into)
            elif name in _INSERTED or name in _STRUCK_OUT:
                self._notes.cautions.add(Caution.TRACKED_CHANGES)
                self._changed(found, "ins" if name in _INSERTED else "del", into, depth)
            else:
                self._one(found, name, into, depth)

    def _one(self, found: Element, name: str, into: _Gathered, depth: int) -> None:
        """One element as the plain reading takes it; what text it gives becomes a piece."""
        before = len(into.pieces)
        if name == "r":
            self._styled_run(found, into, depth)
        else:
            super()._walk((found,), into, depth)  # type: ignore[arg-type]
        fresh = "".join(into.pieces[before:])
        del into.pieces[before:]
        if fresh:
            self._add(replace(into.now, text=fresh), into)

    def _add(self, piece: Piece, into: _Gathered, *more: str) -> None:
        into.marked.append(replace(piece, comments=(*self._open, *more) if more else self._open))
        if into.noted is not self._open:
            into.noted = self._open
            into.commented.update(self._open)
        into.commented.update(more)

    def _changed(self, found: Element, change: Change, into: _Gathered, depth: int) -> None:
        kept = into.now
        # Struck out text stays struck out, whoever had inserted it.
        into.now = replace(kept, change="del" if "del" in {change, kept.change} else change)
        self._walk(found, into, depth + 1)
        into.now = kept

    def _styled_run(self, run: Element, into: _Gathered, depth: int) -> None:
        properties = child(run, "rPr")
        if self._hidden(properties, into.style):
            self._notes.cautions.add(Caution.HIDDEN_TEXT)
            return
        own = self._styles.of(self._words.value(child(properties, "rStyle")))
        around = self._styles.of(into.style)
        kept = into.now
        into.now = replace(
            kept,
            bold=switched(properties, "b", self._words, own.bold, around.bold),
            italic=switched(properties, "i", self._words, own.italic, around.italic),
        )
        before = len(into.marked)
        self._walk(run, into, depth + 1)
        into.now = kept
        if not self._notes.legacy_font_used and any(piece.text.strip() for piece in into.marked[before:]):
            self._notes.legacy_font_used = legacy_font(self._font(properties, into.style))

    def _comment(self, name: str, found: Element, into: _Gathered) -> None:
        key = self._words.get(found, "id")
        if name == "commentRangeStart" and key not in self._open:
            if len(self._open) >= _MOST_OPEN:
                raise Unreadable(Reason.XML_BOMB, "comments heaped upon a text")
            self._open = (*self._open, key)
        elif name == "commentRangeEnd":
            self._open = tuple(one for one in self._open if one != key)
        elif name == "commentReference" and key not in into.commented:
            self._add(replace(into.now, text=""), into, key)


class _MarkedWalk(DocumentWalk):
    """The walk of the plain reading, which also keeps pieces and tables."""

    def __init__(self, words: Words, styles: Element | None, numbering: Element | None) -> None:
        super().__init__(words, styles, numbering)
        self.marked: list[MarkedBlock] = []
        self._places = 0
        self._marked_runs = _MarkedRuns(words, self._styles, self.notes, self._budget)

    def lines_of_margins(self, archive: Archive) -> list[str]:
        """The lines of headers and footers, which stay out of the text."""
        kept, self.marked = self.marked, []
        found = super().lines_of_margins(archive)
        self.marked = kept
        return found

    def _paragraph(self, element: Element, depth: int) -> None:
        self.guard_length()
        layout = child(element, "pPr")
        key = self._words.value(child(layout, "pStyle")) or self._styles.default_paragraph
        pieces, boxes = self._marked_runs.marked(element, key)
        text = "".join(piece.text for piece in pieces if piece.change != "del").strip(" \t\n\r")
        line = self._line(layout, key, text or "".join(piece.text for piece in pieces))
        self.single_lines.extend(text.split("\n"))
        end = child(layout, "rPr")
        change: Change = (
            "del" if child(end, "del") is not None else "ins" if child(end, "ins") is not None else ""
        )
        align = aligned(layout, self._words) or self._styles.of(key).align
        heading = line.level if line.label == "" else 0
        self.marked.append(MarkedParagraph(pieces, (self._places,), line.label, align, heading, change))
        self._places += 1
        for box in boxes:
            first = len(self.single_lines)
            kept, self.marked = self.marked, []
            self.blocks(box, depth + 1)
            self.marked = kept
            self.box_lines.extend(self.single_lines[first:])

    def _table(self, table: Element, depth: int) -> None:
        rows = [
            [self._marked_cell(c, depth) for c in self._cells(row, depth)] for row in self._rows(table, depth)
        ]
        plain_rows = [[[self._as_line(p) for p in cell] for cell in row] for row in rows]
        if self._is_layout(table, plain_rows) or all(len(row) <= 1 for row in rows):
            self.marked.extend(paragraph for row in rows for cell in row for paragraph in cell)
            return
        grid = child(table, "tblGrid")
        columns = () if grid is None else tuple(children(grid, "gridCol"))
        widths = tuple(max(number(self._words.get(column, "w")), 0) for column in columns)
        self.marked.append(MarkedTable(tuple(tuple(row) for row in rows if row), widths))

    def _as_line(self, paragraph: MarkedParagraph) -> Line:
        self._budget.step()
        return Line(BlockKind.PARAGRAPH, "".join(piece.text for piece in paragraph.pieces).strip())

    def _marked_cell(self, cell: Element, depth: int) -> tuple[MarkedParagraph, ...]:
        kept, self.marked = self.marked, []
        self.blocks(cell, depth + 1)
        found, self.marked = self.marked, kept
        return tuple(_flattened(found))


def _flattened(blocks: list[MarkedBlock]) -> Iterable[MarkedParagraph]:
    """The paragraphs of a cell; those of a table within it one after another."""
    for block in blocks:
        if isinstance(block, MarkedParagraph):
            yield block
        else:
            yield from (paragraph for row in block.rows for cell in row for paragraph in cell)


def _comments(archive: Archive, folder: str) -> dict[str, Comment]:
    root = archive.xml(f"{folder}/comments.xml")
    if root is None:
        return {}
    words = Words(root)
    found: dict[str, Comment] = {}
    last_paragraphs: dict[str, str] = {}
    for place, element in enumerate(children(root, "comment")):
        if place >= _MOST_COMMENTS:
            raise Unreadable(Reason.TOO_LARGE, "too many comments")
        key = words.get(element, "id")
        lines = [_comment_line(paragraph) for paragraph in element.iter("{*}p")]
        text = "\n".join(line for line in lines if line)[:_MOST_COMMENT_LETTERS]
        found[key] = Comment(key, text, " ".join(words.get(element, "author").split())[:200])
        for paragraph in element.iter("{*}p"):
            name = next((v for k, v in paragraph.attrib.items() if k.endswith("}paraId")), "")
            last_paragraphs[name] = key
    for child_key, parent_key in _threads(archive, folder, last_paragraphs):
        found[child_key] = replace(found[child_key], parent=parent_key)
    return found


def _comment_line(paragraph: Element) -> str:
    return " ".join("".join(t.text or "" for t in paragraph.iter("{*}t")).split())


def _threads(archive: Archive, folder: str, keys: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Which comment answers which, by the part that newer versions of Word write."""
    root = archive.xml(f"{folder}/commentsExtended.xml")
    for element in () if root is None else root:
        names = {k[k.rfind("}") + 1 :]: v for k, v in element.attrib.items()}
        answer, parent = keys.get(names.get("paraId", "")), keys.get(names.get("paraIdParent", ""))
        if answer and parent and answer != parent:
            yield answer, parent
