"""Questions for screens of the reports room."""

from giaoban.reports.reads.board import Board, board, definition_of
from giaoban.reports.reads.series import Series, children_of, series, series_of, series_of_children, when_of

__all__ = [
    "Board",
    "Series",
    "board",
    "children_of",
    "definition_of",
    "series",
    "series_of",
    "series_of_children",
    "when_of",
]
