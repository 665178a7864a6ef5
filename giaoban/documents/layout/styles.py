"""
The measures of official forms, as data.

STATE follows Decree 30/2020/NĐ-CP, annex I: sizes in points, lengths in millimetres. Where the decree
gives a range, the value of its sample forms is taken (Quốc hiệu 12, motto 13, text 14).

PARTY follows Guidance 36-HD/VPTW (2018), whose sizes two sources confirm. Guidance 05-HD/VPTW (2026) replaced
it; its sizes are not confirmed yet, so they stand here alone, to be changed in one place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """How one component is set; `capitals` prints it in capital letters."""

    size_pt: float
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """
    A4, upright; a landscape section turns width and height and keeps the margins.

    `mirrored`: printed on both sides, the back has the left margin at its right.
    """

    width_mm: float = 210
    height_mm: float = 297
    top_mm: float = 20
    bottom_mm: float = 20
    left_mm: float = 30
    right_mm: float = 15
    number_from_top_mm: float = 10
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A stamp: its frame in millimetres, `width_mm` None as wide as the words; its colour as RRGGBB."""

    colour: str
    width_mm: float | None = None
    height_mm: float = 8


@dataclass(frozen=True, slots=True)
class Style:
    """One form: its page, its faces by component, and the distances between them."""

    font: str
    page: Page
    faces: Mapping[str, Face]
    header_left_percent: float
    signing_left_percent: float
    first_indent_mm: float
    paragraph_gap_pt: float
    line_spacing: float
    rule_share: float
    signature_gap_pt: float
    exact_pt: float = 0
    """The distance of lines of running text from base to base; 0 takes `line_spacing` of the font."""


STATE = Style(
    font="Times New Roman",
    page=Page(),
    faces={
        "page number": Face(14),
        "country": Face(12, bold=True, capitals=True),  # 13 would wrap in 59 % of the text width
        "motto": Face(13, bold=True),
        "superior": Face(12, capitals=True),
        "issuer": Face(12, bold=True, capitals=True),
        "number": Face(13),
        "letter subject": Face(12),
        "place and date": Face(13, italic=True),
        "type": Face(14, bold=True, capitals=True),
        "subject": Face(14, bold=True),
        "addressed to": Face(14),
        "base": Face(14, italic=True),
        "body": Face(14),
        "part number": Face(14, bold=True),
        "part title": Face(14, bold=True, capitals=True),
        "heading 1": Face(14, bold=True, capitals=True),
        "heading 2": Face(14, bold=True),
        "heading 3": Face(14, bold=True),
        "clause title": Face(14, bold=True),
        "caption": Face(13, italic=True),
        "table head": Face(12, bold=True),
        "table cell": Face(12),
        "table strong": Face(12, bold=True),
        "recipients label": Face(12, bold=True, italic=True),
        "recipient": Face(11),
        "authority": Face(14, bold=True, capitals=True),
        "signer": Face(14, bold=True),
        "annex number": Face(14, bold=True),
        "annex title": Face(14, bold=True, capitals=True),
        "annex reference": Face(14, italic=True),
        "stamp": Face(13, bold=True, capitals=True),
        "drafter": Face(11),
        "contact": Face(11),
    },
    header_left_percent=41,
    signing_left_percent=50,
    first_indent_mm=12.7,
    paragraph_gap_pt=6,
    line_spacing=1.15,
    rule_share=0.4,
    signature_gap_pt=72,
)

PARTY = Style(
    font="Times New Roman",
    page=Page(),
    faces={
        "page number": Face(14),
        "party": Face(15, bold=True, capitals=True),
        "superior": Face(14, capitals=True),
        "issuer": Face(14, bold=True, capitals=True),
        "star": Face(14),
        "number": Face(14),
        "letter subject": Face(12, italic=True),
        "place and date": Face(14, italic=True),
        "type": Face(16, bold=True, capitals=True),
        "subject": Face(15, bold=True),
        "dashes": Face(14),
        "addressed to": Face(14, italic=True),
        "base": Face(14),
        "body": Face(14),
        "part number": Face(14, bold=True),
        "part title": Face(14, bold=True, capitals=True),
        "heading 1": Face(14, bold=True, capitals=True),
        "heading 2": Face(14, bold=True),
        "heading 3": Face(14, bold=True, italic=True),
        "clause title": Face(14, bold=True),
        "caption": Face(13, italic=True),
        "table head": Face(12, bold=True),
        "table cell": Face(12),
        "table strong": Face(12, bold=True),
        "recipients label": Face(14, underline=True),
        "recipient": Face(12),
        "authority": Face(14, bold=True, capitals=True),
        "office": Face(14, capitals=True),
        "signer": Face(14, bold=True),
        "annex number": Face(14, bold=True),
        "annex title": Face(14, bold=True, capitals=True),
        "annex reference": Face(14, italic=True),
        "stamp": Face(14, bold=True, capitals=True),
        "circulation": Face(12, bold=True, capitals=True),
        "draft mark": Face(14, italic=True),
        "drafter": Face(8),
        "contact": Face(10),
    },
    header_left_percent=44,
    signing_left_percent=50,
    first_indent_mm=10,
    paragraph_gap_pt=6,
    line_spacing=1,
    exact_pt=18,
    rule_share=1,
    signature_gap_pt=72,
)

RED, BLACK = "C00000", "000000"
URGENT_FRAMES: Mapping[str, Frame] = {
    "HỎA TỐC": Frame(RED, 30),
    "THƯỢNG KHẨN": Frame(RED, 40),
    "KHẨN": Frame(RED, 20),
}
"""Stamps of urgency and their frames (Decree 30/2020, annex I, box 10b)."""
PLAIN_FRAME = Frame(BLACK)
"""The frame of limits of circulation and of the mark of a draft."""
