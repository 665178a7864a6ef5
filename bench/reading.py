"""From a text to proposals: the reader alone, the command, and an upload."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from bench.figures import Figure, middle_of, say
from bench.notice import DEADLINES, ISSUED_ON, LENGTH, UNITS, as_docx, lines
from giaoban.assignments.extraction import KnownUnit, read_notice

GIAOBAN: Final = str(Path(sys.executable).parent / "giaoban")
ROUNDS: Final = 5


def propose(*, share: float) -> Iterator[Figure]:
    """A notice of twenty pages, or the share of it: read in this process, then by the whole command."""
    paper = lines(round(LENGTH * share))
    text, units = "\n".join(paper), [KnownUnit(name) for name in UNITS]
    read = partial(read_notice, text, units=units, issued_on=ISSUED_ON)
    found = len(read().tasks)
    if found < text.count(DEADLINES[0]):
        raise AssertionError("the notice was not read")
    say(f"    {len(text)} characters, {found} tasks")
    yield Figure("propose.call", "none", middle_of(read, rounds=ROUNDS), "s")
    with tempfile.TemporaryDirectory() as folder:
        notice = Path(folder) / "notice.docx"
        notice.write_bytes(as_docx(paper))
        command = (GIAOBAN, "propose", str(notice), "--issued-on", ISSUED_ON.isoformat(), "--json")
        whole = partial(subprocess.run, command, check=True, capture_output=True)
        yield Figure("propose.process", "none", middle_of(whole, rounds=3), "s")
