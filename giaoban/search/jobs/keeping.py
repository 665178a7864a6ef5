"""
Keeping the index in step with the database.

An act writes a `Change` in its own transaction and goes on. Whoever comes first applies it: the worker every
few seconds, or the process that is about to answer a search, which therefore never answers from an index that
is behind what was committed before it was asked. Applying is safe to repeat: first the index is written, then
how far it has come; killed between the two, the next one does the same again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from giaoban.search.indexing import Entry, Index
from giaoban.search.jobs.kinds import AT_ONCE, Kind, concerned, entries_of
from giaoban.search.jobs.place import (
    Progress,
    folder_in_use,
    horizon_now,
    is_of_another,
    is_open,
    locked,
    opened,
    pending,
    reached,
    read_progress,
    shape,
    write_progress,
)
from giaoban.search.models import Change

log = logging.getLogger(__name__)
MOST_CHANGES: Final = 5_000  # rows taken up in one go
PATIENCE: Final = 1.0  # seconds that a search waits for whoever writes


def current_index() -> tuple[Index, Progress] | None:
    """The index that is searched now and how far it has come; None when there is none of use."""
    folder = folder_in_use()
    progress = read_progress(folder) if folder else None
    if folder is None or progress is None or progress.shape != shape():
        return None
    if not is_open(folder) and is_of_another(progress):
        return None
    try:
        index = opened(folder)
        index.refresh()
    except (ValueError, OSError) as fault:  # damaged, or just replaced by another
        log.warning("The index in %s cannot be used: %s", folder, fault)
        return None
    return index, progress


def catch_up(*, most: int | None = None, patience: float | None = PATIENCE) -> bool:
    """
    Apply what was committed and is not in the index yet; whether the index is now up to date.

    With `most`, a backlog of more entries is left to the worker. False as well when there is no index, or
    somebody else writes for longer than `patience` seconds (None: wait as long as it takes).
    """
    while found := current_index():
        index, progress = found
        if not pending(progress, 1):
            return True
        with locked("write.lock", patience=patience) as got:
            if not got:
                return False
            if index.folder == folder_in_use() and not _apply(index, most):
                return False
    return False


def _apply(index: Index, most: int | None) -> bool:
    """Apply one go of changes; the lock is held. False when they are too many, or some were lost."""
    progress = read_progress(index.folder)
    if progress is None:
        return False
    horizon = horizon_now()
    rows = pending(progress, MOST_CHANGES)
    if not rows:
        return True
    if _some_are_lost(progress):
        (index.folder / "progress.json").unlink(missing_ok=True)  # it is made anew
        return False
    again = _again(rows)
    if most is not None and sum(map(len, again.values())) > most:
        return False
    if len(rows) == MOST_CHANGES:
        horizon = min(horizon, progress.horizon)  # more may wait below it
    write_entries(index, again)
    write_progress(index.folder, reached(horizon, rows, progress))
    return True


def _some_are_lost(progress: Progress) -> bool:
    """Whether changes were forgotten before this index saw them: it slept for too long."""
    first = Change.objects.order_by("pk").values_list("pk", flat=True).first()
    return first is not None and first > progress.last


def _again(rows: Sequence[Change]) -> dict[Kind, list[int]]:
    """The keys of each kind that must be read again."""
    sources: dict[str, set[int]] = {}
    for row in rows:
        sources.setdefault(row.source, set()).update(row.keys)
    found: dict[str, tuple[Kind, set[int]]] = {}
    for source, keys in sources.items():
        for kind, own in concerned(source, sorted(keys)):
            found.setdefault(kind.name, (kind, set()))[1].update(own)
    return {kind: sorted(keys) for kind, keys in found.values()}


def write_entries(index: Index, again: dict[Kind, list[int]]) -> None:
    """Read these keys from the database and write them into the index; those that are gone are taken out."""
    for kind, keys in again.items():
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            entries: list[Entry] = list(entries_of(kind, some))
            gone = set(some) - {entry.key for entry in entries}
            index.write(gone=[f"{kind.name}:{key}" for key in gone], entries=entries)


def tidy_up() -> None:
    """Merge the small pieces that single changes leave; the worker does it beside the searches."""
    found = current_index()
    if found is None or not found[0].is_untidy():
        return
    with locked("write.lock", patience=0) as got:
        if got:
            found[0].write(tidy=True)
