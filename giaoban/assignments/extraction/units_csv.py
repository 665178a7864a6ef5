"""Reading UNITS.csv: columns name, abbreviations (separated by '|'), kind ('unit' or 'group')."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from giaoban.assignments.extraction.shapes import KnownUnit

_COLUMNS = ("name", "abbreviations", "kind")


def read_units_csv(lines: Iterable[str]) -> list[KnownUnit]:
    """
    The units of a CSV with a header; `abbreviations` and `kind` may be left out, `key` is the name.

    Raises ValueError that names the row (the header is row 1) and the column of the first error.
    """
    rows = csv.DictReader((line.removeprefix("\ufeff") for line in lines), restkey="")
    header = [name.strip() for name in rows.fieldnames or ()]
    if "name" not in header:
        raise ValueError("row 1: the column 'name' is missing")
    unknown = [name for name in header if name not in _COLUMNS]
    if unknown:
        raise ValueError(f"row 1, column '{unknown[0]}': unknown column; expected {', '.join(_COLUMNS)}")
    rows.fieldnames = header
    return [_unit(row, number) for number, row in enumerate(rows, start=2)]


def _unit(row: dict[str, str], number: int) -> KnownUnit:
    if row.get(""):
        raise ValueError(f"row {number}: more cells than columns")
    name = (row.get("name") or "").strip()
    if not name:
        raise ValueError(f"row {number}, column 'name': empty")
    kind = (row.get("kind") or "unit").strip() or "unit"
    short = tuple(part.strip() for part in (row.get("abbreviations") or "").split("|") if part.strip())
    if kind == "group":
        return KnownUnit(name, short, "group", name)
    if kind == "unit":
        return KnownUnit(name, short, "unit", name)
    raise ValueError(f"row {number}, column 'kind': '{kind}' is neither 'unit' nor 'group'")
