"""The forms of one or many units as a workbook, filled with what is known."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.documents.layout.wording import clean
from giaoban.reports.figures import pack
from giaoban.reports.forming import Definition
from giaoban.reports.reads.filling import Filling
from giaoban.reports.reads.sheet import quotient_words
from giaoban.reports.reads.typed import Typed
from giaoban.reports.reads.workbooks.places import (
    FIELDS_ON_SHEET,
    FIRST_ROWS,
    KEYS_SHEET,
    KEYS_VERSION,
    MARK_FIELDS,
    MARK_UNITS,
    NO_DATA,
    Field,
    fields_of,
    mark_of,
)

MOST_CELLS: Final = 250_000
_FONT: Final = {"font_name": "Times New Roman", "font_size": 12}
_LONGEST: Final = 32_000  # letters of one cell


def write_workbook(fillings: Sequence[Filling], *, title: str) -> bytes:
    """
    The bytes of a workbook of forms of one period, at least one; numbers are numbers, nothing is a formula.

    One unit has its form downwards with last period beside it, many units stand below each other.
    """
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        writer = _Writer(book, fillings, title)
        if len(fillings) == 1:
            writer.one()
        else:
            writer.many()
        writer.keys()
    return buffer.getvalue()


class _Writer:
    """The sheets of one workbook."""

    def __init__(self, book: Any, fillings: Sequence[Filling], title: str) -> None:
        self.book, self.fillings, self.title = book, fillings, title
        self.definition: Definition = fillings[0].definition
        fields = fields_of(self.definition, ratios=len(fillings) == 1)
        self.numbers = [field for field in fields if not field.is_words]
        self.texts = [field for field in fields if field.is_words]
        self.looks: dict[str, Any] = {}

    def look(self, name: str, **more: Any) -> Any:
        """A format, made once."""
        if name not in self.looks:
            self.looks[name] = self.book.add_format({**_FONT, "valign": "vcenter", **more})
        return self.looks[name]

    def number_look(self, decimals: int, *, summed: bool = False) -> Any:
        """The format of a figure with so many decimals."""
        digits = f".{'0' * decimals}" if decimals else ""
        more: dict[str, Any] = {"num_format": f"#,##0{digits}", "border": 1}
        if summed:
            more |= {"bg_color": "#EDEDED", "italic": True}
        return self.look(f"number-{decimals}-{summed}", **more)

    def sheets(self) -> list[tuple[str, list[Field]]]:
        """Names of sheets with the fields on each: numbers, at most so many on one, then texts."""
        parts = [
            self.numbers[at : at + FIELDS_ON_SHEET] for at in range(0, len(self.numbers), FIELDS_ON_SHEET)
        ]
        words = _("Figures")
        named = [(words if at == 0 else f"{words} {at + 1}", part) for at, part in enumerate(parts)]
        return [*named, (pgettext("sheet", "Words"), self.texts)] if self.texts else named

    def many(self) -> None:
        """Units downwards, fields across."""
        for name, fields in self.sheets():
            page = self.page(name, MARK_UNITS)
            wide = fields is self.texts
            page.set_column(1, 1, 5)
            page.set_column(2, 2, 34)
            page.set_column(3, 2 + len(fields), 48 if wide else 14)
            self.heads_across(page, fields)
            for at, filling in enumerate(self.fillings):
                row = FIRST_ROWS + at
                page.write_string(row, 0, filling.report.code)
                page.write_number(row, 1, at + 1, self.look("order", border=1))
                page.write_string(row, 2, clean(filling.report.unit.name), self.look("name", border=1))
                for column, field in enumerate(fields, start=3):
                    self.put(page, row, column, field, filling)
            self.lists(page, fields, across=True)
            page.freeze_panes(FIRST_ROWS, 3)

    def heads_across(self, page: Any, fields: list[Field]) -> None:
        """Section, name and unit of measure of each column; the keys in the hidden row."""
        head = self.look("head", bold=True, border=1, align="center", text_wrap=True, bg_color="#DCE6F1")
        for row in (3, 4, 5):
            page.write_string(row, 0, NO_DATA)
        page.set_row(4, 78)
        for row, (first, second) in {3: ("", ""), 4: (_("No."), _("Unit")), 5: ("", "")}.items():
            page.write_string(row, 1, first, head)
            page.write_string(row, 2, second, head)
        for column, field in enumerate(fields, start=3):
            page.write_string(0, column, field.key)
            page.write_string(3, column, clean(field.section), head)
            page.write_string(4, column, clean(field.name), head)
            page.write_string(5, column, clean(field.unit), head)

    def one(self) -> None:
        """Fields downwards; beside them the last period and the same period last year."""
        filling = self.fillings[0]
        for name, fields in self.sheets():
            page = self.page(name, MARK_FIELDS)
            for column, width in enumerate((8, 60, 14, 16, 16, 18), start=1):
                page.set_column(column, column, width)
            if fields is self.texts:
                page.set_column(6, 6, 90)
            self.heads_down(page)
            section, row = "", FIRST_ROWS
            for number, field in enumerate(fields, start=1):
                if field.section != section:
                    section = field.section
                    page.write_string(row, 0, NO_DATA)
                    page.merge_range(
                        row, 1, row, 6, clean(section), self.look("section", bold=True, border=1)
                    )
                    row += 1
                self.line(page, row, number, field, filling)
                row += 1
            page.freeze_panes(FIRST_ROWS, 3)

    def heads_down(self, page: Any) -> None:
        """The heads of a single form; the report's key in the hidden row above its figures."""
        head = self.look("head", bold=True, border=1, align="center", text_wrap=True, bg_color="#DCE6F1")
        for row in (3, 4, 5):
            page.write_string(row, 0, NO_DATA)
        page.write_string(0, 6, self.fillings[0].report.code)
        words = (
            _("No."),
            _("Indicator"),
            _("Unit of measure"),
            _("Last period"),
            _("Same period last year"),
            _("This period"),
        )
        page.set_row(5, 36)
        for column, text in enumerate(words, start=1):
            page.write_string(5, column, text, head)

    def line(self, page: Any, row: int, number: int, field: Field, filling: Filling) -> None:
        """One field of a single form."""
        page.write_string(row, 0, field.key)
        page.write_number(row, 1, number, self.look("order", border=1))
        page.write_string(row, 2, clean(field.name), self.look("name-wrap", border=1, text_wrap=True))
        page.write_string(row, 3, clean(field.unit), self.look("name", border=1))
        if field.ratio is not None:
            self.quotients(page, row, field, filling)
            return
        for column, earlier in ((4, filling.last), (5, filling.year_ago)):
            past = _past(earlier.row) if earlier and earlier.row is not None else Typed()
            self.value(page, row, column, field, past, summed=True)
        self.put(page, row, 6, field, filling)
        self.lists(page, [field], across=False, at=row)

    def quotients(self, page: Any, row: int, field: Field, filling: Filling) -> None:
        """A ratio of a single form: worked out, not read back."""
        now = filling.standing.content.row(self.definition.width)
        past = [one.row if one else None for one in (filling.last, filling.year_ago)]
        look = self.look("quotient", border=1, align="right", bg_color="#EDEDED", italic=True)
        for column, figures in enumerate((*past, now), start=4):
            if field.ratio is not None and figures is not None:
                words = quotient_words(field.ratio, field.decimals, figures, self.definition)
                page.write_string(row, column, words, look)

    def page(self, name: str, mark: str) -> Any:
        """A sheet with its titles; keys hidden in the first row and column."""
        page = self.book.add_worksheet(name)
        page.write_string(0, 0, mark)
        page.set_column(0, 0, 12, None, {"hidden": True})
        page.set_row(0, None, None, {"hidden": True})
        page.write_string(1, 0, NO_DATA)
        page.write_string(2, 0, NO_DATA)
        page.write_string(1, 1, clean(self.title), self.look("title", bold=True, font_size=14))
        guide = _(
            "Leave a cell empty where there is no figure; 0 means that it was counted and is none. "
            "Grey cells are added up by the program. Do not delete the hidden row and column."
        )
        page.write_string(2, 1, guide, self.look("guide", italic=True))
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        return page

    def put(self, page: Any, row: int, column: int, field: Field, filling: Filling) -> None:
        """What stands in one field of a form."""
        if field.cells and field.cells[0].slot in filling.summed:
            self.value(page, row, column, field, self.below(filling), summed=True)
        else:
            self.value(page, row, column, field, filling.standing.content)

    def below(self, filling: Filling) -> Typed:
        """The sums of the units below as a content."""
        return _past(filling.below.row()) if filling.below else Typed()

    def value(
        self, page: Any, row: int, column: int, field: Field, content: Typed, *, summed: bool = False
    ) -> None:
        """One value in its cell; nothing where nothing was given."""
        if field.is_words:
            text = clean(content.words.get(field.item, ""))[:_LONGEST]
            page.write_string(row, column, text, self.look("words", border=1, text_wrap=True, valign="top"))
        elif field.options or field.is_yes_no:
            look = self.look(f"choice-{summed}", border=1, align="center")
            page.write_string(row, column, word_of(field, content), look)
        else:
            cell = field.cells[0]
            look = self.number_look(cell.decimals, summed=summed)
            if cell.slot in content.typed:
                page.write_string(row, column, clean(content.typed[cell.slot]), look)
            elif (value := content.cells.get(cell.slot)) is None:
                page.write_blank(row, column, None, look)
            else:
                page.write_number(row, column, value / 10**cell.decimals, look)

    def lists(self, page: Any, fields: list[Field], *, across: bool, at: int = 0) -> None:
        """Choices may be picked from a list."""
        last = FIRST_ROWS + len(self.fillings) - 1
        for column, field in enumerate(fields, start=3):
            words = list(field.options) or ([_("Yes"), _("No")] if field.is_yes_no else [])
            if not words or len(",".join(words)) > 250 or any("," in word for word in words):
                continue
            where = (FIRST_ROWS, column, last, column) if across else (at, 6, at, 6)
            page.data_validation(*where, {"validate": "list", "source": words, "ignore_blank": True})

    def keys(self) -> None:
        """The hidden sheet: the period, the version of the form, and how each form stood."""
        page = self.book.add_worksheet(KEYS_SHEET)
        page.hide()
        period = self.fillings[0].report.period
        page.write_row(0, 0, ["giaoban", str(KEYS_VERSION)])
        page.write_row(1, 0, ["period", period.code, clean(period.name)])
        assert period.form is not None  # noqa: S101 -- an opened period has one (period_open_has_form)
        page.write_row(2, 0, ["form", str(period.form.number)])
        width = self.definition.width
        for row, filling in enumerate(self.fillings, start=3):
            content = filling.standing.content
            texts = {item: mark_of(clean(words)) for item, words in content.words.items()}
            facts = [
                "report",
                filling.report.code,
                filling.standing.stamp,
                pack(content.row(width)).hex(),
                json.dumps(texts),
                json.dumps({str(slot): clean(text) for slot, text in content.typed.items()}),
            ]
            for column, fact in enumerate(facts):
                page.write_string(row, column, fact)


def word_of(field: Field, content: Typed) -> str:
    """The word for what was chosen; "" where nothing was."""
    if field.is_yes_no:
        value = content.cells.get(field.cells[0].slot)
        return "" if value is None else _("Yes") if value else _("No")
    chosen = [
        word for cell, word in zip(field.cells, field.options, strict=True) if content.cells.get(cell.slot)
    ]
    return chosen[0] if chosen else ""


def _past(row: Any) -> Typed:
    known = np.flatnonzero(row != np.iinfo(np.int64).min)
    return Typed(cells={int(slot): int(row[slot]) for slot in known})
