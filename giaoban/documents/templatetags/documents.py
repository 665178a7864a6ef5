"""How the cells of a register are written."""

from __future__ import annotations

from datetime import date

from django import template

from giaoban.documents.layout.paper import CellValue
from giaoban.ui import formats

register = template.Library()


@register.filter
def is_day(value: CellValue) -> bool:
    """Whether a cell holds a day, which is not broken over lines."""
    return isinstance(value, date)


@register.filter
def book_value(value: CellValue) -> str:
    """A cell of a book: days as dd/mm/yyyy, numbers bare, nothing for None: {{ cell|book_value }}."""
    if value is None:
        return ""
    if isinstance(value, date):
        return formats.day(value)
    return str(value)
