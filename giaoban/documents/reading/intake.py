"""The text of whatever is handed in, or the word that it is a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from giaoban.files.reading import Reason, Unreadable, extension, read_paper, read_tables
from giaoban.files.reading.picture_size import check_size
from giaoban.files.reading.pictures import LIMIT_PAGES, pages_of

KINDS: Final = ("docx", "pdf", "xlsx", "png", "jpg", "jpeg", "txt")
_PICTURES: Final = {"png": "png", "jpg": "jpg", "jpeg": "jpg"}
_MOST_ROWS: Final = 2_000  # of a workbook; the head of a paper stands in its first

Source = Literal["", "cells", "picture"]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """`text` as it was read; of a picture "" with the number of `pages` to be read. `kind` is that of the file."""

    text: str
    source: Source
    kind: str
    pages: int = 0


def read_handed_in(data: bytes, *, filename: str) -> HandedIn:
    """
    Read a file that was handed in. Raises Unreadable, also for kinds that the register does not take.
    """
    ending = extension(filename)
    if ending not in KINDS:
        raise Unreadable(Reason.NOT_A_DOCUMENT, f"extension {ending!r}")
    if ending in _PICTURES:
        check_size(data)
        return HandedIn("", "picture", _PICTURES[ending], 1)
    if ending == "xlsx":
        sheets = read_tables(data, filename=filename)
        lines = ["\t".join(row).rstrip() for sheet in sheets for row in sheet.rows[:_MOST_ROWS]]
        return HandedIn("\n".join(lines), "cells", ending)
    try:
        return HandedIn(read_paper(data, filename=filename).text, "", ending)
    except Unreadable as refusal:
        if refusal.reason != Reason.NO_TEXT or ending != "pdf":
            raise
    pages = pages_of(data, kind="pdf")
    if pages > LIMIT_PAGES:
        raise Unreadable(Reason.TOO_LARGE, f"{pages} pages of pictures")
    return HandedIn("", "picture", "pdf", pages)
