"""
Totals beside their parts on a sheet: which figure adds up which others, and which is a share of which.

Only what the sheet says is taken: "Chia ra", "Gồm" and "Chia theo …" split a figure into parts that add up to
it; "Trong đó" names shares that are not more than it; "(3)=(4)+(5)" says the sum itself; "Cộng" adds up the
lines of its kind above it. Any other total stays by itself and is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from giaoban.reports.forming.definition import Definition, Item, Nature
from giaoban.reports.forming.marks import (
    ADDED,
    BULLET,
    Mark,
    Rules,
    Tie,
    mark_of,
    says_what,
    total_word,
    with_items,
)

_LETTER: Final = re.compile(r"[a-zđ]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that was read; `item` "" for a line that only says "Trong đó" or "Chia ra"."""

    place: int  # row of the sheet
    item: str
    code: str
    name: str  # as it stands there
    hint: str = ""

    @property
    def has_bullet(self) -> bool:
        return bool(BULLET.match(self.name))


@dataclass(slots=True)
class Tied:
    """A form with the rules that a sheet states; `sums` are (whole, parts), `alone` totals without parts."""

    definition: Definition
    sums: list[Tie] = field(default_factory=list)
    alone: list[str | int] = field(default_factory=list)


def tie_lines(definition: Definition, runs: Iterable[Sequence[Line]]) -> Tied:
    """The form with the rules between its lines; `runs` are the lines below each heading."""
    result = Tied(definition)
    rules = Rules()
    natures: dict[str, Item] = {}
    homes = {item.id: (section.id, item) for section in definition.sections for item in section.items}
    for run in runs:
        reader = _Run([line for line in run if not line.item or _adds_up(homes[line.item][1])], homes)
        for tie in reader.ties():
            whole, *parts = (natures.get(str(each), homes[str(each)][1]) for each in (tie.whole, *tie.parts))
            for at, cell in enumerate(whole.cells):
                rules.add(cell.slot, [part.cells[at].slot for part in parts], tie.mark)
            if tie.mark == Mark.SPLIT:
                result.sums.append(tie)
                natures |= _alike(whole, parts)
        result.alone += reader.alone
    result.definition = rules.put_into(with_items(definition, natures))
    return result


def _adds_up(item: Item) -> bool:
    return bool(item.cells) and item.nature != Nature.COUNT


def _alike(whole: Item, parts: Sequence[Item]) -> dict[str, Item]:
    """What is split adds up over time as its parts do: where one side says how, the other follows."""
    said = next((item for item in (whole, *parts) if item.nature != Nature.FLOW), whole)
    unit = whole.unit or parts[0].unit
    decimals = (parts[0] if parts[0].unit else whole).decimals
    made = {}
    for item in (whole, *parts):
        facts: dict[str, Any] = {"nature": said.nature, "unit": item.unit or unit, "decimals": decimals}
        made[item.id] = replace(item, **facts, cells=tuple(replace(cell, **facts) for cell in item.cells))
    return made


def _fit(whole: Item, parts: Sequence[Item], mark: Mark) -> bool:
    """Whether the figures may be compared at all: the same unit of measure, and one way of adding up."""
    units = {item.unit for item in (whole, *parts) if item.unit}
    if mark == Mark.SHARE:
        return len(units) <= 1
    if len(parts) < 2 or len(units) > 1 or len({part.unit for part in parts}) > 1:
        return False
    natures = {item.nature for item in (whole, *parts)} - {Nature.FLOW}
    of_parts = {part.nature for part in parts}
    return len(natures) <= 1 and len(of_parts) == 1 and len({part.decimals for part in parts}) == 1


