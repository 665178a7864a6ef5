"""Word files with very long tables: laid out with one row, which is then written once for each line."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final
from xml.sax.saxutils import escape

from .wording import clean

_DOCUMENT: Final = "word/document.xml"
_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
_AT_ONCE: Final = 500  # rows
_FAST: Final = 1  # of deflate: rows repeat each other, more effort gains little


def marker_row(columns: int) -> tuple[str, ...]:
    """The cells of the one row that `fill` writes for each line."""
    return tuple(f"[[cell {number}]]" for number in range(columns))


def fill(docx: bytes, rows: Iterable[tuple[str, ...]]) -> bytes:
    """
    The Word file with its marker row replaced by `rows`, each with one text for each cell.

    A line feed in a text is a new line of its cell. Raises `ValueError` when the file has no marker row.
    """
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_FAST) as made,
    ):
        for item in source.infolist():
            if item.filename != _DOCUMENT:
                made.writestr(item, source.read(item))
                continue
            with made.open(zipfile.ZipInfo(_DOCUMENT, item.date_time), "w", force_zip64=True) as stream:
                for part in _filled(source.read(item).decode(), rows):
                    stream.write(part.encode())
    return target.getvalue()


def _filled(xml: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    at = xml.find("[[cell 0]]")
    start, end = xml.rfind("<w:tr>", 0, at), xml.find("</w:tr>", at) + len("</w:tr>")
    if at < 0 or start < 0:
        raise ValueError("The file has no row to fill.")
    pieces = re.split(r"\[\[cell \d+\]\]", xml[start:end])
    yield xml[:start]
    rest = iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        yield "".join(_row(pieces, row) for row in some)
    yield xml[end:]


def _row(pieces: list[str], row: tuple[str, ...]) -> str:
    cells = (escape(clean(text)).replace("\n", _BREAK) for text in row)
    return "".join(part for pair in zip(pieces, (*cells, ""), strict=True) for part in pair)
