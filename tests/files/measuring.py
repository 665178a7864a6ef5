"""
Reading hostile files one at a time, each in a process of its own, and what that cost.

`python -m tests.files.measuring` reads lines `{"file": key, "way": name}` and answers each with a line
`{"said", "seconds", "bytes", "reached"}`: how it ended ("kept", "refused: …" or what else happened), the
processor time and the memory beyond what the process had before, with those of processes that it started, and
addresses that it tried to reach.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 20  # of processor time, to come to an end at all
LARGEST_BYTES = 4 * 1024**3

Ways = dict[str, Callable[[bytes, str], None]]


class Measured:
    """A process that forks for each file."""

    def __init__(self) -> None:
        own = {"GIAOBAN_MODE": "test", "DJANGO_SETTINGS_MODULE": "giaoban.config.settings"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.files.measuring"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT, env={**os.environ, **own},
        )  # fmt: skip

    def read(self, file: str, way: str) -> dict[str, Any]:
        """Read one file of the corpus by one way."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps({"file": file, "way": way}), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def stop(self) -> None:
        """End it."""
        self._process.communicate(timeout=30)


def ways() -> Ways:
    """Every way in by which a file is read, as far as it goes without a database."""
    return {**_ways_of_the_register(), **_ways_of_drafts(), **_ways_of_tables()}


def _ways_of_the_register() -> Ways:
    from giaoban.assignments.extraction import read_notice
    from giaoban.assignments.extraction.bounds import HEAD_LETTERS, beyond_reading
    from giaoban.documents.actions import clean_text
    from giaoban.documents.actions.signing import check_signatures
    from giaoban.documents.reading.fields import propose
    from giaoban.documents.reading.intake import read_handed_in
    from giaoban.files.reading import check_evidence, read_paper
    from giaoban.foundation.verdict import Refused

    def evidence(data: bytes, name: str) -> None:
        check_evidence(data, filename=name)

    def notice(data: bytes, name: str) -> None:
        text = clean_text(read_paper(data, filename=name).text)
        check_evidence(data, filename=name, is_read=True)
        if beyond_reading(text):
            raise Refused(text[:60])
        head = read_notice(text[:HEAD_LETTERS], units=(), issued_on=date(2026, 3, 2)).head
        read_notice(text, units=(), issued_on=head.issued_on or date(2026, 3, 2))

    def handed_in(data: bytes, name: str) -> None:
        propose(clean_text(read_handed_in(data, filename=name).text))
        check_evidence(data, filename=name, is_read=True)

    def signed(data: bytes, name: str) -> None:
        if check_evidence(data, filename=name) == "application/pdf":
            check_signatures(data)

    return {f.__name__: f for f in (evidence, notice, handed_in, signed)}


def _ways_of_drafts() -> Ways:
    from giaoban.documents.drafting.answers import read_answer
    from giaoban.documents.drafting.plain import read_text
    from giaoban.documents.drafting.word import read_word
    from giaoban.files.reading import read_marked

    sent = read_text("\n".join(f"Điều {n}. Các sở, ngành rà soát thủ tục số {n}." for n in range(1, 40)))

    def draft(data: bytes, name: str) -> None:
        read_word(data, filename=name)

    def answer(data: bytes, name: str) -> None:
        read_answer(read_marked(data, filename=name), sent)

    return {f.__name__: f for f in (draft, answer)}


def _ways_of_tables() -> Ways:
    from giaoban.assignments.reads.tables.heads import best_sheet
    from giaoban.files.reading import read_tables
    from giaoban.foundation.verdict import Refused
    from giaoban.reports.reads.workbooks import read_workbook
    from giaoban.reports.templating import check
    from giaoban.units.reads.importing import read_table, understand

    def table(data: bytes, name: str) -> None:
        best_sheet(read_tables(data, filename=name))

    def units(data: bytes, name: str) -> None:
        understand(read_table(data, name=name))

    def template(data: bytes, _name: str) -> None:
        if faults := check(data):
            raise Refused(", ".join(fault.kind for fault in faults))

    def workbook(data: bytes, name: str) -> None:
        read_workbook(data, filename=name)

    return {f.__name__: f for f in (table, units, template, workbook)}


def _outcome(read: Callable[[bytes, str], None], data: bytes, name: str) -> str:
    from giaoban.documents.drafting.content import Malformed
    from giaoban.files.reading import Unreadable
    from giaoban.foundation.verdict import Refused

    try:
        read(data, name)
    except Unreadable as refusal:
        return f"refused: {refusal.reason} ({refusal.detail})"
    except (Refused, Malformed) as refusal:
        return f"refused: {refusal}"
    except BaseException as fault:  # noqa: BLE001 -- whatever happens is what the test wants to hear
        return f"{type(fault).__module__}.{type(fault).__name__}: {str(fault)[:300]}"
    return "kept"


def _in_a_child(read: Callable[[bytes, str], None], data: bytes, name: str, answer_to: int) -> None:
    before = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    _none, hardest = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_SECONDS, hardest))
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    reached: list[str] = []

    def note(event: str, facts: tuple[Any, ...]) -> None:
        if event == "socket.connect":
            reached.append(str(facts[1:]))

    sys.addaudithook(note)
    said = _outcome(read, data, name)
    told = json.dumps({"said": said, "before": before, "reached": reached}).encode()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    os.write(answer_to, told[:-1] + b', "bytes": %d}' % (max(own - before, 0) + theirs))
    os._exit(0)


def measure(read: Callable[[bytes, str], None], data: bytes, name: str) -> dict[str, Any]:
    """Read in a child and say what it cost."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _in_a_child(read, data, name, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        told = stream.read()
    _pid, status, cost = os.wait4(child, 0)
    answer = {"said": f"ended with {status}", "bytes": cost.ru_maxrss * 1024, "reached": []}
    with suppress(ValueError):  # it was killed before it could say anything
        answer |= json.loads(told)
    return {**answer, "seconds": cost.ru_utime + cost.ru_stime}


def _answer_lines() -> None:
    import django

    django.setup()
    from tests.files.hostile import CORPUS

    known, made = ways(), ("", b"")
    for line in sys.stdin:
        asked = json.loads(line)
        one = CORPUS[asked["file"]]
        if made[0] != one.key:
            made = (one.key, one.make())
        print(json.dumps(measure(known[asked["way"]], made[1], one.name)), flush=True)


if __name__ == "__main__":
    _answer_lines()
