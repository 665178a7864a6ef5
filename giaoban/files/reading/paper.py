"""What reading a paper gives: its text with structure, or the reason why it cannot be taken in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

LIMIT_BYTES: Final = 25 * 1024 * 1024
LIMIT_CHARACTERS: Final = 5_000_000
LIMIT_LINES: Final = 100_000  # some 3,000 pages


class Reason(StrEnum):
    """Why a paper is refused; the words for people are in `files.vocabulary`."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_DOCUMENT = "not_a_document"
    MACRO = "macro"
    ENCRYPTED = "encrypted"
    OLD_WORD = "old_word"
    CORRUPT = "corrupt"
    ZIP_BOMB = "zip_bomb"
    XML_BOMB = "xml_bomb"
    TOO_LONG = "too_long"
    LEGACY_ENCODING = "legacy_encoding"
    NO_TEXT = "no_text"
    SECRET = "secret"  # noqa: S105 -- a marking on paper, no password


class Caution(StrEnum):
    """What was left out of the text of a paper that was read."""

    TRACKED_CHANGES = "tracked_changes"
    HIDDEN_TEXT = "hidden_text"
    EMBEDDED_DOCUMENT = "embedded_document"
    EMPTY_PAGES = "empty_pages"


class Unreadable(Exception):
    """
    A paper that is refused; nothing of it was kept.

    `detail` is for the log and the tests, in English and without text of the paper.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail


class BlockKind(StrEnum):
    """What a stretch of the text was in the paper."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ROW = "row"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """
    A stretch `text[start:end]` of the paper.

    `label` is the number that the word processor made, which `text` already has in front; "" when there is
    none. `level` counts from 0 for items and from 1 for headings; 0 for the rest.
    """

    kind: BlockKind
    start: int
    end: int
    label: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """
    The text of a paper as its author spelt it, with one line for each paragraph or table row.

    Cells of a row are parted by tabs, pages of a PDF by form feeds. `pages` is None where the form has no
    fixed pages (.docx, .txt).
    """

    kind: Literal["docx", "pdf", "txt"]
    text: str
    blocks: tuple[Block, ...]
    pages: int | None
    warnings: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line on its way into a paper: one block before its place in the text is known."""

    kind: BlockKind
    text: str
    label: str = ""
    level: int = 0


def assemble(lines: list[Line]) -> tuple[str, tuple[Block, ...]]:
    """
    The text of the lines, one under another, and their blocks.

    Raises Unreadable (too_large) beyond LIMIT_CHARACTERS or LIMIT_LINES.
    """
    if len(lines) > LIMIT_LINES:
        raise Unreadable(Reason.TOO_LARGE, "too many lines")
    blocks: list[Block] = []
    texts: list[str] = []
    position = 0
    for line in lines:
        text = f"{line.label} {line.text}".rstrip() if line.label else line.text
        blocks.append(Block(line.kind, position, position + len(text), line.label, line.level))
        texts.append(text)
        position += len(text) + 1
        if position > LIMIT_CHARACTERS:
            raise Unreadable(Reason.TOO_LARGE, "too many characters")
    return "\n".join(texts), tuple(blocks)
