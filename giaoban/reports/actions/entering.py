"""Typing into the form of a report: drafts, files, workbooks, and sending what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.files.actions import keep, store
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.reports.access import may_fill
from giaoban.reports.actions.sending import lock_rows, locked_report, send, send_locked
from giaoban.reports.forming import Definition, SectionKind, Severity
from giaoban.reports.models import Entry, Period, Report, ReportFile, Revision
from giaoban.reports.reads.filling import (
    Filling,
    Standing,
    definition_of,
    entry_of,
    filling_of,
    for_filling,
    stamp_of,
    standing_of,
)
from giaoban.reports.reads.typed import Difference, Typed, differences
from giaoban.reports.vocabulary import Verb
from giaoban.units.reads import Officer

MOST_FILES: Final = 20  # of one report
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class SavedEntry:
    """What a save did: `standing` is what stands now; with `conflicts` nothing was written."""

    standing: Standing
    conflicts: tuple[Difference, ...] = ()


@transaction.atomic
def save_entry(report: Report, *, content: Typed, stamp: str, actor: Officer, at: datetime) -> SavedEntry:
    """
    Keep what was typed, all or nothing.

    `stamp` is that of the state which the page was begun from. When somebody has saved another one
    meanwhile, nothing is written and the differences are answered. Raises `Refused`.
    """
    locked = _locked(report)
    may_fill(actor, locked).require()
    standing = standing_of(locked)
    different = differences(content, standing.content)
    if stamp != standing.stamp:
        return SavedEntry(standing, tuple(different))
    if not different and content.explained == standing.content.explained:
        return SavedEntry(standing)
    entry = _entry(locked, content, actor=actor, at=at)
    entry.save()
    locked.entry = entry
    return SavedEntry(standing_of(locked))


def _locked(report: Report) -> Report:
    lock_rows([report.pk])
    return for_filling(Report.objects.all()).get(pk=report.pk)


def _entry(report: Report, content: Typed, *, actor: Officer, at: datetime) -> Entry:
    """The row of what is typed, one stamp on; not saved."""
    try:
        entry = report.entry
    except Entry.DoesNotExist:
        entry = Entry(report=report)
    entry.cells = {str(slot): value for slot, value in content.cells.items()}
    entry.typed = {str(slot): text for slot, text in content.typed.items()}
    entry.words = dict(content.words)
    entry.explained = {str(slot): words for slot, words in content.explained.items()}
    entry.stamp += 1
    entry.saved_at, entry.saved_by = at, actor.person
    return entry


def send_typed(
    filling: Filling, *, content: Typed, stamp: str, actor: Officer, at: datetime, restates: str = ""
) -> Revision | None:
    """
    Send what was typed on a page without keeping it as a draft first; `filling` is the form as it was shown.

    None, and nothing is written, when somebody has changed the form since `stamp`. Raises `Refused` as
    `send_entry` does; the caller then keeps what was typed.
    """
    # Before the lock: others wait for it, and what was typed is nobody else's.
    standing = replace(filling.standing, content=content)
    _check(replace(filling, standing=standing, findings=filling.find(content)))
    figures = content.row(filling.definition.width)
    with transaction.atomic():
        locked = locked_report(filling.report)
        if stamp != stamp_of(locked):
            return None
        sent = send_locked(
            locked,
            figures=figures,
            words=content.words,
            explained={str(slot): words for slot, words in content.explained.items()},
            restates=restates,
            actor=actor,
            at=at,
        )
        if entry_of(locked) is not None:
            _entry(locked, content, actor=actor, at=at).save()
        _keep_files(sent, filling.definition)
    return sent


def send_entry(
    report: Report, *, stamp: str, actor: Officer, at: datetime, is_nil: bool = False, restates: str = ""
) -> Revision:
    """
    Send what was typed; with `is_nil` say that nothing occurred, with `restates` why it is corrected.

    Raises `Refused`: what stands is not what the sender saw, a figure is still to be settled, a rule refuses,
    a warning lacks its explanation, nothing was typed and nothing said about it.
    """
    with transaction.atomic():
        locked = _locked(report)
        files = frozenset(
            ReportFile.objects.filter(report=report, revision=None).values_list("item", flat=True)
        )
        filling = filling_of(locked, files=files)
        content = filling.standing.content
        if stamp != filling.standing.stamp:
            raise Refused(
                _("Somebody else changed this form meanwhile; look at it again before you send it.")
            )
        _check_nil(content) if is_nil else _check(filling)
        sent = send(
            report,
            figures=content.row(filling.definition.width),
            words=content.words,
            explained={str(slot): words for slot, words in content.explained.items()},
            is_nil=is_nil,
            restates=restates,
            actor=actor,
            at=at,
        )
        _keep_files(sent, filling.definition)
    return sent


def _check_nil(content: Typed) -> None:
    if content.cells or content.typed:
        raise Refused(
            _("Figures stand in the form. Empty them before you report that nothing occurred, or send them.")
        )


def _check(filling: Filling) -> None:
    content = filling.standing.content
    if content.is_blank and any(filling.definition.cells):
        raise Refused(_("The form is empty. If nothing occurred in this period, say so by its own button."))
    if content.typed:
        words = ngettext(
            "%(count)d figure is not settled: it is no number, or may be read in two ways.",
            "%(count)d figures are not settled: they are no numbers, or may be read in two ways.",
            len(content.typed),
        )
        raise Refused(words % {"count": len(content.typed)})
    refused = [each for each in filling.findings if each.severity == Severity.REFUSE]
    if refused:
        words = ngettext(
            "%(count)d figure breaks a rule of the form; put it right first.",
            "%(count)d figures break rules of the form; put them right first.",
            len(refused),
        )
        raise Refused(words % {"count": len(refused)})
    bare = {each.slot for each in filling.findings if each.slot is not None} - content.explained.keys()
    if bare:
        words = ngettext(
            "%(count)d figure is unusual; write beside it why it is so.",
            "%(count)d figures are unusual; write beside each why it is so.",
            len(bare),
        )
        raise Refused(words % {"count": len(bare)})


def _keep_files(sent: Revision, definition: Definition) -> None:
    """The files that went with a sending stay in the form, for the next one."""
    if any(section.kind == SectionKind.FILES for section in definition.sections):
        went = ReportFile.objects.filter(revision=sent)
        copies = [ReportFile(report_id=one.report_id, item=one.item, file_id=one.file_id) for one in went]
        ReportFile.objects.bulk_create(copies)


def add_file(report: Report, *, item: str, upload: File[bytes], actor: Officer, at: datetime) -> ReportFile:
    """Put a file under an item of the form; it goes with the next sending. Raises `Refused`."""
    seen = for_filling(Report.objects.all()).get(pk=report.pk)
    may_fill(actor, seen).require()
    if item not in file_items(definition_of(seen)):
        raise Refused(_("The form asks for no such file."))
    kept = keep(upload)
    with transaction.atomic():
        locked = _locked(seen)
        may_fill(actor, locked).require()
        if ReportFile.objects.filter(report=locked, revision=None).count() >= MOST_FILES:
            raise Refused(_("A report holds at most %(most)d files.") % {"most": MOST_FILES})
        made = ReportFile.objects.create(report=locked, item=item, file=store(kept, at=at))
        _note_file(Verb.FILE_ADDED, made, actor=actor, at=at)
    return made


@transaction.atomic
def drop_file(file: ReportFile, *, actor: Officer, at: datetime) -> None:
    """Take a file out of the form; with what was sent before it stays. Raises `Refused`."""
    locked = _locked(file.report)
    may_fill(actor, locked).require()
    found = ReportFile.objects.select_related("report__unit", "report__period", "file").filter(
        pk=file.pk, revision=None
    )
    for one in found:
        _note_file(Verb.FILE_DROPPED, one, actor=actor, at=at)
        one.delete()


def file_items(definition: Definition) -> frozenset[str]:
    """Ids of the items of a form that hold files."""
    return frozenset(
        item.id
        for section in definition.sections
        if section.kind == SectionKind.FILES
        for item in section.items
    )


def _note_file(verb: Verb, file: ReportFile, *, actor: Officer, at: datetime) -> None:
    after = {"item": file.item, "file": file.file.name, "sha256": file.file.sha256}
    record(verb, actor=actor.person, target=file.report, at=at, after=after, acting_as=actor.capacity)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a workbook puts into one form: slots to figures (None: nothing), items to texts ("": none)."""

    report: str  # code
    stamp: str
    cells: Mapping[int, int | None]
    words: Mapping[str, str]


