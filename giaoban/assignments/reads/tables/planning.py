"""What importing a follow-up table would do now, row by row; nothing is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import F
from django.utils.translation import gettext as _

from giaoban.assignments.models import Assignment, ColumnMapping, FollowUpTable, ImportedRow
from giaoban.assignments.reads.groups import Member, members_by_group
from giaoban.assignments.reads.known import Bound, bind
from giaoban.assignments.reads.tables.heads import Head, find_head
from giaoban.assignments.reads.tables.lines import Line, lines_of
from giaoban.assignments.reads.tables.names import Directory, Named
from giaoban.assignments.reads.tables.rows import Remark, RowReader, TableRow, told_apart
from giaoban.assignments.vocabulary import ColumnKind, LineKind, RowResult
from giaoban.documents.models import Document
from giaoban.duties.models import Duty, Progress
from giaoban.duties.vocabulary import CLOSED, OWED, State
from giaoban.files.reading import SheetTable
from giaoban.foundation.text import search_key
from giaoban.ui import formats
from giaoban.units.models import Field, UnitGroup
from giaoban.workdays.reads import current_calendar

BATCH: Final = 500
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LIKE: Final = 0.6  # share of common words from which changed wording is taken for the same row


@dataclass(slots=True)
class TablePlan:
    """
    What an import would do. `lines` are all rows of the file, `rows` the tasks among them.

    `unknown` are words that name no unit, as search keys, with how they are written and in how many rows.
    """

    head: Head | None
    kinds: list[ColumnKind]
    lines: list[Line] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    unknown: dict[str, tuple[str, int]] = field(default_factory=dict)
    bound: Bound = field(default_factory=dict)
    members: dict[int, list[Member]] = field(default_factory=dict)
    duties: dict[int, list[Duty]] = field(default_factory=dict)  # of known rows, by proposal

    def of(self, *results: RowResult) -> list[TableRow]:
        """The rows with one of these results, in the order of the file."""
        return [row for row in self.rows if row.result in results]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows become what."""
        found = Counter(str(row.result) for row in self.rows)
        return {str(result): found[str(result)] for result in RowResult}

    @property
    def errors(self) -> list[Remark]:
        """Every error by row and column."""
        return [error for row in self.rows for error in row.errors]

    @property
    def acts(self) -> int:
        """How many rows would be written."""
        return len(self.of(RowResult.NEW, RowResult.CHANGED))


def sheets_of(table: FollowUpTable) -> list[SheetTable]:
    """The sheets of the file as they were read."""
    return [
        SheetTable(one["name"], tuple(map(tuple, one["rows"])), tuple(map(tuple, one["merged"])))
        for one in table.sheets
    ]


def sheet_of(table: FollowUpTable) -> SheetTable:
    """The sheet that is taken."""
    one = table.sheets[table.sheet]
    return SheetTable(one["name"], tuple(map(tuple, one["rows"])), tuple(map(tuple, one["merged"])))


def is_remembered(table: FollowUpTable) -> bool:
    """Whether somebody of the committee has named the columns of such a head before."""
    head = find_head(sheet_of(table))
    known = ColumnMapping.objects.filter(committee=table.committee_id)
    return head is not None and known.filter(fingerprint=head.fingerprint).exists()


def plan_of_table(table: FollowUpTable, *, on: date) -> TablePlan:
    """
    What importing `table` on the day `on` would do; some fifteen queries and a few for each 500 known rows.

    `table` comes with its committee and the committee's level. A plan without a head has no rows.
    """
    sheet = sheet_of(table)
    head = find_head(sheet)
    if head is None or len(table.columns) != len(head.words):
        return TablePlan(head, [])
    kinds = [ColumnKind(kind) for kind in table.columns]
    plan = TablePlan(head, kinds, lines=lines_of(sheet, head, kinds))
    reader = _reader(table, head, kinds, plan.lines, on)
    plan.rows = [reader.read(line) for line in plan.lines if line.kind == LineKind.TASK]
    told_apart(plan.rows)
    _gather(plan, on)
    _compare(plan, table.committee_id)
    for row in plan.rows:
        if row.errors:
            row.result = RowResult.LEFT_OUT
    return plan


