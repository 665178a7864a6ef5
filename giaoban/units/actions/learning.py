"""Names learned from papers: a reviewer binds the words of a paper to a unit, and the program remembers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.foundation.text import normalise, search_key
from giaoban.foundation.verdict import denied
from giaoban.journal.actions import record
from giaoban.units.models import Alias, Committee, Unit
from giaoban.units.reads import Officer
from giaoban.units.vocabulary import AliasKind, Verb


@transaction.atomic
def learn_alias(unit: Unit, *, text: str, actor: Officer, at: datetime) -> Alias | None:
    """
    Remember `text` as another name of `unit`, found by a reviewer of a committee's papers.

    None when the unit is known by that name already, when the name is too short to tell units apart, or when
    the unit lies outside the levels of the officer's committees: names are shared by all who read papers.
    Raises `Refused` for an officer who asks for no committee.
    """
    if not actor.whole_committee_ids:
        denied(_("Only the side of a committee may teach the program names.")).require()
    levels = Committee.objects.filter(pk__in=actor.whole_committee_ids).values_list("level__path", flat=True)
    if not any(unit.path.startswith(level) for level in levels):
        return None
    words = " ".join(normalise(text).split())[:200]
    key = search_key(words)[:250]
    if len(key) < 3 or key == unit.search_key:
        return None
    alias, made = Alias.objects.get_or_create(
        unit=unit, search_key=key, defaults={"text": words, "kind": AliasKind.LEARNED}
    )
    if not made:
        return None
    record(
        Verb.ALIAS_ADDED,
        actor=actor.person,
        target=unit,
        at=at,
        after={"alias": words, "kind": AliasKind.LEARNED},
        acting_as=actor.capacity,
    )
    return alias
