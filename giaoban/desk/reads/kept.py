"""What was counted of a past day, kept for some minutes: how things stood then does not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Any, Final, TypeVar

T = TypeVar("T")
SECONDS: Final = 300
"""Long enough to look from a board into its tables and back; what is entered late shows after it."""
MOST: Final = 16
"""Few: each holds the figures of a whole board, which may have thousands of papers and months."""

_shelf: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
_lock = Lock()


def kept(key: Hashable, count: Callable[[], T]) -> T:
    """What `count()` gave for `key` within the last `SECONDS` in this process, else what it gives now."""
    with _lock:
        found = _shelf.get(key)
        if found is not None and monotonic() < found[0]:
            _shelf.move_to_end(key)
            answer: T = found[1]
            return answer
    fresh = count()
    with _lock:
        _shelf[key] = (monotonic() + SECONDS, fresh)
        _shelf.move_to_end(key)
        while len(_shelf) > MOST:
            _shelf.popitem(last=False)
    return fresh


def forget() -> None:
    """Keep nothing."""
    with _lock:
        _shelf.clear()
