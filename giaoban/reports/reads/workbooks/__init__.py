"""Forms as workbooks: written with what is known, read back, compared cell by cell."""

from giaoban.reports.reads.workbooks.planning import CellChange, Fault, Plan, ReportChange, plan_of
from giaoban.reports.reads.workbooks.reading import Found, WorkbookFile, read_workbook
from giaoban.reports.reads.workbooks.writing import MOST_CELLS, write_workbook

__all__ = [
    "MOST_CELLS",
    "CellChange",
    "Fault",
    "Found",
    "Plan",
    "ReportChange",
    "WorkbookFile",
    "plan_of",
    "read_workbook",
    "write_workbook",
]
