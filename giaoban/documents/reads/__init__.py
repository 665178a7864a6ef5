"""Questions of the papers room that are more than one queryset."""

from giaoban.documents.reads.marking import Pointer, Stretch, TextLine, marked_lines
from giaoban.documents.reads.numbering import Standing, numbering_faults, series_for, standings

__all__ = [
    "Pointer",
    "Standing",
    "Stretch",
    "TextLine",
    "marked_lines",
    "numbering_faults",
    "series_for",
    "standings",
]
