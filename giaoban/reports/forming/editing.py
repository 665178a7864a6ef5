"""
Changing a form: items and sections are added, renamed, moved, retired.

Each function answers with a new definition. A slot belongs to one figure for good: what changes how a figure
adds up (its nature, its decimals) gives it a new slot, what only changes its words does not, and a retired
slot is not given again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeVar

from giaoban.reports.forming.definition import (
    Cell,
    Combine,
    Definition,
    Item,
    Nature,
    Ratio,
    Rule,
    Section,
    SectionKind,
)

_T = TypeVar("_T")
MOST_SLOTS: Final = 2_000
"""A row of figures is at most this long, whatever was retired."""


class EditTrouble(StrEnum):
    """Why a form cannot be changed so."""

    GONE = "gone"  # there is no such section or item any more
    NOT_EMPTY = "not_empty"
    IN_USE = "in_use"  # a ratio is worked out from it
    TOO_MANY = "too_many"
    LAST_COLUMN = "last_column"


class CannotEdit(Exception):
    """A change that the form does not take; nothing was changed."""

    def __init__(self, trouble: EditTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an item is to be; `ratio` for a ratio alone, `options` for a choice alone."""

    name: str
    code: str = ""
    unit: str = ""
    decimals: int = 0
    nature: Nature = Nature.FLOW
    combine: Combine = Combine.BELOW
    required: bool = False
    hint: str = ""
    options: tuple[str, ...] = ()
    ratio: Ratio | None = None
    rules: tuple[Rule, ...] = ()


class Numbering:
    """Gives slots and names that no version of a form has had; `history` are all of them, drafts too."""

    def __init__(self, *history: Definition) -> None:
        self._slot = max((version.width for version in history), default=0)
        names = {section.id for version in history for section in version.sections}
        names |= {item.id for version in history for item in version.items()}
        numbers = [int(name[1:]) for name in names if name[1:].isdecimal()]
        self._name = max([0, len(names), *numbers])

    def slot(self) -> int:
        """The next slot. Raises CannotEdit when a form has had too many."""
        if self._slot >= MOST_SLOTS:
            raise CannotEdit(EditTrouble.TOO_MANY)
        self._slot += 1
        return self._slot - 1

    def name(self, letter: str) -> str:
        """The next name of a section ("s") or an item ("i")."""
        self._name += 1
        return f"{letter}{self._name}"


def add_section(
    definition: Definition, kind: SectionKind, title: str, numbering: Numbering, columns: tuple[str, ...] = ()
) -> Definition:
    """The form with one more section at its end; a table without columns gets one."""
    if kind == SectionKind.TABLE and not columns:
        columns = ("1",)
    made = Section(numbering.name("s"), kind, title, columns=columns if kind == SectionKind.TABLE else ())
    return Definition((*definition.sections, made))


def rename_section(definition: Definition, section_id: str, title: str, note: str = "") -> Definition:
    """The form with another heading over a section."""
    return _with_section(definition, section_id, lambda section: replace(section, title=title, note=note))


def drop_section(definition: Definition, section_id: str) -> Definition:
    """The form without a section, which must be empty."""
    if _section(definition, section_id).items:
        raise CannotEdit(EditTrouble.NOT_EMPTY)
    return Definition(tuple(section for section in definition.sections if section.id != section_id))


def move_section(definition: Definition, section_id: str, by: int) -> Definition:
    """The form with a section one place up (-1) or down (1); at the end it stays."""
    names = [section.id for section in definition.sections]
    _section(definition, section_id)
    return Definition(_moved(definition.sections, names.index(section_id), by))


def add_item(definition: Definition, section_id: str, asked: Asked, numbering: Numbering) -> Definition:
    """The form with one more item at the end of a section."""
    section = _section(definition, section_id)
    item = _made(section, asked, numbering.name("i"), None, numbering)
    return _with_section(definition, section_id, lambda each: replace(each, items=(*each.items, item)))


def change_item(definition: Definition, item_id: str, asked: Asked, numbering: Numbering) -> Definition:
    """The form with an item as asked now; its figures keep their slots unless they mean something else."""
    section, old = _item(definition, item_id)
    new = _made(section, asked, item_id, old, numbering)
    given_up = {cell.slot for cell in old.cells} - {cell.slot for cell in new.cells}
    if given_up & _in_ratios(definition):
        raise CannotEdit(EditTrouble.IN_USE)
    items = tuple(new if each.id == item_id else each for each in section.items)
    changed = _with_section(definition, section.id, lambda each: replace(each, items=items))
    return _without_rules_on(changed, given_up)


