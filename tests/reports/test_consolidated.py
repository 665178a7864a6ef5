"""A consolidated report: what is frozen, and that every paper says it."""

from __future__ import annotations

import pytest

from giaoban.reports.reads.consolidating.facts import Written
from giaoban.reports.reads.consolidating.files import file_of
from giaoban.reports.reads.consolidating.versions import newest
from giaoban.reports.vocabulary import FileKind
from tests.reports import consolidated

pytestmark = pytest.mark.django_db


def docx(snapshot):
    return file_of(Written.of(newest(snapshot)), FileKind.DOCX)


def test_a_snapshot_freezes_figures_counts_and_texts(cast):
    shot = consolidated.snapshot(cast)
    content = shot.content
    assert content["count"]["expected"] == 3
    print(content)
    open("/tmp/paper.docx","wb").write(docx(shot))
    open("/tmp/paper.pdf","wb").write(file_of(Written.of(newest(shot)), FileKind.PDF))
