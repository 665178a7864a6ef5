"""
A paper that has been arranged: lines with sizes and distances, ready to be written in any file format.

Lengths in millimetres, sizes and gaps in points. Only `before_pt` separates two items, so no format
has to decide how two gaps add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .paper import Alignment, Run


@dataclass(frozen=True, slots=True)
class Line:
    """
    One paragraph. `box` names the component; `outline` 1-9 makes it a title in the file's outline.

    `exact_pt` is the distance from base to base; 0 takes `spacing` times the font's own line.
    """

    box: str
    runs: tuple[Run, ...]
    size_pt: float
    align: Alignment = "left"
    before_pt: float = 0
    first_mm: float = 0
    left_mm: float = 0
    right_mm: float = 0
    spacing: float = 1
    exact_pt: float = 0
    keep_next: bool = False
    outline: int = 0

    @property
    def text(self) -> str:
        """The words without their style."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin centred line under the text before it."""

    width_mm: float
    before_pt: float = 2


@dataclass(frozen=True, slots=True)
class Stamp:
    """Words in a frame of this size, in the middle of their column; `colour` is RRGGBB for both."""

    box: str
    text: str
    size_pt: float
    width_mm: float
    height_mm: float
    colour: str
    before_pt: float = 6


Part: TypeAlias = Line | Rule | Stamp


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns side by side, never split over two pages."""

    left: tuple[Part, ...]
    right: tuple[Part, ...]
    left_percent: float
    before_pt: float = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """Cells of a table row; `whole` rows are short enough to stay on one page, `across` is one cell."""

    cells: tuple[tuple[Line, ...], ...]
    whole: bool = True
    across: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; `head` is repeated on each page."""

    widths_mm: tuple[float, ...]
    head: GridRow
    rows: tuple[GridRow, ...]
    before_pt: float = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A centred drawing; `description` is read to those who cannot see it."""

    svg: str
    width_mm: float
    description: str
    before_pt: float = 0


Item: TypeAlias = Line | Rule | Stamp | Pair | Grid | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that count from 1 and hide their first number; `foot` stands at the foot of the first."""

    width_mm: float
    height_mm: float
    items: tuple[Item, ...]
    foot: tuple[Line | Rule, ...] = ()
