"""Pictures at their fields: drawn when a template prints them, and only then."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from docx.oxml import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from giaoban.documents.layout.drawing import png_of

PICTURE_MM: Final = 160
"""Of a picture, and less where the text of a page is narrower."""
_AIR_MM: Final = 2


@dataclass(frozen=True)
class Drawing:
    """One picture: a standalone SVG document, and what it says to those who do not see it."""

    svg: str
    words: str

    @cached_property
    def png(self) -> bytes:
        """Its bytes for Word. Raises ValueError for what is no standalone SVG document."""
        return png_of(self.svg, width_mm=PICTURE_MM)


class _Hung(InlineImage):  # type: ignore[misc]  # without types
    def __init__(self, file: DocxTemplate, drawing: Drawing) -> None:
        super().__init__(file, None)
        self.drawing = drawing

    def _insert_image(self) -> str:
        part = self.tpl.current_rendering_part
        page = self.tpl.docx.sections[0]
        room = page.page_width - page.left_margin - page.right_margin - Mm(_AIR_MM)
        width = min(Mm(PICTURE_MM), max(room, Mm(_AIR_MM)))
        inline = parse_xml(part.new_pic_inline(io.BytesIO(self.drawing.png), width, None).xml)
        inline.docPr.set("descr", self.drawing.words)
        return f'</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'


def hung(value: Any, file: DocxTemplate, drawings: Mapping[str, Drawing]) -> Any:
    """Facts with their pictures: {"@": name} becomes the drawing of that name, or nothing."""
    if isinstance(value, list):
        return [hung(each, file, drawings) for each in value]
    if type(value) is not dict:
        return value
    if "@" in value:
        return _Hung(file, drawings[value["@"]]) if value["@"] in drawings else ""
    return {key: hung(each, file, drawings) for key, each in value.items()}