def retire_item(definition: Definition, item_id: str) -> Definition:
    """The form without an item; rules of others that compare with it go too."""
    section, old = _item(definition, item_id)
    slots = {cell.slot for cell in old.cells}
    if slots & _in_ratios(definition):
        raise CannotEdit(EditTrouble.IN_USE)
    items = tuple(each for each in section.items if each.id != item_id)
    return _without_rules_on(
        _with_section(definition, section.id, lambda each: replace(each, items=items)), slots
    )


def move_item(definition: Definition, item_id: str, by: int) -> Definition:
    """The form with an item one place up (-1) or down (1) in its section; at the end it stays."""
    section, _old = _item(definition, item_id)
    place = [each.id for each in section.items].index(item_id)
    items = _moved(section.items, place, by)
    return _with_section(definition, section.id, lambda each: replace(each, items=items))


def add_column(definition: Definition, section_id: str, label: str, numbering: Numbering) -> Definition:
    """The form with one more category in a table; each item gets a figure in it."""

    def wider(section: Section) -> Section:
        items = tuple(
            item if item.ratio else replace(item, cells=(*item.cells, _table_cell(item, label, numbering)))
            for item in section.items
        )
        return replace(section, columns=(*section.columns, label), items=items)

    return _with_section(definition, section_id, wider)


def rename_column(definition: Definition, section_id: str, place: int, label: str) -> Definition:
    """The form with another heading over a category of a table."""

    def renamed(section: Section) -> Section:
        columns = tuple(label if at == place else each for at, each in enumerate(section.columns))
        items = tuple(
            replace(item, cells=_replaced(item.cells, place, f"{item.name}: {label}"))
            for item in section.items
        )
        return replace(section, columns=columns, items=items)

    return _with_section(definition, section_id, renamed)


def retire_column(definition: Definition, section_id: str, place: int) -> Definition:
    """The form without a category of a table, whose last one stays."""
    section = _section(definition, section_id)
    if len(section.columns) <= 1:
        raise CannotEdit(EditTrouble.LAST_COLUMN)
    slots = {item.cells[place].slot for item in section.items if item.cells}
    if slots & _in_ratios(definition):
        raise CannotEdit(EditTrouble.IN_USE)
    items = tuple(replace(item, cells=_without(item.cells, place)) for item in section.items)
    columns = _without(section.columns, place)
    changed = _with_section(definition, section_id, lambda each: replace(each, columns=columns, items=items))
    return _without_rules_on(changed, slots)


def _made(section: Section, asked: Asked, item_id: str, old: Item | None, numbering: Numbering) -> Item:
    is_question = section.kind == SectionKind.QUESTIONS
    has_figures = section.kind in {SectionKind.INDICATORS, SectionKind.TABLE}
    nature = Nature.COUNT if is_question else asked.nature
    if has_figures and asked.ratio is not None:
        nature = Nature.RATIO
    options = asked.options if is_question else ()
    bare = Item(
        id=item_id,
        name=asked.name,
        code=asked.code,
        unit=asked.unit if has_figures else "",
        decimals=asked.decimals if has_figures else 0,
        nature=nature,
        required=asked.required,
        ratio=asked.ratio if has_figures else None,
        options=options,
        hint=asked.hint,
    )
    if not (has_figures or is_question) or nature == Nature.RATIO:
        return bare
    return replace(bare, cells=_cells(section, bare, asked, old, numbering))


def _cells(
    section: Section, item: Item, asked: Asked, old: Item | None, numbering: Numbering
) -> tuple[Cell, ...]:
    """The figures of an item; those that mean what they meant keep their slots."""
    same = old is not None and (old.nature, old.decimals) == (item.nature, item.decimals)
    kept = old if same and old is not None else None
    if item.options:
        known = dict(zip(kept.options, kept.cells, strict=True)) if kept and kept.options else {}
        labels = [(label, known.get(label), "=") for label in item.options]
    elif section.kind == SectionKind.TABLE:
        cells = kept.cells if kept and len(kept.cells) == len(section.columns) else ()
        places = [cells[at] if cells else None for at in range(len(section.columns))]
        labels = [
            (f"{item.name}: {label}", cell, ":") for label, cell in zip(section.columns, places, strict=True)
        ]
    else:
        only = kept.cells[0] if kept and not kept.options and len(kept.cells) == 1 else None
        labels = [(item.name, only, "")]
    made = [_cell(item, asked, label, known, mark, numbering) for label, known, mark in labels]
    alone = [_rules_of_its_own(known, kept) for _label, known, _mark in labels]
    return tuple(replace(cell, rules=(*cell.rules, *rules)) for cell, rules in zip(made, alone, strict=True))


