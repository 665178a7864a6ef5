"""
The text layer of a PDF, taken out in a process of its own: `python pdf_text.py < paper.pdf > pages.json`.

The PDF library is native code that reads bytes of strangers. Apart from the web process it may fail, swell or
hang without harm: memory and time are limited here. The script needs nothing of the project.

Output: {"pages": [text, …], "boxes": [[left, bottom, right, top, text], …]} with the boxes of the first page
(in points), or {"refused": reason, "detail": …}.
"""

from __future__ import annotations

import importlib
import json
import signal
import sys
from contextlib import closing
from typing import Any, Final

LIMIT_PAGES: Final = 2_000
LIMIT_CHARACTERS: Final = 5_000_000
_LIMIT_MEMORY_BYTES: Final = 256 * 1024**2
_LIMIT_SECONDS: Final = 1.7
_LIMIT_BOXES: Final = 2_000
_LETTER_OF_THE_STAMP: Final = "ậ"
# Code points that stand for no letter: a word broken at the end of a line (2, FFFE), page ends within a page.
_NOT_TEXT: Final = {0xFFFE: "", 0xFFFF: "", 2: "-", 0: "", ord("\f"): "\n"}

Answer = dict[str, Any]


def limit_resources() -> None:
    """Bound memory and processor time of this process, where the system can."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_LIMIT_MEMORY_BYTES, _LIMIT_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_PROF, _LIMIT_SECONDS)


def text_of(data: bytes) -> Answer:
    """The answer for one PDF."""
    import pypdfium2 as pdfium  # slow: only this process pays for it

    try:
        with closing(pdfium.PdfDocument(data)) as document:
            if not 0 < len(document) <= LIMIT_PAGES:
                return {
                    "refused": "too_large" if len(document) else "corrupt",
                    "detail": f"{len(document)} pages",
                }
            return _read(document)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        return {"refused": "encrypted" if locked else "corrupt", "detail": str(error)[:200]}


def _read(document: Any) -> Answer:
    pages: list[str] = []
    boxes: list[list[float | str]] = []
    for index in range(len(document)):
        with closing(document[index]) as page, closing(page.get_textpage()) as layer:
            text = layer.get_text_range() if layer.count_chars() else ""
            if index == 0 and _LETTER_OF_THE_STAMP in text.lower():
                boxes = _boxes(layer)
        clean = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NOT_TEXT)
        pages.append("\n".join(line.rstrip() for line in clean.split("\n")))
        if sum(map(len, pages)) > LIMIT_CHARACTERS:
            return {"refused": "too_large", "detail": "too many characters"}
    return {"pages": pages, "boxes": boxes}


def _boxes(layer: Any) -> list[list[float | str]]:
    """Runs of text of one style on one line, with where they stand."""
    found: list[list[float | str]] = []
    for number in range(min(layer.count_rects(), _LIMIT_BOXES)):
        sides = layer.get_rect(number)
        found.append([*sides, layer.get_text_bounded(*sides)])
    return found


if __name__ == "__main__":
    limit_resources()
    try:
        answer = text_of(sys.stdin.buffer.read())
    except MemoryError:
        answer = {"refused": "zip_bomb", "detail": "memory"}
    json.dump(answer, sys.stdout, ensure_ascii=True)
