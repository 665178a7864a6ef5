"""How much text is read for tasks."""

from __future__ import annotations

import re
from typing import Final

_MOST: Final = 250_000
_LETTERS_OF_AN_END: Final = 12  # beginning a sentence costs as much as reading so many letters
_ENDS: Final = re.compile(r"\n|[.;:!?](?=\s)")
HEAD_LETTERS: Final = 20_000
"""The head of a paper, with the number and the day of its own, stands within so many letters."""


def beyond_reading(text: str) -> bool:
    """
    Whether `text` is more than is read for tasks: some ninety pages, fewer where its sentences are tiny.

    The measure is time: what is within takes less than two seconds.
    """
    if len(text) > _MOST:
        return True
    return len(text) + _LETTERS_OF_AN_END * sum(1 for _end in _ENDS.finditer(text)) > _MOST
