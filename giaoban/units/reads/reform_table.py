"""The table of a reform: which columns of it say what, whatever their headings, and its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from giaoban.foundation.text import search_key
from giaoban.foundation.verdict import Refused
from giaoban.units.reads.importing.rows import CODE_DIGITS, RowError
from giaoban.units.reads.importing.table_file import NUMBER_MARK, TableRow
from giaoban.units.vocabulary import UnitKind

COLUMNS: Final = ("old_code", "old_name", "new_code", "new_name")
MOST_ABOVE: Final = 15  # rows of titles above the headings
_SIDES: Final = {"cu": "old", "old": "old", "truoc": "old", "before": "old",
                 "moi": "new", "new": "new", "sau": "new", "after": "new"}  # fmt: skip
_CODES: Final = frozenset(("ma", "code"))
_NAMES: Final = frozenset(
    ("ten", "name", "tinh", "thanh", "don", "dvhc", "xa", "phuong", "unit", "units", "province", "commune")
)
_FROM: Final = re.compile(
    r"(merged from|made of|(sap nhap|hop nhat|sap xep|thanh lap|hop thanh|nhap) (tu|boi|tren co so)\b)"
)
_SEVERAL: Final = re.compile(r"\s*[;,+\n]\s*|\s+(?:và|and)\s+", re.IGNORECASE)
_KIND_WORDS: Final = (
    ("thanh pho ", UnitKind.CITY),
    ("tp. ", UnitKind.CITY),
    ("tp.", UnitKind.CITY),
    ("tp ", UnitKind.CITY),
    ("tinh ", UnitKind.PROVINCE),
    ("dac khu ", UnitKind.SPECIAL_ZONE),
    ("phuong ", UnitKind.WARD),
    ("thi tran ", UnitKind.COMMUNE),
    ("xa ", UnitKind.COMMUNE),
)


@dataclass(frozen=True, slots=True)
class ReformRow:
    """
    One line of the table: a unit of before and the one that it belongs to after.

    `numbers` names the codes that stood as numbers in a spreadsheet, which drops the zeros in front.
    """

    number: int
    old_code: str
    old_name: str
    new_code: str
    new_name: str
    numbers: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, str]:
        """As the reform keeps it."""
        return {"old_code": self.old_code, "old_name": self.old_name,
                "new_code": self.new_code, "new_name": self.new_name}  # fmt: skip

    def old_codes(self) -> list[str]:
        """The codes that the old one may be meant as; none: the row does not say one."""
        if "old_code" not in self.numbers:
            return [self.old_code] if self.old_code else []
        lengths = [length for length in sorted(CODE_DIGITS) if length >= len(self.old_code)]
        return [self.old_code.zfill(length) for length in lengths] or [self.old_code]


@dataclass(frozen=True, slots=True)
class ReformTable:
    """The rows, what is wrong with the others, and the headings by column as they are written."""

    rows: list[ReformRow]
    errors: list[RowError]
    headings: dict[str, str]

    def heading(self, *columns: str) -> str:
        """The heading of the first of the columns that the table has."""
        return next((self.headings[column] for column in columns if column in self.headings), columns[0])


def bare(name: str) -> str:
    """A name for comparing, without what the unit is: “Tỉnh Sơn Hải” and “Sơn Hải” are the same."""
    key = re.sub(r"\s*[-–—]\s*", "-", search_key(name))
    return next((key.removeprefix(word) for word, _kind in _KIND_WORDS if key.startswith(word)), key)


def kind_of(name: str) -> UnitKind | None:
    """What a name says that the unit is, “Phường Sơn Hải” a ward; None when it does not."""
    key = search_key(name)
    return next((kind for word, kind in _KIND_WORDS if key.startswith(word)), None)


def understand_reform(table: Sequence[TableRow]) -> ReformTable:
    """
    The lines of a table of old and new units, or of new units with those that each is made of.

    Headings may be in either language and below rows of titles. Raises `Refused` when one is missing.
    """
    best: dict[str, int] = {}
    for top, head in enumerate(table[:MOST_ABOVE]):
        columns = _columns(head.cells)
        if "new_name" in columns and {"old_code", "old_name", "from"} & columns.keys():
            headings = {column: head.cells[place] for column, place in columns.items()}
            return _understood(table[top + 1 :], columns, headings)
        best = max(best, columns, key=len)
    missing = [] if {"old_code", "old_name", "from"} & best.keys() else ["old_name"]
    missing += [] if "new_name" in best else ["new_name"]
    words = _(
        "No row holds the headings of old and new units, such as %(known)s or “Tên cũ”, “Tên mới”; "
        "missing: %(missing)s."
    )
    raise Refused(words % {"known": ", ".join(COLUMNS), "missing": ", ".join(missing)})


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """Which column of the table says what, by the words of its heading."""
    found: dict[str, int] = {}
    plain: dict[str, list[int]] = {"code": [], "name": []}  # of neither side
    for place, heading in enumerate(headings):
        key = " ".join(re.findall(r"\w+", search_key(heading).replace("_", " ")))
        words = key.split()
        if _FROM.search(key):
            found.setdefault("from", place)
        elif what := _what(words):
            sides = {_SIDES[word] for word in words if word in _SIDES}
            if len(sides) == 1:
                found.setdefault(f"{sides.pop()}_{what}", place)
            else:
                plain[what].append(place)
    for what, places in plain.items():
        sides_left = [side for side in ("old", "new") if f"{side}_{what}" not in found]
        if "from" in found and places:
            found.setdefault(f"new_{what}", places[0])
        elif len(places) == len(sides_left) == 2:  # two heads, “before” and “after” stand above them
            found |= {f"{side}_{what}": place for side, place in zip(sides_left, places, strict=True)}
    return found


def _what(words: Sequence[str]) -> str:
    """Whether a heading is that of codes or of names; "" for any other."""
    told = [word for word in words if word not in _SIDES]
    if not told:
        return "name" if words else ""
    if told[0] in _CODES or (len(told) > 1 and told[-1] == "code"):
        return "code"
    return "name" if told[0] in _NAMES else ""


def _understood(lines: Sequence[TableRow], columns: dict[str, int], headings: dict[str, str]) -> ReformTable:
    made = ReformTable([], [], headings)
    for line in lines:
        cells = {c: line.cells[place] if place < len(line.cells) else "" for c, place in columns.items()}
        numbers = frozenset(
            c for c, cell in cells.items() if cell.startswith(NUMBER_MARK) and c.endswith("code")
        )
        text = {c: cell.removeprefix(NUMBER_MARK) for c, cell in cells.items()}
        if not text["new_name"]:
            sentence = _("Write the name of the new unit.")
            made.errors.append(RowError(line.number, headings["new_name"], sentence))
        elif "from" in columns:
            olds = [part for part in _SEVERAL.split(text["from"]) if part] or [text["new_name"]]
            made.rows.extend(
                ReformRow(line.number, "", old, text.get("new_code", ""), text["new_name"], numbers)
                for old in olds
            )
        elif not (text.get("old_code") or text.get("old_name")):
            sentence = _("Write which unit of before this is.")
            made.errors.append(RowError(line.number, made.heading("old_name", "old_code"), sentence))
        else:
            made.rows.append(ReformRow(line.number, **{c: text.get(c, "") for c in COLUMNS}, numbers=numbers))
    return made
