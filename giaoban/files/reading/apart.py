"""Running one of our scripts over the bytes of a stranger, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from giaoban.files.reading.paper import Reason, Unreadable

LIMIT_SECONDS: Final = 20  # on the clock; the scripts bound their own processor time far below it
_HERE: Final = Path(__file__).parent
_OUT_OF_TIME: Final = {"SIGPROF", "SIGXCPU"}
_OUT_OF_MEMORY: Final = {"SIGABRT", "SIGTRAP", "SIGILL", "SIGKILL"}  # how native code ends without memory


def answer_of(script: str, data: bytes, *arguments: int) -> dict[str, Any]:
    """
    What `script` of this folder answers for `data`; its end without an answer is a refusal too.

    Raises Unreadable: what the script refuses, too_long, zip_bomb, corrupt.
    """
    command = [sys.executable, "-I", str(_HERE / script), *map(str, arguments)]
    own = {**os.environ, "PYTHONIOENCODING": "utf-8", "RUST_BACKTRACE": "0"}
    try:
        done = subprocess.run(  # noqa: S603 -- our own script
            command, input=data, capture_output=True, timeout=LIMIT_SECONDS, check=False, env=own
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(Reason.TOO_LONG, "on the clock") from error
    if done.returncode != 0:
        raise _ended(done.returncode)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise Unreadable(Reason(answer["refused"]), answer["detail"])
    return answer


def _ended(code: int) -> Unreadable:
    name = signal.Signals(-code).name if code < 0 else str(code)
    if name in _OUT_OF_TIME:
        return Unreadable(Reason.TOO_LONG, name)
    return Unreadable(Reason.ZIP_BOMB if name in _OUT_OF_MEMORY else Reason.CORRUPT, f"ended with {name}")
