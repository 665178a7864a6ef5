"""
Clauses from plain text, and plain text from clauses.

A line is a clause; its kind is read from how it begins (`Điều 1.`, `1.`, `a)`, `-`, `Chương II`). Rows of a
table are lines `| a | b |` or lines with tabs. A line break within a clause is written `⏎`; a backslash
before a line that only looks numbered keeps it running text. `read_text(write_text(content))` gives the same
clauses with new ids and without bold and italics, which `aligning.carry` brings back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from giaoban.documents.drafting.content import (
    MOST_CHARACTERS,
    MOST_CLAUSES,
    MOST_COLUMNS,
    Cell,
    Clause,
    Content,
    Fault,
    Kind,
    Malformed,
    clean,
    merged,
    new_id,
    plain,
)
from giaoban.documents.drafting.numbering import Counter, marks
from giaoban.documents.layout import Run
from giaoban.documents.layout.paper import Alignment

BREAK: Final = "⏎"
_POINT: Final = "[abcdđeghiklmnopqrstuvxy]"
_WIDE: Final = re.compile(
    r"(?P<word>PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|PHỤ LỤC|Phụ lục)"
    r"(?:\s+(?P<number>(?:thứ|THỨ)\s+\w+|[IVXLC]+|\d{1,3})(?![\w/]))?(?P<stop>[.:]?)(?:\s+(?P<rest>\S.*))?"
)
_ARTICLE: Final = re.compile(
    r"(?:Điều|ĐIỀU)\s+(?P<number>\d{1,4}[a-zđ]?)(?:\s*[.:]\s*(?P<rest>.*)|\s*)", re.DOTALL
)
_HEADING: Final = re.compile(r"(?P<number>[IVX]{1,6})\s*[.)/-]\s+(?P<rest>\S.*)", re.DOTALL)
_CLAUSE: Final = re.compile(r"(?P<number>\d{1,3}[a-zđ]?)\s*[.)]\s+(?P<rest>\S.*)", re.DOTALL)
_SUBCLAUSE: Final = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+(?P<rest>\S.*)", re.DOTALL)
_LETTERED: Final = re.compile(rf"(?P<number>{_POINT}{{1,2}})\s*[).]\s+(?P<rest>\S.*)", re.DOTALL)
_DASH: Final = re.compile(r"(?P<dash>[-–—•●▪*+])\s*(?P<rest>[^\W\d_].*|\s\S.*)", re.DOTALL)
_WORDS: Final = {"phần": Kind.PART, "chương": Kind.CHAPTER, "mục": Kind.SECTION, "phụ lục": Kind.ANNEX}
_LONGEST_TITLE: Final = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table on its way in; `widths` of the columns in any measure, () when unknown."""

    cells: tuple[Cell, ...]
    widths: tuple[int, ...] = ()
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """
    A line on its way in: its runs, with the number in front as a reader sees it.

    Verbatim text is running text however it begins. `places` says where in a file it stood, see `word`.
    """

    runs: tuple[Run, ...]
    align: Alignment = "justify"
    verbatim: bool = False
    places: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words."""
        return plain(self.runs)


def read_text(text: str) -> Content:
    """The clauses of pasted or typed text. Raises `Malformed` when it is far too long."""
    if len(text) > MOST_CHARACTERS or text.count("\n") > 10 * MOST_CLAUSES:
        raise Malformed(Fault.TOO_LONG, "characters or lines")
    lines: list[Read | Row | None] = []
    for line in clean(text).split("\n"):
        words = line.strip()
        cells = _cells(words)
        if cells is not None:
            lines.append(Row(tuple((Run(cell),) if cell else () for cell in cells)))
        elif words:
            escaped = words.startswith("\\")
            words = (words[1:] if escaped else words).replace(BREAK, "\n")
            lines.append(Read((Run(words),), verbatim=escaped))
        else:
            lines.append(None)
    return read_lines(lines)


def _cells(words: str) -> list[str] | None:
    """The cells of a line that is a row; None when it is none."""
    if len(words) > 2 and words.startswith("|") and words.endswith("|"):
        parts = re.split(r"(?<!\\)\|", words[1:-1])
    elif "\t" in words:
        parts = words.split("\t")
    else:
        return None
    return [part.replace("\\|", "|").replace(BREAK, "\n").strip() for part in parts[:MOST_COLUMNS]]


def read_lines(lines: Sequence[Read | Row | None]) -> Content:
    """
    The clauses of lines; None is an empty line, rows that follow one another are one table.

    Numbers that agree with the count are counted by the program from then on, others are kept as written.
    """
    return placed_lines(lines)[0]


def placed_lines(
    lines: Sequence[Read | Row | None],
) -> tuple[Content, dict[str, tuple[int, ...]]]:
    """The clauses of lines as `read_lines` gives them, and for each id the places of its lines."""
    if len(lines) > 10 * MOST_CLAUSES:
        raise Malformed(Fault.TOO_LONG, "lines")
    found = list(_clauses(list(lines)))
    if len(found) > MOST_CLAUSES:
        raise Malformed(Fault.TOO_LONG, f"{len(found)} clauses")
    clauses = tuple(_numbered(clause for clause, _places in found))
    return clauses, {clause.id: places for clause, places in found}


def _clauses(lines: list[Read | Row | None]) -> Iterator[tuple[Clause, tuple[int, ...]]]:
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if isinstance(line, Row):
            rows = [line]
            while place < len(lines) and isinstance(following := lines[place], Row):
                rows.append(following)
                place += 1
            yield _table(rows), tuple(each for row in rows for each in row.places)
        elif line is not None:
            clause, first = _clause(line), place - 1
            if clause.kind in {Kind.PARAGRAPH, Kind.BULLET} and not clause.runs:
                continue
            if _wants_title(clause, line) and (title := _title(lines, place)) is not None:
                clause, place = replace(clause, runs=title[0]), title[1]
            if clause.kind == Kind.ANNEX and _is_reference(lines, place):
                place += 1
            yield clause, tuple(each for read in lines[first:place] if read for each in read.places)


def _table(rows: list[Row]) -> Clause:
    columns = max(len(row.cells) for row in rows)
    full = tuple(row.cells + ((),) * (columns - len(row.cells)) for row in rows)
    widths = rows[0].widths if len(rows[0].widths) == columns else ()
    total = sum(widths)
    shares = tuple(min(100, max(1, round(100 * width / total))) for width in widths) if total else ()
    return Clause(new_id(), Kind.TABLE, rows=full, widths=shares)


def _wants_title(clause: Clause, line: Read) -> bool:
    wide = clause.kind in {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ANNEX}
    return wide and not clause.runs and not line.text.rstrip().endswith(".")


def _title(lines: list[Read | Row | None], place: int) -> tuple[tuple[Run, ...], int] | None:
    """The title below a line such as `Chương I`, and where it ends; None when a clause follows instead."""
    while place < len(lines) and lines[place] is None:
        place += 1
    if place == len(lines) or not isinstance(first := lines[place], Read):
        return None
    clause = _clause(first)
    if clause.kind != Kind.PARAGRAPH or first.verbatim or len(first.text) > _LONGEST_TITLE:
        return None
    runs, place = first.runs, place + 1
    while place < len(lines) and _goes_on(first, lines[place]):
        following = lines[place]
        assert isinstance(following, Read)  # noqa: S101 -- _goes_on has looked
        runs, place = (
            (*runs, Run(" ", following.runs[0].bold, following.runs[0].italic), *following.runs),
            place + 1,
        )
    return merged(runs), place


def _is_reference(lines: list[Read | Row | None], place: int) -> bool:
    """Whether the line below an annex's title only names its paper, which the layout writes anew."""
    line = lines[place] if place < len(lines) else None
    return isinstance(line, Read) and re.match(r"\((?:Ban hành )?[Kk]èm theo", line.text.strip()) is not None


