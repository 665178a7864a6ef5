"""What the worker does with papers."""

from giaoban.documents.jobs import pictures, relating, telling

__all__ = ["pictures", "relating", "telling"]
