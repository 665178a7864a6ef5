"""What the screens of drafts show: the list, a version as the draft it was, the clauses as on paper."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count

from giaoban.documents.drafting.content import Clause, Content, Kind, load
from giaoban.documents.drafting.numbering import marks, names
from giaoban.documents.layout import Run
from giaoban.documents.models import Draft, DraftQuerySet, DraftVersion
from giaoban.documents.reading.types import BY_CODE
from giaoban.documents.vocabulary import Authority, DocumentType, DraftState
from giaoban.foundation.text import search_key
from giaoban.units.models import Committee
from giaoban.units.reads import Officer

ROWS: Final = 50
_LEVEL: Final = re.compile(r"(?i)^(?:(?:UBND|Ủy ban nhân dân)\s+)?(tỉnh|thành phố|xã|phường|đặc khu)\s+(.+)")
SHOWN: Final = {
    "open": (DraftState.WRITING, DraftState.READY),
    "issued": (DraftState.ISSUED,),
    "withdrawn": (DraftState.WITHDRAWN,),
}
"""The lists of drafts by the name in their address."""


def draft_page(officer: Officer, *, show: str, words: str, page: str | None) -> Page[Draft]:
    """One page of the drafts that `officer` may read; each has `frozen`, how many versions it has."""
    drafts = _found(Draft.objects.of_officer(officer).filter(state__in=SHOWN[show]), words)
    rows = drafts.for_list().annotate(frozen=Count("versions"))
    return Paginator(rows, ROWS).get_page(page)


def draft_counts(officer: Officer) -> dict[str, int]:
    """How many drafts each list has, by its name; one query."""
    counted = dict(
        Draft.objects.of_officer(officer)
        .order_by()
        .values_list("state")
        .annotate(number=Count("pk"))
        .values_list("state", "number")
    )
    return {name: sum(counted.get(state, 0) for state in states) for name, states in SHOWN.items()}


def _found(drafts: DraftQuerySet, words: str) -> DraftQuerySet:
    for word in search_key(words.replace("\x00", "")).split()[:8]:
        drafts = drafts.filter(search_key__contains=word)
    return drafts


def as_frozen(version: DraftVersion) -> Draft:
    """The draft as it was when `version`, loaded with it, was frozen; it must not be saved."""
    then = copy.copy(version.draft)
    for name, value in version.head.items():
        setattr(then, name, value)
    then.content = version.content
    return then


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause as the page shows it: its mark, its name for people, its words; `titled` stands bold."""

    clause: Clause
    mark: str
    name: str

    @property
    def runs(self) -> tuple[Run, ...]:
        """The styled words."""
        return self.clause.runs

    @property
    def css(self) -> str:
        """The class that says how it stands on the page."""
        look = f"c-{self.clause.kind}"
        if self.clause.kind in {Kind.BULLET, Kind.CLAUSE} and self.clause.level > 1:
            look += f" level-{self.clause.level}"
        return look if self.clause.align == "justify" else f"{look} at-{self.clause.align}"

    @property
    def is_wide(self) -> bool:
        """Whether its mark stands on a line of its own above its title."""
        return self.clause.kind in {Kind.ANNEX, Kind.PART, Kind.CHAPTER, Kind.SECTION}


def clause_lines(content: Content) -> list[ClauseLine]:
    """Every clause with its mark and its name."""
    named = names(content)
    return [ClauseLine(c, mark, named[c.id]) for c, mark in zip(content, marks(content), strict=True)]


def content_of(draft: Draft) -> Content:
    """The clauses of the working copy."""
    return load(draft.content)


def bases_as_printed(draft: Draft) -> Iterator[str]:
    """Legal bases as the paper has them: each ends with a semicolon, the last with a point."""
    for place, base in enumerate(draft.bases, start=1):
        yield f"{base.rstrip(' ;.,')}{'.' if place == len(draft.bases) else ';'}"


def proposed_head(committee: Committee, type_: str) -> dict[str, Any]:
    """
    The head that a new draft of `committee`, loaded with its level, begins with.

    Papers are in Vietnamese. A committee's paper is signed for the head by those whom the committee names.
    """
    level = _LEVEL.match(committee.level.name)
    abbreviation = BY_CODE[type_].state if type_ in BY_CODE else None
    symbol = committee.symbol if type_ == DocumentType.LETTER else f"{abbreviation or ''}-{committee.symbol}"
    return {
        "superior": f"Ủy ban nhân dân {level[1].lower()} {level[2]}" if level else committee.level.name,
        "issuer": committee.name,
        "symbol": symbol.strip("-"),
        "place": _LEVEL.sub(r"\2", committee.level.name),
        "archive": f"VT, {committee.standing_unit.name}"[:80],
        "authority": Authority.COLLECTIVE,
        "collective": "BAN CHỈ ĐẠO",
        "offices": ("TRƯỞNG BAN",),
    }


def printed_type(type_: str) -> str:
    """The name of a type as a paper's title; "" for letters and for types without one."""
    found = BY_CODE.get(type_)
    return "" if found is None or type_ == DocumentType.LETTER else found.name