def _goes_on(first: Read, line: Read | Row | None) -> bool:
    """Whether a title written in capitals goes on in the next line, written in capitals too."""
    if not isinstance(line, Read) or line.verbatim or not (first.text.isupper() and line.text.isupper()):
        return False
    return _clause(line).kind == Kind.PARAGRAPH


def _clause(line: Read) -> Clause:
    """The clause that a line is; its number stands in `number` until it is compared with the count."""
    text = line.text.lstrip()
    found = None if line.verbatim else _numbered_line(text)
    if found is None:
        return Clause(new_id(), Kind.PARAGRAPH, _stripped(line.runs, 0), align=line.align)
    kind, level, number, skipped = found
    runs = _stripped(line.runs, len(line.text) - len(text) + skipped)
    if kind == Kind.ARTICLE and _is_title(plain(runs)):
        runs = tuple(replace(run, bold=True) for run in runs)
    return Clause(new_id(), kind, merged(runs), number=number, level=level)


def _is_title(words: str) -> bool:
    return bool(words) and len(words) <= 200 and not words.rstrip().endswith((".", ";", ":", ","))


def _numbered_line(text: str) -> tuple[Kind, int, str, int] | None:
    """Kind, level, number, and how many letters the number takes; None for running text."""
    wide = _WIDE.fullmatch(text)
    if wide and _is_wide(wide):
        number = _short(wide["number"] or "")
        rest = wide.start("rest") if wide["rest"] else len(text)
        return _WORDS[wide["word"].lower()], 1, number, rest
    for kind, pattern in ((Kind.ARTICLE, _ARTICLE), (Kind.HEADING, _HEADING), (Kind.CLAUSE, _CLAUSE)):
        if found := pattern.fullmatch(text):
            start = found.start("rest") if found["rest"] else len(text)
            return kind, 1, found["number"], start
    if found := _SUBCLAUSE.fullmatch(text):
        return Kind.CLAUSE, found["number"].count(".") + 1, found["number"], found.start("rest")
    if found := _LETTERED.fullmatch(text):
        return Kind.POINT, 1, found["number"], found.start("rest")
    if found := _DASH.fullmatch(text):
        level = 2 if found["dash"] == "+" else 1
        return Kind.BULLET, level, "", found.start("rest") + len(found["rest"]) - len(found["rest"].lstrip())
    return None


