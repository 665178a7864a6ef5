"""What a form on a sheet says in words of totals and parts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from giaoban.reports.forming.definition import Definition, Item, Rule, RuleKind, Section, Severity
from giaoban.reports.forming.heads import added_up

_TOTALS: Final = ("tổng số", "tổng cộng", "cộng", "tổng")
ADDED: Final = ("tổng cộng", "cộng")  # these add up what stands beside them, whoever wrote the sheet
BULLET: Final = re.compile(r"^[-+*–•\s]+")
_SHARE: Final = re.compile(r"trong đó\b[\s:,]*", re.IGNORECASE)
_SPLIT: Final = re.compile(r"(chia ra|phân ra|bao gồm|gồm(?: có)?)\b(?!\s+cả)[\s:,]*", re.IGNORECASE)
_SPLIT_BY: Final = re.compile(r"(chia|phân) theo\b.*", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"\(([^()]*=)?([^()=]*)\)\s*$")


class Mark(StrEnum):
    """What a sheet says of the parts of a figure."""

    SHARE = "share"  # each is not more than the whole
    SPLIT = "split"  # together they are the whole


@dataclass(frozen=True, slots=True)
class Tie:
    """A figure and its parts, by ids of items, or by places of columns where `in_columns`."""

    whole: str | int
    parts: tuple[str | int, ...]
    mark: Mark


def mark_of(text: str) -> tuple[Mark | None, str]:
    """What a name says of its figure, and the name without that: "- Trong đó: nữ" is a share, "nữ"."""
    bare = BULLET.sub("", text)
    if found := _SHARE.match(bare):
        return Mark.SHARE, bare[found.end() :]
    if _SPLIT_BY.match(bare):
        return Mark.SPLIT, ""
    if found := _SPLIT.match(bare):
        return Mark.SPLIT, bare[found.end() :]
    return None, bare


def total_word(text: str) -> str:
    """The word of a total ("cộng") where a name says no more than that; else ""."""
    bare = _IN_BRACKETS.sub("", BULLET.sub("", text)).strip(" :.").lower()
    return bare if bare in _TOTALS else ""


def says_what(text: str) -> tuple[str, ...]:
    """The numbers that "Tổng số (1+2)" or "3 = 1 + 2" adds up."""
    brackets = _IN_BRACKETS.search(text)
    return added_up(brackets.group(2) if brackets else text.partition("=")[2])


class Rules:
    """Rules that were found, by the slot of the figure that has them."""

    def __init__(self) -> None:
        self._added: dict[int, list[Rule]] = defaultdict(list)

    def add(self, whole: int, parts: list[int], mark: Mark) -> None:
        """The slot `whole` is the sum of `parts`, or each of these is not more than it."""
        if mark == Mark.SPLIT:
            self._added[whole].append(Rule(RuleKind.PARTS, Severity.WARN, slots=tuple(parts)))
        for part in parts if mark == Mark.SHARE else ():
            self._added[part].append(Rule(RuleKind.AT_MOST, Severity.WARN, slots=(whole,)))

    def put_into(self, definition: Definition) -> Definition:
        """The form with all of them."""
        items = {}
        for item in definition.items():
            cells = tuple(
                replace(cell, rules=(*cell.rules, *self._added.get(cell.slot, ()))) for cell in item.cells
            )
            items[item.id] = replace(item, cells=cells)
        return with_items(definition, items)


def with_items(definition: Definition, items: dict[str, Item]) -> Definition:
    """The form with some items in place of those with their ids."""

    def changed(section: Section) -> Section:
        return replace(section, items=tuple(items.get(item.id, item) for item in section.items))

    return Definition(tuple(map(changed, definition.sections)))
