"""Filters that people keep under a name, for themselves or shared in a committee."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from giaoban.assignments.access import may_change_filter, may_share_filter
from giaoban.assignments.models import SavedFilter
from giaoban.assignments.vocabulary import SavedList
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Committee
from giaoban.units.reads import Officer

MOST_FILTERS = 60  # of one person and list
LONGEST_QUERY = 1000


@transaction.atomic
def keep_filter(
    *, of: SavedList, name: str, query: str, shared_in: Committee | None, actor: Officer, at: datetime
) -> SavedFilter:
    """
    Keep `query`, as the list's form understood it, under `name`; the same name again takes its place.

    Raises `Refused` without a name, for too many filters, and for a committee that is not the officer's.
    """
    name = _name(name)
    if len(query) > LONGEST_QUERY:
        raise Refused(_("This filter is too long to be kept."))
    if shared_in is not None:
        may_share_filter(actor, shared_in.pk).require()
    mine = SavedFilter.objects.filter(owner=actor.person, list=of)
    kept = mine.filter(name=name).first()
    if kept is None and mine.count() >= MOST_FILTERS:
        raise Refused(_("You keep 60 filters of this list already: delete one first."))
    kept = kept or SavedFilter(owner=actor.person, list=of, name=name)
    kept.query, kept.committee, kept.changed_at = query, shared_in, at
    kept.save()
    return kept


@transaction.atomic
def rename_filter(kept: SavedFilter, *, name: str, actor: Officer, at: datetime) -> SavedFilter:
    """Call it otherwise. Raises `Refused` for a name that another of the owner's filters has."""
    kept = _own(kept, actor)
    kept.name, kept.changed_at = _name(name), at
    try:
        with transaction.atomic():
            kept.save(update_fields=["name", "changed_at"])
    except IntegrityError as clash:
        raise Refused(_("Another of your filters has this name.")) from clash
    return kept


@transaction.atomic
def share_filter(
    kept: SavedFilter, *, shared_in: Committee | None, actor: Officer, at: datetime
) -> SavedFilter:
    """Share it in the asking side of a committee; None: only the owner sees it. Raises `Refused`."""
    kept = _own(kept, actor)
    if shared_in is not None:
        may_share_filter(actor, shared_in.pk).require()
    kept.committee, kept.changed_at = shared_in, at
    kept.save(update_fields=["committee", "changed_at"])
    return kept


@transaction.atomic
def delete_filter(kept: SavedFilter, *, actor: Officer) -> None:
    """Forget it. Raises `Refused` when it is another's."""
    _own(kept, actor).delete()


def _own(kept: SavedFilter, actor: Officer) -> SavedFilter:
    kept = SavedFilter.objects.select_for_update(of=("self",), no_key=True).get(pk=kept.pk)
    may_change_filter(actor, kept).require()
    return kept


def _name(name: str) -> str:
    words = " ".join(name.split())[:80]
    if not words:
        raise Refused(_("Give the filter a name."))
    return words