def _reader(
    table: FollowUpTable, head: Head, kinds: Sequence[ColumnKind], lines: Sequence[Line], on: date
) -> RowReader:
    committee = table.committee
    heads: dict[ColumnKind, str] = {}
    for kind, words in zip(kinds, head.words, strict=True):
        heads.setdefault(kind, words)
    fields = Field.objects.filter(committee=committee).order_by("position", "pk")
    papers = Document.objects.filter(committee=committee).exclude(number="").order_by("issued_on", "pk")
    return RowReader(
        Directory(committee, on=on, bound=table.bound),
        heads=heads,
        fields={search_key(one.name): (one.pk, one.name) for one in fields},
        papers={
            (number, symbol): code for number, symbol, code in papers.values_list("number", "symbol", "code")
        },
        year=_year_of(lines) or on.year,
        today=on,
        calendar=current_calendar(),
    )


def _year_of(lines: Sequence[Line]) -> int | None:
    """The year that the titles name last, else the one that the rows name most; None when none is named."""
    titles = [year for line in lines if line.kind == LineKind.TITLE for year in _YEAR.findall(line.text)]
    if titles:
        return int(titles[-1])
    named = Counter(year for line in lines for year in _YEAR.findall(line.text))
    return int(named.most_common(1)[0][0]) if named else None


def _gather(plan: TablePlan, on: date) -> None:
    """The units and groups behind the names; words without one, and groups that name nobody."""
    plan.bound = bind({named.key for row in plan.rows for named in row.parties if named.key})
    groups = [each for each in plan.bound.values() if isinstance(each, UnitGroup)]
    plan.members = members_by_group(groups, on=on)
    unknown: dict[str, tuple[str, int]] = {}
    for row in plan.rows:
        for named in row.parties:
            if not named.key or named.key not in plan.bound:
                words, count = unknown.get(search_key(named.words), (named.words, 0))
                unknown[search_key(named.words)] = (words, count + 1)
            elif not _anybody(plan, named):
                words = _("“%(words)s” names no unit today.") % {"words": named.words}
                row.errors.append(Remark(row.number, "", words))
    plan.unknown = dict(sorted(unknown.items(), key=lambda item: (-item[1][1], item[0])))


def _anybody(plan: TablePlan, named: Named) -> bool:
    meant = plan.bound[named.key]
    return not isinstance(meant, UnitGroup) or bool(plan.members.get(meant.pk))


def _compare(plan: TablePlan, committee_id: int) -> None:
    """Tell rows that were imported before from new ones, and what became of them here."""
    known = _known(plan, committee_id)
    plan.duties = _duties_of([row.proposal_id for row in known.values()])
    reported = _reported(plan.duties)
    for row in plan.rows:
        row.known = known.get(row.identity) or known.get(row.place)
        by_place = row.known is not None and row.known.identity != row.identity
        if by_place and not _alike(row.known.facts.get("title", ""), row.facts["title"]):
            row.known = None
        if row.known is not None:
            _judge(row, plan.duties.get(row.known.proposal_id, []), reported)


def _known(plan: TablePlan, committee_id: int) -> dict[str, ImportedRow]:
    found: dict[str, ImportedRow] = {}
    rows = ImportedRow.objects.filter(committee=committee_id).select_related("table")
    keys = [row.identity for row in plan.rows]
    places = [row.place for row in plan.rows if row.place]
    taken: set[int] = set()
    for start in range(0, len(keys), BATCH):
        for one in rows.filter(identity__in=keys[start : start + BATCH]):
            found[one.identity] = one
            taken.add(one.pk)
    for start in range(0, len(places), BATCH):
        for one in rows.filter(place__in=places[start : start + BATCH]):
            if one.pk not in taken:
                found.setdefault(one.place, one)
    return found


