"""Making the index anew from the database, beside the one that is searched meanwhile."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from django.db.models import Max
from django.utils import timezone

from giaoban.search.indexing import Entry, Index
from giaoban.search.jobs.keeping import catch_up, current_index
from giaoban.search.jobs.kinds import AT_ONCE, entries_of, kinds
from giaoban.search.jobs.place import Progress, horizon_now, locked, put, reached, root, write_progress
from giaoban.search.models import Change

KEPT: Final = timedelta(days=30)  # an index that was not looked at for longer is made anew
NAMES: Final = 6  # random bytes in the name of an index's folder
Tell = Callable[[int, int], None]


def is_missing() -> bool:
    """Whether an index must be made: there is none, or it was made for another version of the program."""
    return current_index() is None


def rebuild(tell: Tell = lambda _done, _whole: None) -> int:
    """
    Make a new index from the database and put it in the place of the old one; how many entries it has.

    The old one is searched and kept up to date until then. Two rebuilds at once wait for one another; one
    that is killed leaves a folder that the next one clears away. `tell` is called with (done, whole).
    """
    with locked("rebuild.lock", patience=None):
        _clear_away()
        folder = root() / f"index-{secrets.token_hex(NAMES)}"
        progress = _from_here()
        index = Index(folder)
        index.fill(_all_entries(tell))
        write_progress(folder, progress)
        with locked("write.lock", patience=None):
            put(root() / "current", folder.name)
        _clear_away()
    catch_up(patience=None)
    return len(index)


def _from_here() -> Progress:
    """
    What is committed up to now will be read; what comes later is taken up afterwards.

    There is always a change to begin from, so that the first one that was forgotten unseen shows as a gap.
    """
    if not Change.objects.exists():
        Change.objects.create(source="", keys=[], at=timezone.now())
    horizon = horizon_now()
    seen = list(Change.objects.filter(turn__gte=horizon).defer("keys")) if horizon else []
    last = Change.objects.aggregate(last=Max("pk"))["last"] or 0
    return reached(horizon, seen, Progress(0, (), last, ""))


def _all_entries(tell: Tell) -> Iterator[Entry]:
    whole = [(kind, list(kind.all_keys())) for kind in kinds()]
    count, done = sum(len(keys) for _kind, keys in whole), 0
    for kind, keys in whole:
        rest = iter(keys)
        while some := list(islice(rest, AT_ONCE)):
            yield from entries_of(kind, some)
            done += len(some)
            tell(done, count)
    if not count:
        tell(0, 0)


def _clear_away() -> None:
    """Remove what no search uses: folders of earlier indexes and of rebuilds that were cut off."""
    current = root() / "current"
    used = current.read_text(encoding="utf-8").strip() if current.exists() else ""
    for folder in root().glob("index-*"):
        if folder.name != used:
            shutil.rmtree(folder, ignore_errors=True)


def throw_away() -> None:
    """Forget the index, because the database was put in the place of another; it is made anew when needed."""
    shutil.rmtree(root(), ignore_errors=True)


def forget_old_changes(at: datetime) -> None:
    """Remove changes that every index has taken up long ago, but for the last: by it a gap is seen."""
    last = Change.objects.aggregate(last=Max("pk"))["last"] or 0
    Change.objects.filter(at__lt=at - KEPT, pk__lt=last).delete()
