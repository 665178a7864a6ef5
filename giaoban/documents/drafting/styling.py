"""Bold, italics and measures that a text without them takes back from the clause it was made from."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from giaoban.documents.drafting.content import Clause, Kind, merged, plain
from giaoban.documents.drafting.likeness import MOST_STEPS
from giaoban.documents.layout import Run

_PIECES: Final = re.compile(r"\w+|\s+|[^\w\s]")


def with_styles_of(clause: Clause, old: Clause) -> Clause:
    """`clause` with the styles of `old`, of which it was made, as far as it has none of its own."""
    if clause.kind == Kind.TABLE:
        return _table(clause, old) if old.kind == Kind.TABLE else clause
    align = old.align if clause.kind == old.kind and clause.align == "justify" else clause.align
    landscape = clause.landscape or (clause.kind == old.kind and old.landscape)
    return replace(clause, runs=_styled(clause.runs, old.runs), align=align, landscape=landscape)


def _table(clause: Clause, old: Clause) -> Clause:
    columns = len(clause.rows[0]) if clause.rows else 0
    widths = clause.widths or (old.widths if len(old.widths) == columns else ())
    cells = {plain(cell): cell for row in old.rows for cell in row}
    rows = tuple(tuple(_styled(cell, cells.get(plain(cell), ())) for cell in row) for row in clause.rows)
    return replace(clause, widths=widths, rows=rows)


def _styled(runs: tuple[Run, ...], old: tuple[Run, ...]) -> tuple[Run, ...]:
    if any(run.bold or run.italic for run in runs) or not any(run.bold or run.italic for run in old):
        return runs
    if all((run.bold, run.italic) == (old[0].bold, old[0].italic) for run in old):
        return (Run(plain(runs), old[0].bold, old[0].italic),) if runs else runs
    if len(plain(runs)) * len(plain(old)) > 25 * MOST_STEPS:  # in letters, not in words
        return runs
    pieces = [(piece, run) for run in old for piece in _PIECES.findall(run.text)]
    words = _PIECES.findall(plain(runs))
    styles: list[tuple[bool, bool]] = [(False, False)] * len(words)
    matcher = SequenceMatcher(None, [piece for piece, _run in pieces], words, autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        for step in range(size):
            run = pieces[a + step][1]
            styles[b + step] = (run.bold, run.italic)
    return merged(Run(word, *style) for word, style in zip(words, styles, strict=True))
