"""
Pages of a PDF as pictures, in a process of its own: `python pdf_picture.py PAGE < paper.pdf > page.pgm`.

PAGE counts from 0. Without PAGE it prints the number of pages. The script needs nothing of the project.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import closing
from typing import BinaryIO, Final

_DOTS_PER_INCH: Final = 200
_POINTS_PER_INCH: Final = 72
_MOST_PIXELS: Final = 25_000_000  # an A3 sheet at this resolution has 8 million
_LIMIT_MEMORY_BYTES: Final = 512 * 1024**2
_LIMIT_SECONDS: Final = 15


def count(data: bytes) -> int:
    """How many pages the PDF has."""
    import pypdfium2 as pdfium  # slow: only this process pays for it

    with closing(pdfium.PdfDocument(data)) as document:
        return len(document)


def draw(data: bytes, number: int, to: BinaryIO) -> None:
    """One page in shades of grey (PGM, 8 bits), a very large one in fewer dots."""
    import pypdfium2 as pdfium  # slow: only this process pays for it

    with closing(pdfium.PdfDocument(data)) as document, closing(document[number]) as page:
        across, down = page.get_size()
        scale = _DOTS_PER_INCH / _POINTS_PER_INCH
        pixels = max(across * down * scale * scale, 1)
        if pixels > _MOST_PIXELS:
            scale *= (_MOST_PIXELS / pixels) ** 0.5
        with closing(page.render(scale=scale, grayscale=True)) as bitmap:
            to.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height))
            lines = memoryview(bitmap.buffer).cast("B")
            step, wide = bitmap.stride, bitmap.width
            to.writelines(lines[top * step : top * step + wide] for top in range(bitmap.height))


def limit_resources() -> None:
    """Bound memory and processor time of this process, where the system can."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_LIMIT_MEMORY_BYTES, _LIMIT_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_LIMIT_SECONDS, _LIMIT_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit_resources()
    paper = sys.stdin.buffer.read()
    if len(sys.argv) > 1:
        draw(paper, int(sys.argv[1]), sys.stdout.buffer)
    else:
        print(count(paper))
