"""`giaoban check`: journal and printed heads, duties, numbers, frozen figures, totals, files, index."""

from __future__ import annotations

import argparse
import json
from gettext import gettext as _

from giaoban.briefing.models import Brief
from giaoban.config.progress import Progress
from giaoban.documents.reads import numbering_faults
from giaoban.duties.models import Duty, Sheet
from giaoban.duties.reads.proof import faults as duty_faults
from giaoban.duties.reads.sheets_proof import sheet_faults
from giaoban.files.models import StoredFile
from giaoban.files.reads import is_whole
from giaoban.journal.models import Head, printed_head
from giaoban.journal.reads import check_chain, check_head
from giaoban.reports.models import Report
from giaoban.reports.reads.proof import report_faults, total_faults
from giaoban.search.reads import index_faults


def journal_faults() -> list[str]:
    """The first broken entry, if any."""
    report = check_chain(Progress(_("Journal")))
    if report.broken_at is None:
        return []
    return [_("Journal entry {number}: {reason}").format(number=report.broken_at, reason=report.reason)]


def head_faults(printed: list[str]) -> list[str]:
    """The heads that are not in the chain any more: those given, and those that briefs carry."""
    carried = Brief.objects.order_by("pk").values_list("journal_number", "journal_hash").distinct()
    wanted = [*printed, *(printed_head(number, digest) for number, digest in carried)]
    return [fault for fault in map(check_head, dict.fromkeys(wanted)) if fault]


def file_faults() -> list[str]:
    """The files whose bytes are missing or changed."""
    tell, found = Progress(_("Files")), []
    files = StoredFile.objects.order_by("sha256").only("code", "sha256", "name")
    whole, last = files.count(), ("", True)
    for number, stored in enumerate(files.iterator(), start=1):
        if stored.sha256 != last[0]:
            last = (stored.sha256, is_whole(stored))
        if not last[1]:
            found.append(
                _("File {code} ({name}) is missing or changed.").format(code=stored.code, name=stored.name)
            )
        tell(number, whole)
    return found


def search_faults() -> tuple[list[str], int | None]:
    """Where the search index differs from the database, and how many entries it has; None: not made yet."""
    found = index_faults(Progress(_("Index")))
    if found is None:
        return [], None
    told = (
        (_("{count} entries are missing in the search index, among them {some}."), found.missing),
        (_("{count} entries of the search index are not in the database, among them {some}."), found.surplus),
        (
            _("{count} entries of the search index differ from the database, among them {some}."),
            found.different,
        ),
    )
    faults = [words.format(count=len(ids), some=", ".join(ids[:3])) for words, ids in told if ids]
    return faults + ([_("`giaoban index` makes the search index anew.")] if faults else []), found.entries


def run(options: argparse.Namespace) -> int:
    """Print what was proved and what is wrong; 1 when anything is."""
    head = Head.objects.filter(pk=1).first()
    faults = [*journal_faults(), *head_faults(options.head), *duty_faults(), *numbering_faults()]
    faults += sheet_faults(whole=options.all_figures, tell=Progress(_("Figures")))
    faults += [*report_faults(), *total_faults(Progress(_("Totals")))]
    faults += file_faults()
    differing, entries = search_faults()
    faults += differing
    answer = {
        "holds": not faults,
        "journal_entries": head.number if head else 0,
        "journal_head": head.hash if head else "",
        "journal_head_printed": str(head) if head else "",
        "duties": Duty.objects.count(),
        "sheets": Sheet.objects.count(),
        "reports": Report.objects.count(),
        "files": StoredFile.objects.count(),
        "indexed": entries,
        "faults": faults,
    }
    if options.json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            print(fault)
        print(
            _("{journal_entries} journal entries, {duties} duties, {files} files.").format(**answer),
            _("{sheets} sheets of frozen figures.").format(**answer),
            _("{reports} reports.").format(**answer),
            _("The search index is not made yet.")
            if entries is None
            else _("{indexed} entries in the search index.").format(**answer),
            _("Everything holds.") if not faults else _("{count} faults.").format(count=len(faults)),
        )
        print(_("Head of the journal: {journal_head_printed}").format(**answer))
    return 1 if faults else 0
