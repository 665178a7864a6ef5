"""What papers do to each other, said by people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.documents.access import may_relate
from giaoban.documents.actions.force import recount_force
from giaoban.documents.models import Document, Relation
from giaoban.documents.vocabulary import RelationKind, Verb
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.reads import Officer


@transaction.atomic
def relate_papers(
    source: Document,
    *,
    kind: str,
    target: Document | None = None,
    words: str = "",
    actor: Officer,
    at: datetime,
) -> Relation:
    """
    Say that `source` does `kind` to another paper: `target` of the same register, or one that `words` name.

    What is replaced ends the day before its successor begins. Saying the same again gives the bond that is
    there. Raises `Refused`: no right, itself, another register, or a ring of papers that replace each other.
    """
    pks = sorted({source.pk} | ({target.pk} if target else set()))
    papers = Document.objects.select_for_update(of=("self",)).select_related("committee")
    locked = {each.pk: each for each in papers.filter(pk__in=pks).order_by("pk")}
    source, target = locked[source.pk], locked[target.pk] if target else None
    may_relate(actor, source).require()
    words = " ".join(words.split())[:300]
    _check(source, kind, target, words)
    if target is not None:
        there = Relation.objects.holding().filter(source=source, kind=kind, target=target).first()
        if there is not None:
            return there
    relation = Relation.objects.create(
        committee=source.committee,
        kind=kind,
        source=source,
        target=target,
        words=words or (target.short_name if target else ""),
        cite_key=target.cite_key if target else "",
        made_at=at,
        made_by=actor.person,
    )
    _entered(Verb.RELATED, relation, actor, at)
    if target is not None and kind == RelationKind.REPLACES:
        recount_force(target)
    return relation


@transaction.atomic
def unrelate_papers(pk: int, *, actor: Officer, at: datetime) -> Relation:
    """Take a bond back; it stays in the history and is not made again from the text. Raises `Refused`."""
    relation = (
        Relation.objects.select_for_update(of=("self",))
        .select_related("source__committee", "target")
        .get(pk=pk)
    )
    may_relate(actor, relation.source).require()
    if relation.ended_at is not None:
        raise Refused(_("This relation has already been taken back."))
    relation.ended_at = at
    relation.save(update_fields=["ended_at"])
    _entered(Verb.UNRELATED, relation, actor, at)
    if relation.target is not None and relation.kind == RelationKind.REPLACES:
        recount_force(relation.target)
    return relation


def _entered(verb: Verb, relation: Relation, actor: Officer, at: datetime) -> None:
    record(
        verb,
        actor=actor.person,
        target=relation.source,
        at=at,
        after={"relation": relation.kind, "other_paper": relation.words},
        acting_as=actor.capacity_at(committee_id=relation.committee_id),
    )


def _check(source: Document, kind: str, target: Document | None, words: str) -> None:
    if kind not in RelationKind.values:
        raise Refused(_("The register knows no such relation."))
    if target is None:
        if not words:
            raise Refused(_("Choose the other paper, or name it."))
        return
    if target.pk == source.pk:
        raise Refused(_("A paper cannot be related to itself."))
    if target.committee_id != source.committee_id:
        raise Refused(_("Both papers must stand in the register of the same committee."))
    if kind == RelationKind.REPLACES and _replaced_by(target, source):
        raise Refused(_("That paper already replaces this one."))


def _replaced_by(paper: Document, other: Document) -> bool:
    """Whether `paper` replaces `other`, itself or through papers between; one query a step."""
    replaces = Relation.objects.holding().filter(kind=RelationKind.REPLACES, target__isnull=False)
    seen, edge = {paper.pk}, {paper.pk}
    while edge:
        edge = set(replaces.filter(source__in=edge).values_list("target", flat=True)) - seen
        if other.pk in edge:
            return True
        seen |= edge
    return False