def _is_wide(found: re.Match[str]) -> bool:
    """Whether `Mục …`, `Phụ lục …` begins a part and is not a sentence that begins with the word."""
    rest, word = found["rest"] or "", found["word"].lower()
    if not found["number"]:
        return word == "phụ lục" and (not rest or bool(found["stop"]))
    return not rest or bool(found["stop"]) or rest.isupper() or rest.startswith(("-", "–"))


def _short(number: str) -> str:
    """`thứ nhất` as it is kept; numbers have at most twelve letters without spaces."""
    words = number.lower().split()
    ordinals = {"nhất": "I", "hai": "II", "ba": "III", "tư": "IV", "bốn": "IV", "năm": "V", "sáu": "VI"}
    return ordinals.get(words[-1], "I") if len(words) == 2 else number


def _stripped(runs: Iterable[Run], skipped: int) -> tuple[Run, ...]:
    """Runs without their first letters and without spaces at both ends."""
    kept: list[Run] = []
    for run in runs:
        text = run.text[skipped:] if skipped else run.text
        skipped = max(0, skipped - len(run.text))
        if not kept:
            text = text.lstrip()
        if text:
            kept.append(replace(run, text=text))
    while kept and not (text := kept[-1].text.rstrip()):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return merged(kept)


def _numbered(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Clauses whose numbers agree with the count, without them; the count goes on from those that differ."""
    counter = Counter()
    for clause in clauses:
        if not clause.number:
            counter.next(clause)
            yield clause
            continue
        counted = counter.next(replace(clause, number=""))
        if counted == clause.number:
            yield replace(clause, number="")
        else:
            counter.next(clause)
            yield clause


def write_text(content: Content) -> str:
    """The clauses as lines for a person to read and edit."""
    return "\n".join(
        line for clause, mark in zip(content, marks(content), strict=True) for line in _lines(clause, mark)
    )


def _lines(clause: Clause, mark: str) -> Iterator[str]:
    if clause.kind == Kind.TABLE:
        for row in clause.rows:
            cells = (plain(cell).replace("|", "\\|").replace("\n", BREAK) for cell in row)
            yield f"| {' | '.join(cells)} |"
        yield ""
        return
    text = clause.text.replace("\n", BREAK)
    if clause.kind == Kind.PARAGRAPH:
        looks_numbered = _numbered_line(clause.text.lstrip()) is not None or _cells(text) is not None
        yield f"\\{text}" if looks_numbered or text.startswith("\\") else text
    elif clause.kind in {Kind.ANNEX, Kind.PART, Kind.CHAPTER, Kind.SECTION}:
        yield from ("", f"{mark}. {text}".strip())
    else:
        yield f"{mark} {text}".strip()
