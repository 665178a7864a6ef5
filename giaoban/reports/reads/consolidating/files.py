"""A version of a consolidated report as the bytes of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.utils import translation

from giaoban.documents.layout import to_pdf
from giaoban.files.reads import open_bytes
from giaoban.reports import templating
from giaoban.reports.models import Snapshot, Template
from giaoban.reports.reads.consolidating.drawing import every_picture, words_of
from giaoban.reports.reads.consolidating.facts import Written, facts_of, title_of
from giaoban.reports.reads.consolidating.paper import paper_of
from giaoban.reports.vocabulary import FileKind, SnapshotKind

STANDARD: Final = Path(templating.__file__).parent / "standard"
SMALL_UNITS: Final = 150
SMALL_TEXTS: Final = 1_000
"""With so many units below and texts of theirs at most a file is made at once, else by the worker."""
_CONTENT_TYPES: Final = {
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.PDF: "application/pdf",
}


def is_small(snapshot: Snapshot) -> bool:
    """Whether a file of it takes a few seconds at most."""
    content = snapshot.content
    texts = sum(len(said["texts"]) for said in content["said"])
    return len(content["units"]) <= SMALL_UNITS and texts <= SMALL_TEXTS


def standard_bytes(kind: str) -> bytes:
    """The standard template for reports of this kind."""
    name = "period" if kind == SnapshotKind.PERIOD else "review"
    return (STANDARD / f"{name}.docx").read_bytes()


def template_bytes(template: Template | None, kind: str) -> bytes:
    """The bytes of a template; None is the standard one."""
    if template is None:
        return standard_bytes(kind)
    with open_bytes(template.file) as stream:
        return stream.read()


def file_of(written: Written, kind: FileKind, template: Template | None = None) -> bytes:
    """
    The Word file or the PDF; the same snapshot, version and template give the same bytes.

    Raises `templating.Misfit` where the template cannot be filled.
    """
    if kind == FileKind.PDF:
        return to_pdf(paper_of(written))
    with translation.override("vi"):
        drawn = every_picture(written.snapshot.content)
        told = {name: (str(picture.svg), words_of(picture)) for name, picture in drawn.items()}
    return templating.fill(template_bytes(template, written.snapshot.kind), facts_of(written), told)


def filename(written: Written, kind: str) -> str:
    """The name under which a file is downloaded."""
    words = title_of(written.snapshot).replace("/", ".").replace(":", " -")
    return f"Báo cáo tổng hợp - {words[:120]} ({written.number}).{kind}"


def content_type(kind: str) -> str:
    """What a browser is told that a file is."""
    return _CONTENT_TYPES[FileKind(kind)]
