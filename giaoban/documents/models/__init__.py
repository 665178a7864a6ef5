"""Facts of the papers room."""

from giaoban.documents.models.document import Document, DocumentQuerySet
from giaoban.documents.models.draft import Draft, DraftQuerySet, DraftVersion

__all__ = ["Document", "DocumentQuerySet", "Draft", "DraftQuerySet", "DraftVersion"]
