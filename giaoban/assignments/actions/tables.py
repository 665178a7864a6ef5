"""A follow-up table is brought in, its columns are named, its words bound; nothing is imported by that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.assignments.access import may_bring_table
from giaoban.assignments.models import ColumnMapping, FollowUpTable
from giaoban.assignments.reads.known import bind
from giaoban.assignments.reads.tables.heads import best_sheet, find_head, proposed, repeated, samples_of
from giaoban.assignments.reads.tables.names import NOBODY
from giaoban.assignments.reads.tables.planning import sheet_of
from giaoban.assignments.vocabulary import ColumnKind, Sharing, TableState
from giaoban.documents.actions import fingerprint
from giaoban.files.actions import keep
from giaoban.files.reading import SheetTable, Unreadable, extension, read_tables, safe_filename
from giaoban.files.vocabulary import explain
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Committee
from giaoban.units.reads import Officer


def bring_table(
    *, committee: Committee, data: bytes, filename: str, actor: Officer, at: datetime
) -> FollowUpTable:
    """
    Read a table file and keep what was read, with the columns as remembered or as their heads propose.

    The bytes of .xlsx and .csv are kept too; of .xls only what was read. Raises `Refused` with a sentence.
    """
    may_bring_table(actor, committee).require()
    try:
        sheets = read_tables(data, filename=filename)
    except Unreadable as refusal:
        raise Refused(str(explain(refusal))) from refusal
    kept = asdict(keep(data, name=filename, is_read=True)) if extension(filename) != "xls" else {}
    chosen = best_sheet(sheets)
    columns, sharing = _columns(committee, sheets[chosen])
    return FollowUpTable.objects.create(
        committee=committee,
        name=safe_filename(filename),
        sha256=fingerprint(data, ""),
        kept=kept,
        sheets=[{"name": one.name, "rows": one.rows, "merged": one.merged} for one in sheets],
        sheet=chosen,
        columns=columns,
        sharing=sharing,
        brought_at=at,
        brought_by=actor.person,
    )


def _columns(committee: Committee, sheet: SheetTable) -> tuple[list[str], str]:
    head = find_head(sheet)
    if head is None:
        return [], Sharing.FIRST_LEADS
    known = ColumnMapping.objects.filter(committee=committee, fingerprint=head.fingerprint).first()
    if known is not None and len(known.columns) == len(head.words):
        return list(known.columns), known.sharing
    return [str(kind) for kind in proposed(head, samples_of(sheet, head))], Sharing.FIRST_LEADS


@transaction.atomic
def choose_sheet(table: FollowUpTable, *, sheet: int, actor: Officer) -> FollowUpTable:
    """Take another sheet of the file. Raises `Refused` when there is none of that number."""
    table = opened_table(table.pk, actor=actor)
    if not 0 <= sheet < len(table.sheets):
        raise Refused(_("The file has no such sheet."))
    table.sheet = sheet
    table.columns, table.sharing = _columns(table.committee, sheet_of(table))
    return _changed(table)


@transaction.atomic
def name_columns(
    table: FollowUpTable, *, columns: Sequence[ColumnKind], sharing: Sharing, actor: Officer, at: datetime
) -> FollowUpTable:
    """
    Say what each column holds; the committee remembers it for the next table with the same head.

    Raises `Refused` when no column holds the task or the lead, or when a kind stands twice.
    """
    table = opened_table(table.pk, actor=actor)
    head = find_head(sheet_of(table))
    if head is None or len(columns) != len(head.words):
        raise Refused(_("The table has no head that can be read."))
    for kind in (ColumnKind.TASK, ColumnKind.LEAD):
        if kind not in columns:
            raise Refused(_("Choose the column that holds: %(what)s.") % {"what": kind.label})
    if twice := repeated(columns):
        words = _("Two columns are chosen for “%(what)s”: choose one of them.")
        raise Refused(words % {"what": twice[0].label})
    table.columns, table.sharing = [str(kind) for kind in columns], sharing
    ColumnMapping.objects.update_or_create(
        committee=table.committee,
        fingerprint=head.fingerprint,
        defaults={"columns": table.columns, "sharing": sharing, "changed_at": at},
    )
    return _changed(table)


@transaction.atomic
def bind_table_words(
    table: FollowUpTable, *, bound: Mapping[str, str], remember: Mapping[str, str], actor: Officer
) -> FollowUpTable:
    """
    Bind words of the table (search keys) to units or groups by their keys, or to `NOBODY`.

    Those in `remember`, as written, become other names of their units when the table is imported. Raises
    `Refused` for a key that names nothing.
    """
    table = opened_table(table.pk, actor=actor)
    known = bind(key for key in bound.values() if key != NOBODY)
    if any(key != NOBODY and key not in known for key in bound.values()):
        raise Refused(_("Choose a unit or a group from the list."))
    table.bound = {**table.bound, **bound}
    kept = {key: words for key, words in table.learned.items() if key not in bound}
    table.learned = kept | {key: words for key, words in remember.items() if key in bound}
    return _changed(table)


def opened_table(pk: int, *, actor: Officer) -> FollowUpTable:
    """The table with its row locked to the end. Raises `Refused` when it is imported or not the officer's."""
    tables = FollowUpTable.objects.select_for_update(of=("self",), no_key=True).select_related(
        "committee__level"
    )
    table = tables.get(pk=pk)
    may_bring_table(actor, table.committee).require()
    if table.state == TableState.IMPORTED:
        raise Refused(_("This table has already been imported."))
    return table


def _changed(table: FollowUpTable) -> FollowUpTable:
    table.version += 1
    table.save(update_fields=["sheet", "columns", "sharing", "bound", "learned", "version"])
    return table
