"""Units and groups named in the cells of a table, looked up in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from giaoban.assignments.reads.known import known_units, squeezed
from giaoban.assignments.reads.tables.values import pieces_of_names
from giaoban.foundation.text import search_key
from giaoban.units.models import Committee
from giaoban.units.reads import find_units

NOBODY: Final = "-"
"""Bound to this, words are no unit and are left out."""
_JOINTS: Final = re.compile(r"(\s*,\s*|\s+và\s+|\s+va\s+|\s*&\s*|\s+[-–]\s+)", re.IGNORECASE)
_HEADS: Final = re.compile(
    r"^(Các |các )?(Sở|Bộ|Ban|Phòng|UBND (?:xã|phường|huyện)|sở|bộ|ban|phòng)\b\s*:?\s*"
)
_NOISE: Final = re.compile(r"^(cac don vi|co quan|don vi|chu tri|phoi hop|giao)\s*:?\s+", re.IGNORECASE)
_PLURAL: Final = re.compile(r"^(Các|các)\s+(Sở|sở|Bộ|bộ|Ban|ban|Phòng|phòng)\s*:?\s*")


@dataclass(frozen=True, slots=True)
class Named:
    """One name in a cell: as written, and the key of the unit or group, "" for unknown words."""

    words: str
    key: str


class Directory:
    """The names that a committee knows on a day, and what people bound in this table; four queries."""

    def __init__(self, committee: Committee, *, on: date, bound: dict[str, str] | None = None) -> None:
        self.committee, self.on = committee, on
        self.bound = dict(bound or {})
        self.names: dict[str, str] = {}
        self._read: dict[str, list[Named]] = {}
        bearers: dict[str, set[str]] = {}
        for unit in known_units(committee, on=on):
            for name in (unit.name, *unit.abbreviations):
                for form in {search_key(name), squeezed(name)}:
                    bearers.setdefault(form, set()).add(unit.key)
        self.names = {form: next(iter(keys)) for form, keys in bearers.items() if len(keys) == 1}

    def key_of(self, words: str) -> str:
        """The key of a whole name; "" when nobody or more than one bears it."""
        key = search_key(words)
        return self.bound.get(key) or self.names.get(key) or self.names.get(squeezed(words)) or ""

    def read(self, cell: str) -> list[Named]:
        """The names of a cell in order, each once; words that nobody bears have an empty key."""
        if cell not in self._read:
            found = [named for piece in pieces_of_names(cell) for named in self._piece(piece)]
            once = {named.key or search_key(named.words): named for named in found if named.key != NOBODY}
            self._read[cell] = list(once.values())
        return self._read[cell]

    def _piece(self, piece: str) -> Iterable[Named]:
        if whole := self.key_of(piece):
            return [Named(piece, whole)]
        head = _PLURAL.match(piece)
        parts = _JOINTS.split(piece[head.end() :] if head else piece)
        names, joints = parts[0::2], parts[1::2]
        return self._joined(names, joints, head[2].capitalize() if head else "")

    def _joined(self, names: list[str], joints: list[str], head: str) -> list[Named]:
        """The longest runs of parts that are a name: "Sở Nông nghiệp và Môi trường, Sở Y tế"."""
        found: list[Named] = []
        start = 0
        while start < len(names):
            for end in range(len(names), start, -1):
                words = names[start] + "".join(
                    j + n for j, n in zip(joints[start : end - 1], names[start + 1 : end], strict=True)
                )
                key = self.key_of(words) or (self.key_of(f"{head} {words}") if head else "")
                if key or end == start + 1:
                    break
            written = _HEADS.match(words)
            if key and written:
                head = written[2]
            if words.strip(" .,"):
                found.append(Named(words.strip(" .,"), key))
            start = end
        return _unknown_together(found) if not any(named.key for named in found) else found


def _unknown_together(found: list[Named]) -> list[Named]:
    """A piece no part of which is known stays whole: one unknown name to bind."""
    return [Named(", ".join(named.words for named in found), "")] if len(found) > 1 else found


def candidates(committee: Committee, words: str, *, on: date) -> list[tuple[str, str]]:
    """Keys and names of units that the words may mean, the likeliest first; at most five. Two queries."""
    bare = _NOISE.sub("", search_key(words))
    found = find_units(bare, within=committee.level, on=on, limit=5)
    return [(each.key, each.name) for each in found]
