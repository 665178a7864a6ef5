"""What is wrong with a form itself, before any unit sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from giaoban.reports.forming.definition import (
    MOST_DECIMALS,
    Cell,
    Definition,
    Item,
    Nature,
    RuleKind,
    Section,
    SectionKind,
)
from giaoban.reports.forming.editing import MOST_SLOTS


class FaultKind(StrEnum):
    """What is wrong with a form."""

    EMPTY = "empty"  # it asks for nothing
    NO_NAME = "no_name"
    NAME_TWICE = "name_twice"  # of a section, an item or a figure, in files and addresses
    SLOT = "slot"  # given twice or out of reach
    DECIMALS = "decimals"
    FIGURES = "figures"  # an item has more or fewer figures than its section asks
    RATIO = "ratio"  # not made of two figures of the form
    RULE = "rule"  # compares with what is not there, or with no number


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `name` is what it is about, as printed."""

    kind: FaultKind
    name: str = ""


def faults(definition: Definition) -> tuple[Fault, ...]:
    """Everything that keeps `definition` from being a form, in its order; empty for a good one."""
    return tuple(_faults(definition))


def _faults(definition: Definition) -> Iterator[Fault]:
    if not any(True for _item in definition.items()):
        yield Fault(FaultKind.EMPTY)
    names = Counter(section.id for section in definition.sections)
    names.update(item.id for item in definition.items())
    keys = Counter(cell.key for cell in definition.cells)
    yield from (Fault(FaultKind.NAME_TWICE, name) for name, times in names.items() if times > 1)
    yield from (Fault(FaultKind.NAME_TWICE, key) for key, times in keys.items() if times > 1)
    slots = Counter(cell.slot for cell in definition.cells)
    for section in definition.sections:
        if not section.title.strip():
            yield Fault(FaultKind.NO_NAME, section.id)
        for item in section.items:
            yield from _of_item(section, item, slots)
            for cell in item.cells:
                if slots[cell.slot] > 1 or not 0 <= cell.slot < MOST_SLOTS:
                    yield Fault(FaultKind.SLOT, cell.label)
                yield from _of_rules(cell, slots)


def _of_item(section: Section, item: Item, slots: Counter[int]) -> Iterator[Fault]:
    if not item.name.strip():
        yield Fault(FaultKind.NO_NAME, item.code or item.id)
    if not 0 <= item.decimals <= MOST_DECIMALS:
        yield Fault(FaultKind.DECIMALS, item.name)
    ratio = item.ratio
    if (item.nature == Nature.RATIO) != (ratio is not None):
        yield Fault(FaultKind.RATIO, item.name)
    if ratio is not None and not {ratio.over, ratio.under} <= set(slots):
        yield Fault(FaultKind.RATIO, item.name)
    if len(item.cells) != _figures_of(section, item):
        yield Fault(FaultKind.FIGURES, item.name)
    wrong = [cell for cell in item.cells if (cell.decimals, cell.nature) != (item.decimals, item.nature)]
    if wrong or len(item.options) == 1:
        yield Fault(FaultKind.FIGURES, item.name)


def _figures_of(section: Section, item: Item) -> int:
    if item.ratio is not None or section.kind in {SectionKind.NARRATIVE, SectionKind.FILES}:
        return 0
    if section.kind == SectionKind.TABLE:
        return len(section.columns)
    return len(item.options) or 1


def _of_rules(cell: Cell, slots: Counter[int]) -> Iterator[Fault]:
    for rule in cell.rules:
        compares = rule.kind in {RuleKind.PARTS, RuleKind.AT_MOST}
        there = bool(rule.slots) and set(rule.slots) <= set(slots) - {cell.slot}
        bounds = [bound for bound in (rule.least, rule.most) if bound]
        numbers = all(map(_is_number, bounds)) and (rule.most != "" or rule.kind != RuleKind.CHANGE)
        if (compares and not there) or (not compares and not (bounds and numbers)):
            yield Fault(FaultKind.RULE, cell.label)


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
