"""What an Office package says it is: its main part, and whether it carries programs."""

from __future__ import annotations

from typing import Final

from giaoban.files.reading.archive import Archive
from giaoban.files.reading.paper import Reason, Unreadable

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KINDS: Final = {
    f"{_WORD}document.main+xml": "docx",
    f"{_WORD}template.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
_PROGRAMS: Final = ("vbaproject.bin", "vbadata.xml", "macrosheets/")


def main_part(archive: Archive) -> tuple[str, str]:
    """
    The kind of the package (docx, xlsx, pptx) and the name of its main part.

    Raises Unreadable: macro when it carries programs, not_a_document when it is something else.
    """
    types = archive.xml("[Content_Types].xml")
    if types is None:
        raise Unreadable(Reason.NOT_A_DOCUMENT, "no Office package")
    found: tuple[str, str] | None = None
    for element in types:
        content_type = (element.get("ContentType") or "").strip()
        if "macroenabled" in content_type.lower() or "vbaproject" in content_type.lower():
            raise Unreadable(Reason.MACRO, "macro content type")
        part = (element.get("PartName") or "").lstrip("/")
        if found is None and part and content_type in _KINDS:
            found = (_KINDS[content_type], part)
    if any(program in name.lower() for name in archive.names for program in _PROGRAMS):
        raise Unreadable(Reason.MACRO, "program in the package")
    if found is None:
        raise Unreadable(Reason.NOT_A_DOCUMENT, "no main part")
    return found
