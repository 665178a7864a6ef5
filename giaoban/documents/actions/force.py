"""From when to when a paper holds, reckoned anew when something about it changes."""

from __future__ import annotations

from datetime import timedelta

from giaoban.documents.models import Document, Relation
from giaoban.documents.vocabulary import RelationKind


def recount_force(document: Document) -> None:
    """
    Set the first and the last day on which `document` holds.

    The first is the day it names, else its date; the last is the day it names, or the day before the first
    paper that replaces it begins to hold, whichever comes earlier; None when there is neither.
    """
    replacing = Relation.objects.holding().filter(kind=RelationKind.REPLACES, target=document)
    begun = replacing.order_by("source__force_from").values_list("source__force_from", flat=True).first()
    ends = [day for day in (document.effective_until, begun and begun - timedelta(days=1)) if day]
    document.force_from = document.effective_from or document.issued_on
    document.force_to = min(ends, default=None)
    document.save(update_fields=["force_from", "force_to"])


def recount_replaced_by(document: Document) -> None:
    """Reckon anew what `document` replaces, because the day from which it holds has changed."""
    for bond in (
        Relation.objects.holding()
        .filter(kind=RelationKind.REPLACES, source=document, target__isnull=False)
        .select_related("target")
    ):
        if bond.target is not None:
            recount_force(bond.target)
