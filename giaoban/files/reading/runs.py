"""The text of one paragraph: runs, breaks and tabs, tracked changes as accepted, boxes set aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from giaoban.files.reading.archive import Element
from giaoban.files.reading.budget import Budget
from giaoban.files.reading.legacy import legacy_font
from giaoban.files.reading.markup import Words, child, local
from giaoban.files.reading.paper import Caution, Reason, Unreadable
from giaoban.files.reading.styles import Styles, font_of

DEEPEST: Final = 60
_STRUCK_OUT: Final = {"del", "moveFrom"}
_CHANGES: Final = {"ins", "moveTo", *_STRUCK_OUT}
_DROPPED: Final = {"pPr", "rPr", "instrText", "delText", "footnoteReference", "endnoteReference"}
_MARKS: Final = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "",
}  # fmt: skip


@dataclass(slots=True)
class Notes:
    """What was met on the way through a document."""

    cautions: set[Caution] = field(default_factory=set)
    legacy_font_used: bool = False


@dataclass(slots=True)
class _Gathered:
    style: str
    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class Runs:
    """Reads paragraphs of one document."""

    def __init__(self, words: Words, styles: Styles, notes: Notes, budget: Budget) -> None:
        self._words = words
        self._budget = budget
        self._styles = styles
        self._notes = notes

    def text(self, paragraph: Element, style: str) -> tuple[str, list[Element]]:
        """The text of a paragraph set in `style`, and the text boxes anchored in it."""
        gathered = _Gathered(style)
        self._walk(paragraph, gathered, 0)
        return "".join(gathered.pieces), gathered.boxes

    def _walk(self, element: Element, into: _Gathered, depth: int) -> None:
        if depth > DEEPEST:
            raise Unreadable(Reason.CORRUPT, "nested too deeply")
        for found in element:
            self._budget.step()
            name = local(found)
            if name == "t":
                into.pieces.append(found.text or "")
            elif name in _MARKS:
                into.pieces.append(_MARKS[name])
            elif name == "r":
                self._run(found, into, depth)
            elif name == "txbxContent":
                into.boxes.append(found)
            elif name in _CHANGES or name not in _DROPPED:
                self._inside(found, name, into, depth)

    def _inside(self, found: Element, name: str, into: _Gathered, depth: int) -> None:
        if name in _CHANGES:
            self._notes.cautions.add(Caution.TRACKED_CHANGES)
        if name == "AlternateContent":
            chosen = child(found, "Choice")
            found = found if chosen is None else chosen
        if name not in _STRUCK_OUT:
            self._walk(found, into, depth + 1)

    def _run(self, run: Element, into: _Gathered, depth: int) -> None:
        properties = child(run, "rPr")
        if self._hidden(properties, into.style):
            self._notes.cautions.add(Caution.HIDDEN_TEXT)
            return
        before = len(into.pieces)
        self._walk(run, into, depth + 1)
        if not self._notes.legacy_font_used and any(piece.strip() for piece in into.pieces[before:]):
            self._notes.legacy_font_used = legacy_font(self._font(properties, into.style))

    def _hidden(self, properties: Element | None, style: str) -> bool:
        direct = child(properties, "vanish")
        if direct is not None:
            return self._words.on(direct)
        for key in (self._words.value(child(properties, "rStyle")), style):
            hidden = self._styles.of(key).hidden
            if hidden is not None:
                return hidden
        return False

    def _font(self, properties: Element | None, style: str) -> str:
        return (
            font_of(properties, self._words)
            or self._styles.of(self._words.value(child(properties, "rStyle"))).font
            or self._styles.of(style).font
            or self._styles.default_font
        )
