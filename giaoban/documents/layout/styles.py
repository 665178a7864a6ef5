"""
The measures of official forms, as data.

STATE follows Decree 30/2020/NĐ-CP, annex I: sizes in points, lengths in millimetres. Where the decree
gives a range, the value of its sample forms is taken (Quốc hiệu 12, motto 13, text 14). A second form
is another `Style` beside this one and a module that arranges by it, as `state` does.
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


@dataclass(frozen=True, slots=True)
class Page:
    """A4, upright; a landscape section turns width and height and keeps the margins."""

    width_mm: float = 210
    height_mm: float = 297
    top_mm: float = 20
    bottom_mm: float = 20
    left_mm: float = 30
    right_mm: float = 15
    number_from_top_mm: float = 10


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
    },
    header_left_percent=41,
    signing_left_percent=50,
    first_indent_mm=12.7,
    paragraph_gap_pt=6,
    line_spacing=1.15,
    rule_share=0.4,
    signature_gap_pt=72,
)
