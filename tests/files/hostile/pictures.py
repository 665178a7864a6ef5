"""Pictures: sizes that nobody has, kinds that are others, bytes that are more than a picture."""

from __future__ import annotations

import struct

from giaoban.files.reading import Reason
from tests.files.hostile.shapes import Hostile, chunk, flat, png

_TIFF = (
    b"II*\0\x08\0\0\0\x02\0" + struct.pack("<HHLL", 256, 4, 1, 2**31) + struct.pack("<HHLL", 257, 4, 1, 2**31)
)


def jpeg(width: int, height: int) -> bytes:
    """A JPEG that declares this size and ends at once."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    return (
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
        b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xd9"
    )


def bomb() -> bytes:
    """Thirty thousand by thirty thousand dots of one shade."""
    return png(30_000, 30_000, chunk(b"IDAT", flat(b"\0" * (30_001 * 3_000))))


FILES = [
    Hostile("png-two-thousand-million-wide", "a.png", lambda: png(2**31 - 1, 2**31 - 1), Reason.ZIP_BOMB),
    Hostile("png-bomb", "a.png", bomb, Reason.ZIP_BOMB),
    Hostile("png-one-line-of-dots", "a.png", lambda: png(900_000_000, 1), Reason.ZIP_BOMB),
    Hostile("jpeg-of-most-dots", "a.jpg", lambda: jpeg(65_535, 65_535), Reason.ZIP_BOMB),
    Hostile("jpeg-segments-without-end", "a.jpg", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + b"\xff\xe1\0\x02" * 2_000_000, None),
    Hostile("png-cut", "a.png", lambda: png(100, 100, chunk(b"IDAT", flat(b"\0" * 10_100)))[:60], None),
    Hostile("png-many-chunks", "a.png", lambda: png(9, 9, chunk(b"tEXt", b"a\0b") * 200_000), None),
    Hostile("png-text-bomb", "a.png", lambda: png(9, 9, chunk(b"zTXt", b"a\0\0" + flat(b"a" * 100_000_000))), None),
    Hostile("png-with-a-script", "a.png", lambda: png(9, 9) + b"<script>alert(1)</script>", None),
    Hostile("tiff-named-png", "a.png", lambda: _TIFF + b"\0" * 99, Reason.NOT_A_DOCUMENT),
    Hostile("tiff", "a.tif", lambda: _TIFF + b"\0" * 99, Reason.NOT_A_DOCUMENT),
    Hostile("gif-named-png", "a.png", lambda: b"GIF89a" + b"\xff" * 99, Reason.NOT_A_DOCUMENT),
    Hostile("gif-and-script", "a.jpg", lambda: b"GIF89a=1;alert(document.domain)//", Reason.NOT_A_DOCUMENT),
    Hostile("svg-named-png", "a.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Reason.NOT_A_DOCUMENT),
    Hostile("html-named-jpg", "a.jpg", lambda: b"<!doctype html><script>alert(1)</script>", Reason.NOT_A_DOCUMENT),
    Hostile("program-named-png", "a.png", lambda: b"MZ\x90\0" + b"\0" * 999, Reason.NOT_A_DOCUMENT),
    Hostile("png-named-pdf", "a.pdf", lambda: png(9, 9), Reason.NOT_A_DOCUMENT),
]  # fmt: skip
