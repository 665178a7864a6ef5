"""What a workbook and its reader agree on: the hidden sheet, the marks of a sheet, the keys of fields."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from giaoban.reports.forming import Cell, Definition, Ratio, SectionKind
from giaoban.reports.reads.typed import is_yes_no

KEYS_SHEET: Final = "giaoban"
KEYS_VERSION: Final = 1
MARK_UNITS: Final = "giaoban:units"  # units go down, fields across
MARK_FIELDS: Final = "giaoban:fields"  # fields go down, units across
NO_DATA: Final = "#"  # stands in the column of keys beside titles and heads
FIRST_ROWS: Final = 6  # hidden keys, title, guide, section, name, unit of measure
FIELDS_ON_SHEET: Final = 90  # the reader takes 100 columns


@dataclass(frozen=True, slots=True)
class Field:
    """
    One field of a workbook: `key` is the cell's key, "?item" of a choice, "w:item" of a text.

    `cells` are the numbers that it fills in: one, or one an option of a choice; none for a text.
    """

    key: str
    section: str
    name: str
    unit: str = ""
    cells: tuple[Cell, ...] = ()
    options: tuple[str, ...] = ()
    is_yes_no: bool = False
    item: str = ""
    ratio: Ratio | None = None  # worked out, and not read back
    decimals: int = 0

    @property
    def is_words(self) -> bool:
        """Whether it is a text."""
        return not self.cells and self.ratio is None


def fields_of(definition: Definition, *, ratios: bool = False) -> list[Field]:
    """
    The fields that a workbook of `definition` has, in the order of the form; files are not among them.

    With `ratios` the lines that are worked out stand between them, for a form that reads like the page's.
    """
    found: list[Field] = []
    for section in definition.sections:
        for item in section.items:
            name = f"{item.code} {item.name}".strip()
            if section.kind == SectionKind.NARRATIVE:
                found.append(Field(f"w:{item.id}", section.title, name, item=item.id))
            elif item.ratio is not None:
                if ratios:
                    found.append(
                        Field(
                            NO_DATA, section.title, name, item.unit, ratio=item.ratio, decimals=item.decimals
                        )
                    )
            elif item.options:
                found.append(
                    Field(f"?{item.id}", section.title, name, cells=item.cells, options=item.options)
                )
            else:
                found += [
                    Field(
                        cell.key,
                        section.title,
                        f"{item.code} {cell.label}".strip() if len(item.cells) > 1 else name,
                        cell.unit or item.unit,
                        (cell,),
                        is_yes_no=is_yes_no(section, item),
                    )
                    for cell in item.cells
                ]
    return found


def mark_of(words: str) -> str:
    """A short mark of a text, by which it is seen whether a file changed it."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]
