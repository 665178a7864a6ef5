"""From the bytes of an uploaded paper to its text."""

from __future__ import annotations

from typing import Final

import puremagic

from giaoban.files.reading.docx import read_docx
from giaoban.files.reading.names import extension
from giaoban.files.reading.paper import LIMIT_BYTES, Paper, Reason, Unreadable
from giaoban.files.reading.pdf import read_pdf
from giaoban.files.reading.plain import read_txt

READABLE: Final = ("docx", "pdf", "txt")
KNOWN_REFUSALS: Final = {
    "doc": Reason.OLD_WORD,
    "dot": Reason.OLD_WORD,
    "docm": Reason.MACRO,
    "dotm": Reason.MACRO,
}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM: Final = "WordDocument".encode("utf-16-le")
_HEAD_BYTES: Final = 1024


def peek(*, filename: str, size_bytes: int, limit_bytes: int = LIMIT_BYTES) -> None:
    """
    Refuse by name and size alone, before any byte is read.

    Raises Unreadable: empty, too_large, old_word, macro or not_a_document.
    """
    if size_bytes > limit_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"{size_bytes} bytes")
    ending = extension(filename)
    if ending in KNOWN_REFUSALS:
        raise Unreadable(KNOWN_REFUSALS[ending], ending)
    if ending not in READABLE:
        raise Unreadable(Reason.NOT_A_DOCUMENT, f"extension {ending!r}")
    if size_bytes == 0:
        raise Unreadable(Reason.EMPTY)


def read_paper(data: bytes, *, filename: str, limit_bytes: int = LIMIT_BYTES) -> Paper:
    """
    The text of a .docx, .pdf or .txt paper, with its structure.

    Name and content must agree. Raises Unreadable and nothing else, whatever the bytes are.
    """
    peek(filename=filename, size_bytes=len(data), limit_bytes=limit_bytes)
    ending = extension(filename)
    refuse_ole(data)
    if ending == "txt":
        refuse_other_kinds(data)
        return read_txt(data)
    is_pdf = b"%PDF-" in data[:_HEAD_BYTES]
    is_zip = data.startswith(b"PK")
    if ending == "pdf" and is_pdf and not is_zip:
        return read_pdf(data)
    if ending == "docx" and is_zip:
        return read_docx(data)
    raise Unreadable(Reason.NOT_A_DOCUMENT, kind_of(data))


def kind_of(data: bytes) -> str:
    """The extension that the first bytes speak for, without a dot; "" when they speak for none."""
    try:
        found = puremagic.magic_string(data[:8192])
    except (puremagic.PureError, ValueError):
        return ""
    return str(found[0].extension).lstrip(".") if found else ""


def refuse_ole(data: bytes) -> None:
    """Refuse the old compound file: a .docx with a password (encrypted), an old .doc, or another."""
    if not data.startswith(_OLE):
        return
    if _ENCRYPTED_STREAM in data:
        raise Unreadable(Reason.ENCRYPTED, "OLE")
    raise Unreadable(Reason.OLD_WORD if _WORD_STREAM in data else Reason.NOT_A_DOCUMENT, "OLE")


def refuse_other_kinds(data: bytes) -> None:
    """Refuse bytes that begin as another kind of file although the name says text."""
    if data.startswith((b"PK\x03\x04", b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ")):
        raise Unreadable(Reason.NOT_A_DOCUMENT, kind_of(data))
