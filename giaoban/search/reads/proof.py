"""Proving that the index says what the database says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from giaoban.search.jobs import catch_up, current_index, kinds
from giaoban.search.jobs.kinds import AT_ONCE, entries_of

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class IndexFaults:
    """Ids ("paper:12") that the index lacks, that it has and the database has not, and that differ."""

    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    different: tuple[str, ...]
    entries: int

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.different)


def index_faults(tell: Tell = lambda _done, _whole: None) -> IndexFaults | None:
    """
    Compare every entry with the database, after taking up what waits; None when there is no index.

    On a site that is being used, what changes meanwhile may show as different.
    """
    catch_up(patience=None)
    found = current_index()
    if found is None:
        return None
    held = dict(found[0].digests())
    missing, different = [], []
    whole = len(held)
    for number, (id_, digest) in enumerate(_digests(), start=1):
        kept = held.pop(id_, None)
        if kept is None:
            missing.append(id_)
        elif kept != digest:
            different.append(id_)
        tell(min(number, whole), whole)
    return IndexFaults(tuple(missing), tuple(sorted(held)), tuple(different), whole)


def _digests() -> Iterator[tuple[str, str]]:
    for kind in kinds():
        keys = iter(kind.all_keys())
        while some := list(islice(keys, AT_ONCE)):
            for entry in entries_of(kind, some):
                yield entry.id, entry.digest()
