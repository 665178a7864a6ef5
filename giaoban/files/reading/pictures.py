"""Text from pictures and scans, page by page, by the program tesseract where it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Final

from giaoban.files.reading.paper import Reason, Unreadable

LIMIT_PAGES: Final = 60
LANGUAGE: Final = "vie"
_SECONDS: Final = 60  # for one page
_MEMORY_BYTES: Final = 1024**3
_LIMIT_CHARACTERS: Final = 200_000  # of one page
_HERE: Final = Path(__file__).parent


@lru_cache(maxsize=8)
def reads_vietnamese(program: str) -> bool:
    """Whether `program` is a tesseract that knows Vietnamese; "" is none. Asked once a process."""
    if not program:
        return False
    try:
        done = subprocess.run(  # noqa: S603 -- the program that the installation names
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in done.stdout.split()


def pages_of(data: bytes, *, kind: str) -> int:
    """
    How many pages a picture (`kind` "png", "jpg") or a scan ("pdf") has.

    Raises Unreadable: corrupt.
    """
    if kind != "pdf":
        return 1
    done = _run([sys.executable, "-I", str(_HERE / "pdf_picture.py")], data, seconds=20)
    return int(done or 0)


def text_of_page(data: bytes, number: int, *, kind: str, program: str) -> str:
    """
    The text of one page, counted from 0; "" when nothing is read on it.

    Raises Unreadable: corrupt (the program fails on it), zip_bomb (it takes too long or too much).
    """
    if kind == "pdf":
        data = _run([sys.executable, "-I", str(_HERE / "pdf_picture.py"), str(number)], data, seconds=20)
    bounds = [sys.executable, "-I", str(_HERE / "limited.py"), str(_MEMORY_BYTES), str(_SECONDS)]
    read = _run([*bounds, program, "stdin", "stdout", "-l", LANGUAGE, "--psm", "3"], data, seconds=_SECONDS)
    return read.decode("utf-8", "replace").replace("\f", "").strip("\n")[:_LIMIT_CHARACTERS]


def _run(command: list[str], data: bytes, *, seconds: int) -> bytes:
    own = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # the web process needs the other processors
    try:
        done = subprocess.run(  # noqa: S603 -- our own scripts and the installation's program
            command, input=data, capture_output=True, timeout=seconds, check=False, env=own
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(Reason.ZIP_BOMB, "reading the picture takes too long") from error
    if done.returncode != 0:
        raise Unreadable(Reason.CORRUPT, f"reading the picture ended with {done.returncode}")
    return done.stdout
