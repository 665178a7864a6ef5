"""Comparing the rows of a file with the tree: what an import would create, change and close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from giaoban.foundation.text import search_key, unify_tones
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Alias, Unit
from giaoban.units.reads.importing.plan import Change, Closing, Creation, Plan, apply_plan
from giaoban.units.reads.importing.rows import TERRITORY_KINDS, ImportRow, RowError, understand
from giaoban.units.reads.importing.table_file import TableRow
from giaoban.units.reads.lives import Lives
from giaoban.units.reads.stretches import BEGINNING, END, Facts
from giaoban.units.vocabulary import COMMUNE_LEVEL, PROVINCE_LEVEL, UnitKind

TOP_KINDS: Final = (*PROVINCE_LEVEL, UnitKind.NATION, UnitKind.MINISTRY)
LEVELS: Final = (frozenset(PROVINCE_LEVEL), frozenset(COMMUNE_LEVEL))


def plan_import(
    table: Sequence[TableRow],
    *,
    on: date,
    under: Unit | None = None,
    effective_on: date | None = None,
    close_missing: bool = False,
) -> Plan:
    """
    What importing `table` on the day `on` would do to the tree, or to the part below `under`.

    A row is a unit that exists when code and name agree, else when the name agrees in the same place (codes
    change owner), else when the code agrees (the name has changed). A row's own date says from when it
    holds, else `effective_on`, else: new units exist since before our records, changes take effect `on`.

    `close_missing` ends the units that the file leaves out, of the same levels and under the same parents
    as its rows: a list of communes never closes a department, nor the communes of another province.
    """
    plan = Plan(table, on, under, effective_on, close_missing)
    try:
        rows, plan.errors, headings = understand(table)
    except Refused as refusal:
        plan.errors.append(RowError(None, "", str(refusal)))
        return plan
    _Planner(plan, rows, headings).run()
    return plan


def plan_again(plan: Plan) -> Plan:
    """The same file planned anew on the tree as it is now."""
    return plan_import(
        plan.table,
        on=plan.on,
        under=plan.under,
        effective_on=plan.effective_on,
        close_missing=plan.close_missing,
    )


class _Planner:
    """The working state of one planning."""

    def __init__(self, plan: Plan, rows: list[ImportRow], headings: dict[str, str]) -> None:
        self.plan, self.rows, self.headings = plan, rows, headings
        self.day = plan.effective_on or plan.on
        self.lives = Lives.whole()
        there = {
            unit_id: facts for unit_id in self.lives.ids() if (facts := self.lives.on(unit_id, self.day))
        }
        self.all = there
        self.free = self._scope(there)  # units that no row has claimed yet
        self.by_code = {
            facts.official_code: unit_id for unit_id, facts in there.items() if facts.official_code
        }
        self.row_by_code = {row.code: row for row in rows if row.code}
        self.match: dict[int, int] = {}  # row number -> unit id
        self.since: dict[int, date] = {}  # row number -> first day of a unit that is created

    def run(self) -> None:
        """Fill the plan."""
        ordered = self._parents_first()
        self._match(ordered)
        mentioned = self._acts(ordered)
        if self.plan.close_missing:
            self._close(mentioned)
        self._require_codes()
        if not self.plan.errors:
            self._try()

    def _scope(self, there: dict[int, Facts]) -> dict[int, Facts]:
        under = self.plan.under
        if under is None:
            return dict(there)
        return {unit_id: facts for unit_id, facts in there.items() if self._is_below(unit_id, under.pk)}

    def _is_below(self, unit_id: int, top: int) -> bool:
        seen = 0
        parent = self.all[unit_id].parent_id
        while parent is not None and parent in self.all and seen < 50:
            if parent == top:
                return True
            parent, seen = self.all[parent].parent_id, seen + 1
        return False

    def _parents_first(self) -> list[list[ImportRow]]:
        """The rows by depth inside the file; those in a circle of parents become errors."""
        depth: dict[int, int] = {}
        for row in self.rows:
            chain, here = 0, row
            while here.parent_code in self.row_by_code and chain <= len(self.row_by_code):
                here, chain = self.row_by_code[here.parent_code], chain + 1
            depth[row.number] = chain
        levels: dict[int, list[ImportRow]] = {}
        for row in self.rows:
            if depth[row.number] > len(self.row_by_code):
                self._error(row, "parent", _("The parents of this unit lead back to itself."))
            else:
                levels.setdefault(depth[row.number], []).append(row)
        return [levels[n] for n in sorted(levels)]

    def _match(self, ordered: list[list[ImportRow]]) -> None:
        for row in self.rows:
            unit_id = self.by_code.get(row.code, 0)
            if unit_id in self.free and _key(self.free[unit_id].name) == _key(row.name):
                self._claim(row, unit_id)
        self._match_lone_names()
        for level in ordered:
            places = {(facts.parent_id, _key(facts.name)): unit_id for unit_id, facts in self.free.items()}
            for row in level:
                place = (self._present_parent(row), _key(row.name))
                if row.number not in self.match and places.get(place, 0) in self.free:
                    self._claim(row, places[place])
            for row in level:
                if row.number not in self.match and self.by_code.get(row.code, 0) in self.free:
                    self._claim(row, self.by_code[row.code])

    def _match_lone_names(self) -> None:
        """A row that names no parent is the one unit of that name, wherever it stands."""
        units: dict[str, list[int]] = {}
        for unit_id, facts in self.free.items():
            units.setdefault(_key(facts.name), []).append(unit_id)
        for row in self.rows:
            found = units.get(_key(row.name), [])
            if row.parent_code or row.number in self.match or len(found) != 1:
                continue
            if found[0] in self.free and row.code in ("", self.free[found[0]].official_code):
                self._claim(row, found[0])

    def _claim(self, row: ImportRow, unit_id: int) -> None:
        self.match[row.number] = unit_id
        del self.free[unit_id]

    def _present_parent(self, row: ImportRow) -> int | None:
        """The id of the unit that the row's parent is today; None also when it is new."""
        above = self.row_by_code.get(row.parent_code)
        if above is not None:
            return self.match.get(above.number)
        if row.parent_code:
            return self.by_code.get(row.parent_code)
        return self.plan.under.pk if self.plan.under else None

    def _acts(self, ordered: list[list[ImportRow]]) -> set[int | None]:
        """Creations and changes; answers the parents that the rows stand under."""
        known: dict[int, set[str]] = {}
        for unit_id, key in Alias.objects.filter(unit__in=self.match.values()).values_list(
            "unit", "search_key"
        ):
            known.setdefault(unit_id, set()).add(key)
        mentioned: set[int | None] = set()
        for level in ordered:
            for row in level:
                above = self.row_by_code.get(row.parent_code)
                parent_row = above.number if above and above.number not in self.match else None
                parent = self._present_parent(row)
                if row.parent_code and parent is None and parent_row is None:
                    text = _("No unit has the code %(code)s.") % {"code": row.parent_code}
                    self._error(row, "parent", text)
                    continue
                mentioned.add(parent)
                if row.number in self.match:
                    self._change(row, parent, parent_row, known)
                else:
                    self._create(row, parent, parent_row)
        return mentioned

    def _create(self, row: ImportRow, parent: int | None, parent_row: int | None) -> None:
        if parent is None and parent_row is None and self.all and row.kind not in TOP_KINDS:
            self._error(row, "parent", _("Say under which unit this one stands."))
            return
        floor = self.since.get(parent_row, BEGINNING) if parent_row else BEGINNING
        if parent is not None:
            floor = self.lives.first_day(parent)
        since = row.since or self.plan.effective_on or floor
        self.since[row.number] = since
        facts = Facts(row.name, row.kind or UnitKind.OTHER, parent, row.code)
        above = (
            self.row_by_code[row.parent_code].name if parent_row else self.all[parent].name if parent else ""
        )
        self.plan.created.append(Creation(row.number, facts, parent_row, above, since, row.abbreviations))

    def _change(
        self, row: ImportRow, parent: int | None, parent_row: int | None, known: dict[int, set[str]]
    ) -> None:
        unit_id = self.match[row.number]
        old = self.all[unit_id]
        values: dict[str, Any] = {}
        if _key(old.name) != _key(row.name):
            values["name"] = row.name
        told = "kind" in self.headings or row.kind in TERRITORY_KINDS  # else only guessed from the name
        if row.kind and told and row.kind != old.kind:
            values["kind"] = row.kind
        if row.code and row.code != old.official_code:
            values["official_code"] = row.code
        if row.parent_code and (parent != old.parent_id or parent_row):
            values["parent_id"] = parent
        have = known.get(unit_id, set()) | {search_key(old.name), search_key(row.name)}
        names = tuple(text for text in row.abbreviations if search_key(text) not in have)
        if not values and not names:
            self.plan.unchanged += 1
            return
        day = row.since or self.day
        words = tuple(self._words(values, old, row))
        self.plan.changed.append(Change(row.number, unit_id, old, values, parent_row, day, names, words))

    def _words(self, values: dict[str, Any], old: Facts, row: ImportRow) -> Iterable[tuple[str, str, str]]:
        if "name" in values:
            yield _("name"), old.name, row.name
        if "kind" in values:
            yield _("kind"), str(UnitKind(old.kind).label), str(UnitKind(values["kind"]).label)
        if "official_code" in values:
            yield _("code"), old.official_code, row.code
        if "parent_id" in values:
            above = self.row_by_code.get(row.parent_code)
            new = above.name if above else self._name(values["parent_id"])
            yield _("stands under"), self._name(old.parent_id), new

    def _name(self, unit_id: int | None) -> str:
        return self.all[unit_id].name if unit_id in self.all else ""

    def _close(self, mentioned: set[int | None]) -> None:
        kinds = {row.kind for row in self.rows if row.kind}
        levels = set().union(kinds, *(level for level in LEVELS if level & kinds))
        closing: set[int] = set()
        more = True
        while more:  # what stands under a unit that is closed is looked at as well
            found = {
                unit_id
                for unit_id, facts in self.free.items()
                if facts.kind in levels and (facts.parent_id in mentioned or facts.parent_id in closing)
            }
            more, closing = found != closing, found
        for unit_id in sorted(closing):
            if self.lives.last_day(unit_id) == END:
                self.plan.closed.append(Closing(unit_id, self.all[unit_id], self.day))

    def _require_codes(self) -> None:
        """A code may have one owner only: the one who had it must be in the file or be closed."""
        leaving = {closing.unit_id for closing in self.plan.closed} | set(self.match.values())
        new = [(c.row, c.facts.official_code) for c in self.plan.created]
        new += [(c.row, c.values.get("official_code", "")) for c in self.plan.changed]
        rows = {row.number: row for row in self.rows}
        for number, code in new:
            holder = self.by_code.get(code) if code else None
            if holder is not None and holder not in leaving:
                words = _("The code %(code)s belongs to “%(name)s”, which the file does not hold.")
                text = words % {"code": code, "name": self.all[holder].name}
                self._error(rows[number], "code", text)

    def _try(self) -> None:
        """Let the history of the tree judge."""
        try:
            apply_plan(self.plan, self.lives)
            self.lives.rows()
        except Refused as refusal:
            self.plan.errors.append(RowError(None, "", str(refusal)))

    def _error(self, row: ImportRow, column: str, sentence: str) -> None:
        heading = self.headings.get(column) or f"{column}_code"
        self.plan.errors.append(RowError(row.number, heading, sentence))


def _key(name: str) -> str:
    """Names that mean the same place or unit: tone style, case and the committee's prefix do not matter."""
    bare = re.sub(r"^(ubnd|(ủy|uỷ) ban nhân dân)\s+", "", name.strip(), flags=re.IGNORECASE)
    return unify_tones(bare).casefold()
