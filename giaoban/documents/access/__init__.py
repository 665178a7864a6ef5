"""Who may do what with papers, and if not, why."""

from giaoban.documents.access.numbering import may_number, may_void
from giaoban.documents.access.registering import may_register

__all__ = [
    "may_number",
    "may_register",
    "may_void",
]
