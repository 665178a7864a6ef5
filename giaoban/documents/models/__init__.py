"""Facts of the papers room."""

from giaoban.documents.models.document import Document, DocumentQuerySet
from giaoban.documents.models.draft import Draft, DraftQuerySet, DraftVersion
from giaoban.documents.models.series import Number, NumberQuerySet, Series, SeriesQuerySet, SeriesType, Term

__all__ = [
    "Document",
    "DocumentQuerySet",
    "Draft",
    "DraftQuerySet",
    "DraftVersion",
    "Number",
    "NumberQuerySet",
    "Series",
    "SeriesQuerySet",
    "SeriesType",
    "Term",
]
