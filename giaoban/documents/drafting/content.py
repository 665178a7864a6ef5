"""
The text of a draft as typed clauses: reading it from JSON, writing it, finding a clause.

As JSON a content is a list of clauses in the order of the paper, each an object:

    id      6 to 16 small letters and digits; stays with the clause through every edit
    kind    part chapter section heading article clause point paragraph bullet table annex
    runs    [[text, marks], …] with marks "", "b", "i" or "bi"; not for tables
    number  as kept by hand ("7a"); left out where the program counts
    level   1 (left out) to 3: bullets "-" and "+", clauses "1." and "1.1."
    align   of a paragraph: justify (left out), left, centre, right
    rows    of a table: rows of cells, each cell a list of runs; the first row is the head
    widths  of a table: whole per cents of the page for each column; left out for equal ones
    landscape  of an annex: true for wide pages
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, TypeAlias

from giaoban.documents.layout import Run
from giaoban.documents.layout.paper import Alignment
from giaoban.foundation.text import tamed

MOST_CLAUSES: Final = 20_000
MOST_CHARACTERS: Final = 3_000_000
MOST_ROWS: Final = 3_000
MOST_COLUMNS: Final = 30
_ID: Final = re.compile(r"[a-z0-9]{6,16}")
_ID_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_ALIGNMENTS: Final[dict[str, Alignment]] = {
    "justify": "justify", "left": "left", "centre": "centre", "right": "right",
}  # fmt: skip
_NUMBER: Final = re.compile(r"[\w.]{1,12}")
_MARKS: Final = {"": (False, False), "b": (True, False), "i": (False, True), "bi": (True, True)}
_LINE_ENDS: Final = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_DROPPED: Final = {"Cc", "Cf", "Cs", "Cn", "Co"}
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


class Kind(StrEnum):
    """What a clause is; the order is from the widest to the narrowest."""

    ANNEX = "annex"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    HEADING = "heading"  # "I." of plans, notices and reports
    ARTICLE = "article"
    CLAUSE = "clause"  # khoản, "1."
    POINT = "point"  # điểm, "a)"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    TABLE = "table"


class Fault(StrEnum):
    """Why a content from outside is refused."""

    NOT_A_TEXT = "not_a_text"
    TOO_LONG = "too_long"
    TOO_WIDE = "too_wide"


class Malformed(Exception):
    """A content that cannot be taken; nothing of it was kept. `fault` says why, `detail` is for the log."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail


Cell: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; see the module for what each field means. `number` "" is counted by the program."""

    id: str
    kind: Kind
    runs: tuple[Run, ...] = ()
    number: str = ""
    level: int = 1
    align: Alignment = "justify"
    rows: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[int, ...] = ()
    landscape: bool = False

    @property
    def text(self) -> str:
        """Its words without marks or number; cells of a table parted by tabs, rows by line feeds."""
        if self.kind == Kind.TABLE:
            return "\n".join("\t".join(plain(cell) for cell in row) for row in self.rows)
        return plain(self.runs)

    @property
    def depth(self) -> int:
        """How deep it stands: a clause belongs to the nearest one above it that stands higher."""
        return _DEPTH[self.kind] + (self.level - 1 if self.kind in {Kind.CLAUSE, Kind.BULLET} else 0)


Content: TypeAlias = tuple[Clause, ...]
_KINDS: Final = {str(kind): kind for kind in Kind}
_DEPTH: Final = {
    Kind.ANNEX: 0, Kind.PART: 1, Kind.CHAPTER: 2, Kind.SECTION: 3, Kind.HEADING: 4, Kind.ARTICLE: 5,
    Kind.CLAUSE: 6, Kind.POINT: 9, Kind.BULLET: 10, Kind.PARAGRAPH: 20, Kind.TABLE: 20,
}  # fmt: skip


def plain(runs: Iterable[Run]) -> str:
    """The words of runs."""
    return "".join(run.text for run in runs)


def new_id() -> str:
    """An id for a clause that is new."""
    return "".join(secrets.choice(_ID_LETTERS) for _ in range(8))


def clean(text: str) -> str:
    """Text from outside as it is stored: NFC, line feeds, ordinary spaces, nothing invisible."""
    if text.isascii() and text.isprintable():
        return text
    normal = unicodedata.normalize("NFC", tamed(_LINE_ENDS.sub("\n", text))).translate(_INVISIBLE)
    unified = normal.replace("\u00a0", " ")
    return "".join(c for c in unified if c in "\n\t" or unicodedata.category(c) not in _DROPPED)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs without empty ones, neighbours of one style as one."""
    kept: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if kept and (kept[-1].bold, kept[-1].italic) == (run.bold, run.italic):
            kept[-1] = replace(run, text=kept[-1].text + run.text)
        else:
            kept.append(run)
    return tuple(kept)


def load(data: object) -> Content:
    """
    The clauses of a JSON value, cleaned; an id that comes twice stays with the first clause.

    Paragraphs without words are left out. Raises `Malformed` for anything that is no content.
    """
    if not isinstance(data, list):
        raise Malformed(Fault.NOT_A_TEXT, "no list")
    if len(data) > MOST_CLAUSES:
        raise Malformed(Fault.TOO_LONG, f"{len(data)} clauses")
    clauses: list[Clause] = []
    taken: set[str] = set()
    letters = 0
    for item in data:
        clause = _clause(item)
        if clause.kind in {Kind.PARAGRAPH, Kind.BULLET} and not clause.text.strip():
            continue
        letters += len(clause.text)
        if letters > MOST_CHARACTERS:
            raise Malformed(Fault.TOO_LONG, "characters")
        while clause.id in taken:
            clause = replace(clause, id=new_id())
        taken.add(clause.id)
        clauses.append(clause)
    return tuple(clauses)


