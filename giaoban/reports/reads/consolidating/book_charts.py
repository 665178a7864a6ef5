"""The charts of a workbook: Excel's own, beside the figures that they are drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from giaoban.reports.reads.consolidating.charting import Chart, Course

NAME: Final = "Biểu đồ"
_LEAST: Final = 20
_FONT: Final = {"name": "Times New Roman", "size": 11, "bold": False}
_DARK: Final = {"fill": {"color": "#404040"}, "border": {"color": "#000000"}}
_WHITE: Final = {"fill": {"color": "#FFFFFF"}, "border": {"color": "#000000"}}
_SOLID: Final = {"line": {"color": "#000000", "width": 2}, "marker": {"type": "circle", "size": 4}}
_BROKEN: Final = {"line": {"color": "#7F7F7F", "width": 1.5, "dash_type": "dash"}}
_PAIRS: Final = 13


@dataclass(frozen=True, slots=True)
class Block:
    """The cells of one chart: the words of its rows and columns, and figures as whole numbers."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...], str], ...]
    decimals: int


def block_of(chart: Chart, title: str) -> Block:
    """The cells that a chart is drawn from: of units with the reports behind each figure."""
    if isinstance(chart, Course):
        pairs = zip(chart.columns, chart.these, chart.those, strict=True)
        has_before = any(value is not None for value in chart.those)
        names = chart.names if has_before else chart.names[:1]
        rows = tuple((name, (this, that)[: len(names)], "") for name, this, that in pairs)
        return Block(title, ("Kỳ", *names), rows, chart.decimals)
    rows = tuple((name, (value,), note) for name, value, note in chart.rows)
    return Block(title, ("Đơn vị", chart.label, "Báo cáo"), rows, chart.decimals)


def lines_below(block: Block) -> int:
    """How many rows a block and its chart take."""
    return max(len(block.rows) + 2, _LEAST)


def native(book: Any, chart: Chart, block: Block, top: int, *, number: str, words: str) -> tuple[Any, Any]:
    """
    Excel's chart of a block whose head stands in row `top`, and how it is put in.

    Its names are read from cells: one that begins with = would be taken for a formula.
    `number` is the format of its figures, `words` say it to those who do not see it.
    """
    is_course = isinstance(chart, Course)
    kind = "bar" if not is_course else "column" if len(block.rows) <= _PAIRS else "line"
    made = book.add_chart({"type": kind})
    count = len(block.rows[0][1])
    looks: Sequence[dict[str, Any]] = (_SOLID, _BROKEN) if kind == "line" else (_DARK, _WHITE)
    for place in range(count):
        made.add_series(
            {
                "name": [NAME, top, 1 + place],
                "categories": [NAME, top + 1, 0, top + len(block.rows), 0],
                "values": [NAME, top + 1, 1 + place, top + len(block.rows), 1 + place],
                **looks[place],
                **(
                    {} if is_course else {"data_labels": {"value": True, "num_format": number, "font": _FONT}}
                ),
            }
        )
    made.set_title({"name": [NAME, top - 1, 0], "name_font": {**_FONT, "size": 13, "bold": True}})
    numbers = {"num_font": _FONT, "num_format": number}
    names = {"num_font": _FONT, "label_position": "low"}
    made.set_x_axis(names if is_course else names | {"reverse": True, "crossing": "max"})  # the first above
    made.set_y_axis(numbers)
    made.set_legend({"position": "bottom", "font": _FONT} if count > 1 else {"none": True})
    made.set_size({"width": 720, "height": 20 * (lines_below(block) - 1)})
    return made, {"description": words, "object_position": 1}
