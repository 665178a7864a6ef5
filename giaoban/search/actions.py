"""Telling the index that something has changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from giaoban.search.models import Change

A_ROW: Final = 500  # keys


def index_again(source: str, keys: Iterable[int], *, at: datetime) -> None:
    """
    Have the index read again what hangs on these things of kind `source`; call it where they are written.

    It holds if and only if the caller's transaction commits, and costs one row for five hundred keys. The
    kinds that heed `source` say so where they are told (`tell_kind`, `tell_readers`).
    """
    keys = list(keys)
    parts = (keys[start : start + A_ROW] for start in range(0, len(keys), A_ROW))
    Change.objects.bulk_create([Change(source=source, keys=part, at=at) for part in parts])
