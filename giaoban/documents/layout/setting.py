"""Texts set in the faces of a style: the small pieces that every form is arranged from."""

from __future__ import annotations

import re
from dataclasses import replace

from .metrics import balanced_width_mm, metrics
from .paper import Alignment, Run, Text
from .placed import Item, Line, Rule, Stamp
from .styles import Frame, Style
from .wording import clean

_STAMP_PADDING_MM = 4


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

    Bold, italic and underline of a run add to those of the face.
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
        exact_pt=style.exact_pt if body else 0,
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
                found[-1].append(
                    Run(
                        shown,
                        face.bold or run.bold,
                        face.italic or run.italic,
                        face.underline or run.underline,
                    )
                )
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


_HEADS = re.compile(
    r"(?i)\A((?:ban chỉ đạo|ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân|ban chấp hành|ban thường vụ|"
    r"(?:phó )?(?:giám đốc|chủ tịch|chánh văn phòng|bí thư|trưởng ban|cục trưởng|vụ trưởng)))\s+(?=\S)"
)


def named(style: Style, box: str, text: str, *, width_mm: float) -> tuple[Line, ...]:
    """
    The name of a body or an office, centred in a column.

    One that needs two lines is broken after the words that say what it is, `BAN CHỈ ĐẠO`, and not in the
    middle of the matter: other spaces do not break. A rest that is too long for a line is broken by width.
    """
    whole = lines(style, box, text, align="centre")
    head = _HEADS.match(text)
    if head is None or "\n" in text or all(text_width_mm(line) <= width_mm for line in whole):
        return balanced(whole, width_mm=width_mm)
    first, rest = head[1].strip(), " ".join(text[head.end() :].split())
    parts = lines(style, box, f"{first}\n{rest}", align="centre")
    if any(text_width_mm(line) > width_mm for line in parts):
        return balanced(whole, width_mm=width_mm)
    return lines(style, box, f"{_unbroken(first)} {_unbroken(rest)}", align="centre")


def _unbroken(words: str) -> str:
    return words.replace(" ", "\u00a0")


def balanced(set_lines: tuple[Line, ...], *, width_mm: float) -> tuple[Line, ...]:
    """Centred lines narrowed on both sides, so that a long title breaks into lines of like length."""
    narrowed = []
    for line in set_lines:
        bold = any(run.bold for run in line.runs)
        width = balanced_width_mm(line.text, size_pt=line.size_pt, bold=bold, width_mm=width_mm)
        side = round((width_mm - width) / 2, 1)
        narrowed.append(replace(line, left_mm=side, right_mm=side) if side > 0 else line)
    return tuple(narrowed)


def page_width_mm(style: Style, *, landscape: bool = False) -> float:
    """The width between the margins."""
    page = style.page
    return (page.height_mm if landscape else page.width_mm) - page.left_mm - page.right_mm


def lowered(body: list[Item], by_pt: float = 6) -> list[Item]:
    """The items with the first a little below what stands over it."""
    return [
        replace(item, before_pt=item.before_pt + by_pt) if place == 0 else item
        for place, item in enumerate(body)
    ]


def held_by_what_follows(body: list[Item]) -> list[Item]:
    """The last line of the body stays with the signature, which never stands alone on a page."""
    if body and isinstance(body[-1], Line):
        body[-1] = replace(body[-1], keep_next=True)
    return body


def text_width_mm(line: Line) -> float:
    """Width of a line's words if nothing broke it."""
    return sum(metrics(bold=run.bold).width_mm(run.text, line.size_pt) for run in line.runs)


def stamp(style: Style, box: str, words: str, frame: Frame, *, before_pt: float = 6) -> tuple[Stamp, ...]:
    """`words` in their frame, which is widened where they would not fit; nothing for no words."""
    text = clean(words).upper().strip()
    if not text:
        return ()
    face = style.faces[box]
    needed = metrics(bold=face.bold).width_mm(text, face.size_pt) + _STAMP_PADDING_MM
    width = max(frame.width_mm or 0, round(needed, 1))
    return (Stamp(box, text, face.size_pt, width, frame.height_mm, frame.colour, before_pt),)
