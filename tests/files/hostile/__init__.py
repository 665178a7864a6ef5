"""
Hostile files, made here byte by byte: nothing of unknown origin lies in the repository.

Each is small to send and meant to cost, to break or to mislead whoever reads it. `CORPUS` names them all;
`python -m tests.files.hostile FOLDER` writes them out to be tried by hand.
"""

from __future__ import annotations

from tests.files.hostile import archives, documents, names, papers, pictures, sheets, texts
from tests.files.hostile.shapes import Hostile

CORPUS: dict[str, Hostile] = {
    one.key: one
    for family in (archives, documents, papers, pictures, sheets, texts, names)
    for one in family.FILES
}

__all__ = ["CORPUS", "Hostile"]
