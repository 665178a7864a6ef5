"""One thing that can be found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from giaoban.search.indexing.words import forms_of

BREAK = " ¶ "  # between title and text: no phrase runs across it, nobody can type it


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One thing that can be found, as a room tells it.

    `readers` are the tokens of those who may read it: an entry without any is found by nobody. `numbers` are
    the numbers by which it is called for ("215/TB-BCĐ", "215"); `type`, `issuer`, `day`, `units` and
    `committee` are what it can be narrowed by, "" and None for nothing.
    """

    kind: str
    key: int
    title: str
    body: str
    readers: frozenset[str]
    numbers: tuple[str, ...] = ()
    type: str = ""
    issuer: str = ""
    day: date | None = None
    units: frozenset[int] = frozenset()
    committee: int | None = None

    @property
    def id(self) -> str:
        """The name of the entry in the index."""
        return f"{self.kind}:{self.key}"

    @property
    def sort(self) -> str:
        """Kind and type in one word, by which lists of results are narrowed."""
        return f"{self.kind}:{self.type}"

    def texts(self) -> tuple[str, str]:
        """All words in both forms; the title counts twice, so that what is about something comes first."""
        title_exact, title_folded = forms_of(self.title)
        body_exact, body_folded = forms_of(self.body)
        return (
            f"{title_exact}{BREAK}{title_exact}{BREAK}{body_exact}",
            f"{title_folded}{BREAK}{title_folded}{BREAK}{body_folded}",
        )

    def digest(self) -> str:
        """Sixteen characters that change with anything told; the index keeps them for its proof."""
        told = (
            sorted(self.readers),
            self.numbers,
            self.type,
            self.issuer,
            self.day and self.day.isoformat(),
            sorted(self.units),
            self.committee,
        )
        texts = "\0".join((self.title, self.body, repr(told)))
        return hashlib.blake2b(texts.encode(errors="surrogatepass"), digest_size=8).hexdigest()