@transaction.atomic
def take_workbook(
    period: Period, taken: Iterable[Taken], *, file_name: str, actor: Officer, at: datetime
) -> int:
    """
    Put what a workbook changed into the forms of `period`, all or nothing; how many forms changed.

    Raises `Refused` when a form was changed since the workbook was compared with it, or may not be filled in.
    """
    wanted = {one.report: one for one in taken}
    rows = Report.objects.filter(period=period, code__in=wanted)
    lock_rows(rows.values_list("pk", flat=True))
    reports = list(for_filling(rows).order_by("pk"))
    if len(reports) != len(wanted):
        raise Refused(_("The workbook holds a form that does not belong to this period."))
    entries = [_taken(report, wanted[report.code], actor=actor, at=at) for report in reports]
    Entry.objects.bulk_create(
        entries,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["report"],
        update_fields=["cells", "typed", "words", "explained", "stamp", "saved_at", "saved_by"],
    )
    if reports:
        after = {"file": file_name[:200], "reports": len(reports), "values": _count(wanted.values())}
        record(
            Verb.WORKBOOK_TAKEN,
            actor=actor.person,
            target=period,
            at=at,
            after=after,
            acting_as=actor.capacity,
        )
    return len(reports)


def _taken(report: Report, one: Taken, *, actor: Officer, at: datetime) -> Entry:
    may_fill(actor, report).require()
    if one.stamp != stamp_of(report):
        words = _("%(unit)s: the form was changed since you looked; upload the workbook again.")
        raise Refused(words % {"unit": report.unit.name})
    content = standing_of(report).content
    cells = {slot: value for slot, value in content.cells.items() if slot not in one.cells}
    words_now = {item: text for item, text in content.words.items() if item not in one.words}
    changed = replace(
        content,
        cells=cells | {slot: value for slot, value in one.cells.items() if value is not None},
        typed={slot: text for slot, text in content.typed.items() if slot not in one.cells},
        words=words_now | {item: text for item, text in one.words.items() if text},
    )
    old = _entry(report, changed, actor=actor, at=at)
    return Entry(  # a new row or the old one, as its report says
        report=report,
        cells=old.cells,
        typed=old.typed,
        words=old.words,
        explained=old.explained,
        stamp=old.stamp,
        saved_at=at,
        saved_by=actor.person,
    )


def _count(taken: Iterable[Taken]) -> int:
    return sum(len(one.cells) + len(one.words) for one in taken)
