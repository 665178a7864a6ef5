"""Periods and their days, names and deadlines; functions and values without Django."""

from giaoban.reports.timing.deadlines import due_days
from giaoban.reports.timing.naming import name_of
from giaoban.reports.timing.spans import before, holding, how_many, span

__all__ = ["before", "due_days", "holding", "how_many", "name_of", "span"]
