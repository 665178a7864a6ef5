"""Facts of the papers room."""

from giaoban.documents.models.document import Document, DocumentQuerySet

__all__ = ["Document", "DocumentQuerySet"]
