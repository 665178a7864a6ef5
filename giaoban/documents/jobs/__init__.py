"""What the worker does with papers."""

from giaoban.documents.jobs import relating

__all__ = ["relating"]
