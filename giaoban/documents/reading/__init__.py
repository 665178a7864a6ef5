"""
Reading what papers say of themselves and of each other: pure functions, without Django.

Made even text with a way back to the original (`normal`), written dates, cited papers, the head.
"""

from giaoban.documents.reading.citations import Found, find_citations
from giaoban.documents.reading.head import read_head
from giaoban.documents.reading.normal import Source, Words, make_source
from giaoban.documents.reading.shapes import Citation, Head

__all__ = ["Citation", "Found", "Head", "Source", "Words", "find_citations", "make_source", "read_head"]
