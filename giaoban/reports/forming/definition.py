"""
What a form asks, as values: sections of indicators, tables by category, questions, narratives and files.

A number of a form has a *slot*: its place in the packed row of figures. Slots are given once in a regime and
never used again for something else, so rows of all versions of its form add up slot by slot; a row that is
shorter than a later form has nothing in the later slots. An option of a choice and the yes of a question have
slots too (1 where chosen): added up they say how many units chose it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, Self

MOST_DECIMALS: Final = 6


class Nature(StrEnum):
    """How figures of an indicator add up over units and over time."""

    FLOW = "flow"  # added over units and over time
    STOCK = "stock"  # at a date: added over units, the last over time
    CUMULATIVE = "cumulative"  # reported since the start of the year: added over units, the last over time
    RATIO = "ratio"  # a quotient of two others, worked out after these are added
    COUNT = "count"  # how many units said so (choices, yes): as a stock


class Combine(StrEnum):
    """What counts for a unit that reports its own figure and has units below that report theirs."""

    BELOW = "below"  # only what the units below report
    OWN = "own"  # its own figure where it gave one, else what the units below report
    LARGER = "larger"  # the larger of both; where they differ the unit has to say why


class SectionKind(StrEnum):
    """What a section holds."""

    INDICATORS = "indicators"  # one figure each
    TABLE = "table"  # indicators down, categories across
    NARRATIVE = "narrative"  # texts
    QUESTIONS = "questions"  # yes or no, or one of some options
    FILES = "files"


class RuleKind(StrEnum):
    """What a rule compares."""

    RANGE = "range"  # least ≤ figure ≤ most
    PARTS = "parts"  # the figure equals the sum of other slots
    CHANGE = "change"  # against the period before, at most `most` percent up or down; of a percentage, points
    AT_MOST = "at_most"  # not more than another slot


class Severity(StrEnum):
    """What a broken rule does."""

    WARN = "warn"  # the unit may send with a word of explanation
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one figure; `words` say in the clerk's language why, "" for the program's own sentence."""

    kind: RuleKind
    severity: Severity = Severity.WARN
    least: str = ""  # decimal numbers as text, "" for none
    most: str = ""
    slots: tuple[int, ...] = ()  # the parts, or the one slot that bounds it
    words: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One number that a unit may give. Figures are kept as whole numbers: the figure times 10 ** `decimals`.

    `key` names it in files and addresses: the item's id, "item:column" in a table, "item=option" of a choice.
    """

    slot: int
    key: str
    label: str
    unit: str = ""  # unit of measure in words: "hồ sơ", "%", "triệu đồng"
    decimals: int = 0
    nature: Nature = Nature.FLOW
    combine: Combine = Combine.BELOW
    required: bool = False
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Ratio:
    """A quotient that nobody types: figure of `over` by that of `under`, times `factor` (100 for percent)."""

    over: int  # slot
    under: int  # slot
    factor: int = 100


@dataclass(frozen=True, slots=True)
class Item:
    """
    One line of a section.

    Indicators: one cell, or in a table one a column. A choice: one cell an option; a yes/no question one
    cell. A ratio has no cell and `ratio` instead. Narratives and files have neither: their content goes by
    `id`.
    """

    id: str
    name: str
    code: str = ""  # "1.1", as printed
    unit: str = ""
    decimals: int = 0
    nature: Nature = Nature.FLOW
    required: bool = False
    cells: tuple[Cell, ...] = ()
    ratio: Ratio | None = None
    options: tuple[str, ...] = ()  # words of the options, in the order of the cells
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form with a heading; `columns` are the categories of a table, as printed."""

    id: str
    kind: SectionKind
    title: str
    items: tuple[Item, ...] = ()
    columns: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Definition:
    """A version of a regime's form, whole."""

    sections: tuple[Section, ...] = field(default_factory=tuple)

    def items(self) -> Iterator[Item]:
        """All lines, in the order of the form."""
        for section in self.sections:
            yield from section.items

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All numbers, in the order of the form."""
        return tuple(cell for item in self.items() for cell in item.cells)

    @cached_property
    def by_slot(self) -> dict[int, Cell]:
        """Each number by its slot."""
        return {cell.slot: cell for cell in self.cells}

    @cached_property
    def by_key(self) -> dict[str, Cell]:
        """Each number by its name in files."""
        return {cell.key: cell for cell in self.cells}

    @property
    def width(self) -> int:
        """Length of a packed row: one more than the highest slot."""
        return max((cell.slot for cell in self.cells), default=-1) + 1

    @property
    def is_plain(self) -> bool:
        """Whether every total is just the sum of what the units below report."""
        return all(cell.combine == Combine.BELOW for cell in self.cells)

    def as_json(self) -> dict[str, Any]:
        """For the database; `from_json` gives the same value back."""
        return {"sections": [_section_json(section) for section in self.sections]}

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Self:
        """From what `as_json` gave."""
        return cls(tuple(_section(each) for each in facts["sections"]))


def _section_json(section: Section) -> dict[str, Any]:
    facts: dict[str, Any] = {"id": section.id, "kind": section.kind.value, "title": section.title}
    if section.columns:
        facts["columns"] = list(section.columns)
    if section.note:
        facts["note"] = section.note
    return facts | {"items": [_item_json(item) for item in section.items]}


def _item_json(item: Item) -> dict[str, Any]:
    facts: dict[str, Any] = {"id": item.id, "name": item.name, "nature": item.nature.value}
    for name in ("code", "unit", "decimals", "required", "hint"):
        if value := getattr(item, name):
            facts[name] = value
    if item.options:
        facts["options"] = list(item.options)
    if item.ratio:
        facts["ratio"] = [item.ratio.over, item.ratio.under, item.ratio.factor]
    if item.cells:
        facts["cells"] = [_cell_json(cell) for cell in item.cells]
    return facts


def _cell_json(cell: Cell) -> dict[str, Any]:
    facts: dict[str, Any] = {"slot": cell.slot, "key": cell.key, "label": cell.label}
    facts |= {"nature": cell.nature.value, "combine": cell.combine.value}
    for name in ("unit", "decimals", "required"):
        if value := getattr(cell, name):
            facts[name] = value
    if cell.rules:
        facts["rules"] = [_rule_json(rule) for rule in cell.rules]
    return facts


def _rule_json(rule: Rule) -> dict[str, Any]:
    facts: dict[str, Any] = {"kind": rule.kind.value, "severity": rule.severity.value}
    for name in ("least", "most", "words"):
        if value := getattr(rule, name):
            facts[name] = value
    if rule.slots:
        facts["slots"] = list(rule.slots)
    return facts


def _section(facts: dict[str, Any]) -> Section:
    return Section(
        id=facts["id"],
        kind=SectionKind(facts["kind"]),
        title=facts["title"],
        items=tuple(_item(each) for each in facts["items"]),
        columns=tuple(facts.get("columns", ())),
        note=facts.get("note", ""),
    )


def _item(facts: dict[str, Any]) -> Item:
    return Item(
        id=facts["id"],
        name=facts["name"],
        code=facts.get("code", ""),
        unit=facts.get("unit", ""),
        decimals=facts.get("decimals", 0),
        nature=Nature(facts["nature"]),
        required=facts.get("required", False),
        cells=tuple(_cell(each) for each in facts.get("cells", ())),
        ratio=Ratio(*facts["ratio"]) if "ratio" in facts else None,
        options=tuple(facts.get("options", ())),
        hint=facts.get("hint", ""),
    )


def _cell(facts: dict[str, Any]) -> Cell:
    return Cell(
        slot=facts["slot"],
        key=facts["key"],
        label=facts["label"],
        unit=facts.get("unit", ""),
        decimals=facts.get("decimals", 0),
        nature=Nature(facts["nature"]),
        combine=Combine(facts["combine"]),
        required=facts.get("required", False),
        rules=tuple(_rule(each) for each in facts.get("rules", ())),
    )


def _rule(facts: dict[str, Any]) -> Rule:
    return Rule(
        kind=RuleKind(facts["kind"]),
        severity=Severity(facts["severity"]),
        least=facts.get("least", ""),
        most=facts.get("most", ""),
        slots=tuple(facts.get("slots", ())),
        words=facts.get("words", ""),
    )
