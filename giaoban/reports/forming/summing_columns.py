"""Totals among the columns of a table: by "(3)=(4)+(5)", by the heads above them, by the word "Cộng"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from giaoban.reports.forming.definition import Definition, SectionKind
from giaoban.reports.forming.heads import FigureColumn, Head
from giaoban.reports.forming.marks import ADDED, Mark, Rules, Tie, mark_of, says_what, total_word
from giaoban.reports.forming.summing import Tied

_WHOLE_SPLITS: Final = tuple(
    map(
        frozenset,
        (
            ("nam", "nữ"),
            ("thành thị", "nông thôn"),
            ("trong hạn", "quá hạn"),
            ("đúng hạn", "quá hạn"),
            ("trước hạn", "đúng hạn", "quá hạn"),
        ),
    )
)
"""Heads that stand for all there is: a "Tổng số" beside exactly these adds them up."""


def tie_columns(definition: Definition, head: Head) -> Tied:
    """The form with the rules between the columns of its tables; ties by places among its figures."""
    found, alone = _column_ties(head)
    rules = Rules()
    for section in definition.sections:
        if section.kind != SectionKind.TABLE or len(section.columns) != len(head.figures):
            continue
        for item in section.items:
            slots = [cell.slot for cell in item.cells]
            for tie in found if slots else ():
                rules.add(slots[int(tie.whole)], [slots[int(part)] for part in tie.parts], tie.mark)
    sums = [tie for tie in found if tie.mark == Mark.SPLIT]
    return Tied(rules.put_into(definition), sums, alone)


def _column_ties(head: Head) -> tuple[list[Tie], list[str | int]]:
    """Ties between columns by their places among those of figures; totals of which nothing is certain."""
    columns = head.figures
    places = {column.at: place for place, column in enumerate(columns)}
    found: list[Tie] = []
    for at, parts in head.sums.items():
        if at in places and set(parts) <= set(places) - {at} and len(set(parts)) == len(parts):
            found.append(Tie(places[at], tuple(places[part] for part in parts), Mark.SPLIT))
    stated = {tie.whole for tie in found}
    marked = [*_marked_columns(columns)]
    found += [tie for tie in marked if tie.mark == Mark.SHARE or tie.whole not in stated]
    alone: list[str | int] = []
    for place, column in enumerate(columns):
        if not total_word(column.path[-1]) or any(tie.whole == place for tie in found):
            continue
        parts_of = _columns_beside(columns, place)
        if parts_of:
            found.append(Tie(place, parts_of, Mark.SPLIT))
        elif len(columns) > 1:
            alone.append(place)
    return found, alone


def _marked_columns(columns: Sequence[FigureColumn]) -> Iterator[Tie]:
    """Columns under "Chia ra" or "Trong đó" belong to the one left of them."""
    whole: int | None = None
    for (group, words, mark), members in groupby(range(len(columns)), lambda at: _mark_in(columns[at])):
        places = list(members)
        if mark is None:
            whole = places[-1]
            continue
        parts = [columns[at] for at in places]
        # The whole stands left of them, right under the same head.
        if whole is None or columns[whole].path[:-1] != group:
            whole = None
        elif mark == Mark.SHARE:
            yield from (Tie(whole, (at,), mark) for at in places if not _is_percent(columns[at]))
        elif len(places) > 1 and words and _is_flat(parts, len(group)):
            yield Tie(whole, tuple(places), mark)


def _is_percent(column: FigureColumn) -> bool:
    return "%" in column.label or column.path[-1].lower().startswith(("tỷ lệ", "tỉ lệ"))


def _is_flat(parts: Sequence[FigureColumn], depth: int) -> bool:
    """Whether no part has parts of its own, which would count twice."""
    if any(_is_percent(part) or total_word(part.path[-1]) for part in parts):
        return False
    depths = {len(part.path) for part in parts}
    return len(depths) == 1 and max(depths) <= depth + 2


def _mark_in(column: FigureColumn) -> tuple[tuple[str, ...], str, Mark | None]:
    """The heads above the mark of a column, the words of the mark, and what it says."""
    for depth, words in enumerate(column.path):
        mark, rest = mark_of(words)
        if mark is not None:
            return column.path[:depth], words if not rest else mark.value, mark
    return column.path[:-1], "", None


def _columns_beside(columns: Sequence[FigureColumn], place: int) -> tuple[int, ...]:
    """What a column "Cộng" adds up: all others under the same head, where it is first or last."""
    above = columns[place].path[:-1]
    under = [at for at, column in enumerate(columns) if column.path[: len(above)] == above]
    leaves = [at for at in under if len(columns[at].path) == len(above) + 1]
    others = tuple(at for at in leaves if at != place)
    if len(others) < 2 or leaves != under or place not in {leaves[0], leaves[-1]}:
        return ()
    names = [columns[at].path[-1] for at in others]
    if any(mark_of(name)[0] or total_word(name) for name in names) or says_what(columns[place].path[-1]):
        return ()
    if any(_is_percent(columns[at]) for at in others):
        return ()
    is_whole = frozenset(name.lower() for name in names) in _WHOLE_SPLITS
    return others if is_whole or total_word(columns[place].path[-1]) in ADDED else ()
