"""Paragraph and character styles of a Word document, as far as they change what the text says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from giaoban.files.reading.archive import Element
from giaoban.files.reading.markup import Words, child, children, number
from giaoban.files.reading.paper import Reason, Unreadable

_HEADING: Final = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_BODY_TEXT_LEVEL: Final = 9  # outline levels 0 to 8 are headings, 9 is body text
_LONGEST_CHAIN: Final = 20
_MOST_STYLES: Final = 10_000  # Word itself stops at 4,079
_NO_BORDER: Final = {"nil", "none", ""}


@dataclass(frozen=True, slots=True)
class Style:
    """What a style adds; None or "" where it is silent and its base decides."""

    list_id: str | None = None
    depth: int | None = None
    heading: int | None = None
    hidden: bool | None = None
    font: str = ""
    borders: bool | None = None
    bold: bool | None = None
    italic: bool | None = None
    align: str = ""


@dataclass(frozen=True, slots=True)
class _Own:
    style: Style
    base: str


class Styles:
    """The styles part; `of` gives a style with what it inherits."""

    def __init__(self, root: Element | None, words: Words) -> None:
        """`root` is None when the document has no styles. Raises Unreadable when it has too many."""
        self._words = words
        self._own: dict[str, _Own] = {}
        self._whole: dict[str, Style] = {}
        self.default_font = ""
        self.default_paragraph = ""
        if root is None:
            return
        if len(root) > _MOST_STYLES:
            raise Unreadable(Reason.XML_BOMB, "too many styles")
        self.default_font = font_of(child(root, "docDefaults", "rPrDefault", "rPr"), words)
        for element in children(root, "style"):
            key = words.get(element, "styleId")
            self._own[key] = _Own(self._style(element), words.value(child(element, "basedOn")))
            if words.get(element, "type") == "paragraph" and words.get(element, "default") in {"1", "true"}:
                self.default_paragraph = key

    def of(self, key: str) -> Style:
        """The style `key` with the values of the styles that it is based on; all silent when unknown."""
        if key not in self._whole:
            self._whole[key] = self._inherited(key)
        return self._whole[key]

    def _inherited(self, key: str) -> Style:
        whole = Style()
        for _step in range(_LONGEST_CHAIN):
            own = self._own.get(key)
            if own is None:
                break
            whole = _over(whole, own.style)
            key = own.base
        return whole

    def _style(self, element: Element) -> Style:
        words = self._words
        layout = child(element, "pPr")
        listed = child(layout, "numPr")
        hidden = child(element, "rPr", "vanish")
        borders = child(element, "tblPr", "tblBorders")
        level = child(listed, "ilvl")
        return Style(
            list_id=words.value(child(listed, "numId")) or None,
            depth=None if level is None else number(words.value(level)),
            heading=heading_level(layout, words) or _by_name(words.value(child(element, "name"))),
            hidden=None if hidden is None else words.on(hidden),
            font=font_of(child(element, "rPr"), words),
            borders=None if borders is None else has_borders(borders, words),
            bold=_switch(child(element, "rPr"), "b", words),
            italic=_switch(child(element, "rPr"), "i", words),
            align=aligned(layout, words),
        )


def font_of(properties: Element | None, words: Words) -> str:
    """The font that run properties name for Latin text; "" when they name none."""
    fonts = child(properties, "rFonts")
    return "" if fonts is None else words.get(fonts, "ascii") or words.get(fonts, "hAnsi")


def switched(properties: Element | None, name: str, words: Words, *around: bool | None) -> bool:
    """Whether `b` or `i` is on: by the run's own properties, else by the first style that says anything."""
    values = (_switch(properties, name, words), *around)
    return next((value for value in values if value is not None), False)


def _switch(properties: Element | None, name: str, words: Words) -> bool | None:
    found = child(properties, name)
    return None if found is None else words.on(found)


def aligned(layout: Element | None, words: Words) -> str:
    """How a paragraph is aligned (`both`, `center`, …); "" when its properties do not say."""
    return words.value(child(layout, "jc"))


def heading_level(layout: Element | None, words: Words) -> int | None:
    """The heading level, from 1, that paragraph properties give; 0 for body text; None when silent."""
    outline = child(layout, "outlineLvl")
    if outline is None:
        return None
    level = number(words.value(outline), _BODY_TEXT_LEVEL)
    return level + 1 if 0 <= level < _BODY_TEXT_LEVEL else 0


def has_borders(element: Element, words: Words) -> bool:
    """Whether any side under `element` is drawn."""
    return any(words.value(side) not in _NO_BORDER for side in element)


def _by_name(name: str) -> int | None:
    found = _HEADING.fullmatch(name.strip())
    return int(found.group(1)) if found else None


def _over(upper: Style, lower: Style) -> Style:
    return Style(
        list_id=lower.list_id if upper.list_id is None else upper.list_id,
        depth=lower.depth if upper.depth is None else upper.depth,
        heading=lower.heading if upper.heading is None else upper.heading,
        hidden=lower.hidden if upper.hidden is None else upper.hidden,
        font=upper.font or lower.font,
        borders=lower.borders if upper.borders is None else upper.borders,
        bold=lower.bold if upper.bold is None else upper.bold,
        italic=lower.italic if upper.italic is None else upper.italic,
        align=upper.align or lower.align,
    )
