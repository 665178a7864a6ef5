"""Facts of the papers room."""

from giaoban.documents.models.book import ArrivalBook
from giaoban.documents.models.consultation import (
    Answer,
    AnswerFile,
    AnswerQuerySet,
    Comment,
    Consultation,
    ConsultationQuerySet,
    Disposition,
)
from giaoban.documents.models.dispatch import Delivery, DeliveryQuerySet, Dispatch, DispatchQuerySet
from giaoban.documents.models.document import Document, DocumentQuerySet
from giaoban.documents.models.draft import Draft, DraftQuerySet, DraftVersion
from giaoban.documents.models.intake import Intake, IntakeQuerySet
from giaoban.documents.models.issue import Issue, SignedFile
from giaoban.documents.models.relation import Relation, RelationQuerySet
from giaoban.documents.models.series import Number, NumberQuerySet, Series, SeriesQuerySet, SeriesType, Term
from giaoban.documents.models.slip import Slip, SlipPart

__all__ = [
    "Answer",
    "AnswerFile",
    "AnswerQuerySet",
    "ArrivalBook",
    "Comment",
    "Consultation",
    "ConsultationQuerySet",
    "Delivery",
    "DeliveryQuerySet",
    "Dispatch",
    "DispatchQuerySet",
    "Disposition",
    "Document",
    "DocumentQuerySet",
    "Draft",
    "DraftQuerySet",
    "DraftVersion",
    "Intake",
    "IntakeQuerySet",
    "Issue",
    "Number",
    "NumberQuerySet",
    "Relation",
    "RelationQuerySet",
    "Series",
    "SeriesQuerySet",
    "SeriesType",
    "SignedFile",
    "Slip",
    "SlipPart",
    "Term",
]
