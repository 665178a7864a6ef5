"""
The rules of a form as people read them, each once, and taking one off.

In a table a rule is kept by every figure; "Tổng số is the sum of Nam and Nữ" is said once for all lines in
which it holds, "Cộng is the sum of the lines above" once for all columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from giaoban.reports.forming.definition import Cell, Definition, Item, Rule, Section, SectionKind
from giaoban.reports.forming.editing import CannotEdit, EditTrouble
from giaoban.reports.forming.marks import with_items

_Homes = dict[int, tuple[str, Item, int]]
_Across = dict[tuple[int, tuple[int, ...], Rule], list[tuple[Item, int, Rule]]]
_Down = dict[tuple[str, tuple[str, ...], Rule], list[tuple[int, int, Rule]]]


@dataclass(frozen=True, slots=True)
class Stated:
    """
    One rule of a section.

    `item` "": of every line of a table. `columns` are those in which it holds, () for all that the line has.
    `names` are the figures it compares with; `has` the slots of those that keep it, each as it is there.
    """

    item: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    rule: Rule
    has: tuple[tuple[int, Rule], ...]


def stated_rules(definition: Definition) -> dict[str, tuple[Stated, ...]]:
    """The rules of each section by its id; the place of a rule names it until the form is changed."""
    homes = {
        cell.slot: (section.id, item, at)
        for section in definition.sections
        for item in section.items
        for at, cell in enumerate(item.cells)
    }
    return {section.id: tuple(_stated(section, definition, homes)) for section in definition.sections}


def without_rule(definition: Definition, section_id: str, place: int) -> Definition:
    """The form without one of its rules. Raises CannotEdit where there is none at that place."""
    stated = stated_rules(definition).get(section_id, ())
    if place >= len(stated):
        raise CannotEdit(EditTrouble.GONE)
    return without_rules(definition, [stated[place]])


def without_rules(definition: Definition, stated: Iterable[Stated]) -> Definition:
    """The form without some of its rules."""
    gone = {each for one in stated for each in one.has}
    items = {item.id: _cleaned(item, gone) for item in definition.items()}
    return with_items(definition, items)


def _cleaned(item: Item, gone: set[tuple[int, Rule]]) -> Item:
    def cleaned(cell: Cell) -> Cell:
        return replace(cell, rules=tuple(rule for rule in cell.rules if (cell.slot, rule) not in gone))

    return replace(item, cells=tuple(map(cleaned, item.cells)))


def _stated(section: Section, definition: Definition, homes: _Homes) -> Iterator[Stated]:
    if section.kind != SectionKind.TABLE or len(section.columns) < 2:
        for item in section.items:
            yield from _plain(item, definition)
        return
    across: _Across = defaultdict(list)
    down: _Down = defaultdict(list)
    for item in section.items:
        for at, cell in enumerate(item.cells):
            for rule in cell.rules:
                others = [homes[slot] for slot in rule.slots if slot in homes]
                alike = replace(rule, slots=())
                if others and all(other.id == item.id for _section, other, _at in others):
                    places = tuple(place for _section, _item, place in others)
                    across[at, places, alike].append((item, cell.slot, rule))
                elif others and all((home, place) == (section.id, at) for home, _item, place in others):
                    names = tuple(other.name for _section, other, _at in others)
                    down[item.id, names, alike].append((at, cell.slot, rule))
                else:
                    names = tuple(definition.by_slot[homed].label for homed in rule.slots if homed in homes)
                    down[item.id, names, rule].append((at, cell.slot, rule))
    yield from _of_columns(section, across)
    for (item_id, names, rule), found in down.items():
        columns = tuple(section.columns[at] for at, _slot, _rule in found)
        has = tuple((slot, kept) for _at, slot, kept in found)
        yield Stated(item_id, columns if len(columns) < len(section.columns) else (), names, rule, has)


def _of_columns(section: Section, across: _Across) -> Iterator[Stated]:
    """A rule between columns is said once where all lines have it."""
    lines = len([item for item in section.items if item.cells])
    for (at, places, rule), found in across.items():
        whole = (section.columns[at],)
        names = tuple(section.columns[place] for place in places)
        if len(found) == lines:
            yield Stated("", whole, names, rule, tuple((slot, kept) for _item, slot, kept in found))
        else:
            for item, slot, kept in found:
                yield Stated(item.id, whole, names, rule, ((slot, kept),))


def _plain(item: Item, definition: Definition) -> Iterator[Stated]:
    found: dict[Rule, list[int]] = defaultdict(list)
    for cell in item.cells:
        for rule in cell.rules:
            found[rule].append(cell.slot)
    for rule, slots in found.items():
        names = tuple(definition.by_slot[slot].label for slot in rule.slots if slot in definition.by_slot)
        yield Stated(item.id, (), names, rule, tuple((slot, rule) for slot in slots))
