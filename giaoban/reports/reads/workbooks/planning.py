"""What a workbook would change: compared with the state it was written from and with what stands now."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from giaoban.documents.layout.wording import clean
from giaoban.foundation.text import normalise, search_key
from giaoban.foundation.verdict import Verdict
from giaoban.reports.forming import (
    Cell,
    Definition,
    Trouble,
    TroubleKind,
    figure_of,
    read_number,
    write_number,
)
from giaoban.reports.models import Report
from giaoban.reports.reads.filling import Standing, summed_slots
from giaoban.reports.reads.findings import words_of_trouble
from giaoban.reports.reads.typed import LONGEST_WORDS
from giaoban.reports.reads.workbooks.places import Field, fields_of, mark_of
from giaoban.reports.reads.workbooks.reading import Base, Found, WorkbookFile

_YES: Final = {"co", "yes", "x", "1"}
_NO: Final = {"khong", "no", "0"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the workbook that cannot be taken: where, and what is wrong in a sentence."""

    sheet: str
    address: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """One field that would change, in words: what stands now and what would; `theirs` for a conflict."""

    report: Report
    name: str
    old: str
    new: str
    sheet: str
    address: str


@dataclass(slots=True)
class ReportChange:
    """What would change in one form: slots to figures (None: nothing), items to texts ("": none)."""

    report: Report
    stamp: str
    cells: dict[int, int | None] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """
    What an upload would do. Nothing is written while there are `faults`.

    `conflicts` are fields that the workbook and somebody else changed since it was written: they stay as
    they stand now.
    """

    reports: dict[str, ReportChange] = field(default_factory=dict)
    changes: list[CellChange] = field(default_factory=list)
    conflicts: list[CellChange] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0


def plan_of(
    file: WorkbookFile,
    *,
    definition: Definition,
    reports: Mapping[str, tuple[Report, Standing]],
    with_below: frozenset[int],
    may: Callable[[Report], Verdict],
) -> Plan:
    """
    What `file` would change in `reports` (by code); `with_below` are the ids of units with units below.

    `may` says who may fill in a form; asked once for each that would change. No query.
    """
    planner = _Planner(definition, reports, with_below)
    for place in file.found:
        planner.take(place, file.bases.get(place.report))
    plan = planner.plan
    plan.faults += [
        Fault(
            sheet, address, _("This row or column was added: the program does not know what it belongs to.")
        )
        for sheet, address in file.strays
    ]
    _ask(plan, may)
    return plan


def _ask(plan: Plan, may: Callable[[Report], Verdict]) -> None:
    """Forms that may not be filled in are faults, one each, at their first changed field."""
    first = {change.report.code: change for change in reversed([*plan.changes, *plan.conflicts])}
    for code, change in first.items():
        verdict = may(change.report)
        if not verdict:
            sentence = f"{change.report.unit.name}: {verdict.reason}"
            plan.faults.append(Fault(change.sheet, change.address, sentence))
            plan.reports.pop(code, None)


