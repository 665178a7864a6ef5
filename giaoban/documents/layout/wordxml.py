"""Elements of a Word file; values are always data, never markup."""

from __future__ import annotations

from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(
    tag: str, attributes: dict[str, str], *children: BaseOxmlElement, text: str | None = None
) -> BaseOxmlElement:
    """An element such as `w:p`, with attributes named the same way."""
    named = {_XML_SPACE if name == "xml:space" else qn(name): value for name, value in attributes.items()}
    made = cast(BaseOxmlElement, OxmlElement(tag, attrs=named))
    made.extend(children)
    if text is not None:
        made.text = text
    return made


def twips(points: float = 0, *, mm: float = 0) -> str:
    """A length in twentieths of a point."""
    return str(round(points * 20 + mm * 1440 / 25.4))
