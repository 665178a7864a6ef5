"""What was sent to units: lists for both sides, who received and opened it, whom a paper names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from giaoban.documents.models import Delivery, Dispatch, Document, Issue, SignedFile
from giaoban.documents.reads.asking import picked_units
from giaoban.files.models import StoredFile
from giaoban.foundation.text import search_key
from giaoban.ui.forms import Pick
from giaoban.units.models import Unit
from giaoban.units.reads import Officer, known_names

PAGE: Final = 50
_PIECES: Final = re.compile(r"[;,\n]|(?<=\s)[-–—](?=\s)")
_LEAD: Final = re.compile(r"^[\s\-–—+*•]+|[\s.:;]+$")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a dispatch has come: to how many units, how many opened it and signed for it."""

    units: int
    seen: int
    received: int


def standing_of(deliveries: Iterable[Delivery]) -> Standing:
    """The counts of one dispatch."""
    rows = list(deliveries)
    return Standing(
        len(rows), sum(r.seen_at is not None for r in rows), sum(r.received_at is not None for r in rows)
    )


def came_page(officer: Officer, *, show: str, page: str | None) -> Page[Delivery]:
    """What came to the officer's units, the newest first: "unread", "action", "recalled", or all."""
    rows = Delivery.objects.own(officer)
    if show == "unread":
        rows = rows.unread()
    elif show == "action":
        rows = rows.live().filter(dispatch__purpose="action")
    elif show == "recalled":
        rows = rows.filter(dispatch__recalled_at__isnull=False)
    related = ("dispatch__document__committee", "unit", "received_by", "seen_by")
    ordered = rows.select_related(*related).defer("dispatch__document__text")
    return Paginator(ordered.order_by("-dispatch__sent_at", "-pk"), PAGE).get_page(page)


def came_counts(officer: Officer) -> dict[str, int]:
    """How many of each list; one query."""
    live = Q(dispatch__recalled_at__isnull=True)
    counted = Delivery.objects.own(officer).aggregate(
        unread=Count("pk", filter=live & Q(seen_at__isnull=True)),
        action=Count("pk", filter=live & Q(dispatch__purpose="action")),
        recalled=Count("pk", filter=~live),
        all=Count("pk"),
    )
    return {name: int(count) for name, count in counted.items()}


def sent_page(officer: Officer, *, page: str | None) -> Page[Dispatch]:
    """What the officer's committees have sent, the newest first, each with `units`, `seen` and `received`."""
    counted = Dispatch.objects.of_committees(officer).annotate(
        units=Count("deliveries"),
        seen=Count("deliveries", filter=Q(deliveries__seen_at__isnull=False)),
        received=Count("deliveries", filter=Q(deliveries__received_at__isnull=False)),
    )
    rows = counted.select_related("document__committee").defer("document__text")
    return Paginator(rows.order_by("-sent_at", "-pk"), PAGE).get_page(page)


def deliveries_for(dispatch: Dispatch, officer: Officer) -> list[Delivery]:
    """
    What of a dispatch the officer may see: all of it for the committee's side, else the units that they read.

    Empty means that for this officer there is no such dispatch. Those who have not opened it come first.
    """
    rows = Delivery.objects.filter(dispatch=dispatch)
    if dispatch.document.committee_id not in officer.whole_committee_ids:
        rows = rows.readable_by(officer)
    related = rows.select_related("unit", "seen_by", "received_by")
    ordered = related.order_by("received_at", "seen_at", "unit__sort_key", "pk")
    return sorted(ordered, key=lambda d: (d.received_at is not None, d.seen_at is not None))


def dispatches_of(document: Document) -> list[Dispatch]:
    """The dispatches of a paper, the newest first, each with `units`, `seen` and `received`. One query."""
    rows = Dispatch.objects.filter(document=document).select_related("sent_by")
    counted = rows.annotate(
        units=Count("deliveries"),
        seen=Count("deliveries", filter=Q(deliveries__seen_at__isnull=False)),
        received=Count("deliveries", filter=Q(deliveries__received_at__isnull=False)),
    )
    return list(counted.order_by("-sent_at", "-pk"))


def files_of(document: Document) -> list[StoredFile]:
    """The files of a paper that go with it: what came signed first, then what was issued or handed in."""
    signed = SignedFile.objects.filter(document=document).select_related("file").order_by("-kept_at", "-pk")
    made = Issue.objects.filter(document=document).select_related("pdf").first()
    files: list[StoredFile] = [each.file for each in signed]
    files += [made.pdf] if made is not None else []
    files += [document.file] if document.file is not None else []
    return list({each.pk: each for each in files}.values())


def proposed_units(document: Document, *, on: date) -> list[Pick]:
    """
    Units and groups that the paper's recipients line names, by any of their names, as the field shows them.

    Units that have the paper already are left out.
    """
    pieces = [_LEAD.sub("", piece) for piece in _PIECES.split(document.recipients)]
    wanted = [search_key(piece) for piece in pieces if piece]
    if not wanted:
        return []
    by_name: dict[str, str] = {}
    for known in known_names(document.committee.level, on=on):
        for name in (known.name, *known.abbreviations):
            by_name.setdefault(search_key(name), known.key)
    keys = dict.fromkeys(by_name[name] for name in wanted if name in by_name)
    held = Unit.objects.filter(
        pk__in=Delivery.objects.live().filter(dispatch__document=document).values("unit")
    )
    have = {f"unit:{code}" for code in held.values_list("code", flat=True)}
    return picked_units(key for key in keys if key not in have)


def paper_facts(document: Document) -> list[tuple[Any, Any]]:
    """What a receiver reads of a paper besides its title: (words, value)."""
    names = ("issuer", "issued_on", "signer", "urgency")
    meta = Document._meta
    values = [(meta.get_field(name), getattr(document, name)) for name in names]
    facts = [(getattr(field, "verbose_name"), value) for field, value in values if value]  # noqa: B009
    return [
        (words, document.get_urgency_display() if value is document.urgency else value)
        for words, value in facts
    ]
