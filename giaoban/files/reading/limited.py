"""
Run a program with bounds on memory and processor time: `python limited.py BYTES SECONDS program arguments…`.

Programs that read pictures are native code and eat what they are given. It needs nothing of the project.
"""

from __future__ import annotations

import importlib
import os
import sys


def bound(memory_bytes: int, seconds: int) -> None:
    """Bound this process and what becomes of it, where the system can."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    bound(int(sys.argv[1]), int(sys.argv[2]))
    os.execv(sys.argv[3], sys.argv[3:])  # noqa: S606 -- the caller's own program, without a shell
