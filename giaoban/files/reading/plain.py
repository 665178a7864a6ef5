"""Reading .txt: Unicode only, so that no letter is guessed."""

from __future__ import annotations

import codecs
from typing import Final

from giaoban.files.reading.legacy import detect_legacy
from giaoban.files.reading.paper import BlockKind, Line, Paper, Reason, Unreadable, assemble
from giaoban.files.reading.secrecy import marked_secret

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = frozenset(map(chr, {*range(32), 127} - {9, 10, 12, 13, 27}))


def read_txt(data: bytes) -> Paper:
    """
    The text of a UTF-8 or (with its mark) UTF-16 file, line by line.

    Raises Unreadable: legacy_encoding, not_a_document (bytes that are no text), no_text, secret.
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if not _CONTROLS.isdisjoint(text):
        raise Unreadable(Reason.NOT_A_DOCUMENT, "control characters")
    lines = text.split("\n")
    if marked_secret(head=lines, boxes=()):
        raise Unreadable(Reason.SECRET, "marking in the text")
    legacy = detect_legacy(lines)
    if legacy is not None:
        raise Unreadable(Reason.LEGACY_ENCODING, legacy)
    if not text.strip():
        raise Unreadable(Reason.NO_TEXT, "only blanks")
    whole, blocks = assemble([Line(BlockKind.PARAGRAPH, line) for line in lines])
    return Paper("txt", whole, blocks, None)


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
