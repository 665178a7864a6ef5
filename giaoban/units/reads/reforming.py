"""What a reform of many units would do: a table of old and new units, understood and planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from giaoban.foundation.text import search_key
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Alias, Spell
from giaoban.units.reads.importing.rows import RowError
from giaoban.units.reads.importing.table_file import TableRow
from giaoban.units.reads.reform_table import ReformRow, ReformTable, bare, kind_of, understand_reform
from giaoban.units.reads.stretches import A_DAY, Facts
from giaoban.units.vocabulary import COMMUNE_LEVEL, PROVINCE_LEVEL, UnitKind

ENDING_LEVEL: Final = (UnitKind.DISTRICT,)


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
    changes: bool = False  # the survivor gets another code, name or kind

    @property
    def is_merger(self) -> bool:
        """Whether several units become one."""
        return len(self.olds) > 1

    def after(self, was: Facts) -> tuple[str, str, str]:
        """Code, name and kind of its unit afterwards, where `was` is the survivor or the first of before."""
        said = kind_of(self.name)
        if said is None or (said == UnitKind.CITY and was.kind not in PROVINCE_LEVEL):
            said = UnitKind(was.kind)
        keeps = bare(was.name) == bare(self.name) and said == was.kind
        name = was.name if keeps and self.survivor is not None else self.name
        return self.code or (was.official_code if self.survivor is not None else ""), name, said


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
        understood = understand_reform(table)
    except Refused as refusal:
        return ReformPlan(effective_on, [], errors=[RowError(None, "", str(refusal))])
    plan = ReformPlan(effective_on, understood.rows, errors=understood.errors)
    before = _Before(effective_on)
    plan.facts = before.facts
    _group(plan, before, understood)
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
        self.by_full_name: dict[str, list[int]] = {}
        self.ends: set[int] = set()  # change or end by themselves on the very day or later
        for unit_id, code, name, kind, parent_id, path, until in spells:
            self.facts[unit_id] = Facts(name, kind, parent_id, code)
            self.paths[unit_id] = path
            self.by_code.setdefault(code, []).append(unit_id)
            self.by_name.setdefault(bare(name), []).append(unit_id)
            self.by_full_name.setdefault(search_key(name), []).append(unit_id)
            if until is not None:
                self.ends.add(unit_id)
        self._other_names: set[tuple[int, str]] | None = None

    def find(self, row: ReformRow) -> int | str:
        """The unit of a row, or a sentence that says why there is none."""
        codes = row.old_codes()
        if not codes:
            return self._named(row.old_name)
        coded = [unit_id for code in codes for unit_id in self.by_code.get(code, [])]
        both = [
            each for each in coded if not row.old_name or bare(self.facts[each].name) == bare(row.old_name)
        ]
        both = both or [each for each in coded if (each, bare(row.old_name)) in self._known_as()]
        if len(both) == 1:
            return both[0]
        if coded and not both:
            words = _("The code %(code)s belongs to “%(unit)s”, not to “%(name)s”.")
            name = self.facts[coded[0]].name
            return words % {"code": row.old_code, "unit": name, "name": row.old_name}
        if both:
            return _("The code %(code)s belongs to several units.") % {"code": row.old_code}
        return _("No unit has the code %(code)s on the day before.") % {"code": row.old_code}

    def _named(self, name: str) -> int | str:
        """By its name alone: as it is written, else without what it is; “Hòa Bình” alone is the province."""
        found = self.by_full_name.get(search_key(name)) or self.by_name.get(bare(name), [])
        if len(found) > 1 and kind_of(name) is None:
            found = [each for each in found if self.facts[each].kind in PROVINCE_LEVEL] or found
        if len(found) == 1:
            return found[0]
        words = _("“%(name)s” is not found.") if not found else _("“%(name)s” names several units.")
        return words % {"name": name}

    def _known_as(self) -> set[tuple[int, str]]:
        """Other names of all units, read once when a name does not fit its code."""
        if self._other_names is None:
            self._other_names = {
                (pk, bare(text)) for pk, text in Alias.objects.values_list("unit_id", "text")
            }
        return self._other_names

    def province(self, unit_id: int) -> int | None:
        """The unit of the province's level that it stands under; itself if it is one."""
        above = (int(part) for part in reversed(self.paths[unit_id].strip("/").split("/")))
        return next((key for key in above if self.facts[key].kind in PROVINCE_LEVEL), None)


def _group(plan: ReformPlan, before: _Before, understood: ReformTable) -> None:
    """Put the old units of the rows together by the unit of after."""
    groups: dict[tuple[str, str, str], Group] = {}
    seen: dict[int, int] = {}
    column = understood.heading("old_code", "old_name", "from")
    for row in plan.rows:
        found = before.find(row)
        if isinstance(found, str):
            plan.errors.append(RowError(row.number, column, found))
        elif found in seen:
            words = _("Row %(row)s names the same old unit. Record a unit that is split on its own page.")
            plan.errors.append(RowError(row.number, column, words % {"row": seen[found]}))
        else:
            seen[found] = row.number
            code = row.new_code
            if "new_code" in row.numbers:
                code = code.zfill(len(before.facts[found].official_code))
            kind = kind_of(row.new_name) if not code else None
            key = code, bare(row.new_name), kind if kind in COMMUNE_LEVEL and kind else ""
            groups.setdefault(key, Group(code, row.new_name)).olds.append(found)
    plan.groups = list(groups.values())
    for group in plan.groups:
        _survivor(group, before)
    _require_apart(plan, before, understood)


def _survivor(group: Group, before: _Before) -> None:
    """Which of its units goes on, if any: the one that bears the new name, best with what it is."""
    facts = before.facts
    namesakes = [old for old in group.olds if bare(facts[old].name) == bare(group.name)]
    namesakes.sort(key=lambda old: search_key(facts[old].name) != search_key(group.name))
    if namesakes or not group.is_merger:
        group.survivor = (namesakes or group.olds)[0]
        was = facts[group.survivor]
        group.changes = group.after(was) != (was.official_code, was.name, was.kind)


def _require_apart(plan: ReformPlan, before: _Before, understood: ReformTable) -> None:
    """No two new units with one code; no new unit that only a common name made of several provinces."""
    codes: dict[str, Group] = {}
    after = {old: place for place, group in enumerate(plan.groups) for old in group.olds}
    for group in plan.groups:
        if group.code and codes.setdefault(group.code, group) is not group:
            words = _("The code %(code)s stands for two new units.") % {"code": group.code}
            plan.errors.append(RowError(None, understood.heading("new_code"), words))
        if group.code or before.facts[group.olds[0]].kind not in COMMUNE_LEVEL:
            continue
        provinces = {before.province(old) for old in group.olds}
        if len({after.get(each, -each) for each in provinces if each is not None}) > 1:
            words = _("“%(name)s” would be made of units of several provinces. Give each new unit its code.")
            heading = understood.heading("new_name")
            plan.errors.append(RowError(None, heading, words % {"name": group.name}))


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
