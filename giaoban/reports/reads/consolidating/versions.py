"""The versions of the words of a consolidated report, and the files made of them."""

from __future__ import annotations

from giaoban.reports.models import Consolidation, MadeFile, Snapshot


def newest(snapshot: Snapshot) -> Consolidation:
    """The version of the words that stands, with `snapshot` itself as its snapshot. One query."""
    found = Consolidation.objects.filter(snapshot=snapshot).select_related("draft").order_by("-number")[0]
    found.snapshot = snapshot
    return found


def files_of(version: Consolidation) -> list[MadeFile]:
    """The files of a version, the newest first. One query."""
    rows = MadeFile.objects.filter(consolidation=version).select_related("template", "file")
    return list(rows.order_by("-asked_at", "-pk"))
