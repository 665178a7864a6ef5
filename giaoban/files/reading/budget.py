"""How long reading one file may take, for readers that run in the process that asked."""

from __future__ import annotations

import time
from typing import Final

from giaoban.files.reading.paper import Reason, Unreadable

SECONDS: Final = 1.0  # of processor time of this thread; three hundred pages take a third of it
_STEPS: Final = 512  # between two looks at the clock


class Budget:
    """
    Counts steps and looks at the clock now and then.

    What costs a microsecond a thousand times over may cost a millisecond each in a file made for it, so no
    count of elements alone bounds the time.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._until = time.thread_time() + seconds
        self._left = _STEPS

    def step(self) -> None:
        """One step more. Raises Unreadable (too_long) when the time is used up."""
        self._left -= 1
        if self._left > 0:
            return
        self._left = _STEPS
        if time.thread_time() > self._until:
            raise Unreadable(Reason.TOO_LONG, "processor time")
