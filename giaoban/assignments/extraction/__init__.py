"""
From text to proposals: reads a conclusion notice into tasks, citations and head, without Django.

>>> from datetime import date
>>> reading = read_notice(
...     "1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính lập kế hoạch, trình trước ngày 15/9/2025.",
...     units=[KnownUnit("Sở Y tế")],
...     issued_on=date(2025, 8, 1),
... )
>>> [(task.lead.name, task.coordinating[0].name, str(task.deadline.date)) for task in reading.tasks]
[('Sở Y tế', 'Sở Tài chính', '2025-09-15')]
"""

from giaoban.assignments.extraction.answers import as_json
from giaoban.assignments.extraction.leading import leading_names
from giaoban.assignments.extraction.reading import read_notice
from giaoban.assignments.extraction.shapes import (
    DOUBTS,
    Deadline,
    KnownUnit,
    Party,
    Reading,
    Task,
)
from giaoban.assignments.extraction.units_csv import read_units_csv
from giaoban.documents.reading.shapes import Citation, Head

__all__ = [
    "DOUBTS",
    "Citation",
    "Deadline",
    "Head",
    "KnownUnit",
    "Party",
    "Reading",
    "Task",
    "as_json",
    "leading_names",
    "read_notice",
    "read_units_csv",
]