def rules_in_common(item: Item) -> tuple[Rule, ...]:
    """The rules that every figure of an item has; the others are those of single columns."""
    first = item.cells[0].rules if item.cells else ()
    return tuple(rule for rule in first if all(rule in cell.rules for cell in item.cells))


def _rules_of_its_own(known: Cell | None, item: Item | None) -> tuple[Rule, ...]:
    """What one column compares with others; nobody types it for the line as a whole, so it stays."""
    if known is None or item is None:
        return ()
    common = rules_in_common(item)
    return tuple(rule for rule in known.rules if rule not in common)


def _cell(  # noqa: PLR0917  # the item, what is asked, and what this one of its figures is
    item: Item, asked: Asked, label: str, known: Cell | None, mark: str, numbering: Numbering
) -> Cell:
    slot = numbering.slot() if known is None else known.slot
    name = item.id if not mark else f"{item.id}{mark}{slot}"
    rules = asked.rules if item.nature != Nature.COUNT else ()
    return Cell(
        slot=slot,
        key=_fresh(name, slot, known),
        label=label,
        unit=item.unit,
        decimals=item.decimals,
        nature=item.nature,
        combine=asked.combine,
        required=asked.required and item.nature != Nature.COUNT,
        rules=rules,
    )


def _fresh(name: str, slot: int, known: Cell | None) -> str:
    """The key of a figure: kept with its slot; a figure that took the place of another has one of its own."""
    if known is not None:
        return known.key
    return name if ":" in name or "=" in name else f"{name}.{slot}"


def _table_cell(item: Item, label: str, numbering: Numbering) -> Cell:
    slot = numbering.slot()
    like = item.cells[0] if item.cells else None
    return Cell(
        slot=slot,
        key=f"{item.id}:{slot}",
        label=f"{item.name}: {label}",
        unit=item.unit,
        decimals=item.decimals,
        nature=item.nature,
        combine=like.combine if like else Combine.BELOW,
        required=item.required,
    )


def _replaced(cells: tuple[Cell, ...], place: int, label: str) -> tuple[Cell, ...]:
    return tuple(replace(cell, label=label) if at == place else cell for at, cell in enumerate(cells))


def _without(values: tuple[_T, ...], place: int) -> tuple[_T, ...]:
    return tuple(value for at, value in enumerate(values) if at != place)


def _moved(values: tuple[_T, ...], place: int, by: int) -> tuple[_T, ...]:
    target = min(max(place + by, 0), len(values) - 1)
    others = [value for at, value in enumerate(values) if at != place]
    return (*others[:target], values[place], *others[target:])


def _section(definition: Definition, section_id: str) -> Section:
    found = next((section for section in definition.sections if section.id == section_id), None)
    if found is None:
        raise CannotEdit(EditTrouble.GONE)
    return found


def _item(definition: Definition, item_id: str) -> tuple[Section, Item]:
    for section in definition.sections:
        for item in section.items:
            if item.id == item_id:
                return section, item
    raise CannotEdit(EditTrouble.GONE)


def _with_section(
    definition: Definition, section_id: str, change: Callable[[Section], Section]
) -> Definition:
    _section(definition, section_id)
    return Definition(
        tuple(change(section) if section.id == section_id else section for section in definition.sections)
    )


def _in_ratios(definition: Definition) -> set[int]:
    ratios = [item.ratio for item in definition.items() if item.ratio is not None]
    return {slot for ratio in ratios for slot in (ratio.over, ratio.under)}


def _without_rules_on(definition: Definition, slots: set[int]) -> Definition:
    """The same without rules that compare with `slots`."""
    if not slots:
        return definition

    def cleaned(cell: Cell) -> Cell:
        return replace(cell, rules=tuple(rule for rule in cell.rules if not slots & set(rule.slots)))

    return Definition(
        tuple(
            replace(
                section,
                items=tuple(replace(item, cells=tuple(map(cleaned, item.cells))) for item in section.items),
            )
            for section in definition.sections
        )
    )
