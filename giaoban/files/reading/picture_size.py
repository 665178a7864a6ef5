"""How large a picture says it is, by its head alone."""

from __future__ import annotations

import struct
from typing import Final

from giaoban.files.reading.paper import Reason, Unreadable

MOST_DOTS: Final = 150_000_000  # a sheet of A0 at 300 dots an inch has 140 million
LONGEST_SIDE: Final = 60_000
_MOST_SEGMENTS: Final = 2_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_FRAMES: Final = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_ALONE: Final = {0x01, *range(0xD0, 0xD9)}


def check_size(data: bytes) -> None:
    """
    Refuse a PNG or JPEG that declares more dots than a scanned sheet has: drawing it takes gigabytes.

    Raises Unreadable (zip_bomb). What declares nothing that can be found is let pass.
    """
    width, height = _png(data) if data.startswith(_PNG) else _jpeg(data)
    if width * height > MOST_DOTS or max(width, height) > LONGEST_SIDE:
        raise Unreadable(Reason.ZIP_BOMB, f"{width} by {height} dots")


def _png(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR" or len(data) < 24:
        return 0, 0
    width, height = struct.unpack_from(">LL", data, 16)
    return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    """The largest frame among the segments before the picture itself."""
    width = height = 0
    place = 2
    for _segment in range(_MOST_SEGMENTS):
        place = data.find(b"\xff", place)
        if place < 0 or place + 9 > len(data):
            break
        kind = data[place + 1]
        if kind in _FRAMES:
            tall, wide = struct.unpack_from(">HH", data, place + 5)
            width, height = max(width, wide), max(height, tall)
        if kind == 0xDA:  # the picture itself
            break
        filler = kind in _ALONE or kind in {0x00, 0xFF}
        place += 1 if filler else 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return width, height
