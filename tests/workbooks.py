"""What stands in a workbook, read without the program that wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape


def parts(data: bytes) -> dict[str, str]:
    """The parts of a workbook that are XML, by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {n: book.read(n).decode() for n in book.namelist() if n.endswith((".xml", ".rels"))}


def cells(data: bytes) -> list[str]:
    """The text of all cells."""
    found = [re.findall(r"<t[^>]*>([^<]*)</t>", text) for text in parts(data).values()]
    return [unescape(words) for some in found for words in some]


def formulas(data: bytes) -> list[str]:
    """The formulas and links of all sheets; a list written as text has none."""
    return [f for text in parts(data).values() for f in re.findall(r"<f[ >][^<]*|<hyperlink[^>]*", text)]
