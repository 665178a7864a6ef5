"""A follow-up table becomes work: numbers, tasks and duties by the same acts as a paper's proposals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.assignments.access import may_bring_table, may_import_table
from giaoban.assignments.actions.confirming import ReviewChanged, confirm_review
from giaoban.assignments.models import Addressee, Assignment, FollowUpTable, ImportedRow, Proposal, Review
from giaoban.assignments.reads.known import Bound
from giaoban.assignments.reads.tables.names import Named
from giaoban.assignments.reads.tables.planning import TablePlan, left_by, plan_of_table
from giaoban.assignments.reads.tables.rows import TableRow
from giaoban.assignments.vocabulary import LineKind, ProposalSource, RowResult, TableState, Verb
from giaoban.documents.actions import Details, clean_text, fingerprint, register
from giaoban.documents.models import Document
from giaoban.duties.actions import TakenOver, take_over
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import OWED, Role, State
from giaoban.files.actions import Kept, store
from giaoban.journal.actions import record
from giaoban.units.actions.learning import learn_alias
from giaoban.units.models import Committee, Unit, UnitGroup
from giaoban.units.reads import Officer

BATCH: Final = 500


@transaction.atomic
def import_table(table: FollowUpTable, *, version: int, actor: Officer, at: datetime) -> bool:
    """
    Import what `plan_of_table` says: new rows as work given, moved states by a labelled act; rows with
    errors are left out and kept with the table.

    Returns False when it was imported already (a second click): then nothing is written again. Raises
    `ReviewChanged` when `version` is not the one in force, `Refused` when the rules say no.
    """
    # The committee is locked: two tables with the same rows must not both find them new.
    committee = Committee.objects.select_for_update(of=("self",), no_key=True).get(pk=table.committee_id)
    may_bring_table(actor, committee).require()
    table = (
        FollowUpTable.objects.select_for_update(of=("self",), no_key=True)
        .select_related("committee__level")
        .get(pk=table.pk)
    )
    if table.state == TableState.IMPORTED:
        return False
    if table.version != version:
        raise ReviewChanged(_("The table was changed meanwhile. Look once more at what will happen."))
    plan = plan_of_table(table, on=timezone.localdate(at))
    may_import_table(actor, table, plan).require()
    made = _give(table, plan, actor, at)
    moved = _take_over(table, plan, made, actor, at)
    _remember(table, plan, made)
    _learn(table, actor, at)
    _close(table, plan, made.document if made else None, actor, at)
    _record(table, plan, moved, actor, at)
    return True


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of the new rows: the paper they stand in, their proposals, the duties of each."""

    document: Document
    proposals: dict[int, Proposal]  # by row number
    duties: dict[int, list[Duty]]  # owed ones, by proposal


def _give(table: FollowUpTable, plan: TablePlan, actor: Officer, at: datetime) -> _Made | None:
    """The new rows as a paper whose proposals are confirmed; None when there are none."""
    rows = plan.of(RowResult.NEW)
    if not rows:
        return None
    text, places = _text_of(plan)
    document = _registered(table, text, plan, actor, at)
    review = Review.objects.create(document=document, changed_at=at)
    proposals = Proposal.objects.bulk_create(
        [_proposal(row, review, table, places[row.number]) for row in rows], batch_size=BATCH
    )
    Addressee.objects.bulk_create(
        chain.from_iterable(
            _addressees(proposal, row, plan.bound) for proposal, row in zip(proposals, rows, strict=True)
        ),
        batch_size=BATCH,
    )
    confirm_review(review, version=review.version, actor=actor, at=at)
    by_row = {row.number: proposal for row, proposal in zip(rows, proposals, strict=True)}
    return _Made(document, by_row, _given(document))


def _text_of(plan: TablePlan) -> tuple[str, dict[int, tuple[int, int]]]:
    """The table as the text of a paper, a row a line, and where each task stands in it."""
    written: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    position, last = 0, 0
    for line in plan.lines:
        words = " ".join(clean_text(line.text).split())
        if not words:
            continue
        written.append(words)
        end = position + len(words)
        if line.kind == LineKind.TASK:
            spans[line.number], last = (position, end), line.number
        elif line.kind == LineKind.MORE and last:
            spans[last] = (spans[last][0], end)
        position = end + 1
    return "\n".join(written), spans


def _registered(table: FollowUpTable, text: str, plan: TablePlan, actor: Officer, at: datetime) -> Document:
    """The table in the register of papers; a file that gave work before comes in as a further paper."""
    kept = Kept(**table.kept) if table.kept else None
    title = next(
        (line.text for line in plan.lines if line.kind == LineKind.TITLE and len(line.text) > 15), ""
    )
    details = Details(
        issued_on=timezone.localdate(at), subject=f"{title or 'Bảng theo dõi nhiệm vụ'} ({table.name})"
    )
    document, _is_new = register(
        committee=table.committee,
        text=text,
        sha256=fingerprint(None, f"{table.sha256} {table.code}"),
        file=store(kept, at=at) if kept else None,
        details=details,
        actor=actor,
        at=at,
    )
    return document


def _proposal(row: TableRow, review: Review, table: FollowUpTable, place: tuple[int, int]) -> Proposal:
    start, end = place
    origin = row.source.name
    if origin and row.clause:
        origin = f"{origin} · khoản {row.clause}"
    return Proposal(
        review=review,
        source=ProposalSource.READ,
        position=start,
        clause=row.clause,
        action=row.title,
        product=row.product,
        start=start,
        end=end,
        due_on=row.due_on,
        rule=row.due.rule[:120] if row.due_on is None else "",
        due_words=row.due.words[:300],
        event=row.due.event[:200],
        reckoning=row.due.reckoning[:300],
        sharing=table.sharing,
        field_id=row.field_id,
        origin=origin[:200],
        origin_key=row.origin_key,
    )


