"""Checking a file that is kept as evidence: its kind, content of that kind, and no program inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from giaoban.files.reading.archive import Archive
from giaoban.files.reading.docx import read_docx
from giaoban.files.reading.names import extension
from giaoban.files.reading.office import refuse_marked_slides, refuse_marked_workbook
from giaoban.files.reading.package import main_part
from giaoban.files.reading.paper import LIMIT_BYTES, Reason, Unreadable
from giaoban.files.reading.pdf import read_pdf
from giaoban.files.reading.picture_size import check_size
from giaoban.files.reading.plain import checked_text
from giaoban.files.reading.reader import KNOWN_REFUSALS, kind_of, refuse_ole, refuse_other_kinds

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
CONTENT_TYPES: Final = {
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
_JPEG: Final = {"jpg", "jpeg", "jpe", "jfif", "jif"}
_TOLERATED: Final = {Reason.NO_TEXT, Reason.LEGACY_ENCODING}  # a scan is evidence, so is an old paper


def peek_evidence(*, filename: str, size_bytes: int, limit_bytes: int = LIMIT_BYTES) -> None:
    """
    Refuse by name and size alone, before any byte is read.

    Raises Unreadable: empty, too_large, old_word, macro or not_a_document.
    """
    if size_bytes > limit_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"{size_bytes} bytes")
    ending = extension(filename)
    if ending in KNOWN_REFUSALS:
        raise Unreadable(KNOWN_REFUSALS[ending], ending)
    if ending not in CONTENT_TYPES:
        raise Unreadable(Reason.NOT_A_DOCUMENT, f"extension {ending!r}")
    if size_bytes == 0:
        raise Unreadable(Reason.EMPTY)


def check_evidence(
    data: bytes, *, filename: str, limit_bytes: int = LIMIT_BYTES, is_read: bool = False
) -> str:
    """
    The content type of a file that may be kept.

    Raises Unreadable when its kind is not on the list, when the content is of another kind than the name
    says, carries macros, is encrypted, or is marked as a state secret as far as its text can be read. With
    `is_read` the caller has just read its text or cells with all checks, and it is not read again.
    """
    peek_evidence(filename=filename, size_bytes=len(data), limit_bytes=limit_bytes)
    refuse_ole(data)
    ending = extension(filename)
    if ending in {"docx", "xlsx", "pptx"}:
        _check_office(data, ending, is_read=is_read)
    elif ending == "pdf":
        if not data.startswith(b"%PDF-"):
            raise Unreadable(Reason.NOT_A_DOCUMENT, kind_of(data))
        _check_text(lambda: is_read or read_pdf(data))
    elif ending in {"txt", "csv"}:
        refuse_other_kinds(data)
        _check_text(lambda: is_read or checked_text(data))
    else:
        _check_picture(data, ending)
    return CONTENT_TYPES[ending]


def _check_office(data: bytes, ending: str, *, is_read: bool) -> None:
    if not data.startswith(b"PK"):
        raise Unreadable(Reason.NOT_A_DOCUMENT, kind_of(data))
    archive = Archive(data)
    kind, _part = main_part(archive)
    if kind != ending:
        raise Unreadable(Reason.NOT_A_DOCUMENT, kind)
    if is_read:
        return
    if kind == "docx":
        _check_text(lambda: read_docx(data))
    elif kind == "xlsx":
        refuse_marked_workbook(archive)
    else:
        refuse_marked_slides(archive)


def _check_text(read: Callable[[], object]) -> None:
    try:
        read()
    except Unreadable as refusal:
        if refusal.reason not in _TOLERATED:
            raise


def _check_picture(data: bytes, ending: str) -> None:
    found = kind_of(data)
    same = found in _JPEG if ending in _JPEG else found == ending
    if not same:
        raise Unreadable(Reason.NOT_A_DOCUMENT, found)
    check_size(data)
