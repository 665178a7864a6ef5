"""Names of uploaded files made safe to keep and to show."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LIMIT_LETTERS: Final = 150
LIMIT_BYTES: Final = 240  # most file systems stop at 255
_FALLBACK: Final = "tep"
_LONGEST: Final = 1_000  # of either end that is looked at
_DROPPED_CATEGORIES: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, direction, private
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def safe_filename(name: str) -> str:
    """
    The last part of `name` without anything that misleads a person or a file system; never empty.

    Path parts, control characters and marks that turn the direction of writing go; so do characters that
    Windows forbids, and leading dots. A long name is cut before its extension.

    >>> safe_filename("../../Kế hoạch\u202excod.exe")
    'Kế hoạchxcod.exe'
    """
    last = re.split(r"[\\/]", name)[-1]
    last = last[:_LONGEST] + last[_LONGEST:][-_LONGEST:]
    kept = "".join(c for c in last if unicodedata.category(c) not in _DROPPED_CATEGORIES)
    clean = re.sub(r'[<>:"|?*]', "_", unicodedata.normalize("NFC", kept))
    clean = " ".join(clean.split()).strip(". ")
    if _RESERVED.match(clean):
        clean = f"_{clean}"
    return _shortened(clean) or _FALLBACK


def extension(name: str) -> str:
    """The extension of a safe name in lower case without its dot; "" when there is none."""
    stem, dot, ending = safe_filename(name).rpartition(".")
    return ending.lower() if dot and stem else ""


def _shortened(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = name, ""
    tail = f".{ending}" if ending else ""
    stem = stem[: LIMIT_LETTERS - len(tail)]
    while len((stem + tail).encode()) > LIMIT_BYTES:
        stem = stem[:-1]
    return stem.rstrip(". ") + tail if stem.rstrip(". ") else ending
