"""Reading .txt: Unicode only, so that no letter is guessed."""

from __future__ import annotations

import codecs
from typing import Final

from giaoban.files.reading.legacy import detect_legacy
from giaoban.files.reading.paper import (
    LIMIT_CHARACTERS,
    LIMIT_LINES,
    BlockKind,
    Line,
    Paper,
    Reason,
    Unreadable,
    assemble,
)
from giaoban.files.reading.secrecy import marked_secret
from giaoban.foundation.text import heaped

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD_CHARACTERS: Final = 200_000
_CONTROLS: Final = frozenset(map(chr, {*range(32), 127} - {9, 10, 12, 13, 27}))


def read_txt(data: bytes) -> Paper:
    """
    The text of a UTF-8 or (with its mark) UTF-16 file, line by line.

    Raises Unreadable: legacy_encoding, not_a_document (bytes that are no text), no_text, secret.
    """
    text = checked_text(data)
    if len(text) > LIMIT_CHARACTERS or text.count("\n") > LIMIT_LINES:
        raise Unreadable(Reason.TOO_LARGE, "too many characters or lines")
    lines = text.split("\n")
    legacy = detect_legacy(lines)
    if legacy is not None:
        raise Unreadable(Reason.LEGACY_ENCODING, legacy)
    if not text.strip():
        raise Unreadable(Reason.NO_TEXT, "only blanks")
    whole, blocks = assemble([Line(BlockKind.PARAGRAPH, line) for line in lines])
    return Paper("txt", whole, blocks, None)


def checked_text(data: bytes) -> str:
    """
    The text of a file that is text and bears no marking; line ends are line feeds, its length is any.

    Raises Unreadable: legacy_encoding (not UTF-8), not_a_document, corrupt, secret.
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if not _CONTROLS.isdisjoint(text):
        raise Unreadable(Reason.NOT_A_DOCUMENT, "control characters")
    if heaped(text):
        raise Unreadable(Reason.NOT_A_DOCUMENT, "marks heaped upon a letter")
    if marked_secret(head=_beginning(text), boxes=()):
        raise Unreadable(Reason.SECRET, "marking in the text")
    return text


def _beginning(text: str) -> list[str]:
    """The first lines, enough for a head; blank ones are not counted there."""
    return text[:_HEAD_CHARACTERS].split("\n")


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable(Reason.CORRUPT, encoding) from error
    if b"\0" in data:
        raise Unreadable(Reason.NOT_A_DOCUMENT, "zero bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(Reason.LEGACY_ENCODING, "not UTF-8") from error
