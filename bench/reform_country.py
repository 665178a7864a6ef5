"""
The country before and after the reform of 01/07/2025.

Which province became which is what Resolution 202/2025/QH15 of the National Assembly says, in
`provinces_2025.csv` with the codes of Decisions 124/2004/QĐ-TTg and 19/2025/QĐ-TTg. Districts and communes
are made up, as many as there were: 696 and 10,035 before, none and 3,321 after.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from giaoban.units.reads.importing import read_table
from giaoban.units.reads.reform_table import ReformRow, kind_of, understand_reform
from giaoban.units.vocabulary import UnitKind

FACTS: Final = Path(__file__).with_name("provinces_2025.csv")
DISTRICTS: Final = 696
COMMUNES: Final = 10_035
COMMUNES_AFTER: Final = 3_321


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of before: what it is, and the place in its list of the one above it."""

    code: str
    name: str
    kind: UnitKind
    above: int


@dataclass(frozen=True)
class Country:
    """Provinces, districts and communes of before, and the table of the reform."""

    provinces: list[Place]
    districts: list[Place]
    communes: list[Place]
    rows: list[ReformRow]

    def table(self) -> bytes:
        """The table as a clerk has it."""
        lines = ["Mã cũ,Tên cũ,Mã mới,Tên mới"]
        lines += [f"{r.old_code},{r.old_name},{r.new_code},{r.new_name}" for r in self.rows]
        return "\n".join(lines).encode()


def country_of(share: float) -> Country:
    """The country at full size, or with a share of its districts and communes."""
    rows = understand_reform(read_table(FACTS.read_bytes(), name=FACTS.name)).rows
    provinces = [Place(r.old_code, r.old_name, kind_of(r.old_name) or UnitKind.PROVINCE, 0) for r in rows]
    districts = [
        Place("", f"Huyện Mẫu {n}", UnitKind.DISTRICT, n % len(rows)) for n in range(round(DISTRICTS * share))
    ]
    communes = [
        Place(f"{n + 1:05d}", f"Xã Mẫu {n}", UnitKind.COMMUNE, n % len(districts))
        for n in range(round(COMMUNES * share))
    ]
    return Country(provinces, districts, communes, [*rows, *_merged(rows, districts, communes)])


def _merged(rows: list[ReformRow], districts: list[Place], communes: list[Place]) -> list[ReformRow]:
    """Neighbours of one province of after become one commune, every eighth of these a new ward."""

    def after(commune: Place) -> str:
        return rows[districts[commune.above].above].new_code

    made: list[ReformRow] = []
    taken = groups = 0
    for _code, found in groupby(sorted(communes, key=after), key=after):
        here = list(found)
        taken += len(here)
        last = max(groups + 1, taken * COMMUNES_AFTER // COMMUNES)
        for place, commune in enumerate(here):
            number = place * (last - groups) // len(here)
            first = here[-(-number * len(here) // (last - groups))]
            whole = groups + number
            name = f"Phường Mẫu {whole} Mới" if whole % 8 == 0 else first.name
            made.append(ReformRow(0, commune.code, commune.name, first.code, name))
        groups = last
    return made
