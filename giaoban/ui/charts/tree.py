"""A tree drawn from top to bottom: a committee, the units below a unit, what a paper rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from giaoban.ui.charts.drawing import LETTER_WIDTH, Pen, Picture, TextTable, shortened

_INDENT, _HIGH, _GAP, _WIDEST = 28, 40, 8, 420


@dataclass(frozen=True, slots=True)
class Node:
    """
    One box: its key, its parent's key (None for a root), its name, a small line, what it opens.

    `main` marks the box that the page is about.
    """

    key: str
    parent: str | None
    label: str
    note: str = ""
    url: str = ""
    main: bool = False


def _in_order(nodes: Sequence[Node]) -> list[tuple[int, Node]]:
    """Each node with its depth, parents before children, children in the order given."""
    keys = {node.key for node in nodes}
    if len(keys) != len(nodes):
        raise ValueError("two nodes have the same key")
    below: dict[str | None, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.parent is not None and node.parent not in keys:
            raise ValueError(f"{node.key!r} has a parent that is not drawn: {node.parent!r}")
        below[node.parent].append(node)
    ordered: list[tuple[int, Node]] = []
    waiting = [(0, node) for node in reversed(below[None])]
    while waiting:
        depth, node = waiting.pop()
        ordered.append((depth, node))
        waiting.extend((depth + 1, child) for child in reversed(below[node.key]))
    if len(ordered) != len(nodes):
        raise ValueError("the nodes form a ring")
    return ordered


def tree(
    nodes: Sequence[Node], *, title: str, desc: str, head: tuple[str, str, str], standalone: bool = False
) -> Picture:
    """
    Boxes under one another, indented by depth and joined by lines.

    `head` names the columns of the text table: the thing, what it stands under, the small line.
    Raises ValueError for keys that repeat, parents that are missing, and rings.
    """
    pen = Pen(standalone=standalone)
    ordered = _in_order(nodes)
    rows = {node.key: number for number, (_, node) in enumerate(ordered)}
    parts, width = [], 0.0
    for number, (depth, node) in enumerate(ordered):
        left, top = depth * _INDENT + 1, number * (_HIGH + _GAP) + 1
        if node.parent is not None:
            parts.append(_elbow(pen, left, top, rows[node.parent] * (_HIGH + _GAP) + 1))
        drawn, wide = _box(pen, node, left, top)
        parts.append(drawn)
        width = max(width, left + wide)
    names = {node.key: node.label for node in nodes}
    numbers = tuple((node.label, names.get(node.parent or "", ""), node.note) for _, node in ordered)
    height = len(ordered) * (_HIGH + _GAP)
    return Picture(title, pen.sheet(title, desc, width + 1, height, parts), TextTable(title, head, numbers))


def _elbow(pen: Pen, left: float, top: float, parent_top: float) -> str:
    x = left - _INDENT / 2
    middle = top + _HIGH / 2
    return pen.element("path", colour="p-line", d=f"M{x:g} {parent_top + _HIGH:g}V{middle:g}H{left:g}")


def _box(pen: Pen, node: Node, left: float, top: float) -> tuple[str, float]:
    label, note = shortened(node.label, _WIDEST - 24, 14), shortened(node.note, _WIDEST - 24, 12)
    wide = max(120.0, 24 + max(len(label) * 14, len(note) * 12) * LETTER_WIDTH * 1.1)  # names have capitals
    colour = "p-box-main" if node.main else "p-box"
    content = [
        pen.hint(" · ".join(part for part in (node.label, node.note) if part)),
        pen.element("rect", colour=colour, x=left, y=top, width=wide, height=_HIGH - 2, rx=4),
        pen.text(label, left + 12, top + (17 if note else 24), size=14),
    ]
    if note:
        content.append(pen.text(note, left + 12, top + 32, colour="p-soft", size=12))
    return pen.link(node.url, pen.element("g", *content)), wide