class _Run:
    """The lines below one heading, one after another."""

    def __init__(self, lines: Sequence[Line], homes: dict[str, tuple[str, Item]]) -> None:
        self._lines = lines
        self._homes = homes
        self._codes = {line.code: line for line in reversed(lines) if line.code and line.item}
        self._twice = len(self._codes) < len([line for line in lines if line.code and line.item])
        self._parts: set[str] = set()  # items that are a part of another
        self._wholes: set[str] = set()
        self.alone: list[str | int] = []

    def ties(self) -> Iterator[Tie]:
        """What adds up and what is a share, in no order."""
        stated = list(self._stated())
        marked = [*self._marked()]
        for tie in (*stated, *marked):
            self._wholes.add(str(tie.whole))
            self._parts.update(map(str, tie.parts))
        said = {tie.whole for tie in stated}
        yield from stated
        yield from (tie for tie in marked if tie.mark == Mark.SHARE or tie.whole not in said)
        yield from self._totals()

    def _tie(self, whole: Line, parts: Sequence[Line], mark: Mark) -> Iterator[Tie]:
        places = {self._homes[line.item][0] for line in (whole, *parts)}
        items = [self._homes[part.item][1] for part in parts]
        if len(places) == 1 and items and _fit(self._homes[whole.item][1], items, mark):
            yield Tie(whole.item, tuple(part.item for part in parts), mark)

    def _stated(self) -> Iterator[Tie]:
        """Sums that a name or a note states by the numbers of lines: "Tổng số (1+2)", "= 1.1 + 1.2"."""
        for line in self._lines:
            terms = says_what(line.name) or says_what(line.hint)
            if not line.item or self._twice or not terms or not set(terms) <= set(self._codes):
                continue
            parts = [self._codes[term] for term in terms]
            if line not in parts and len(set(terms)) == len(terms):
                yield from self._tie(line, parts, Mark.SPLIT)

    def _marked(self) -> Iterator[Tie]:
        """What "Trong đó" and "Chia ra" say, on a line of their own or before the first part."""
        for whole, mark, parts in self._groups():
            if mark == Mark.SPLIT:
                yield from self._tie(whole, parts, mark)
            else:
                for part in parts:
                    yield from self._tie(whole, [part], mark)

    def _groups(self) -> Iterator[tuple[Line, Mark, list[Line]]]:
        group: _Group | None = None
        owner: Line | None = None
        for line in self._lines:
            mark, rest = mark_of(line.name)
            if mark is None and group is not None and group.takes(line):
                self._parts.add(line.item)
                continue
            if mark is None:
                if group is not None:
                    yield group.told()
                group = None
                owner = self._owner(owner, line)
                continue
            whole = self._whole(line, group, owner)
            if group is not None:
                yield group.told()
            group = None
            if whole is not None:
                group = _Group(whole, mark, goes_on=mark == Mark.SPLIT or not rest)
                group.parts += [line] if line.item else []
            if line.item:
                self._parts.add(line.item)
        if group is not None:
            yield group.told()

    def _owner(self, owner: Line | None, line: Line) -> Line | None:
        """What a mark after `line` is about: the last line with a number, or one without a dash."""
        return line if line.code or not line.has_bullet or owner is None else owner

    def _whole(self, line: Line, group: _Group | None, owner: Line | None) -> Line | None:
        if "." in line.code:
            return self._codes.get(line.code.rpartition(".")[0])
        if group is None or not group.parts:
            return owner if group is None else group.whole
        # After parts that have numbers of their own nobody knows which of them is meant.
        return None if group.parts[-1].code and not _LETTER.fullmatch(group.parts[-1].code) else group.whole

    def _totals(self) -> Iterator[Tie]:
        """Lines that say "Cộng" or "Tổng số" and nothing else."""
        tops = [line for line in self._lines if line.item and not self._is_part(line)]
        words = [total_word(line.name) for line in tops]
        for at, (line, word) in enumerate(zip(tops, words, strict=True)):
            if not word or line.item in self._wholes:
                continue
            beside = () if says_what(line.name) or says_what(line.hint) else self._beside(tops, words, at)
            found = list(self._tie(line, beside, Mark.SPLIT)) if beside else []
            yield from found
            self.alone += [] if found else [line.item]

    @staticmethod
    def _beside(tops: Sequence[Line], words: Sequence[str], at: int) -> Sequence[Line]:
        """The lines that a total adds up; none where that is not certain."""
        before = max((place for place in range(at) if words[place]), default=-1)
        after = next((place for place in range(at + 1, len(tops)) if words[place]), len(tops))
        above, below = tops[before + 1 : at], tops[at + 1 : after]
        if above and (not below or words[at] in ADDED):
            return above if before <= 0 or words[before] == words[at] else ()
        if not above and at == 0 and all(line.code for line in below):
            return below
        return ()

    def _is_part(self, line: Line) -> bool:
        if line.item in self._parts or line.has_bullet:
            return True
        return line.code.rpartition(".")[0] in self._codes or bool(_LETTER.fullmatch(line.code))


@dataclass(slots=True)
class _Group:
    """A whole and the parts that follow it; `goes_on`: lines without a mark of their own belong to it too."""

    whole: Line
    mark: Mark
    goes_on: bool
    parts: list[Line] = field(default_factory=list)

    def takes(self, line: Line) -> bool:
        """Whether `line` is one more part, or a part of a part; then it ends nothing."""
        if self.whole.code and line.code.startswith(f"{self.whole.code}."):
            if self.goes_on and line.code.count(".") == self.whole.code.count(".") + 1:
                self.parts.append(line)
            return True
        if line.code and not _LETTER.fullmatch(line.code):
            return False
        is_part = line.has_bullet or bool(line.code) or bool(self.whole.code)
        if self.parts and is_part:
            if self.parts[-1].code and not line.code:
                return line.has_bullet  # below the last part
            is_part = (
                self.parts[0].has_bullet == line.has_bullet or mark_of(self.parts[0].name)[0] is not None
            )
        if is_part and self.goes_on:
            self.parts.append(line)
        return is_part

    def told(self) -> tuple[Line, Mark, list[Line]]:
        return self.whole, self.mark, self.parts
