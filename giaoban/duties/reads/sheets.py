"""
Sheets: the figures of a committee on a reporting date as bytes that can be made again years later.

A sheet says nothing that a later act could change: codes of units, their names and places in the tree of that
day, keys of fields and papers, numbers. Names that are kept beside a key today (a paper's) are not in it.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import QuerySet

from giaoban.duties.models import Duty, Sheet, Standing
from giaoban.duties.models.punctuality import PLACED
from giaoban.duties.reads.figures import counted, standings_at_end_of
from giaoban.duties.reads.tallies import DIMENSIONS, HalfYear, Tally, code_of, facts_of, summed, tallies
from giaoban.duties.vocabulary import Punctuality, Role, Stage
from giaoban.units.models import Committee, Field
from giaoban.units.reads.then import UnitThen, units_then
from giaoban.units.vocabulary import UnitKind

FORM: Final = 1
"""The form of sheets made now; the maker of an earlier form stays in `_MAKERS` for ever."""
PARTS: Final = (Role.LEAD, Role.COORDINATING)
LONGEST: Final = 10
"""Tasks overdue longest that a sheet names."""
_WORDS: Final = {number: f"{which}_{age}" if age else str(which) for number, (which, age) in PLACED.items()}
_CODES: Final = {
    f"{now_word} {first_word}{' extended' if extended else ''}": code_of(now, first, extended=extended)
    for now, now_word in _WORDS.items()
    for first, first_word in _WORDS.items()
    for extended in (False, True)
}


def compose(committee: Committee, day: date, *, form: int = FORM) -> bytes:
    """
    The canonical JSON of the figures of `committee` at the end of `day`, counted from the standings.

    The same facts give the same bytes on either engine. `day` must have ended. Raises KeyError for a form
    that never was.
    """
    return canonical(_MAKERS[form](committee, day))


def canonical(facts: Any) -> bytes:
    """JSON with sorted keys, no blanks, every letter as itself, in UTF-8."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(text: bytes) -> str:
    """The SHA-256 of the bytes in hexadecimal digits."""
    return hashlib.sha256(text).hexdigest()


def _form_1(committee: Committee, day: date) -> dict[str, Any]:
    rows = standings_at_end_of(day).filter(committee=committee)
    found = {role: _tables(rows.filter(role=role), day) for role in PARTS}
    by_month = counted(rows.filter(role=Role.LEAD), "unit", "month", on=day)
    ids = {unit for tables in found.values() for unit in tables["unit"]}
    units = units_then(ids, day)
    fields = {key for tables in found.values() for key in tables["field"] if key is not None}
    names = Field.objects.filter(pk__in=fields).values_list("pk", "name")
    return {
        "form": 1,
        "committee": committee.code,
        "day": day.isoformat(),
        "units": {u.code: [u.name, str(u.kind), _code(units, u.parent_id)] for u in units.values()},
        "fields": {str(key): name for key, name in names},
        **{str(role): _written(tables, units) for role, tables in found.items()},
        "unit_month": _by_unit_and_month(by_month, units),
        "waiting": rows.filter(role__in=PARTS, stage=Stage.HANDED_IN).count(),
        "longest": _longest(rows.filter(role=Role.LEAD), day),
    }


_MAKERS: Final = {1: _form_1}


def _tables(rows: QuerySet[Standing], day: date) -> dict[str, dict[Any, Tally]]:
    return {by: tallies(rows, by, on=day) for by in DIMENSIONS}


def _written(tables: dict[str, dict[Any, Tally]], units: dict[int, UnitThen]) -> dict[str, Any]:
    return {
        by: {_key(by, value, units): _in_words(tally) for value, tally in table.items()}
        for by, table in tables.items()
    }


def _key(by: str, value: Any, units: dict[int, UnitThen]) -> str:
    if value is None:
        return ""
    if by == "unit":
        return units[value].code
    return str(value.key) if by == "asked" else str(value)


def _in_words(tally: Tally) -> dict[str, int]:
    return {_word(code): number for code, number in tally.cells.items()}


def _word(code: int) -> str:
    """How work stands by the deadline in force, how by the first, and whether it was extended."""
    now, first, extended = facts_of(code)
    return f"{_WORDS[now]} {_WORDS[first]}{' extended' if extended else ''}"


def _by_unit_and_month(
    found: Iterable[tuple[Any, ...]], units: dict[int, UnitThen]
) -> dict[str, dict[str, dict[str, int]]]:
    """By unit, by month of the deadline in force ("": none), how many stand how."""
    written: dict[str, dict[str, dict[str, int]]] = {}
    for unit, month, which, number in found:
        written.setdefault(units[unit].code, {}).setdefault(month or "", {})[str(which)] = number
    return written


def _code(units: dict[int, UnitThen], key: int | None) -> str | None:
    return units[key].code if key is not None else None


def _longest(rows: QuerySet[Standing], day: date) -> list[str]:
    overdue = rows.filter(stage=Stage.OWED, due_on__lt=day).order_by("due_on", "duty")
    keys = list(overdue.values_list("duty", flat=True)[:LONGEST])
    codes = dict(Duty.objects.filter(pk__in=keys).values_list("pk", "code"))
    return [codes[key] for key in keys]


@dataclass
class Frozen:
    """What a sheet says, read from its bytes."""

    sheet: Sheet

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The JSON of the sheet."""
        facts: dict[str, Any] = json.loads(self.sheet.text)
        return facts

    @property
    def units(self) -> dict[str, tuple[str, UnitKind, str | None]]:
        """By code: name and kind of a unit on that day, and the code of the one above it."""
        return {
            code: (name, UnitKind(kind), above) for code, (name, kind, above) in self.facts["units"].items()
        }

    def tallies(self, role: Role, by: str) -> dict[Any, Tally]:
        """
        The tallies by one of `DIMENSIONS`, as `duties.reads.tallies.tallies` counts them.

        The keys of units are their codes here.
        """
        return {
            _value(by, key): Tally({_CODES[word]: number for word, number in cells.items()})
            for key, cells in self.facts[role][by].items()
        }

    def whole(self, role: Role) -> Tally:
        """The tally of all together."""
        return summed(self.tallies(role, "asked").values())

    @property
    def by_unit_and_month(self) -> list[tuple[str, str | None, Punctuality, int]]:
        """How many tasks of which unit, due in which month (None: no deadline), stand how."""
        return [
            (unit, month or None, Punctuality(which), number)
            for unit, months in self.facts["unit_month"].items()
            for month, found in months.items()
            for which, number in found.items()
        ]


def _value(by: str, key: str) -> Any:
    if by == "asked":
        return HalfYear.read(key)
    if not key and by in ("field", "month"):
        return None
    return int(key) if by == "field" else key


def frozen(committee_id: int, day: date) -> Frozen | None:
    """The newest sheet of that day; None where its figures were not frozen. One query."""
    sheet = Sheet.objects.filter(committee=committee_id, day=day).order_by("-number").first()
    return Frozen(sheet) if sheet else None


def compressed(text: bytes) -> bytes:
    """The bytes as they are stored."""
    return zlib.compress(text, 9)
