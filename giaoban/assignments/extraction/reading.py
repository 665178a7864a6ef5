"""The whole reading: from a text to its tasks, citations and head."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from giaoban.assignments.extraction.assignees import Assignees
from giaoban.assignments.extraction.clauses import cut_items
from giaoban.assignments.extraction.deadlines import Reader
from giaoban.assignments.extraction.directory import directory
from giaoban.assignments.extraction.names import Names
from giaoban.assignments.extraction.shapes import KnownUnit, Reading
from giaoban.assignments.extraction.tasks import Notice, TaskReader
from giaoban.assignments.extraction.zones import zone_items
from giaoban.documents.reading.citations import Found, find_citations
from giaoban.documents.reading.head import read_head
from giaoban.documents.reading.normal import Words, make_source
from giaoban.documents.reading.shapes import Citation


def read_notice(text: str, *, units: Sequence[KnownUnit], issued_on: date) -> Reading:
    """
    The proposals of a notice. `units` are the names the caller knows (may be empty); `issued_on` is the day
    from which days and years without a date are counted. Never raises on any text.
    """
    source = make_source(text)
    words = Words(source)
    zoned = zone_items(source, cut_items(source))
    head_end = max((z.item.end for z in zoned if z.zone == "head"), default=0)
    head = [source.text[z.item.begin : z.item.end].strip() for z in zoned if z.zone == "head"]
    citations = find_citations(source, head_end, issued_on)
    names = Names(words, directory(units))
    reader = Reader(source.text, source.fold, issued_on, tuple((f.start, f.end) for f in citations))
    notice = Notice(source, words, names, Assignees(names), reader, zoned, issued_on)
    tasks = TaskReader(notice).read()
    return Reading(tuple(tasks), _cited(citations), read_head(head[:14], citations))


def _cited(found: Sequence[Found]) -> tuple[Citation, ...]:
    """Each cited document once, without the notice's own number; the mention with a date is kept."""
    own = {(f.citation.number, f.citation.symbol) for f in found if f.own}
    kept: dict[tuple[str, str], Citation] = {}
    for one in found:
        key = (one.citation.number, one.citation.symbol)
        if key in own:
            continue
        if key not in kept or (kept[key].date is None and one.citation.date is not None):
            kept[key] = one.citation
    return tuple(sorted(kept.values(), key=lambda c: c.start))
