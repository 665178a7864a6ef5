"""
A template checked or filled in a process of its own: `python child.py MODE BYTES SECONDS < asked > answer`.

A template is a stranger's file and a small program. Memory and processor time are limited here, whatever it
asks for. On both pipes stands one line of JSON, then the bytes whose lengths it tells.
"""

from __future__ import annotations

import importlib
import json
import signal
import sys
from pathlib import Path
from typing import Any


def limit_resources(memory_bytes: int, seconds: float) -> None:
    """Bound memory and processor time of this process, where the system can."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _check(template: bytes, keys: list[str] | None) -> tuple[dict[str, Any], bytes]:
    from giaoban.reports.templating.checking import faults_of
    from giaoban.reports.templating.filling import example, fill
    from giaoban.reports.templating.reading import open_template

    found = faults_of(open_template(template), keys)
    if not found:
        fill(template, example(), {})
    return {"faults": [fault.as_json() for fault in found]}, b""


def _fill(
    template: bytes, facts: dict[str, Any], pictures: dict[str, list[str]]
) -> tuple[dict[str, Any], bytes]:
    from giaoban.reports.templating.checking import faults_of
    from giaoban.reports.templating.filling import fill, unpacked
    from giaoban.reports.templating.hanging import Drawing
    from giaoban.reports.templating.reading import Unfit, open_template

    archive = open_template(template)
    drawings = {name: Drawing(*drawing) for name, drawing in pictures.items()}
    try:
        return {"faults": []}, fill(template, unpacked(facts), drawings)
    except Unfit:
        found = faults_of(archive, list(facts["so"]))  # with the indicators of this very report
        if not found:
            raise
        return {"faults": [fault.as_json() for fault in found]}, b""


def _answer(mode: str) -> tuple[dict[str, Any], bytes]:
    from giaoban.files.reading.paper import Unreadable
    from giaoban.reports.templating.reading import Unfit

    lengths: dict[str, int] = json.loads(sys.stdin.buffer.readline())
    parts = {name: sys.stdin.buffer.read(length) for name, length in lengths.items()}
    template = parts.pop("template")
    try:
        told = {name: json.loads(part) for name, part in parts.items()}
        return _check(template, **told) if mode == "check" else _fill(template, **told)
    except Unreadable as refusal:
        return {"refused": refusal.reason, "detail": refusal.detail}, b""
    except Unfit as unfit:
        return {"faults": [unfit.fault.as_json()]}, b""


if __name__ == "__main__":
    limit_resources(int(sys.argv[2]), float(sys.argv[3]))
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    try:
        answer, made = _answer(sys.argv[1])
    except MemoryError:
        answer, made = {"refused": "zip_bomb", "detail": "memory"}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)
