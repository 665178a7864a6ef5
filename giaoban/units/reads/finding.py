"""Finding units by whatever people call them, and the names by which a text may speak of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from giaoban.foundation.text import normalise, search_key, unify_tones
from giaoban.units.models import Alias, Spell, Unit, UnitGroup
from giaoban.units.reads.naming import short_forms, territory_forms
from giaoban.units.vocabulary import AliasKind, UnitKind

MOST: Final = 400  # candidates that are ranked; more means that the words say too little
LONGEST_INITIALS: Final = 9
LOOSE_FROM: Final = 4
_FILLERS: Final = frozenset({"va", "&", "-", ","})


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit that answers to the words: `hint` says what stands above it, and the name that matched."""

    key: str  # "unit:<code>"
    unit: Unit
    name: str
    hint: str
    is_exact: bool  # one of its names is what was asked, not only part of it


def find_units(query: str, *, within: Unit | None = None, on: date, limit: int = 20) -> list[FoundUnit]:
    """
    Units in force on `on` that answer to `query`, the best first; marks and case do not matter.

    Found by name, recorded names and former names, by the beginnings of words in any order, by initials
    and by usual short forms: `so khcn`, `skhcn`, `khoa hoc cong nghe` all find the Department of Science
    and Technology. Empty for an empty query. Two queries.
    """
    words = search_key(query).split()
    if not words or limit < 1:
        return []
    units = Unit.objects.in_force(on=on)
    if within is not None:
        units = units.within(within)
    written = unify_tones(normalise(query)).casefold().strip()  # whoever types marks means them
    ranked: list[tuple[tuple[int, int, int, str], FoundUnit]] = []
    for unit in _candidates(units, words, query):
        best = min(_rank(name, words) for name in _names(unit))
        if best < NO_MATCH:
            as_written = 0 if written in unify_tones(unit.name).casefold() else 1
            ranked.append(
                (
                    (best, as_written, len(unit.name), unit.sort_key),
                    _found(unit, words, is_exact=best == EXACT),
                )
            )
    ranked.sort(key=lambda pair: pair[0])
    return [found for _key, found in ranked[:limit]]


def _candidates(units: QuerySet[Unit], words: list[str], query: str) -> QuerySet[Unit]:
    """Units that may match: every word begins a word of one of the names, or gives initials of it."""
    aliases = Alias.objects.filter(_all_words("search_key", words)).values("unit")
    by_code = Q(official_code=query.strip()) if query.strip().isdigit() else Q()
    matching = units.filter(_all_words("search_key", words) | Q(pk__in=aliases) | by_code)
    return (
        matching.select_related("parent")
        .prefetch_related(Prefetch("aliases", Alias.objects.order_by("pk")))
        .order_by(Length("search_key"), "pk")[:MOST]
    )


def _all_words(column: str, words: Iterable[str]) -> Q:
    wanted = Q()
    for word in words:
        hit = Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})
        letters = re.sub(r"[^a-z0-9]", "", word)
        if 2 <= len(letters) <= LONGEST_INITIALS:
            # Long initials may hold a shortened part ("vpubnd"); short ones would then hit too much.
            between = "%" if len(letters) > LOOSE_FROM else "% "
            hit |= Q(**{f"{column}__like": between.join(letters) + "%"})
            hit |= Q(**{f"{column}__like": "% " + between.join(letters) + "%"})
            hit |= Q(**{f"{column}__contains": word})
        wanted &= hit
    return wanted


def _names(unit: Unit) -> Iterator[str]:
    yield unit.search_key
    yield unit.official_code
    for alias in unit.aliases.all():
        yield alias.search_key
    for form in short_forms(unit.name):
        yield search_key(form)


EXACT, PREFIX, WORDS, INITIALS, NO_MATCH = 0, 1, 2, 3, 9


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text)


def _rank(name: str, words: list[str]) -> int:
    """How well one name (a search key) answers to the words; `NO_MATCH` when it does not."""
    whole = " ".join(words)
    if name == whole or _bare(name) == _bare(whole):
        return EXACT
    if name.startswith(whole):
        return PREFIX
    own = name.split()
    if all(any(part.startswith(word) for part in own) for word in words):
        return WORDS
    if all(any(part.startswith(word) for part in own) or _is_initials(word, own) for word in words):
        return INITIALS
    return NO_MATCH


