"""Words of the columns of figures, and how periods are said in little room."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from giaoban.reports.figures import DIFFERENCES, Column, is_percentage
from giaoban.reports.models import Period
from giaoban.reports.vocabulary import PeriodKind

COLUMN_WORDS: Final[dict[Column, str | Promise]] = {
    Column.THIS: pgettext_lazy("figures", "In the period"),
    Column.YTD: pgettext_lazy("figures", "Since the start of the year"),
    Column.LAST_YEAR: pgettext_lazy("figures", "Same period last year"),
    Column.YTD_LAST_YEAR: pgettext_lazy("figures", "Since the start of the year, last year"),
    Column.DIFFERENCE: pgettext_lazy("figures", "Difference to last year"),
    Column.PERCENT: pgettext_lazy("figures", "Difference in percent"),
    Column.YTD_DIFFERENCE: pgettext_lazy("figures", "Difference since the start of the year"),
    Column.YTD_PERCENT: pgettext_lazy("figures", "Difference since the start of the year in percent"),
    Column.PLAN: pgettext_lazy("figures", "Target of the year"),
    Column.PERCENT_OF_PLAN: pgettext_lazy("figures", "Percent of the target"),
}
_POINTS: Final = pgettext_lazy("unit of measure", "percentage points")
_ROMAN: Final = ("", "I", "II", "III", "IV")


def measured_in(unit: str, column: Column) -> str:
    """In what a column of figures in `unit` is: differences of percentages are percentage points."""
    return str(_POINTS) if column in DIFFERENCES and is_percentage(unit) else unit


def short_name(period: Period) -> str:
    """A period for the head of a narrow column: "01/2026", "I/2026"; others by their whole name."""
    if period.kind == PeriodKind.MONTH:
        return f"{period.number:02d}/{period.year}"
    if period.kind == PeriodKind.QUARTER:
        return f"{_ROMAN[period.number]}/{period.year}"
    if period.kind == PeriodKind.YEAR:
        return str(period.year)
    return str(period.name)
