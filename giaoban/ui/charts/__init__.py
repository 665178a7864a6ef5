"""
Drawings as SVG, made on the server by pure functions, each with its numbers as a text table.

Words come from the caller, in the caller's language. Colours are classes of `ui/charts.css`; with
`standalone=True` they are attributes, for .docx and PDF. Nothing here imports Django.
"""

from giaoban.ui.charts.bars import Dot, Series, bar_row, lateness_dots, stacked_bars
from giaoban.ui.charts.columns import paired_columns
from giaoban.ui.charts.drawing import Picture, Svg, TextTable
from giaoban.ui.charts.lines import lines
from giaoban.ui.charts.marks import Mark, marks_grid
from giaoban.ui.charts.tiles import Tile, heat_tiles, level_of, sparkline
from giaoban.ui.charts.tree import Node, tree
from giaoban.ui.charts.values import Figure, place_tiles, value_bars, value_list

__all__ = [
    "Dot",
    "Figure",
    "Mark",
    "Node",
    "Picture",
    "Series",
    "Svg",
    "TextTable",
    "Tile",
    "bar_row",
    "heat_tiles",
    "lateness_dots",
    "level_of",
    "lines",
    "marks_grid",
    "paired_columns",
    "place_tiles",
    "sparkline",
    "stacked_bars",
    "tree",
    "value_bars",
    "value_list",
]