def _alike(one: str, other: str) -> bool:
    """Whether two squeezed texts have most of their beginnings in common: the same task in other words."""
    pairs, others = ({text[n : n + 3] for n in range(len(text) - 2)} for text in (one, other))
    return len(pairs & others) >= _LIKE * max(1, len(pairs | others))


def _duties_of(proposals: Sequence[int]) -> dict[int, list[Duty]]:
    """The owed parts of the tasks that came of these proposals."""
    found: dict[int, list[Duty]] = {}
    for start in range(0, len(proposals), BATCH):
        tasks = Assignment.objects.filter(proposal__in=proposals[start : start + BATCH], parent=None)
        parts = Duty.objects.filter(part__assignment__in=tasks, role__in=OWED).order_by("pk")
        for duty in parts.annotate(of_proposal=F("part__assignment__proposal")):
            proposal: int = duty.of_proposal  # type: ignore[attr-defined]  # annotated just above
            found.setdefault(proposal, []).append(duty)
    return found


def _reported(duties: dict[int, list[Duty]]) -> set[int]:
    keys = [duty.pk for some in duties.values() for duty in some]
    found: set[int] = set()
    for start in range(0, len(keys), BATCH):
        found |= set(
            Progress.objects.filter(duty__in=keys[start : start + BATCH]).values_list("duty", flat=True)
        )
    return found


def _judge(row: TableRow, duties: Iterable[Duty], reported: set[int]) -> None:
    """What becomes of a row that is known: nothing, its state moves, or it differs and stays."""
    before, now = row.known.facts, row.facts
    if before == now:
        row.result = RowResult.SAME
        return
    row.result = RowResult.KEPT
    for name, sentence in _stays(before, now):
        row.notes.append(Remark(row.number, name, sentence))
    if not any(before.get(name) != now[name] for name in ("state", "percent", "words", "done")):
        return
    reason = _why_not(row, list(duties), reported)
    if reason:
        row.notes.append(Remark(row.number, "", reason))
    else:
        row.result = RowResult.CHANGED


def _stays(before: dict[str, Any], now: dict[str, Any]) -> Iterable[tuple[str, str]]:
    if before.get("due") != now["due"]:
        words = _(
            "The deadline in the table is another; it stays here until it is changed on the task itself."
        )
        yield str(ColumnKind.DEADLINE.label), words
    if before.get("title") != now["title"]:
        yield str(ColumnKind.TASK.label), _("The wording is another; work that was given keeps its words.")
    if before.get("units") != now["units"]:
        yield str(ColumnKind.LEAD.label), _("The units are others; work that was given keeps its units.")


def _why_not(row: TableRow, duties: list[Duty], reported: set[int]) -> str:
    """Why a table may no longer move this work; "" when it may."""
    left = row.known.left
    if not duties:
        return _("The work is not there any more.")
    if any(duty.state in CLOSED for duty in duties):
        return _("The work is closed here; a table does not open it again.")
    untouched = all(
        [duty.state, duty.percent] == [left.get("state"), left.get("percent")] and duty.pk not in reported
        for duty in duties
    )
    if not untouched:
        return _("The unit already works on it here; what is reported here counts.")
    if row.state == State.ASKED:
        return _("The table goes back to the beginning; the state stays.")
    return ""


def left_by(duties: Sequence[Duty]) -> dict[str, Any]:
    """How an import left the parts of a task: what `_why_not` compares later."""
    return {"state": str(duties[0].state), "percent": duties[0].percent} if duties else {}


def summary(plan: TablePlan) -> str:
    """The outcome in one sentence."""
    counts = plan.counts
    return _("%(new)s new, %(changed)s with another state, %(same)s without change, %(out)s left out") % {
        "new": formats.number(counts[RowResult.NEW]),
        "changed": formats.number(counts[RowResult.CHANGED]),
        "same": formats.number(counts[RowResult.SAME] + counts[RowResult.KEPT]),
        "out": formats.number(counts[RowResult.LEFT_OUT]),
    }
