"""
The gold set of edits: drafts, edits written by hand, and what is true of every clause after them.

`gold/<draft>.txt` is a draft as plain lines, `gold/<draft>.edits` its edits, cases begin with `## `:

    + KEY | line          a new clause after KEY and what belongs to it      +^ KEY | line   before KEY
    = KEY | text          the clause in other words                          ~ KEY | old -> new
    - KEY                 KEY and what belongs to it is gone
    > KEY after KEY       KEY and what belongs to it stands elsewhere        > KEY before KEY
    / KEY | words         broken in two where the words begin
    & KEY KEY |           the second joined to the first
    tones KEY, nfd KEY, typo KEY     spelt otherwise, with the same words
    row+ KEY n | cells    cell KEY row column | words    row- KEY n          of a table

A key names a clause of the draft by its numbers: `Đ6/2/a`, `II/1/-2` (second bullet), `III/p1`, `III/t1`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path

from giaoban.documents.drafting.content import Clause, Content, Kind, new_id
from giaoban.documents.drafting.numbering import numbers
from giaoban.documents.drafting.plain import read_text
from giaoban.documents.layout import Run

HOME = Path(__file__).parent / "gold"
OPEN = ("regulation", "notice", "plan")
BLIND = ("blind-decision", "blind-programme")
_OLD_PLACES = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ỏe": "oẻ",
               "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}  # fmt: skip


@dataclass
class Truth:
    """What is true of one clause of the draft: its fate, and the clauses that hold its words."""

    fate: str = "same"
    places: tuple[str, ...] = ()


@dataclass
class Case:
    """One revision: the text after it as the editor leaves it, and the truth of every clause, by id."""

    draft: str
    title: str
    old: Content
    new: Content
    truth: dict[str, Truth]
    edits: list[tuple[str, set[str]]] = field(default_factory=list)  # the line, and the ids it is about
    either: list[tuple[set[str], set[str]]] = field(default_factory=list)  # moved these, or those


def keys_of(content: Content) -> dict[str, str]:
    """The id of each clause by its key."""
    above: list[tuple[int, str]] = []
    found: dict[str, str] = {}
    counts: dict[tuple[str, str], int] = {}
    prefix = {Kind.ANNEX: "PL", Kind.PART: "P", Kind.CHAPTER: "C", Kind.SECTION: "M", Kind.ARTICLE: "Đ"}
    marks = {Kind.PARAGRAPH: "p", Kind.TABLE: "t", Kind.BULLET: "-"}
    for clause, number in zip(content, numbers(content), strict=True):
        while above and above[-1][0] >= clause.depth:
            above.pop()
        over = [] if clause.kind == Kind.ARTICLE else [key for depth, key in above if depth != 2]
        if clause.kind in marks:
            at = ("/".join(over), marks[clause.kind])
            counts[at] = counts.get(at, 0) + 1
            own = f"{marks[clause.kind]}{counts[at]}"
        else:
            own = prefix.get(clause.kind, "") + number
        article = next((n for n, key in enumerate(over) if key.startswith("Đ")), 0)
        key = "/".join([*over[article:], own])
        assert key not in found, key
        found[key] = clause.id
        if clause.kind not in {Kind.PARAGRAPH, Kind.TABLE}:
            above.append((clause.depth, own))
    return found


def read_draft(name: str) -> Content:
    content = read_text((HOME / f"{name}.txt").read_text(encoding="utf-8"))
    return tuple(replace(clause, id=f"{name[:3].replace('-', '')}{n:05}") for n, clause in enumerate(content))


def cases(name: str) -> list[Case]:
    old = read_draft(name)
    keys = keys_of(old)
    found: list[Case] = []
    for line in (HOME / f"{name}.edits").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            truth = {clause.id: Truth(places=(clause.id,)) for clause in old}
            found.append(Case(name, line[3:], old, old, truth))
        elif line.strip():
            _Edit(found[-1], keys).apply(line)
    return found


def spelt_otherwise(text: str) -> str:
    for new, other in _OLD_PLACES.items():
        for one, two in ((new, other), (new.capitalize(), other.capitalize()), (new.upper(), other.upper())):
            text = re.sub(rf"{one}(?!\w)", two, text)
    return text


class _Edit:
    """Applies one line of an edits file to the text and the truth of its case."""

    def __init__(self, case: Case, keys: dict[str, str]) -> None:
        self.case, self.keys = case, keys

    def apply(self, line: str) -> None:
        verb, _blank, rest = line.partition(" ")
        given, _bar, words = rest.partition(" | ") if " | " in rest else rest.partition(" |")
        about = getattr(self, self.VERBS[verb])(given.strip(), words)
        self.case.edits.append((line, about))

    VERBS = {
        "+": "insert", "+^": "insert_before", "=": "reword", "~": "substitute", "-": "delete", ">": "move",
        "/": "split", "&": "merge", "tones": "tones", "nfd": "nfd", "typo": "typo",
        "row+": "add_row", "row-": "drop_row", "cell": "cell",
    }  # fmt: skip

    def place(self, key: str) -> int:
        return next(n for n, clause in enumerate(self.case.new) if clause.id == self.keys[key])

    def end(self, at: int) -> int:
        """Where the clause at `at` ends with all that belongs to it."""
        new, depth = self.case.new, self.case.new[at].depth
        end = at + 1
        while end < len(new) and new[end].depth > depth and depth < 20:
            end += 1
        return end

    def put(self, key: str, **changed) -> set[str]:
        at = self.place(key)
        new = replace(self.case.new[at], **changed)
        assert new != self.case.new[at], f"{self.case.title}: {key} is as it was"
        self.case.new = (*self.case.new[:at], new, *self.case.new[at + 1 :])
        return {new.id}

    def change(self, key: str, **changed) -> set[str]:
        about = self.put(key, **changed)
        for one in about:
            truth = self.case.truth[one]
            self.case.truth[one] = Truth("changed", truth.places)
        return about

    def text(self, key: str) -> str:
        return self.case.new[self.place(key)].text

    def insert(self, key: str, words: str, *, before: bool = False) -> set[str]:
        last = getattr(self.case, "last_inserted", None)
        at = self.place(key) if before else self.end(self.place(key))
        if not before and last and last[0] == key:
            at = next(n for n, clause in enumerate(self.case.new) if clause.id == last[1]) + 1
        clauses = read_text(words)
        assert len(clauses) == 1, words
        clause = replace(clauses[0], number="", id=new_id())
        if not before:
            self.case.last_inserted = (key, clause.id)
        self.case.new = (*self.case.new[:at], clause, *self.case.new[at:])
        return {clause.id}

    def insert_before(self, key: str, words: str) -> set[str]:
        return self.insert(key, words, before=True)

    def reword(self, key: str, words: str) -> set[str]:
        return self.change(key, runs=(Run(words.strip()),))

    def substitute(self, key: str, words: str) -> set[str]:
        old, _arrow, new = words.partition(" -> ")
        text = self.text(key)
        assert text.count(old) == 1, f"{self.case.title}: {key}: {old!r} in {text!r}"
        return self.change(key, runs=(Run(text.replace(old, new).strip()),))

    def delete(self, key: str, _words: str) -> set[str]:
        at = self.place(key)
        gone = {clause.id for clause in self.case.new[at : self.end(at)]}
        self.case.new = (*self.case.new[:at], *self.case.new[self.end(at) :])
        for one in gone:
            self.case.truth[one] = Truth("deleted")
        return gone

    def move(self, given: str, _words: str) -> set[str]:
        key, where, target = given.split()
        at = self.place(key)
        moving = self.case.new[at : self.end(at)]
        self.case.new = (*self.case.new[:at], *self.case.new[at + len(moving) :])
        there = self.place(target)
        over = self.case.new[there : self.end(there)]
        to = there if where == "before" else self.end(there)
        beside = at in {there + len(over), there}
        self.case.new = (*self.case.new[:to], *moving, *self.case.new[to:])
        about = {clause.id for clause in moving}
        for one in about:
            if self.case.truth[one].fate == "same":
                self.case.truth[one] = Truth("moved", (one,))
        if beside:
            self.case.either.append((about, {clause.id for clause in over}))
        return about

    def split(self, key: str, words: str) -> set[str]:
        start, _bar, mark = words.partition(" | ")
        text, start = self.text(key), start.strip()
        assert text.count(start) == 1, f"{key}: {start!r} in {text!r}"
        at = text.index(start)
        first, second = text[:at].rstrip(" ;,"), text[at:]
        clause = self.case.new[self.place(key)]
        kind = read_text(f"{mark.strip()} x")[0].kind if mark.strip() else clause.kind
        end = "." if second.endswith(".") else ";"
        about = self.change(key, runs=(Run(first + end),))
        part = Clause(new_id(), kind, (Run(second[0].upper() + second[1:]),), level=clause.level)
        here = self.place(key) + 1
        self.case.new = (*self.case.new[:here], part, *self.case.new[here:])
        self.case.truth[clause.id].places = (clause.id, part.id)
        return about

    def merge(self, given: str, _words: str) -> set[str]:
        first, second = given.split()
        text = self.text(second)
        about = self.change(
            first, runs=(Run(f"{self.text(first).rstrip('.;')}; {text[0].lower()}{text[1:]}"),)
        )
        at = self.place(second)
        gone = self.case.new[at].id
        self.case.new = (*self.case.new[:at], *self.case.new[at + 1 :])
        self.case.truth[gone] = Truth("changed", (self.keys[first],))
        return {*about, gone}

    def tones(self, key: str, _words: str) -> set[str]:
        return self.put(key, runs=(Run(spelt_otherwise(self.text(key))),))

    def nfd(self, key: str, _words: str) -> set[str]:
        return self.put(key, runs=(Run(unicodedata.normalize("NFD", self.text(key))),))

    def typo(self, key: str, _words: str) -> set[str]:
        text = self.text(key).replace(" - ", " – ").replace("-", "\u2011").replace(" ", "\u00a0", 1)
        return self.put(key, runs=(Run(f"{text} ".replace("; ", " ; ")),))

    def rows(self, key: str, rows: list) -> set[str]:
        return self.change(key, rows=tuple(tuple((Run(cell),) for cell in row) for row in rows))

    def table(self, key: str) -> list[list[str]]:
        return [
            ["".join(r.text for r in cell) for cell in row] for row in self.case.new[self.place(key)].rows
        ]

    def add_row(self, given: str, words: str) -> set[str]:
        key, row = given.split()
        rows = self.table(key)
        return self.rows(key, [*rows[: int(row)], words.split(" | "), *rows[int(row) :]])

    def drop_row(self, given: str, _words: str) -> set[str]:
        key, row = given.split()
        rows = self.table(key)
        return self.rows(key, rows[: int(row) - 1] + rows[int(row) :])

    def cell(self, given: str, words: str) -> set[str]:
        key, row, column = given.split()
        rows = self.table(key)
        rows[int(row) - 1][int(column) - 1] = words.strip()
        return self.rows(key, rows)


@dataclass
class Score:
    """How many edits were told right, what was wrong, and what was wrong without a sign of it."""

    edits: int = 0
    right: int = 0
    clauses: int = 0
    wrong: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    @property
    def percent(self) -> float:
        return 100 * self.right / max(1, self.edits)


def judge(case: Case, new: Content, alignment, score: Score) -> None:
    """Compare what was found with the truth; `new` is the text as it came back, clause by clause as `case.new`."""
    assert [c.kind for c in new] == [c.kind for c in case.new], case.title
    at = {clause.id: n for n, clause in enumerate(case.new)}
    found_at = {clause.id: n for n, clause in enumerate(new)}
    told = {
        one: (out.fate, frozenset(found_at[p] for p in out.places), out.is_doubtful)
        for one, out in alignment.outcomes.items()
    }
    truth = {one: (t.fate, frozenset(at[p] for p in t.places)) for one, t in case.truth.items()}
    for these, those in case.either:
        if all(told[one][0] == "same" for one in these if truth[one][0] == "moved"):
            truth |= {one: ("same", truth[one][1]) for one in these if truth[one][0] == "moved"}
            truth |= {one: ("moved", truth[one][1]) for one in those if truth[one][0] == "same"}
    assert set(told) == set(truth)
    bad = {one for one in truth if told[one][:2] != truth[one]}
    added = {found_at[one] for one in alignment.added}
    for line, about in case.edits:
        known = about & set(truth)
        fresh = {at[one] for one in about - known if one in at}
        is_right = not known & bad and fresh <= added
        score.edits += 1
        score.right += is_right
        if not is_right:
            score.wrong.append(
                f"{case.draft}: {case.title}: {line}: {[(told[o], truth[o]) for o in known & bad]}"
            )
    untouched = bad - {one for _line, about in case.edits for one in about}
    score.wrong += [f"{case.draft}: {case.title}: left alone: {told[o]} {truth[o]}" for o in untouched]
    score.clauses += len(truth)
    for one in truth:
        (fate, places, doubtful), (true_fate, true_places) = told[one], truth[one]
        stays = fate in {"same", "moved"} and (true_fate not in {"same", "moved"} or places != true_places)
        lives = true_fate == "deleted" and fate != "deleted" and not doubtful
        if (stays and not doubtful) or lives:
            score.silent.append(f"{case.draft}: {case.title}: {told[one]} {truth[one]}")
