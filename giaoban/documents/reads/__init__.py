"""Questions of the papers room that are more than one queryset."""

from giaoban.documents.reads.blocking import CHECKS, Finding, blocking
from giaoban.documents.reads.marking import Pointer, Stretch, TextLine, marked_lines
from giaoban.documents.reads.numbering import Standing, numbering_faults, series_for, standings
from giaoban.documents.reads.printing import Marks, form_of, paper_of

__all__ = [
    "CHECKS",
    "Finding",
    "Marks",
    "Pointer",
    "Standing",
    "Stretch",
    "TextLine",
    "blocking",
    "form_of",
    "marked_lines",
    "numbering_faults",
    "paper_of",
    "series_for",
    "standings",
]
