"""
Deadlines (section 7): every written form to a date, a rule, or null with its words.

`find_deadlines` gives the deadlines of one stretch of text in order. A written time is a deadline only
with a word before it that makes it one (CUE) and not inside a condition, a citation or a noun ("năm học").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from giaoban.assignments.extraction.deadlines.base import Form, Found, Reader, make
from giaoban.assignments.extraction.deadlines.counts import counts, events
from giaoban.assignments.extraction.deadlines.days import days
from giaoban.assignments.extraction.deadlines.periods import halves, months, quarters, years
from giaoban.assignments.extraction.deadlines.weeks import tets, weeks
from giaoban.assignments.extraction.recurrences import find_recurrences

__all__ = ["FORMS", "Found", "Reader", "find_deadlines"]


def find_deadlines(reader: Reader, start: int, end: int) -> list[Found]:
    """All deadlines in [start, end) in order, none overlapping another; dateless events last resort."""
    found: list[Found] = []
    narrow = Reader(
        reader.text, reader.fold, reader.issued_on,
        reader.masked[bisect_left(reader.masked, (start - 300, 0)) : bisect_left(reader.masked, (end, 0))], reader.calendar,
    )  # fmt: skip
    for form in FORMS:
        for one in form.find(narrow, start, end):
            free = not any(f.start < one.end and one.start < f.end for f in found)
            if free and one.start < one.end and not narrow.masks(one.start, one.end):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _rules(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """Section 8."""
    for one in find_recurrences(reader.fold, start, end):
        yield make(reader, one.start, one.end, rule=one.rule)


FORMS: tuple[Form, ...] = (
    Form("8 recurrences", _rules),
    Form("7.13 Tết and lunar days", tets),
    Form("7.11 weeks", weeks),
    Form("7.15 counted days", counts),
    Form("7.1 written days", days),
    Form("7.6 months", months),
    Form("7.9 quarters", quarters),
    Form("7.10 halves of a year", halves),
    Form("7.10 years", years),
    Form("7.20 events", events),
)
