"""What an import of units would do: reading a table, understanding its rows, planning; nothing is written."""

from giaoban.units.reads.importing.plan import Change, Closing, Creation, Plan, apply_plan
from giaoban.units.reads.importing.planning import plan_again, plan_import
from giaoban.units.reads.importing.rows import ImportRow, RowError, understand
from giaoban.units.reads.importing.table_file import TableRow, read_table

__all__ = [
    "Change",
    "Closing",
    "Creation",
    "ImportRow",
    "Plan",
    "RowError",
    "TableRow",
    "apply_plan",
    "plan_again",
    "plan_import",
    "read_table",
    "understand",
]