def _is_initials(word: str, own: list[str]) -> bool:
    letters = _bare(word)
    if not 2 <= len(letters) <= LONGEST_INITIALS:
        return False
    meant = "".join(part[0] for part in own if part not in _FILLERS)
    return letters in meant


def _found(unit: Unit, words: list[str], *, is_exact: bool) -> FoundUnit:
    hint = [unit.parent.name] if unit.parent else []
    if _rank(unit.search_key, words) > WORDS:
        named = [a for a in unit.aliases.all() if _rank(a.search_key, words) <= WORDS]
        if named:
            former = named[0].kind == AliasKind.FORMER
            words_of = _("formerly %(name)s") if former else _("also %(name)s")
            hint.append(words_of % {"name": named[0].text})
    return FoundUnit(f"unit:{unit.code}", unit, unit.name, " · ".join(hint), is_exact)


@dataclass(frozen=True, slots=True)
class KnownName:
    """One unit or group under all names that a text may use; `key` is "unit:<code>" or "group:<code>"."""

    key: str
    name: str
    abbreviations: tuple[str, ...]
    kind: Literal["unit", "group"]


def known_names(within: Unit, *, on: date) -> list[KnownName]:
    """
    Every unit at or below `within` and every group within it or above, as called on `on`.

    Recorded names come first; usual short forms are added as long as no other unit answers to them, and
    places answer for their people's committees. Four queries.
    """
    spells = list(
        Spell.objects.on(on).filter(path__contains=f"/{within.pk}/").select_related("unit").order_by("pk")
    )
    recorded: dict[int, list[str]] = {}
    for unit_id, text in Alias.objects.filter(unit__in=[s.unit_id for s in spells]).values_list(
        "unit", "text"
    ):
        recorded.setdefault(unit_id, []).append(text)
    taken = Counter(key for spell in spells for key in _taken(spell, recorded.get(spell.unit_id, [])))
    return [
        *(_known_unit(spell, recorded.get(spell.unit_id, []), taken) for spell in spells),
        *_known_groups(within),
    ]


def _made(spell: Spell) -> list[str]:
    return short_forms(spell.name)


def _taken(spell: Spell, recorded: list[str]) -> set[str]:
    """What the unit answers to, in comparable form: a form that two units share is given to neither."""
    return {form.casefold() for form in (spell.name, *recorded, *_made(spell))}


def _known_unit(spell: Spell, recorded: list[str], taken: Counter[str]) -> KnownName:
    own = {form.casefold() for form in recorded}
    places = set(territory_forms(spell.name))
    made = [f for f in _made(spell) if f.casefold() in own or f in places or taken[f.casefold()] == 1]
    names = dict.fromkeys([*recorded, *made])
    names.pop(spell.name, None)
    return KnownName(f"unit:{spell.unit.code}", spell.name, tuple(names), "unit")


def _known_groups(within: Unit) -> Iterator[KnownName]:
    for group in groups_for(within):
        yield KnownName(f"group:{group.code}", group.name, tuple(group.other_names), "group")


def groups_for(within: Unit) -> QuerySet[UnitGroup]:
    """Groups set up at `within` or above or below it, in order of their names."""
    above = [int(part) for part in within.path.split("/") if part]
    reach = Q(within__in=above) | Q(within__path__startswith=within.path)
    return UnitGroup.objects.filter(reach).select_related("within").order_by("name", "pk")


def members_of(group: UnitGroup, *, on: date) -> QuerySet[Unit]:
    """
    The units that the group names on `on`, in Vietnamese order.

    By list: those of its members that exist then. By rule: the units that were of its kinds below
    `within` then, as the spells of that day say.
    """
    if group.kinds:
        there = Spell.objects.on(on).filter(path__contains=f"/{group.within_id}/", kind__in=group.kinds)
        units = Unit.objects.filter(pk__in=there.exclude(unit=group.within_id).values("unit"))
    else:
        units = Unit.objects.in_force(on=on).filter(pk__in=group.members.values("pk"))
    return units.for_list()


def kind_words(kind: str) -> str:
    """A kind in words; the value itself when it is unknown."""
    return str(dict(UnitKind.choices).get(kind, kind))
