"""Reading PDF: the text layer as it stands, page by page."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from threading import Lock
from typing import Final

import pypdfium2 as pdfium

from giaoban.files.reading.legacy import detect_legacy
from giaoban.files.reading.paper import (
    LIMIT_CHARACTERS,
    Block,
    BlockKind,
    Caution,
    Paper,
    Reason,
    Unreadable,
)
from giaoban.files.reading.secrecy import HEAD_LINES, is_marking, marked_secret

LIMIT_PAGES: Final = 2_000
_PASSWORD: Final = "password"  # noqa: S105 -- a word of the error message
_NOT_TEXT: Final = {0xFFFE: "", 0xFFFF: "", 2: "-", 0: "", ord("\f"): "\n"}  # 2 and FFFE: a broken word
_APART_POINTS: Final = 9.0
_LONGEST_STAMP: Final = 60
_LOCK: Final = Lock()  # the library keeps global state and is not safe in two threads


@dataclass(slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float
    text: str


def read_pdf(data: bytes) -> Paper:
    """
    The text layer of a PDF: one line for each printed line, a form feed between pages.

    Raises Unreadable: encrypted, corrupt, no_text (a scan), legacy_encoding, secret, too_large.
    """
    with _LOCK:
        pages, stamps = _pages(data)
    if stamps or _marked(pages):
        raise Unreadable(Reason.SECRET, "marking in the PDF")
    if not any(page.strip() for page in pages):
        raise Unreadable(Reason.NO_TEXT, "no text layer")
    legacy = detect_legacy([line for page in pages for line in page.split("\n")])
    if legacy is not None:
        raise Unreadable(Reason.LEGACY_ENCODING, legacy)
    text = "\f".join(pages)
    cautions = () if all(page.strip() for page in pages) else (Caution.EMPTY_PAGES,)
    return Paper("pdf", text, _lines(text), len(pages), cautions)


def _pages(data: bytes) -> tuple[list[str], bool]:
    """The text of each page, and whether the first page bears a stamp that stands by itself."""
    try:
        with closing(pdfium.PdfDocument(data)) as document:
            if len(document) > LIMIT_PAGES:
                raise Unreadable(Reason.TOO_LARGE, "too many pages")
            if len(document) == 0:
                raise Unreadable(Reason.CORRUPT, "no pages")
            texts: list[str] = []
            stamped = False
            for index in range(len(document)):
                text, boxes = _page(document, index)
                texts.append(text)
                stamped = stamped or any(is_marking(box.text) and _alone(box, boxes) for box in boxes)
                if sum(map(len, texts)) > LIMIT_CHARACTERS:
                    raise Unreadable(Reason.TOO_LARGE, "too many characters")
            return texts, stamped
    except pdfium.PdfiumError as error:
        reason = Reason.ENCRYPTED if _PASSWORD in str(error).lower() else Reason.CORRUPT
        raise Unreadable(reason, "PDF") from error


def _page(document: pdfium.PdfDocument, index: int) -> tuple[str, list[_Box]]:
    """The text of a page; the boxes of its runs of text, for the first page when it may bear a stamp."""
    with closing(document[index]) as page, closing(page.get_textpage()) as layer:
        text = layer.get_text_range() if layer.count_chars() else ""
        boxes: list[_Box] = []
        if index == 0 and "ậ" in text.lower():
            for number in range(min(layer.count_rects(), 2_000)):
                left, bottom, right, top = layer.get_rect(number)
                boxes.append(_Box(left, bottom, right, top, layer.get_text_bounded(left, bottom, right, top)))
    clean = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NOT_TEXT)
    return "\n".join(line.rstrip() for line in clean.split("\n")), boxes


def _alone(box: _Box, boxes: list[_Box]) -> bool:
    """Whether nothing is printed close to the left or the right of `box` on its line."""
    middle = (box.bottom + box.top) / 2
    return not any(
        other is not box
        and other.text.strip()
        and other.bottom <= middle <= other.top
        and other.left < box.right + _APART_POINTS
        and other.right > box.left - _APART_POINTS
        for other in boxes
    )


def _marked(pages: list[str]) -> bool:
    """Markings in the head of the first page, or as first or last line of any page."""
    margins: list[str] = []
    for page in pages:
        lines = [line for line in page.split("\n") if line.strip()]
        margins.extend([*lines[:2], *lines[-2:]])
    head = pages[0].split("\n")[: HEAD_LINES * 2] if pages else []
    return marked_secret(head=head, boxes=margins)


def _lines(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    position = 0
    for line in text.replace("\f", "\n").split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(line)))
        position += len(line) + 1
    return tuple(blocks)
