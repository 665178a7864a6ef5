"""What a file shows besides its lines: stamps of a Word file, places on the first page of a PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2
from docx import Document
from docx.oxml.ns import qn

_TWIPS_IN_MM = 1440 / 25.4
_POINTS_IN_MM = 72 / 25.4
_COLUMN_GAP_PT = 14


@dataclass(frozen=True)
class SeenStamp:
    """Words in a frame of its own; colours as RRGGBB."""

    text: str
    size: float
    colour: str
    frame: str
    width_mm: int
    height_mm: int


def stamps(data: bytes) -> list[SeenStamp]:
    """Tables of one cell whose height is fixed."""
    found = []
    for table in Document(io.BytesIO(data)).element.body.iter(qn("w:tbl")):
        height = table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:trHeight')}")
        if height is None:
            continue
        look = next(table.iter(qn("w:rPr")))
        width = next(table.iter(qn("w:tcW"))).get(qn("w:w"))
        found.append(
            SeenStamp(
                "".join(t.text for t in table.iter(qn("w:t"))),
                int(look.find(qn("w:sz")).get(qn("w:val"))) / 2,
                look.find(qn("w:color")).get(qn("w:val")),
                next(table.iter(qn("w:top"))).get(qn("w:color")),
                round(int(width) / _TWIPS_IN_MM),
                round(int(height.get(qn("w:val"))) / _TWIPS_IN_MM),
            )
        )
    return found


@dataclass(frozen=True)
class Place:
    """Where words lie on their page, in millimetres from its upper left corner."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half-way between left and right."""
        return (self.left + self.right) / 2


def places(data: bytes, *, page: int = 0) -> dict[str, Place]:
    """The place of each line of a page, or of a column of it, by its words."""
    with pypdfium2.PdfDocument(data) as file:
        sheet = file[page]
        words, height = sheet.get_textpage(), sheet.get_height()
        found: dict[str, Place] = {}
        line, boxes = "", []
        for at, letter in enumerate([*words.get_text_range(), "\n"]):
            box = None if letter.isspace() else words.get_charbox(at, loose=True)
            if letter in "\r\n" or (box and boxes and box[0] - boxes[-1][2] > _COLUMN_GAP_PT):
                if boxes:
                    found.setdefault(" ".join(line.replace("\ufffe", "-").split()), _around(boxes, height))
                line, boxes = "", []
            line += letter
            boxes += [box] if box else []
    return found


def _around(boxes: list[tuple[float, float, float, float]], height: float) -> Place:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Place(
        min(lefts) / _POINTS_IN_MM,
        max(rights) / _POINTS_IN_MM,
        (height - max(tops)) / _POINTS_IN_MM,
        (height - min(bottoms)) / _POINTS_IN_MM,
    )
