"""Screens of papers, their review, and tasks."""

from giaoban.assignments.views.confirming import confirm
from giaoban.assignments.views.finding import addressees
from giaoban.assignments.views.papers import document, document_file, document_new, documents
from giaoban.assignments.views.proposals import review_act
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
    "documents",
    "hand_down",
    "import_table_columns",
    "import_table_names",
    "import_table_rows",
    "import_tables",
    "review",
    "review_act",
    "review_add",
    "review_details",
]