def _addressees(proposal: Proposal, row: TableRow, bound: Bound) -> Iterable[Addressee]:
    parties = (
        *((Role.LEAD, named) for named in row.leads),
        *((Role.COORDINATING, named) for named in row.coordinating),
        *((Role.INFORMED, named) for named in row.informed),
    )
    for position, (role, named) in enumerate(parties):
        yield Addressee(
            proposal=proposal,
            position=position,
            role=role,
            as_written=named.words[:300],
            **_meant(named, bound),
        )


def _meant(named: Named, bound: Bound) -> dict[str, Unit | UnitGroup | None]:
    meant = bound[named.key]
    return {"unit": meant} if isinstance(meant, Unit) else {"group": meant}


def _given(document: Document) -> dict[int, list[Duty]]:
    """The owed parts of the paper's tasks by proposal, with their units."""
    tasks = Assignment.objects.filter(document=document).values_list("pk", "proposal")
    of_task = dict(tasks)
    parts = Duty.objects.filter(part__assignment__document=document, role__in=OWED)
    found: dict[int, list[Duty]] = {}
    for duty, task in parts.order_by("pk").values_list("pk", "part__assignment"):
        proposal = of_task[task]
        if proposal is not None:
            found.setdefault(proposal, []).append(Duty(pk=duty, state=State.ASKED))
    return found


def _take_over(
    table: FollowUpTable, plan: TablePlan, made: _Made | None, actor: Officer, at: datetime
) -> int:
    """States that the table says, of new rows and of rows that moved; how many parts were moved."""
    taken = []
    for row in plan.of(RowResult.NEW, RowResult.CHANGED):
        duties = _duties_of(row, plan, made)
        if row.state == State.ASKED and not row.percent and not row.words:
            continue
        taken += [_taken(row, duty.pk, table) for duty in duties]
    return take_over(taken, actor=actor, at=at) if taken else 0


def _duties_of(row: TableRow, plan: TablePlan, made: _Made | None) -> list[Duty]:
    if row.known is not None:
        return plan.duties.get(row.known.proposal_id, [])
    return made.duties.get(made.proposals[row.number].pk, []) if made else []


def _taken(row: TableRow, duty_id: int, table: FollowUpTable) -> TakenOver:
    source = _("%(file)s, row %(row)s") % {"file": table.name, "row": row.number}
    return TakenOver(
        duty_id=duty_id,
        state=row.state,
        percent=row.percent,
        words=row.words,
        submitted_on=row.submitted_on if row.state == State.ACCEPTED else None,
        document_number=row.result_number,
        document_date=row.result_date,
        source=source,
    )


def _remember(table: FollowUpTable, plan: TablePlan, made: _Made | None) -> None:
    """By what each row is known again, and how its work was left."""
    rows = plan.of(RowResult.NEW, RowResult.CHANGED)
    keys = [duty.pk for row in rows for duty in _duties_of(row, plan, made)]
    now: dict[int, Duty] = {}
    for start in range(0, len(keys), BATCH):
        now |= Duty.objects.only("state", "percent").in_bulk(keys[start : start + BATCH])
    fresh, changed = [], []
    for row in rows:
        left = left_by([now[duty.pk] for duty in _duties_of(row, plan, made)])
        if row.known is not None:
            row.known.facts = {
                **row.known.facts,
                **{n: row.facts[n] for n in ("state", "percent", "words", "done")},
            }
            row.known.table, row.known.row, row.known.left = table, row.number, left
            changed.append(row.known)
        elif made is not None:
            fresh.append(_imported(row, table, made.proposals[row.number], left))
    ImportedRow.objects.bulk_create(fresh, batch_size=BATCH)
    ImportedRow.objects.bulk_update(changed, ["facts", "table", "row", "left"], batch_size=BATCH)


def _imported(row: TableRow, table: FollowUpTable, proposal: Proposal, left: dict[str, Any]) -> ImportedRow:
    return ImportedRow(
        committee_id=table.committee_id,
        identity=row.identity,
        place=row.place,
        proposal=proposal,
        table=table,
        row=row.number,
        facts=row.facts,
        left=left,
    )


def _learn(table: FollowUpTable, actor: Officer, at: datetime) -> None:
    wanted = {
        key: words for key, words in table.learned.items() if table.bound.get(key, "").startswith("unit:")
    }
    codes = [table.bound[key].removeprefix("unit:") for key in wanted]
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    for words, code in zip(wanted.values(), codes, strict=True):
        if code in units:
            learn_alias(units[code], text=words, actor=actor, at=at)


def _close(
    table: FollowUpTable, plan: TablePlan, document: Document | None, actor: Officer, at: datetime
) -> None:
    table.state, table.imported_at, table.imported_by = TableState.IMPORTED, at, actor.person
    table.document, table.version = document, table.version + 1
    table.result = plan.counts
    table.left_out = [[error.row, error.column, error.sentence] for error in plan.errors]
    table.sheets, table.sheet = [], 0  # the text of the rows is the paper's now
    table.save()


def _record(table: FollowUpTable, plan: TablePlan, moved: int, actor: Officer, at: datetime) -> None:
    record(
        Verb.TABLE_IMPORTED,
        actor=actor.person,
        target=table,
        at=at,
        after={"file": table.name, "sha256": table.sha256, **plan.counts, "states_taken_over": moved},
        acting_as=actor.capacity_at(committee_id=table.committee_id),
    )
