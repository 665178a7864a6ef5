"""Papers that a text names become links to the papers of the register."""

from __future__ import annotations

from datetime import datetime

from giaoban.documents.models import Document, Relation
from giaoban.documents.reading.relating import DECIDED_BY_PEOPLE, Named, named_papers
from giaoban.documents.vocabulary import RelationKind
from giaoban.outbox.jobs import Job, handler


@handler("relate")
def relate(job: Job) -> None:
    """Read one paper of the register for the papers that it names; repeating it changes nothing."""
    document = Document.objects.filter(pk=job.payload["document"]).first()
    if document is not None:
        link_named(document, at=job.at)


def link_named(document: Document, *, at: datetime) -> int:
    """
    Bind `document` to each paper that its text names, in the register or not yet; how many bonds are new.

    What a text replaces or amends is bound as cited only: a person says so, for it ends another paper.
    """
    known = set(
        Relation.objects.filter(source=document, made_by__isnull=True).values_list("cite_key", flat=True)
    )
    found = named_papers(document.text, own_key=document.cite_key, issued_on=document.issued_on)
    wanted = [each for each in found if each.key not in known]
    targets = _targets(document, wanted)
    bound = set(
        Relation.objects.holding().filter(source=document, target__isnull=False).values_list("kind", "target")
    )
    made = []
    for each in wanted:
        target, kind = targets.get((each.key, each.on)), _kind(each)
        if target is not None and (kind, target) in bound:
            continue
        if target is not None:
            bound.add((kind, target))
        made.append(_relation(document, each, kind, target, at))
    Relation.objects.bulk_create(made)
    return len(made)


def _kind(each: Named) -> str:
    return RelationKind.CITES if each.kind in DECIDED_BY_PEOPLE else RelationKind(each.kind)


def _targets(document: Document, named: list[Named]) -> dict[tuple[str, object], int]:
    """The paper of the register for each that is named; of several of a number the day decides. One query."""
    there = Document.objects.filter(
        committee=document.committee_id, cite_key__in={each.key for each in named}
    )
    rows = list(
        there.exclude(pk=document.pk).order_by("-issued_on", "-pk").values_list("cite_key", "issued_on", "pk")
    )
    targets: dict[tuple[str, object], int] = {}
    for each in named:
        for key, day, pk in rows:
            if key == each.key and (each.on == day if each.on else day <= document.issued_on):
                targets[each.key, each.on] = pk
                break
    return targets


def _relation(document: Document, each: Named, kind: str, target: int | None, at: datetime) -> Relation:
    return Relation(
        committee_id=document.committee_id,
        kind=kind,
        source=document,
        target_id=target,
        words=each.words,
        cite_key=each.key,
        cited_on=each.on,
        start=each.start,
        end=each.end,
        made_at=at,
    )
