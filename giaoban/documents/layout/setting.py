"""Texts set in the faces of a style: the small pieces that every form is arranged from."""

from __future__ import annotations

from dataclasses import replace

from .metrics import balanced_width_mm, metrics
from .paper import Alignment, Run, Text
from .placed import Line, Rule
from .styles import Style
from .wording import clean


def lines(
    style: Style,
    box: str,
    text: Text,
    *,
    align: Alignment = "left",
    before_pt: float = 0,
    first_mm: float = 0,
    left_mm: float = 0,
    keep_next: bool = False,
    outline: int = 0,
) -> tuple[Line, ...]:
    """
    `text` in the face of `box`, one line for each line feed; lines without words are left out.

    Bold and italic of a run add to those of the face.
    """
    face = style.faces[box]
    body = box in {"body", "base"} or box.startswith("clause")
    first = Line(
        box=box,
        runs=(),
        size_pt=face.size_pt,
        align=align,
        before_pt=before_pt,
        first_mm=first_mm,
        left_mm=left_mm,
        spacing=style.line_spacing if body else 1,
        keep_next=keep_next,
        outline=outline,
    )
    return tuple(replace(first, runs=runs) for runs in _split(style, box, text))


def _split(style: Style, box: str, text: Text) -> list[tuple[Run, ...]]:
    face = style.faces[box]
    found: list[list[Run]] = [[]]
    for run in (Run(text),) if isinstance(text, str) else text:
        for number, piece in enumerate(clean(run.text).split("\n")):
            if number:
                found.append([])
            if piece:
                shown = piece.upper() if face.capitals else piece
                found[-1].append(Run(shown, face.bold or run.bold, face.italic or run.italic))
    return [tuple(runs) for runs in found if "".join(run.text for run in runs).strip()]


def ruled(
    set_lines: tuple[Line, ...], *, width_mm: float, share: float, before_pt: float = 2
) -> tuple[Line | Rule, ...]:
    """`set_lines` with a rule beneath, as long as `share` of the longest line; nothing under nothing."""
    if not set_lines:
        return ()
    widest = max(text_width_mm(line) for line in set_lines)
    kept = tuple(replace(line, keep_next=True) for line in set_lines)
    return (*kept, Rule(round(min(widest, width_mm) * share, 1), before_pt))


def balanced(set_lines: tuple[Line, ...], *, width_mm: float) -> tuple[Line, ...]:
    """Centred lines narrowed on both sides, so that a long title breaks into lines of like length."""
    narrowed = []
    for line in set_lines:
        bold = any(run.bold for run in line.runs)
        width = balanced_width_mm(line.text, size_pt=line.size_pt, bold=bold, width_mm=width_mm)
        side = round((width_mm - width) / 2, 1)
        narrowed.append(replace(line, left_mm=side, right_mm=side) if side > 0 else line)
    return tuple(narrowed)


def text_width_mm(line: Line) -> float:
    """Width of a line's words if nothing broke it."""
    return sum(metrics(bold=run.bold).width_mm(run.text, line.size_pt) for run in line.runs)
