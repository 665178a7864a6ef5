"""
The markup of a Word file, written as text and parsed once.

A page has some thousand elements; making each as an object takes ten times as long. Values are escaped
here and nowhere else, so no text can become markup.
"""

from __future__ import annotations

from typing import NewType
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

Xml = NewType("Xml", str)


def element(tag: str, attributes: dict[str, str], *children: Xml, text: str = "") -> Xml:
    """An element such as `w:p`; `text` stands before the children."""
    named = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return Xml(f"<{tag}{named}>{escape(text)}{''.join(children)}</{tag}>")


def parsed(*elements: Xml) -> list[BaseOxmlElement]:
    """The elements as python-docx knows them, in order."""
    root = parse_xml(f"<w:body {nsdecls('w')}>{''.join(elements)}</w:body>")
    return list(root)


def twips(points: float = 0, *, mm: float = 0) -> str:
    """A length in twentieths of a point."""
    return str(round(points * 20 + mm * 1440 / 25.4))
