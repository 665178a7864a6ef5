"""
Who may see duties, as tokens of the search index: the twin of `DutyQuerySet.visible_to`.

A token is a reason for which something may be read: `c7` the whole of committee 7 is open to the reader,
`u/1/5/` the reader has a post at this unit or above (its path), `a5` the reader works for unit 5, which
asked. An officer holds tokens, an entry names those that open it; one in common is enough. `tests/search`
proves that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from giaoban.search.reads import Readers
from giaoban.units.reads import Officer


def tokens_of(officer: Officer | None) -> frozenset[str]:
    """The tokens that `officer` holds; someone without a post or seat holds none."""
    if officer is None:
        return frozenset()
    return frozenset(
        {
            *(committee_token(committee) for committee in officer.whole_committee_ids),
            *(f"u{path}" for path in officer.reading_paths),
            *(f"a{unit}" for unit in officer.unit_ids),
        }
    )


def committee_token(committee_id: int) -> str:
    """The token of those to whom the whole committee is open: asking side and chairs."""
    return f"c{committee_id}"


def readers_by(parts: QuerySet[Any], key: str) -> dict[int, Readers]:
    """
    For each value of the column `key` who may see one of its duties, and the units that hold them.

    `parts` are rows with a key `duty`, as each room binds duties to its own things. One query.
    """
    names = ("committee_id", "unit_id", "unit__path", "asking_unit_id", "parent_id")
    rows = parts.values_list(key, *(f"duty__{name}" for name in names)).distinct()
    found: dict[int, tuple[set[str], set[int]]] = {}
    for of, committee, unit, path, asking_unit, parent in rows:
        tokens, units = found.setdefault(of, (set(), set()))
        units.add(unit)
        tokens.add(committee_token(committee))
        tokens.update(unit_tokens(path))
        if parent is not None:
            tokens.add(f"a{asking_unit}")
    return {of: Readers(frozenset(tokens), frozenset(units)) for of, (tokens, units) in found.items()}


def unit_tokens(path: str) -> frozenset[str]:
    """The tokens of those who have a post at the unit of `path` or above it."""
    return frozenset(f"u{above}" for above in _paths_down_to(path))


def _paths_down_to(path: str) -> Iterable[str]:
    """
    The path itself and those of all units above it.

    >>> list(_paths_down_to("/1/5/"))
    ['/1/', '/1/5/']
    """
    ends = [place for place, letter in enumerate(path) if letter == "/"][1:]
    return (path[: end + 1] for end in ends)
