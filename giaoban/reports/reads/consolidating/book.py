"""A snapshot as a workbook: figures, units, who has not sent, what the units wrote; each sheet names it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter
from django.utils import translation

from giaoban.documents.layout.wording import clean
from giaoban.reports.figures import Column, is_percentage
from giaoban.reports.reads.consolidating import book_charts
from giaoban.reports.reads.consolidating.charting import main_charts
from giaoban.reports.reads.consolidating.drawing import name_of, pictures, words_of
from giaoban.reports.reads.consolidating.facts import Written, facts_of, moment_words, title_of
from giaoban.reports.reads.consolidating.lines import POINTS, Facts, decimals_of

_FACE: Final = {"font_name": "Times New Roman", "font_size": 12}
_CELL: Final = {**_FACE, "border": 1, "valign": "top", "text_wrap": True}
_MOST_TEXT: Final = 32_767
_COLUMNS: Final = {
    Column.THIS: "Kỳ này",
    Column.YTD: "Lũy kế",
    Column.LAST_YEAR: "Cùng kỳ",
    Column.YTD_LAST_YEAR: "Lũy kế cùng kỳ",
    Column.DIFFERENCE: "Chênh lệch",
    Column.PERCENT: "So cùng kỳ (%)",
    Column.PLAN: "Kế hoạch",
    Column.PERCENT_OF_PLAN: "% kế hoạch",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its decimals; `value` None for one that nobody gave."""

    value: int | None
    decimals: int
    unit: str = ""  # said after it


Cell = str | Amount
Sheet = tuple[str, list[tuple[str, float]], Iterator[list[Cell]]]


def book_of(written: Written) -> bytes:
    """The bytes of the workbook. Numbers are numbers, shown with the decimals that the paper prints."""
    content = written.snapshot.content
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        write = _Writer(book, _titles(written))
        facts = facts_of(written)
        for name, columns, rows in (_figures(content), _units(content), _unsent(facts), _said(facts)):
            write.sheet(name, columns, rows)
        with translation.override("vi"):
            write.charts(content)
    return made.getvalue()


def _titles(written: Written) -> tuple[str, str]:
    snapshot = written.snapshot
    source = f"Số liệu lúc {moment_words(snapshot.content['as_of'])} · mã số liệu {snapshot.code}"
    return title_of(snapshot), f"{source} · SHA-256 {snapshot.sha256}"


class _Writer:
    def __init__(self, book: Any, titles: tuple[str, str]) -> None:
        self.book, self.titles = book, titles
        self.text = book.add_format(_CELL)
        self.head = book.add_format({**_CELL, "bold": True, "align": "center", "bg_color": "#DCE6F1"})
        self.bold = book.add_format({**_FACE, "bold": True, "font_size": 14})
        self.small = book.add_format({**_FACE, "italic": True})
        self.looks: dict[tuple[int, str], Any] = {}

    def number(self, decimals: int, unit: str = "") -> Any:
        """The format of numbers with so many decimals."""
        if (decimals, unit) not in self.looks:
            how = _format_of(decimals) + (f'" {unit}"' if unit else "")
            self.looks[decimals, unit] = self.book.add_format({**_CELL, "num_format": how})
        return self.looks[decimals, unit]

    def sheet(self, name: str, columns: list[tuple[str, float]], rows: Iterator[list[Cell]]) -> None:
        """One sheet: two titles, a head row, the rows."""
        page = self.book.add_worksheet(name)
        page.write_string(0, 0, clean(self.titles[0]), self.bold)
        page.write_string(1, 0, clean(self.titles[1]), self.small)
        for place, (title, width) in enumerate(columns):
            page.set_column(place, place, width)
            page.write_string(3, place, clean(title), self.head)
        for line, row in enumerate(rows, start=4):
            for place, value in enumerate(row):
                self._write(page, line, place, value)
        page.freeze_panes(4, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)

    def charts(self, content: Facts) -> None:
        """The charts that the report shows by itself, as Excel's own beside their figures."""
        drawn = pictures(content, standalone=True)
        found = main_charts(content)
        if not found:
            return
        page = self.book.add_worksheet(book_charts.NAME)
        page.write_string(0, 0, clean(self.titles[0]), self.bold)
        page.write_string(1, 0, clean(self.titles[1]), self.small)
        for place, width in enumerate((36.0, 18.0, 18.0)):
            page.set_column(place, place, width)
        top = 4
        for chart in found:
            picture = drawn[name_of(chart)]
            block = book_charts.block_of(chart, picture.title)
            self._block(page, block, top)
            number = _format_of(block.decimals)
            made, how = book_charts.native(
                self.book, chart, block, top, number=number, words=words_of(picture)
            )
            page.insert_chart(top - 1, 4, made, how)
            top += book_charts.lines_below(block) + 2
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)

    def _block(self, page: Any, block: book_charts.Block, top: int) -> None:
        page.write_string(top - 1, 0, clean(block.title), self.small)
        for place, words in enumerate(block.head):
            page.write_string(top, place, clean(words), self.head)
        for line, (name, figures, note) in enumerate(block.rows, start=top + 1):
            self._write(page, line, 0, name)
            for place, value in enumerate(figures, start=1):
                if value is None:
                    page.write_blank(line, place, None, self.text)  # a dash would be drawn as 0
                else:
                    self._write(page, line, place, Amount(value, block.decimals))
            if note:
                self._write(page, line, 1 + len(figures), note)

    def _write(self, page: Any, line: int, place: int, value: Cell) -> None:
        if isinstance(value, str):
            page.write_string(line, place, clean(value)[:_MOST_TEXT], self.text)
        elif value.value is None:
            page.write_string(line, place, "-", self.text)
        else:
            look = self.number(value.decimals, value.unit)
            page.write_number(line, place, value.value / 10**value.decimals, look)