class _Planner:
    """Compares the fields of a workbook one by one."""

    def __init__(
        self,
        definition: Definition,
        reports: Mapping[str, tuple[Report, Standing]],
        with_below: frozenset[int],
    ) -> None:
        self.reports, self.with_below = reports, with_below
        self.fields = {one.key: one for one in fields_of(definition)}
        self.summed = summed_slots(definition, has_below=True)
        self.plan = Plan()
        self.seen: set[tuple[str, str]] = set()
        self.unknown: set[tuple[str, str]] = set()

    def fault(self, place: Found, sentence: str) -> None:
        """Enter what is wrong at a place."""
        self.plan.faults.append(Fault(place.sheet, place.address, sentence))

    def take(self, place: Found, base: Base | None) -> None:
        """Compare one field."""
        known = self.reports.get(place.report)
        one = self.fields.get(place.key)
        if known is None or one is None or base is None:
            what = place.report if known is None or base is None else place.key
            if (place.sheet, what) not in self.unknown:
                self.unknown.add((place.sheet, what))
                self.fault(place, self._unknown_words(known is None or base is None))
            return
        if (place.report, place.key) in self.seen:
            self.fault(place, _("This unit and figure stand in the workbook twice."))
            return
        self.seen.add((place.report, place.key))
        report, standing = known
        if one.cells and one.cells[0].slot in self.summed and report.unit_id in self.with_below:
            return
        if one.is_words:
            self._words(place, one, base, report, standing)
        elif one.options:
            self._choice(place, one, base, report, standing)
        else:
            self._figure(place, one, base, report, standing)

    def _unknown_words(self, is_unit: bool) -> str:  # noqa: FBT001 -- which of two sentences
        if is_unit:
            return _(
                "No form of this period that you fill in has this key; use the workbook as it was downloaded."
            )
        return _("The form has no such figure; download the workbook again.")

    def _figure(self, place: Found, one: Field, base: Base, report: Report, standing: Standing) -> None:
        cell = one.cells[0]
        value = _read(place.value, cell, one)
        content = standing.content
        was = base.state(cell.slot)
        now: int | str | None = content.cells.get(cell.slot, content.typed.get(cell.slot))
        if isinstance(value, Trouble):
            if isinstance(place.value, str) and clean(place.value).strip() == str(was).strip():
                self.plan.unchanged += 1
            else:
                said = words_of_trouble(value, str(place.value), cell.decimals)
                self.fault(place, f"{one.name}: {said}")
            return
        if self._same(value, was, now):
            return
        change = CellChange(
            report, one.name, _shown(now, cell, one), _shown(value, cell, one), place.sheet, place.address
        )
        if self._enter(change, is_conflict=now != was):
            self._of(report, standing).cells[cell.slot] = value

    def _choice(self, place: Found, one: Field, base: Base, report: Report, standing: Standing) -> None:
        said = search_key(str(place.value))
        words = {search_key(word): at for at, word in enumerate(one.options)}
        if said and said not in words:
            told = ", ".join(one.options)
            self.fault(place, _("%(name)s: choose one of: %(words)s.") % {"name": one.name, "words": told})
            return
        value = words[said] if said else None
        was, now = _chosen(one, base.cells), _chosen(one, standing.content.cells)
        if self._same(value, was, now):
            return
        change = CellChange(
            report, one.name, _option(one, now), _option(one, value), place.sheet, place.address
        )
        if self._enter(change, is_conflict=now != was):
            for at, cell in enumerate(one.cells):
                self._of(report, standing).cells[cell.slot] = None if value is None else int(at == value)

    def _words(self, place: Found, one: Field, base: Base, report: Report, standing: Standing) -> None:
        text = normalise(clean(str(place.value))).strip()
        now = clean(standing.content.words.get(one.item, "")).strip()
        was = base.marks.get(one.item, "")
        if len(text) > LONGEST_WORDS:
            words = _("%(name)s: the text is longer than %(most)d letters.")
            self.fault(place, words % {"name": one.name, "most": LONGEST_WORDS})
            return
        if (mark_of(text) if text else "") == was or text == now:
            self.plan.unchanged += 1
            return
        change = CellChange(report, one.name, now, text, place.sheet, place.address)
        if self._enter(change, is_conflict=(mark_of(now) if now else "") != was):
            self._of(report, standing).words[one.item] = text

    def _same(self, value: object, was: object, now: object) -> bool:
        """Whether the workbook did not change it, or it stands there already."""
        if value not in (was, now):
            return False
        self.plan.unchanged += 1
        return True

    def _enter(self, change: CellChange, *, is_conflict: bool) -> bool:
        (self.plan.conflicts if is_conflict else self.plan.changes).append(change)
        return not is_conflict

    def _of(self, report: Report, standing: Standing) -> ReportChange:
        return self.plan.reports.setdefault(report.code, ReportChange(report, standing.stamp))


def _read(value: object, cell: Cell, one: Field) -> int | Trouble | None:
    """The figure in a cell of a workbook; None for an empty one."""
    if isinstance(value, str):
        text = clean(value).strip()
        if one.is_yes_no and search_key(text) in _YES | _NO:
            return int(search_key(text) in _YES)
        return read_number(text, cell.decimals) if text else None
    if isinstance(value, bool):
        return int(value) if one.is_yes_no else Trouble(TroubleKind.NOT_A_NUMBER)
    if isinstance(value, int | float) and math.isfinite(value):
        return figure_of(value, cell.decimals)
    return Trouble(TroubleKind.NOT_A_NUMBER)


def _shown(value: int | str | None, cell: Cell, one: Field) -> str:
    """A figure in words; "" for nothing."""
    if value is None or isinstance(value, str):
        return value or ""
    if one.is_yes_no:
        return _("Yes") if value else _("No")
    return write_number(value, cell.decimals)


def _chosen(one: Field, cells: Mapping[int, int]) -> int | None:
    """Which option is chosen, counted from 0; None for none."""
    return next((at for at, cell in enumerate(one.cells) if cells.get(cell.slot)), None)


def _option(one: Field, at: int | None) -> str:
    return "" if at is None else one.options[at]
