"""What a reform of many units would do: a table of old and new units, understood and planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from giaoban.foundation.text import search_key
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Spell
from giaoban.units.reads.importing.rows import CODE_DIGITS, RowError
from giaoban.units.reads.importing.table_file import NUMBER_MARK, TableRow
from giaoban.units.reads.lives import Lives
from giaoban.units.reads.stretches import A_DAY, Facts
from giaoban.units.vocabulary import UnitKind

ENDING_LEVEL: Final = (UnitKind.DISTRICT,)
HEADINGS: Final = {
    heading: column
    for column, headings in {
        "old_code": "old_code|old code|ma cu|ma don vi cu|ma tinh cu",
        "old_name": "old_name|old name|ten cu|don vi cu|ten don vi cu",
        "new_code": "new_code|new code|ma moi|ma don vi moi|ma tinh moi",
        "new_name": "new_name|new name|ten moi|don vi moi|ten don vi moi",
    }.items()
    for heading in headings.split("|")
}
_KIND_WORDS: Final = ("thanh pho ", "tp. ", "tp ", "tinh ", "dac khu ", "phuong ", "thi tran ", "xa ")


@dataclass(frozen=True, slots=True)
class ReformRow:
    """One line of the table: a unit of before and the one that it belongs to after."""

    number: int
    old_code: str
    old_name: str
    new_code: str
    new_name: str

    def as_json(self) -> dict[str, str]:
        """As the reform keeps it."""
        return {"old_code": self.old_code, "old_name": self.old_name,
                "new_code": self.new_code, "new_name": self.new_name}  # fmt: skip


@dataclass(slots=True)
class Group:
    """
    The units of before that are one afterwards.

    `survivor` is the one of them that goes on, because it bears the new name; None: a new unit is set up. By
    their keys.
    """

    code: str
    name: str
    olds: list[int] = field(default_factory=list)
    survivor: int | None = None
    changes: bool = False  # the survivor gets another code or name

    @property
    def is_merger(self) -> bool:
        """Whether several units become one."""
        return len(self.olds) > 1


@dataclass(slots=True)
class ReformPlan:
    """
    What a reform would do; nothing may be recorded while there are errors.

    `ended` are the units of levels that end (districts), with the old unit of the table above them; `moved`
    every unit that gets another unit above it, with the ended one that it stood under. By their keys; `facts`
    says what each unit was on the day before.
    """

    effective_on: date
    rows: list[ReformRow]
    groups: list[Group] = field(default_factory=list)
    ended: dict[int, int] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)
    facts: dict[int, Facts] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)

    @property
    def mergers(self) -> list[Group]:
        """Groups of several units."""
        return [group for group in self.groups if group.is_merger]

    @property
    def created(self) -> list[Group]:
        """Groups for which a new unit is set up."""
        return [group for group in self.groups if group.survivor is None]

    @property
    def changed(self) -> list[Group]:
        """Groups whose unit goes on with another code or name."""
        return [group for group in self.groups if group.survivor is not None and group.changes]

    @property
    def acts(self) -> int:
        """How many units would be touched."""
        merged = sum(len(group.olds) - (group.survivor is not None) for group in self.groups)
        return merged + len(self.created) + len(self.changed) + len(self.ended) + len(self.moved)

    def ending(self) -> Iterator[tuple[int, Group]]:
        """Units of the table that end, with their group."""
        for group in self.groups:
            for old in group.olds:
                if old != group.survivor:
                    yield old, group

    def as_json(self) -> dict[str, Any]:
        """For programs: lists of units by what happens to them, and errors by row and column."""
        groups, name_of = self.group_of(), {pk: facts.name for pk, facts in self.facts.items()}
        return {
            "on": self.effective_on.isoformat(),
            "merged": [
                {"code": g.code, "name": g.name, "from": [name_of[old] for old in g.olds],
                 "created": g.survivor is None}
                for g in self.mergers
            ],
            "changed": [
                {"old_code": self.facts[g.olds[0]].official_code, "old_name": name_of[g.olds[0]],
                 "code": g.code, "name": g.name}
                for g in self.changed if not g.is_merger
            ],
            "closed": [
                *({"name": name_of[old], "heir": group.name} for old, group in self.ending()),
                *({"name": name_of[pk], "heir": groups[pk].name} for pk in self.ended),
            ],
            "moved": [
                {"name": name_of[pk], "from": name_of[old], "to": groups[old].name}
                for pk, old in self.moved.items()
            ],
            "errors": [{"row": e.row, "column": e.column, "sentence": e.sentence} for e in self.errors],
        }  # fmt: skip

    def group_of(self) -> dict[int, Group]:
        """The group of every unit of the table, and of every unit that ends below one."""
        found = {old: group for group in self.groups for old in group.olds}
        return found | {unit_id: found[above] for unit_id, above in self.ended.items()}


def understand_reform(table: Sequence[TableRow]) -> tuple[list[ReformRow], list[RowError]]:
    """
    The lines of a table with the headings old_code, old_name, new_code, new_name.

    Raises `Refused` when a heading is missing.
    """
    columns: dict[str, int] = {}
    for place, heading in enumerate(table[0].cells if table else ()):
        if column := HEADINGS.get(search_key(heading)):
            columns.setdefault(column, place)
    if missing := [name for name in ("old_code", "old_name", "new_code", "new_name") if name not in columns]:
        words = _("The first row must hold the headings %(known)s; missing: %(missing)s.")
        known = "old_code, old_name, new_code, new_name"
        raise Refused(words % {"known": known, "missing": ", ".join(missing)})
    rows: list[ReformRow] = []
    errors: list[RowError] = []
    for line in table[1:]:
        cells = {c: line.cells[place] if place < len(line.cells) else "" for c, place in columns.items()}
        row = ReformRow(line.number, **{c: _text(cell, c) for c, cell in cells.items()})
        if not (row.old_code or row.old_name) or not row.new_name:
            errors.append(RowError(line.number, "", _("Write the old unit and the name of the new one.")))
        else:
            rows.append(row)
    return rows, errors


def _text(cell: str, column: str) -> str:
    if not cell.startswith(NUMBER_MARK):
        return cell
    text = cell.removeprefix(NUMBER_MARK)
    if not column.endswith("code"):
        return text
    return text.zfill(next((length for length in sorted(CODE_DIGITS) if length >= len(text)), 0))


def bare(name: str) -> str:
    """A name for comparing, without what the unit is: “Tỉnh Sơn Hải” and “Sơn Hải” are the same."""
    key = search_key(name)
    return next((key.removeprefix(word) for word in _KIND_WORDS if key.startswith(word)), key)


def plan_reform(
    table: Sequence[TableRow], *, effective_on: date, ending: Sequence[str] = ENDING_LEVEL
) -> ReformPlan:
    """
    What recording the reform of `table` in effect from `effective_on` would do.

    Each row says to which unit an old one belongs afterwards; old ones that share it are merged. The one with
    the new name goes on, with the new code; where none has it a new unit is set up. Units of the kinds
    `ending` below those of the table end, and what stood directly below a unit that ends moves to its heir.
    """
    try:
        rows, errors = understand_reform(table)
    except Refused as refusal:
        return ReformPlan(effective_on, [], errors=[RowError(None, "", str(refusal))])
    plan = ReformPlan(effective_on, rows, errors=errors)
    before = _Before(effective_on)
    plan.facts = before.facts
    _group(plan, before)
    if not plan.errors:
        _below(plan, before, ending)
        _require_quiet(plan, before)
    return plan


class _Before:
    """All units on the day before the reform."""

    def __init__(self, effective_on: date) -> None:
        columns = ("unit_id", "official_code", "name", "kind", "parent_id", "path", "valid_to")
        spells = Spell.objects.on(effective_on - A_DAY).values_list(*columns)
        self.facts: dict[int, Facts] = {}
        self.paths: dict[int, str] = {}
        self.by_code: dict[str, list[int]] = {}
        self.by_name: dict[str, list[int]] = {}
        self.ends: set[int] = set()  # change or end by themselves on the very day or later
        for unit_id, code, name, kind, parent_id, path, until in spells:
            self.facts[unit_id] = Facts(name, kind, parent_id, code)
            self.paths[unit_id] = path
            self.by_code.setdefault(code, []).append(unit_id)
            self.by_name.setdefault(bare(name), []).append(unit_id)
            if until is not None:
                self.ends.add(unit_id)

    def find(self, row: ReformRow) -> int | str:
        """The unit of a row, or a sentence that says why there is none."""
        named = self.by_name.get(bare(row.old_name), []) if row.old_name else []
        if not row.old_code:
            if len(named) == 1:
                return named[0]
            words = _("“%(name)s” is not found.") if not named else _("“%(name)s” names several units.")
            return words % {"name": row.old_name}
        coded = self.by_code.get(row.old_code, [])
        both = [unit_id for unit_id in coded if not row.old_name or unit_id in named]
        if len(both) == 1:
            return both[0]
        if coded and not both:
            words = _("The code %(code)s belongs to “%(unit)s”, not to “%(name)s”.")
            name = self.facts[coded[0]].name
            return words % {"code": row.old_code, "unit": name, "name": row.old_name}
        return _("No unit has the code %(code)s on the day before.") % {"code": row.old_code}


def _group(plan: ReformPlan, before: _Before) -> None:
    """Put the old units of the rows together by the unit of after."""
    groups: dict[tuple[str, str], Group] = {}
    seen: dict[int, int] = {}
    for row in plan.rows:
        found = before.find(row)
        if isinstance(found, str):
            plan.errors.append(RowError(row.number, "old_code", found))
        elif found in seen:
            words = _("Row %(row)s names the same old unit.") % {"row": seen[found]}
            plan.errors.append(RowError(row.number, "old_code", words))
        else:
            seen[found] = row.number
            key = row.new_code, bare(row.new_name)
            groups.setdefault(key, Group(row.new_code, row.new_name)).olds.append(found)
    plan.groups = list(groups.values())
    codes: dict[str, Group] = {}
    for group in plan.groups:
        namesakes = [old for old in group.olds if bare(before.facts[old].name) == bare(group.name)]
        if namesakes or not group.is_merger:
            group.survivor = (namesakes or group.olds)[0]
            old = before.facts[group.survivor]
            group.changes = bool(group.code and group.code != old.official_code) or not namesakes
        if group.code and codes.setdefault(group.code, group) is not group:
            words = _("The code %(code)s stands for two new units.") % {"code": group.code}
            plan.errors.append(RowError(None, "new_code", words))


def _below(plan: ReformPlan, before: _Before, ending: Sequence[str]) -> None:
    """Which units end below those of the table, and which move."""
    olds = {old for group in plan.groups for old in group.olds}
    kinds = frozenset(ending)
    for unit_id, facts in before.facts.items():
        if facts.kind in kinds and unit_id not in olds:
            above = [int(part) for part in reversed(before.paths[unit_id].strip("/").split("/")[:-1])]
            if (old := next((key for key in above if key in olds), None)) is not None:
                plan.ended[unit_id] = old
    gone = {old for old, _into in plan.ending()} | set(plan.ended)
    plan.moved = {
        unit_id: facts.parent_id
        for unit_id, facts in before.facts.items()
        if facts.parent_id in gone and unit_id not in gone and facts.parent_id is not None
    }


def _require_quiet(plan: ReformPlan, before: _Before) -> None:
    """Nothing else may have been recorded for the same day or later of the units that the reform touches."""
    gone = {old for old, _into in plan.ending()}
    kept = {group.survivor for group in plan.groups if group.changes and group.survivor is not None}
    touched = gone | kept | set(plan.ended) | set(plan.moved)
    for unit_id in sorted(touched & before.ends):
        words = _("“%(unit)s” changes on the same day or later already; take that back first.")
        plan.errors.append(RowError(None, "", words % {"unit": before.facts[unit_id].name}))


def apply_reform(plan: ReformPlan, lives: Lives, openers: Mapping[tuple[str, int], int]) -> dict[int, int]:
    """
    Perform the plan on `lives`; answers the unit of each group by the group's place, below 0 for new ones.

    `openers` gives the event's id for ("merge" | "change" | "move", place of the group). Raises `Refused`.
    """
    day = plan.effective_on
    place_of = {id(group): place for place, group in enumerate(plan.groups)}
    units: dict[int, int] = {}
    for unit_id in plan.ended:
        lives.close(unit_id, day=day)
    for old, _into in plan.ending():
        lives.close(old, day=day)
    for place, group in enumerate(plan.groups):
        if group.survivor is None:
            first = plan.facts[group.olds[0]]
            facts = Facts(group.name, first.kind, _parent_after(plan, first.parent_id, units), group.code)
            units[place] = lives.open(facts, since=day, opener=openers.get(("merge", place)))
            continue
        units[place] = group.survivor
        if group.changes:
            was = plan.facts[group.survivor]
            name = was.name if bare(was.name) == bare(group.name) else group.name
            code = group.code or was.official_code
            opener = openers.get(("merge" if group.is_merger else "change", place))
            lives.change(group.survivor, day=day, opener=opener, name=name, official_code=code)
    groups = plan.group_of()
    for child, parent in plan.moved.items():
        place = place_of[id(groups[parent])]
        opener = openers.get(("move", place))
        lives.rehang_one(child, parent, day=day, new_parent=units[place], opener=opener)
    return units


def _parent_after(plan: ReformPlan, parent: int | None, units: Mapping[int, int]) -> int | None:
    """The unit above a new one: above the first of the merged ones, or whoever takes its place."""
    group = plan.group_of().get(parent) if parent is not None else None
    if group is None:
        return parent
    place = next(n for n, each in enumerate(plan.groups) if each is group)
    return group.survivor if group.survivor is not None else units.get(place, parent)
