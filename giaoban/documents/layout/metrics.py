"""
Widths of text in the document font, read from the font files themselves.

Tinos has the metrics of Times New Roman, so what is measured here holds in Word as well.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Metrics:
    """Advance widths by code point, in parts of the font size."""

    advances: dict[int, float]
    missing: float

    def width_mm(self, text: str, size_pt: float) -> float:
        """Width of `text` on one line, without kerning."""
        advances, missing = self.advances, self.missing
        return sum(advances.get(ord(c), missing) for c in text) * size_pt / _POINTS_PER_MM


@cache
def metrics(*, bold: bool) -> Metrics:
    """The metrics of the upright face; italics differ too little to matter for line breaks."""
    data = (FONTS / ("Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf")).read_bytes()
    tables = {
        data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0]
        for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    (units,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (count,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    widths = struct.unpack_from(f">{2 * count}H", data, tables[b"hmtx"])[::2]
    glyphs = _glyphs(data, tables[b"cmap"])
    advances = {code: widths[min(glyph, count - 1)] / units for code, glyph in glyphs.items() if glyph}
    return Metrics(advances, missing=0.6)


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Code point to glyph, from the Windows Unicode subtable (format 4)."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for record in range(cmap + 4, cmap + 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack_from(">HHI", data, record)
        if (platform, encoding) == (3, 1):
            return _format_4(data, cmap + offset)
    raise ValueError("The font has no Unicode character map.")


def _format_4(data: bytes, at: int) -> dict[int, int]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    n = double // 2
    ends = struct.unpack_from(f">{n}H", data, at + 14)
    starts = struct.unpack_from(f">{n}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{n}H", data, at + 16 + 2 * double)
    ranges_at = at + 16 + 3 * double
    glyphs: dict[int, int] = {}
    for i, (start, end, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        (jump,) = struct.unpack_from(">H", data, ranges_at + 2 * i)
        for code in range(start, end + 1):
            if code == 0xFFFF:
                continue
            glyph = code
            if jump:
                (glyph,) = struct.unpack_from(">H", data, ranges_at + 2 * i + jump + 2 * (code - start))
            glyphs[code] = (glyph + delta) & 0xFFFF if glyph or not jump else 0
    return glyphs


def covers(text: str) -> bool:
    """Whether the font has a glyph for every character; line ends count as present."""
    known = metrics(bold=False).advances
    return all(ord(c) in known or c == "\n" for c in set(text))


def line_count(text: str, *, size_pt: float, bold: bool, width_mm: float) -> int:
    """Lines that `text` needs in a column, by the same greedy breaking that Word uses."""
    face = metrics(bold=bold)
    space = face.width_mm(" ", size_pt)
    lines, used = 1, 0.0
    for word in text.split(" "):
        need = face.width_mm(word, size_pt)
        if used and used + space + need > width_mm:
            lines, used = lines + 1, need
        else:
            used += need + (space if used else 0)
        if used > width_mm:
            lines, used = lines + int(used // width_mm), used % width_mm
    return lines


def balanced_width_mm(text: str, *, size_pt: float, bold: bool, width_mm: float) -> float:
    """
    The narrowest column in which `text` needs no more lines than in `width_mm`.

    A centred title set in it has lines of like length instead of one last lonely word.
    """
    wanted = line_count(text, size_pt=size_pt, bold=bold, width_mm=width_mm)
    if wanted == 1:
        return width_mm
    low, high = width_mm / wanted / 2, width_mm
    while high - low > 1:
        middle = (low + high) / 2
        fits = line_count(text, size_pt=size_pt, bold=bold, width_mm=middle) <= wanted
        low, high = (low, middle) if fits else (middle, high)
    return min(width_mm, high * 1.02)
