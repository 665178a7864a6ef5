"""Searching, and the proof that the index says what the database says."""

from giaoban.search.indexing import Piece, Stage
from giaoban.search.jobs.kinds import Kind, Readers, Shown, tell_kind, tell_readers
from giaoban.search.reads.finding import Answer, Facets, Found, Narrowing, find, reachable
from giaoban.search.reads.proof import index_faults

__all__ = [
    "Answer",
    "Facets",
    "Found",
    "Kind",
    "Narrowing",
    "Piece",
    "Readers",
    "Shown",
    "Stage",
    "find",
    "index_faults",
    "reachable",
    "tell_kind",
    "tell_readers",
]
