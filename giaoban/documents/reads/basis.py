"""What a paper rests on and what rests on it; which papers hold on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.documents.models import Document, DocumentQuerySet, Relation
from giaoban.documents.vocabulary import REVERSED, RelationKind
from giaoban.foundation.text import search_key
from giaoban.ui.charts import Node, Picture, tree
from giaoban.units.models import Committee
from giaoban.units.reads import Officer

_DEPTH: Final = 4  # steps away from the paper
_MOST: Final = 60  # boxes in one direction; a law that everything rests on would fill a wall


@dataclass(frozen=True, slots=True)
class Bond:
    """One relation seen from one of its papers: what is done, and which paper stands at the other end."""

    relation: Relation
    words: str
    other: Document | None
    name: str
    is_source: bool


def bonds_of(document: Document) -> list[Bond]:
    """Every relation of `document`, its own first. Two queries."""
    own = Relation.objects.holding().filter(source=document).select_related("target").defer("target__text")
    others = Relation.objects.holding().filter(target=document).select_related("source").defer("source__text")
    bonds = [
        Bond(each, str(RelationKind(each.kind).label), each.target, _named(each), is_source=True)
        for each in own.order_by("start", "pk")
    ]
    bonds += [
        Bond(
            each, str(REVERSED[RelationKind(each.kind)]), each.source, each.source.short_name, is_source=False
        )
        for each in others.order_by("-source__issued_on", "pk")[:200]
    ]
    return bonds


def _named(relation: Relation) -> str:
    return relation.target.short_name if relation.target else relation.words


@dataclass(frozen=True, slots=True)
class _Edge:
    kind: str
    near: int
    far: int | None
    words: str
    key: str


def basis_picture(document: Document, *, up: bool) -> Picture | None:
    """
    What `document` rests on (`up`), or what rests on it, some steps far; None when there is nothing.

    Each paper is drawn once, where it is met first. One query for each step and one for the papers.
    """
    edges = _edges(document, up=up)
    if not edges:
        return None
    met = {edge.far for edge in edges if edge.far is not None}
    papers = Document.objects.defer("text").in_bulk(met | {document.pk})
    nodes = [_node(papers[document.pk], "root", None, "", main=True)]
    for edge in edges:
        parent = "root" if edge.near == document.pk else f"d{edge.near}"
        words = str(RelationKind(edge.kind).label if up else REVERSED[RelationKind(edge.kind)])
        if edge.far is None:
            nodes.append(
                Node(edge.key, parent, edge.words, _("%(words)s · not in the register") % {"words": words})
            )
        else:
            nodes.append(_node(papers[edge.far], edge.key, parent, words))
    title = _("What this paper rests on") if up else _("What rests on this paper")
    head = (_("Paper"), _("Stands under"), _("Relation and subject"))
    return tree(nodes, title=title, desc=title, head=head)


def _edges(document: Document, *, up: bool) -> list[_Edge]:
    """The bonds met on the way, breadth first, each paper once."""
    here, there = ("source", "target") if up else ("target", "source")
    kinds = (RelationKind.CITES, RelationKind.IMPLEMENTS, RelationKind.AMENDS, RelationKind.REPLACES)
    seen, edge_of, edges = {document.pk}, {document.pk}, list[_Edge]()
    for _step in range(_DEPTH):
        rows = Relation.objects.holding().filter(**{f"{here}__in": edge_of}, kind__in=kinds)
        found = rows.order_by("pk").values_list("pk", "kind", here, there, "words")
        edge_of = set()
        for pk, kind, near, far, words in found[: _MOST * 4]:
            if len(edges) >= _MOST or far in seen:
                continue
            if far is not None:
                seen.add(far)
                edge_of.add(far)
            edges.append(_Edge(kind, near, far, words, f"d{far}" if far else f"w{pk}"))
        if not edge_of:
            break
    return edges


def _node(paper: Document, key: str, parent: str | None, words: str, *, main: bool = False) -> Node:
    note = " · ".join(part for part in (words, paper.subject) if part)
    return Node(key, parent, paper.short_name, note, reverse("register-paper", args=[paper.code]), main)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceFilter:
    """Which papers in force are shown; `type` "": every type that holds until something takes its place."""

    committee: Committee
    on: date
    type: str = ""
    words: str = ""


def in_force(wanted: ForceFilter) -> DocumentQuerySet:
    """The papers that hold on a day, the latest first."""
    asked: dict[str, object] = {"type": wanted.type} if wanted.type else {"sets_rules": 1}
    rows = Document.objects.filter(committee=wanted.committee, **asked).in_force(on=wanted.on)
    for word in search_key(wanted.words).split():
        rows = rows.filter(search_key__contains=word)
    return rows.defer("text").order_by("-force_from", "-pk")


def force_page(wanted: ForceFilter, number: str | None) -> tuple[Page[Document], dict[int, list[str]]]:
    """One page of papers in force, and for each which of them amend it. Four queries."""
    rows = in_force(wanted)
    page = Paginator(rows, 50).get_page(number)
    # The keys of a page lie in an index; only its rows are then read whole.
    start = max(page.start_index() - 1, 0)
    keys = list(rows.values_list("pk", flat=True)[start : page.end_index()])
    found = Document.objects.defer("text").in_bulk(keys)
    page.object_list = [found[key] for key in keys]
    amending: dict[int, list[str]] = defaultdict(list)
    bonds = Relation.objects.holding().filter(
        Q(source__force_to__isnull=True) | Q(source__force_to__gte=wanted.on),
        kind=RelationKind.AMENDS,
        target__in=[each.pk for each in page.object_list],
        source__force_from__lte=wanted.on,
    )
    for bond in bonds.select_related("source").defer("source__text").order_by("source__issued_on"):
        amending[bond.target_id or 0].append(bond.source.short_name)
    return page, dict(amending)


def papers_called(committee: Committee, words: str, *, limit: int = 20) -> list[Document]:
    """Papers of a register that `words` may mean, for pickers; the latest first. Empty without words."""
    rows = Document.objects.filter(committee=committee, secrecy=0).defer("text")
    wanted = search_key(words).split()
    for word in wanted:
        rows = rows.filter(search_key__contains=word)
    return list(rows.order_by("-issued_on", "-pk")[:limit]) if wanted else []


def officer_committees(officer: Officer) -> list[Committee]:
    """The committees whose register the officer keeps, by name."""
    return list(Committee.objects.filter(pk__in=officer.whole_committee_ids).order_by("name"))
