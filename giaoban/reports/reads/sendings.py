"""What was sent of one report: each sending with who and when, what it changed, what was decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from giaoban.reports.forming import Definition
from giaoban.reports.models import Report, ReportFile, Revision
from giaoban.reports.reads.sheet import figure
from giaoban.reports.vocabulary import RevisionState

_SHAPES: Final = {
    RevisionState.SENT: ("note", "send"),
    RevisionState.ACCEPTED: ("ok", "check"),
    RevisionState.RETURNED: ("son", "arrow-back-up"),
    RevisionState.WITHDRAWN: ("plain", "x"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that another sending gave otherwise: "" is nothing."""

    name: str
    old: str
    new: str


@dataclass(slots=True)
class Sending:
    """One sending; `changes` against the one before it, `words_changed` names of texts that differ."""

    revision: Revision
    tone: str
    shape: str
    counts: bool = False
    changes: list[Changed] = field(default_factory=list)
    words_changed: list[str] = field(default_factory=list)
    files: list[ReportFile] = field(default_factory=list)


def sendings_of(report: Report) -> list[Sending]:
    """All sendings of `report`, the newest first. Two queries."""
    rows = report.revisions.select_related("form", "made_by", "decided_by").order_by("number")
    files: dict[int | None, list[ReportFile]] = {}
    for one in ReportFile.objects.filter(report=report, revision__isnull=False).select_related("file"):
        files.setdefault(one.revision_id, []).append(one)
    found: list[Sending] = []
    for revision in rows:
        tone, shape = _SHAPES[RevisionState(revision.state)]
        sending = Sending(revision, tone, shape, revision.pk == report.counted_id)
        sending.files = files.get(revision.pk, [])
        if found:
            before, definition = found[-1].revision, revision.form.definition
            sending.changes = changes_between(before, revision, definition)
            sending.words_changed = _texts(before, revision, definition)
        found.append(sending)
    return found[::-1]


def changes_between(before: Revision, after: Revision, definition: Definition) -> list[Changed]:
    """The figures that differ between two sendings, in the order of the form."""
    old, new = before.row(definition.width), after.row(definition.width)
    return [
        Changed(cell.label, figure(old, cell), figure(new, cell))
        for cell in definition.cells
        if old[cell.slot] != new[cell.slot]
    ]


def _texts(before: Revision, after: Revision, definition: Definition) -> list[str]:
    return [
        item.name
        for item in definition.items()
        if before.words.get(item.id, "") != after.words.get(item.id, "")
    ]