def _format_of(decimals: int) -> str:
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _figures(content: Facts) -> Sheet:
    columns = [("TT", 6.0), ("Mã", 14.0), ("Chỉ tiêu", 50.0), ("Đơn vị tính", 14.0)]
    columns += [(title, 14.0) for title in _COLUMNS.values()]
    columns += [("Số báo cáo có số liệu", 12.0), ("Số báo cáo phải có", 12.0)]
    for year in content["years"]:
        name = year["year"]
        columns += [(f"Năm {name}", 14.0), (f"Kế hoạch {name}", 14.0), (f"% kế hoạch {name}", 12.0)]
    return "Chỉ tiêu", columns, _figure_rows(content)


def _figure_rows(content: Facts) -> Iterator[list[Cell]]:
    for place, measure in enumerate(content["measures"]):
        name = f"{measure['group']}: {measure['label']}" if measure["group"] else measure["label"]
        row: list[Cell] = [measure["code"], measure["key"], name, measure["unit"]]
        row += [_amount(content["figures"], column, place, measure) for column in _COLUMNS]
        row += [Amount(content[which][Column.THIS][place], 0) for which in ("given", "asked")]
        for year in content["years"]:
            row += [
                Amount(year["figures"][column][place], decimals_of(column, measure))
                for column in (Column.THIS, Column.PLAN, Column.PERCENT_OF_PLAN)
            ]
        yield row


def _amount(figures: Facts, column: Column, place: int, measure: Facts) -> Amount:
    """One figure; two percentages differ by points, in both columns that compare them."""
    if is_percentage(measure["unit"]) and column in {Column.DIFFERENCE, Column.PERCENT}:
        return Amount(figures[Column.DIFFERENCE][place], measure["decimals"], POINTS)
    return Amount(figures[column][place], decimals_of(column, measure))


def _units(content: Facts) -> Sheet:
    measures = content["measures"]
    columns = [("TT", 6.0), ("Đơn vị", 36.0), ("Phải gửi", 9.0), ("Được tổng hợp", 9.0)]
    columns += [(f"{m['group']}: {m['label']}" if m["group"] else m["label"], 14.0) for m in measures]
    return "Đơn vị", columns, _unit_rows(content)


def _unit_rows(content: Facts) -> Iterator[list[Cell]]:
    for place, unit in enumerate(content["units"], start=1):
        row: list[Cell] = [str(place), unit["name"], Amount(unit["expected"], 0), Amount(unit["reported"], 0)]
        this = unit["figures"][Column.THIS]
        yield row + [Amount(this[at], measure["decimals"]) for at, measure in enumerate(content["measures"])]


def _unsent(facts: Facts) -> Sheet:
    columns = [("TT", 6.0), ("Đơn vị", 40.0), ("Thuộc", 30.0), ("Hạn gửi", 14.0), ("Tình trạng", 26.0)]
    rows = ([r["tt"]["t"], r["ten"], r["cap_tren"], r["han"], r["tinh_trang"]] for r in facts["chua_gui"])
    return "Chưa gửi", columns, rows


def _said(facts: Facts) -> Sheet:
    columns = [("Phần", 24.0), ("Nội dung", 30.0), ("Đơn vị", 30.0), ("Đơn vị viết", 80.0), ("Nguồn", 40.0)]
    rows = (
        [part["ten"], opinion["ten"], told["don_vi"], told["noi_dung"], told["nguon"]]
        for part in facts["muc"]
        for opinion in part["y_kien"]
        for told in opinion["cac_don_vi"]
    )
    return "Nội dung", columns, rows
