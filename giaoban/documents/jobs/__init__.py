"""What the worker does with papers."""

from giaoban.documents.jobs import pictures, relating

__all__ = ["pictures", "relating"]
