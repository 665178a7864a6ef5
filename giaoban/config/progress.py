"""Progress of long work on standard error: a line that moves on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time


class Progress:
    """Call it with (done, all); it prints at most ten times a second, or every five seconds in a log."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.moves = sys.stderr.isatty()
        self.last = time.monotonic()

    def __call__(self, done: int, whole: int) -> None:
        """Say that `done` of `whole` are done; `whole` 0 means unknown."""
        now = time.monotonic()
        if done < whole and now - self.last < (0.1 if self.moves else 5):
            return
        self.last = now
        share = f"{done}/{whole} ({100 * done // whole} %)" if whole else str(done)
        end = "\n" if not self.moves or (whole and done >= whole) else ""
        print(f"{chr(13) if self.moves else ''}{self.label}: {share}", end=end, file=sys.stderr, flush=True)
