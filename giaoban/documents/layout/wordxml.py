"""
The markup of a Word file, written as text and parsed once.

A page has some thousand elements; making each as an object takes ten times as long. Values are escaped
here and nowhere else, so no text can become markup.
"""

from __future__ import annotations

import re
from typing import NewType
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

Xml = NewType("Xml", str)
_TAG = re.compile(r"\A<([\w:]+)")


def element(tag: str, attributes: dict[str, str], *children: Xml, text: str = "") -> Xml:
    """An element such as `w:p`; `text` stands before the children."""
    named = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return Xml(f"<{tag}{named}>{escape(text)}{''.join(children)}</{tag}>")


def parsed(*elements: Xml) -> list[BaseOxmlElement]:
    """
    The elements as python-docx knows them, in order.

    Each is parsed by itself: one that inherits its namespace from a parent moves in the square of its size.
    """
    return [parse_xml(_TAG.sub(rf"<\1 {nsdecls('w')}", xml, count=1)) for xml in elements]


def twips(points: float = 0, *, mm: float = 0) -> str:
    """A length in twentieths of a point."""
    return str(round(points * 20 + mm * 1440 / 25.4))
