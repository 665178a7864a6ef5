"""
The index itself: words, entries, questions, snippets. Functions and one class without Django.

Nothing outside this folder knows which engine stands behind `Index`.
"""

from giaoban.search.indexing.asking import Question, Stage, number_keys, question
from giaoban.search.indexing.entry import Entry
from giaoban.search.indexing.index import Counts, Hit, Index
from giaoban.search.indexing.snippets import Piece, snippet

__all__ = [
    "Counts",
    "Entry",
    "Hit",
    "Index",
    "Piece",
    "Question",
    "Stage",
    "number_keys",
    "question",
    "snippet",
]
