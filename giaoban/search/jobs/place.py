"""Where the index lies, how far it has come, and who may write."""

from __future__ import annotations

import fcntl
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.models import Max

from giaoban.search.indexing import Index
from giaoban.search.indexing.index import SHAPE
from giaoban.search.jobs.kinds import shape_of_kinds
from giaoban.search.models import Change

LOOK_AGAIN: Final = 0.01  # seconds between two tries for a lock


@dataclass(frozen=True, slots=True)
class Progress:
    """
    How far an index has come: it holds every change of a transaction below `horizon`, and those of `applied`.

    On SQLite the horizon is the key of the next change, and `applied` is empty. `last` is the highest key
    that was applied.
    """

    horizon: int
    applied: tuple[int, ...]
    last: int
    shape: str


def shape() -> str:
    """What an index must be made for to be of use to this program."""
    return f"{SHAPE}:{shape_of_kinds()}"


def root() -> Path:
    """The folder of everything about the index."""
    folder = Path(settings.SEARCH_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def locked(name: str, *, patience: float | None) -> Iterator[bool]:
    """
    Hold the lock `name` among all processes of this host; whether it was got within `patience` seconds.

    None waits as long as it takes. A process that is killed lets go.
    """
    until = None if patience is None else time.monotonic() + patience
    handle = os.open(root() / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not (got := _try(handle)) and (until is None or time.monotonic() < until):
            time.sleep(LOOK_AGAIN)
        yield got
    finally:
        os.close(handle)


def _try(handle: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def horizon_now() -> int:
    """
    Below this number no change can appear any more; read it before the changes themselves.

    PostgreSQL: the oldest transaction that is still open. SQLite: 0, its keys are in the order of commits.
    """
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def reached(horizon: int, seen: list[Change], before: Progress | None) -> Progress:
    """How far an index has come that held `before` and took up the changes `seen` after reading `horizon`."""
    last = max([before.last if before else 0, *(change.pk for change in seen)])
    if connection.vendor != "postgresql":
        return Progress(last + 1, (), last, shape())
    earlier = before.applied if before else ()
    open_still = {change.pk for change in seen if change.turn >= horizon}
    if earlier:
        open_still |= set(
            Change.objects.filter(pk__in=earlier, turn__gte=horizon).values_list("pk", flat=True)
        )
    return Progress(horizon, tuple(sorted(open_still)), last, shape())


def pending(progress: Progress, most: int) -> list[Change]:
    """Changes that the index does not hold yet, at most `most`. One query."""
    if connection.vendor != "postgresql":
        waiting = Change.objects.filter(pk__gte=progress.horizon)
    else:
        waiting = Change.objects.filter(turn__gte=progress.horizon).exclude(pk__in=progress.applied)
    return list(waiting.order_by("pk")[:most])


def is_of_another(progress: Progress) -> bool:
    """Whether an index has seen what this database never held: it belongs to another, or to a later copy."""
    last = Change.objects.aggregate(last=Max("pk"))["last"] or 0
    return progress.last > last or progress.horizon > max(horizon_now(), last + 1)


def read_progress(folder: Path) -> Progress | None:
    """How far the index in `folder` has come; None when it is not whole."""
    try:
        told = json.loads((folder / "progress.json").read_text(encoding="utf-8"))
        return Progress(told["horizon"], tuple(told["applied"]), told["last"], told["shape"])
    except (OSError, ValueError, KeyError):
        return None


def write_progress(folder: Path, progress: Progress) -> None:
    """Note how far the index in `folder` has come, after what it took up is on the disk."""
    put(folder / "progress.json", json.dumps(asdict(progress)))


def put(path: Path, text: str) -> None:
    """Write a small file in one step: whoever reads it sees the old one or the new one."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


_opened: dict[Path, Index] = {}
_opening = threading.Lock()


def folder_in_use() -> Path | None:
    """The folder of the index that is searched now; None before the first was made."""
    with suppress(OSError):
        name = (root() / "current").read_text(encoding="utf-8").strip()
        if name and (root() / name).is_dir():
            return root() / name
    return None


def is_open(folder: Path) -> bool:
    """Whether this process has the index in `folder` open."""
    return folder in _opened


def opened(folder: Path) -> Index:
    """The index in `folder`, opened once a process; others of the same place are let go."""
    with _opening:
        if folder not in _opened:
            for other in [path for path in _opened if path.parent == folder.parent or not path.exists()]:
                del _opened[other]
            _opened[folder] = Index(folder)
        return _opened[folder]