def loads(text: str) -> Content:
    """The clauses of a JSON text. Raises `Malformed`."""
    if len(text) > 4 * MOST_CHARACTERS:
        raise Malformed(Fault.TOO_LONG, "bytes")
    try:
        return load(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise Malformed(Fault.NOT_A_TEXT, "no JSON") from error


def _clause(item: object) -> Clause:
    if not isinstance(item, dict):
        raise Malformed(Fault.NOT_A_TEXT, "no clause")
    kind, key = item.get("kind"), item.get("id")
    if not isinstance(kind, str) or kind not in _KINDS or not isinstance(key, str) or not _ID.fullmatch(key):
        raise Malformed(Fault.NOT_A_TEXT, "kind or id")
    level = item.get("level", 1)
    if not isinstance(level, int) or not 1 <= level <= 3:
        raise Malformed(Fault.NOT_A_TEXT, "level")
    align = _ALIGNMENTS.get(_words(item.get("align", "justify")))
    number = clean(_words(item.get("number", ""))).strip()
    if align is None or (number and not _NUMBER.fullmatch(number)):
        raise Malformed(Fault.NOT_A_TEXT, "align or number")
    found = Clause(key, _KINDS[kind], number=number, level=level, align=align)
    if found.kind == Kind.TABLE:
        return replace(found, **_table(item))
    return replace(found, runs=_runs(item.get("runs", [])), landscape=item.get("landscape") is True)


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise Malformed(Fault.NOT_A_TEXT, "no words")
    return value


def _runs(value: object) -> tuple[Run, ...]:
    if not isinstance(value, list):
        raise Malformed(Fault.NOT_A_TEXT, "runs")
    if len(value) > MOST_CHARACTERS:
        raise Malformed(Fault.TOO_LONG, "runs")
    runs = []
    for item in value:
        if not (isinstance(item, list) and len(item) == 2):
            raise Malformed(Fault.NOT_A_TEXT, "run")
        marks = _MARKS.get(_words(item[1]))
        if marks is None:
            raise Malformed(Fault.NOT_A_TEXT, "marks")
        runs.append(Run(clean(_words(item[0])), *marks))
    return merged(runs)


def _table(item: dict[Any, Any]) -> dict[str, Any]:
    rows, widths = item.get("rows", []), item.get("widths", [])
    if not (isinstance(rows, list) and isinstance(widths, list) and all(isinstance(r, list) for r in rows)):
        raise Malformed(Fault.NOT_A_TEXT, "table")
    columns = max((len(row) for row in rows), default=0)
    if len(rows) > MOST_ROWS or columns > MOST_COLUMNS or len(widths) > MOST_COLUMNS:
        raise Malformed(Fault.TOO_WIDE, f"{len(rows)} x {columns}")
    if not columns or any(type(w) is not int or not 1 <= w <= 100 for w in widths):
        raise Malformed(Fault.NOT_A_TEXT, "columns")
    full = tuple(tuple(_runs(cell) for cell in row) + ((),) * (columns - len(row)) for row in rows)
    return {"rows": full, "widths": tuple(widths) if len(widths) == columns else ()}


def dump(content: Content) -> list[dict[str, Any]]:
    """The JSON value of `content`; what is as usual is left out."""
    return [_dumped(clause) for clause in content]


def _dumped(clause: Clause) -> dict[str, Any]:
    value: dict[str, Any] = {"id": clause.id, "kind": str(clause.kind)}
    if clause.kind == Kind.TABLE:
        value["rows"] = [[_dumped_runs(cell) for cell in row] for row in clause.rows]
    else:
        value["runs"] = _dumped_runs(clause.runs)
    usual: tuple[tuple[str, Any, Any], ...] = (
        ("number", clause.number, ""),
        ("level", clause.level, 1),
        ("align", clause.align, "justify"),
        ("widths", list(clause.widths), []),
        ("landscape", clause.landscape, False),
    )
    return value | {name: given for name, given, plain_value in usual if given != plain_value}


def _dumped_runs(runs: Sequence[Run]) -> list[list[str]]:
    return [[run.text, ("b" if run.bold else "") + ("i" if run.italic else "")] for run in runs]


def canonical(value: object) -> str:
    """One JSON text for one value: keys in order, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(head: object, content: Content) -> str:
    """The SHA-256 by which a version is known: of its head and its clauses together."""
    whole = canonical({"content": dump(content), "head": head})
    return hashlib.sha256(whole.encode()).hexdigest()


def find(content: Content, clause_id: str) -> Clause | None:
    """The clause of this id; None when there is none."""
    return next((clause for clause in content if clause.id == clause_id), None)


def parents(content: Content) -> dict[str, str]:
    """For each clause the id of the one that it belongs to; "" at the top."""
    above: list[Clause] = []
    found: dict[str, str] = {}
    for clause in content:
        while above and above[-1].depth >= clause.depth:
            above.pop()
        found[clause.id] = above[-1].id if above else ""
        if clause.depth < _DEPTH[Kind.PARAGRAPH]:
            above.append(clause)
    return found


def split_annexes(content: Content) -> tuple[Content, tuple[Content, ...]]:
    """The paper itself, and its annexes, each beginning with its annex clause."""
    starts = [place for place, clause in enumerate(content) if clause.kind == Kind.ANNEX]
    if not starts:
        return content, ()
    ends = [*starts[1:], len(content)]
    return content[: starts[0]], tuple(content[a:b] for a, b in zip(starts, ends, strict=True))
