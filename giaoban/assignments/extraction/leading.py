"""The names a stretch of words begins with, for what stands behind 'trừ' and its like."""

from __future__ import annotations

from giaoban.assignments.extraction.assignees import Assignees
from giaoban.assignments.extraction.directory import directory
from giaoban.assignments.extraction.names import Names
from giaoban.documents.reading.normal import Words, make_source


def leading_names(text: str) -> str:
    """
    The names that `text` begins with, as they are written; "" when it begins with none.

    >>> leading_names("phường Bến Đá, xã Tân Lộc và Sở Y tế rà soát hộ nghèo.")
    'phường Bến Đá, xã Tân Lộc và Sở Y tế'
    """
    source = make_source(text)
    words = Words(source)
    stop = words.at(len(source.text))
    end = Assignees(Names(words, directory(()))).names_end(0, stop)
    if end == 0:
        return ""
    start, close = source.span(words.tokens[0].start, words.tokens[end - 1].end)
    return text[start:close]
