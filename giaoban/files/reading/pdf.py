"""Reading PDF: the text layer as it stands, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from giaoban.files.reading.apart import answer_of
from giaoban.files.reading.legacy import detect_legacy
from giaoban.files.reading.paper import Block, BlockKind, Caution, Paper, Reason, Unreadable
from giaoban.files.reading.secrecy import HEAD_LINES, is_marking, marked_secret
from giaoban.foundation.text import heaped

_APART_POINTS: Final = 9.0


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float
    text: str


def read_pdf(data: bytes) -> Paper:
    """
    The text layer of a PDF: one line for each printed line, a form feed between pages.

    Raises Unreadable: encrypted, corrupt, no_text (a scan), legacy_encoding, secret, too_large, zip_bomb,
    too_long.
    """
    answer = answer_of("pdf_text.py", data)
    pages = [str(page) for page in answer["pages"]]
    if any(heaped(page) for page in pages):
        raise Unreadable(Reason.NOT_A_DOCUMENT, "marks heaped upon a letter")
    boxes = [_Box(*box) for box in answer["boxes"]]
    if any(is_marking(box.text) and _alone(box, boxes) for box in boxes) or _marked(pages):
        raise Unreadable(Reason.SECRET, "marking in the PDF")
    if not any(page.strip() for page in pages):
        raise Unreadable(Reason.NO_TEXT, "no text layer")
    legacy = detect_legacy([line for page in pages for line in page.split("\n")])
    if legacy is not None:
        raise Unreadable(Reason.LEGACY_ENCODING, legacy)
    text = "\f".join(pages)
    cautions = () if all(page.strip() for page in pages) else (Caution.EMPTY_PAGES,)
    return Paper("pdf", text, _lines(text), len(pages), cautions)


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
    """Markings in the head of the first page, or as first or last lines of any page."""
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
