"""Screens of papers, their review, and tasks."""

from giaoban.assignments.views.confirming import confirm
from giaoban.assignments.views.filters import filter_act, filter_open, filter_save, filters
from giaoban.assignments.views.finding import addressees
from giaoban.assignments.views.many import many, many_choose
from giaoban.assignments.views.papers import (
    document,
    document_file,
    document_new,
    document_propose,
    documents,
)
from giaoban.assignments.views.proposals import review_act
from giaoban.assignments.views.repeating import rule, skip
from giaoban.assignments.views.reviews import review, review_add, review_details
from giaoban.assignments.views.tables import (
    import_table_columns,
    import_table_names,
    import_table_rows,
    import_tables,
)
from giaoban.assignments.views.tasks import assignment, assignments, assignments_export, hand_down

__all__ = [
    "addressees",
    "assignment",
    "assignments",
    "assignments_export",
    "confirm",
    "document",
    "document_file",
    "document_new",
    "document_propose",
    "documents",
    "filter_act",
    "filter_open",
    "filter_save",
    "filters",
    "hand_down",
    "import_table_columns",
    "import_table_names",
    "import_table_rows",
    "import_tables",
    "many",
    "many_choose",
    "review",
    "review_act",
    "review_add",
    "review_details",
    "rule",
    "skip",
]
