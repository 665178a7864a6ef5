"""What somebody typed into a form: figures by slot, what is no figure yet, words; without the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from giaoban.foundation.text import normalise
from giaoban.reports.figures import Figures, row
from giaoban.reports.forming import Cell, Definition, Item, Section, SectionKind, Trouble, read_number

_K = TypeVar("_K")
_V = TypeVar("_V")
LONGEST_WORDS: Final = 20_000
LONGEST_REASON: Final = 500
LONGEST_NUMBER: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """
    The content of one form: `cells` whole numbers by slot, `typed` what is no figure yet by slot.

    A slot in neither holds nothing: missing, which is not zero. `words` are texts by the id of their item,
    `explained` why a figure is as it is, by slot.
    """

    cells: dict[int, int] = field(default_factory=dict)
    typed: dict[int, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    explained: dict[int, str] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all stands in the form."""
        return not (self.cells or self.typed or self.words)

    def row(self, width: int) -> Figures:
        """The figures as an array `width` long."""
        return row({slot: value for slot, value in self.cells.items() if slot < width}, width)


def is_yes_no(section: Section, item: Item) -> bool:
    """Whether an item of questions is answered by yes or no."""
    return section.kind == SectionKind.QUESTIONS and not item.options


def typed_cells(definition: Definition) -> Iterator[tuple[Section, Item, Cell]]:
    """Every number of a form with its section and its line, in the order of the form."""
    for section in definition.sections:
        for item in section.items:
            for cell in item.cells:
                yield section, item, cell


def read_typed(definition: Definition, data: Mapping[str, str], *, summed: frozenset[int]) -> Typed:
    """
    What came from a form: fields "c-<slot>", "o-<item>" (the slot of the option), "w-<item>", "e-<slot>".

    "r-<slot>" is the reading that was chosen for an ambiguous number. Slots in `summed` are not typed and
    are passed over. Nothing is refused here: what is no figure stays as typed text.
    """
    cells: dict[int, int] = {}
    typed: dict[int, str] = {}
    for _section, item, cell in typed_cells(definition):
        if cell.slot in summed:
            continue
        if item.options:
            chosen = data.get(f"o-{item.id}", "")
            if chosen.isdecimal() and any(one.slot == int(chosen) for one in item.cells):
                cells[cell.slot] = int(cell.slot == int(chosen))
            continue
        text = data.get(f"c-{cell.slot}", "").strip()[:LONGEST_NUMBER]
        _enter(cell, text, data.get(f"r-{cell.slot}", ""), cells, typed)
    return Typed(
        cells=cells,
        typed=typed,
        words=_words(definition, data),
        explained={
            cell.slot: said
            for _section, _item, cell in typed_cells(definition)
            if (said := normalise(data.get(f"e-{cell.slot}", "")).strip()[:LONGEST_REASON])
        },
    )


def _enter(cell: Cell, text: str, chosen: str, cells: dict[int, int], typed: dict[int, str]) -> None:
    """Put what was typed for one cell where it belongs."""
    if not text:
        return
    value = read_number(text, cell.decimals)
    if isinstance(value, Trouble):
        if chosen and chosen in {str(reading) for reading in value.readings}:
            cells[cell.slot] = int(chosen)
        else:
            typed[cell.slot] = text
    else:
        cells[cell.slot] = value


def _words(definition: Definition, data: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in definition.sections:
        if section.kind != SectionKind.NARRATIVE:
            continue
        for item in section.items:
            text = normalise(data.get(f"w-{item.id}", "").replace("\r\n", "\n")).strip()[:LONGEST_WORDS]
            if text:
                found[item.id] = text
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of a form that differs: `key` as fields are named ("c-3", "w-m1"), both sides as stored."""

    key: str
    ours: object
    theirs: object


def differences(ours: Typed, theirs: Typed) -> list[Difference]:
    """Where two contents of a form differ; reasons are left out. None stands for nothing."""
    found: list[Difference] = []
    for slot in sorted({*ours.cells, *theirs.cells, *ours.typed, *theirs.typed}):
        one = ours.cells.get(slot, ours.typed.get(slot))
        other = theirs.cells.get(slot, theirs.typed.get(slot))
        if one != other:
            found.append(Difference(f"c-{slot}", one, other))
    texts = sorted({*ours.words, *theirs.words})
    both = [(item, ours.words.get(item), theirs.words.get(item)) for item in texts]
    return found + [Difference(f"w-{item}", one, other) for item, one, other in both if one != other]


def with_theirs(ours: Typed, theirs: Typed, keys: Iterable[str]) -> Typed:
    """`ours`, with what `theirs` holds in the fields of `keys` ("c-3", "w-m1")."""
    keys = list(keys)
    slots = {int(key[2:]) for key in keys if key.startswith("c-") and key[2:].isdecimal()}
    items = {key[2:] for key in keys if key.startswith("w-")}
    return replace(
        ours,
        cells=_mixed(ours.cells, theirs.cells, slots),
        typed=_mixed(ours.typed, theirs.typed, slots),
        words=_mixed(ours.words, theirs.words, items),
    )


def _mixed(ours: dict[_K, _V], theirs: dict[_K, _V], chosen: set[_K]) -> dict[_K, _V]:
    kept = {key: value for key, value in ours.items() if key not in chosen}
    return kept | {key: value for key, value in theirs.items() if key in chosen}
