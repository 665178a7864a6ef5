"""Asking for a template to be checked or filled, in a process with bounds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from giaoban.files.reading import Reason, Unreadable
from giaoban.reports.templating.faults import Fault, FaultKind

LIMIT_BYTES: Final = 5 * 1024 * 1024
"""Of a template as it is uploaded."""
_CHECK_MEMORY: Final = 240 * 1024**2
_CHECK_SECONDS: Final = 1.6
_FILL_MEMORY: Final = 1536 * 1024**2
_FILL_SECONDS: Final = 60.0
_CHILD: Final = Path(__file__).with_name("child.py")


class Misfit(Exception):
    """A template that cannot be used, with what is wrong."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.kind for fault in faults))
        self.faults = faults


def check(template: bytes, keys: Iterable[str] | None = None) -> tuple[Fault, ...]:
    """
    What is wrong with a template; empty: it may be used. At most two seconds and 240 MB.

    `keys` are the indicators that it may name; None: any. Raises Unreadable (`files.reading`) for what is
    no sound Word file.
    """
    try:
        parts = {"template": template, "keys": _json(None if keys is None else list(keys))}
        answer, _made = _ask("check", parts, _CHECK_MEMORY, _CHECK_SECONDS)
    except Misfit as misfit:
        return misfit.faults
    return tuple(Fault.from_json(each) for each in answer["faults"])


def fill(template: bytes, facts: dict[str, Any], pictures: Mapping[str, tuple[str, str]]) -> bytes:
    """
    The Word file; the same template, facts and pictures give the same bytes.

    Figures stand in `facts` as {"=": "1234.5", "t": "1.234,5"}, missing ones as {"=": None}, pictures as
    {"@": name}; `pictures` are standalone SVG documents and their words by name. Raises Misfit.
    """
    parts = {"template": template, "facts": _json(facts), "pictures": _json(pictures)}
    try:
        answer, made = _ask("fill", parts, _FILL_MEMORY, _FILL_SECONDS)
    except Unreadable as refusal:
        raise Misfit((Fault(FaultKind.UNREADABLE, what=refusal.detail),)) from refusal
    if answer["faults"]:
        raise Misfit(tuple(Fault.from_json(each) for each in answer["faults"]))
    return made


def _json(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _ask(mode: str, parts: Mapping[str, bytes], memory: int, seconds: float) -> tuple[dict[str, Any], bytes]:
    """Raises Unreadable, and Misfit when the process came to no end within its bounds."""
    head = json.dumps({name: len(data) for name, data in parts.items()}).encode()
    command = [sys.executable, "-I", str(_CHILD), mode, str(memory), str(seconds)]
    own = {**os.environ, "PYTHONIOENCODING": "utf-8", "RAYON_NUM_THREADS": "1"}  # each takes of the memory
    try:
        done = subprocess.run(  # noqa: S603 -- our own script
            command,
            input=b"\n".join((head, b"".join(parts.values()))),
            capture_output=True,
            timeout=2 * seconds + 20,
            check=False,
            env=own,
        )
    except subprocess.TimeoutExpired as error:
        raise Misfit((Fault(FaultKind.TOO_LONG),)) from error
    if done.returncode:
        raise Misfit((_ended(done.returncode, done.stderr),))
    line, _newline, made = done.stdout.partition(b"\n")
    answer: dict[str, Any] = json.loads(line)
    if "refused" in answer:
        raise Unreadable(Reason(answer["refused"]), answer["detail"])
    return answer, made


def _ended(code: int, said: bytes) -> Fault:
    """An end without an answer: out of time or memory, or a fault that nobody foresaw."""
    if code < 0:
        return Fault(FaultKind.TOO_LONG, what=signal.Signals(-code).name)
    last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if "MemoryError" in last or "Cannot allocate" in last:
        return Fault(FaultKind.TOO_LONG, what="memory")
    return Fault(FaultKind.BROKEN, what=last.partition(":")[0][:60])
