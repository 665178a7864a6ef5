"""
Markings of state secrets in workbooks and slides: in the first cells, on margins, in drawn boxes.

Only the beginnings of large parts are looked at, bit by bit, so that a part of any size costs the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, Final

from lxml import etree

from giaoban.files.reading.archive import Archive, Element
from giaoban.files.reading.paper import Reason, Unreadable
from giaoban.files.reading.secrecy import HEAD_LINES, is_marking, marked_secret

_BEGINNING_BYTES: Final = 512 * 1024
_END_BYTES: Final = 64 * 1024
_MOST_PARTS: Final = 40  # sheets, slides, drawings; each kind
_MOST_STRINGS: Final = 20_000
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_DRAWN: Final = re.compile(r"xl/drawings/[^/]+\.xml")
_SLIDE: Final = re.compile(r"ppt/slides/slide\d+\.xml")
_AROUND: Final = re.compile(r"ppt/(?:slideMasters|slideLayouts)/[^/]+\.xml")
_MARGINS: Final = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]{1,2000})<")
_CODES: Final = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z])')
_NAMED: Final = {"amp": "&", "quot": '"', "lt": "<", "gt": ">", "apos": "'"}
_ENTITY: Final = re.compile(r"&(amp|quot|lt|gt|apos);")


def refuse_marked_workbook(archive: Archive) -> None:
    """Raises Unreadable (secret) when a workbook bears the marking."""
    strings = _strings(archive)
    boxes = list(_drawn(archive, _DRAWN))
    for name in _named(archive, _SHEET):
        begins, ends = archive.ends(name, _BEGINNING_BYTES, _END_BYTES)
        boxes.extend(_margins(ends))
        if marked_secret(head=_first_cells(begins, strings), boxes=()):
            raise Unreadable(Reason.SECRET, "marking in a cell")
    if any(is_marking(box) for box in boxes):
        raise Unreadable(Reason.SECRET, "marking in the workbook")


def refuse_marked_slides(archive: Archive) -> None:
    """Raises Unreadable (secret) when slides bear the marking: on the first, around all, or in a box."""
    around = list(_drawn(archive, _AROUND))
    slides = list(_named(archive, _SLIDE))
    head = [line for name in slides[:1] for line in _drawn_in(archive, name)]
    rest = [line for name in slides[1:] for line in _drawn_in(archive, name) if line.isupper()]
    if marked_secret(head=head, boxes=[*around, *rest]):
        raise Unreadable(Reason.SECRET, "marking in the slides")


def _named(archive: Archive, pattern: re.Pattern[str]) -> list[str]:
    found = [name for name in archive.names if pattern.fullmatch(name)]
    return sorted(found, key=lambda name: (len(name), name))[:_MOST_PARTS]


def _elements(data: bytes, wanted: set[str]) -> Iterator[Element]:
    """The elements of these local names whose ends stand in the beginning of a part."""
    parser: Any = etree.XMLPullParser(
        ("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    with suppress(etree.XMLSyntaxError, ValueError):  # what stands before the fault is looked at all the same
        parser.feed(data)
    for _event, element in parser.read_events():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in wanted:
            yield element


def _words(element: Element) -> str:
    return "".join(found.text or "" for found in element.iter("{*}t"))


def _strings(archive: Archive) -> list[str]:
    begins, _ends = archive.ends("xl/sharedStrings.xml", 4 * _BEGINNING_BYTES, 0)
    found = []
    for element in _elements(begins, {"si"}):
        found.append(_words(element))
        if len(found) >= _MOST_STRINGS:
            break
    return found


def _first_cells(data: bytes, strings: list[str]) -> Iterator[str]:
    """The lines of the cells of the first rows; enough for a head."""
    for row in _elements(data, {"row"}):
        if not (row.get("r") or "0").isdecimal() or int((row.get("r") or "0")[:9]) > HEAD_LINES:
            return
        for cell in row.iterchildren("{*}c"):
            yield from _cell(cell, strings).split("\n")


def _cell(cell: Element, strings: list[str]) -> str:
    value = next(cell.iterchildren("{*}v"), None)
    if value is None:
        return _words(cell)
    text = value.text or ""
    if cell.get("t") != "s":
        return text
    place = int(text) if text.isdecimal() and len(text) < 9 else -1
    return strings[place] if 0 <= place < len(strings) else ""


def _margins(data: bytes) -> Iterator[str]:
    """The lines of headers and footers, without the codes for fonts and fields."""
    for found in _MARGINS.finditer(data):
        words = _ENTITY.sub(lambda entity: _NAMED[entity[1]], found[1].decode("utf-8", "replace"))
        yield from re.split(r"\n|&[LCR]", words)
        yield from _CODES.sub("\n", words).split("\n")


def _drawn(archive: Archive, pattern: re.Pattern[str]) -> Iterable[str]:
    for name in _named(archive, pattern):
        yield from _drawn_in(archive, name)


def _drawn_in(archive: Archive, name: str) -> Iterator[str]:
    """The paragraphs of drawn boxes."""
    begins, _ends = archive.ends(name, _BEGINNING_BYTES, 0)
    for paragraph in _elements(begins, {"p"}):
        yield _words(paragraph)
