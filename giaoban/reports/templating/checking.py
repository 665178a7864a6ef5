"""Checks of a template against the fields there are: every fault with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2 import nodes
from jinja2.exceptions import TemplateError

from giaoban.files.reading.archive import Archive
from giaoban.reports.templating.faults import MOST_FAULTS, MOST_TAGS, SNIPPET, Fault, FaultKind
from giaoban.reports.templating.fields import (
    FILTERS,
    LOOP,
    ROOT,
    ByKey,
    Flag,
    Number,
    Record,
    Rows,
    Shape,
    Text,
    kind_of,
)
from giaoban.reports.templating.reading import Tag, holder, paragraphs, tags
from giaoban.reports.templating.sandbox import environment

_STATEMENT: Final = re.compile(r"(\w+)\s*(.*)", re.DOTALL)
_LOOP: Final = re.compile(r"(\w+)\s+in\s+(.+)", re.DOTALL)
_ENDS: Final = {"endfor": "for", "endif": "if"}
_BETWEEN: Final = {"elif": "if", "else": "if"}
_ARITHMETIC: Final = (
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.FloorDiv,
    nodes.Mod,
    nodes.Pow,
    nodes.Neg,
)
_DEEPEST: Final = 12
_BARE: Final = Flag()


class _Wrong(Exception):
    def __init__(self, kind: FaultKind, what: str = "", meant: str = "") -> None:
        super().__init__(kind)
        self.kind, self.what, self.meant = kind, what, meant


@dataclass
class _Open:
    """A block that is open: the tag that began it and the names that hold within."""

    word: str
    tag: Tag
    names: dict[str, Shape]


@dataclass
class _Checker:
    blocks: list[_Open] = field(default_factory=list)
    keys: frozenset[str] | None = None
    env: Any = field(default_factory=environment)
    tags: int = 0

    def faults(self, found: Iterable[Tag | Fault]) -> Iterator[Fault]:
        """The faults of the tags of one part, in order."""
        for tag in found:
            if isinstance(tag, Fault):
                yield tag
                continue
            self.tags += 1
            try:
                self._tag(tag)
            except _Wrong as wrong:
                yield Fault(wrong.kind, tag.place, wrong.what[:SNIPPET], wrong.meant)
        for left in reversed(self.blocks):
            yield Fault(FaultKind.NOT_CLOSED, left.tag.place, what=left.word)
        self.blocks = []

    def _tag(self, tag: Tag) -> None:
        if self.tags > MOST_TAGS:
            raise _Wrong(FaultKind.TOO_MANY)
        if holder(tag) is None:
            raise _Wrong(FaultKind.NOT_HERE, f"{{%{tag.whole}")
        if tag.sign == "{":
            shape = self._shape(tag.body)
            if isinstance(shape, Record | Rows | ByKey):
                raise _Wrong(FaultKind.NOT_PRINTABLE, tag.body)
            return
        said = _STATEMENT.fullmatch(tag.body)
        word, rest = (said[1], said[2]) if said else (tag.body, "")
        match word:
            case "for":
                self._begin_loop(tag, rest)
            case "if":
                self._begin("if", tag, {})
                self._shape(rest)
            case "elif" | "else":
                self._between(word, tag, rest)
            case "endfor" | "endif":
                self._end(_ENDS[word], word, tag)
            case _:
                raise _Wrong(FaultKind.UNKNOWN_TAG, word)

    def _begin(self, word: str, tag: Tag, names: dict[str, Shape]) -> None:
        if len(self.blocks) >= _DEEPEST:
            raise _Wrong(FaultKind.TOO_MANY, word)
        self.blocks.append(_Open(word, tag, names))

    def _begin_loop(self, tag: Tag, rest: str) -> None:
        """A loop with a fault is opened all the same, so that its end is not a second fault."""
        said = _LOOP.fullmatch(rest)
        names: dict[str, Shape] = {said[1]: _Anything(), "loop": LOOP} if said else {}
        over = said[2] if said else ""
        self._begin("for", tag, names)
        if said is None:
            raise _Wrong(FaultKind.EXPRESSION, f"for {rest}")
        held, self.blocks = self.blocks, self.blocks[:-1]  # what it goes over knows nothing of its own row
        try:
            shape = self._shape(over)
        finally:
            self.blocks = held
        if not isinstance(shape, Rows):
            raise _Wrong(FaultKind.NOT_A_LIST, over)
        names[said[1]] = shape.of

    def _between(self, word: str, tag: Tag, rest: str) -> None:
        if not self.blocks or (word == "elif" and self.blocks[-1].word != "if"):
            raise _Wrong(FaultKind.NOT_OPENED, word)
        if word == "elif":
            self._shape(rest)
        self._together(self.blocks[-1].tag, tag, word)

    def _end(self, begins: str, word: str, tag: Tag) -> None:
        if not self.blocks or self.blocks[-1].word != begins:
            raise _Wrong(FaultKind.NOT_OPENED, word)
        self._together(self.blocks.pop().tag, tag, word)

    def _together(self, first: Tag, last: Tag, word: str) -> None:
        """Both tags of a pair stand in the same holder and for things of the same kind."""
        one, other = holder(first), holder(last)
        if one is None or other is None or first.whole != last.whole or one[1] is not other[1]:
            raise _Wrong(FaultKind.ACROSS, word)

    def _shape(self, words: str) -> Shape:
        try:
            parsed = self.env.parse("{{ " + words + " }}")
        except (TemplateError, RecursionError) as error:
            raise _Wrong(FaultKind.EXPRESSION, words) from error
        output = parsed.body[0] if len(parsed.body) == 1 else None
        if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
            raise _Wrong(FaultKind.EXPRESSION, words)
        try:
            return self._of(output.nodes[0])
        except RecursionError as error:
            raise _Wrong(FaultKind.EXPRESSION, words) from error

    def _of(self, node: nodes.Node) -> Shape:
        """The kind of thing that an expression gives."""
        match node:
            case nodes.Name():
                return self._named(node.name)
            case nodes.Getattr():
                return self._member(self._of(node.node), node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str() as key)):
                return self._keyed(self._of(node.node), key)
            case nodes.Const() | nodes.TemplateData():
                return Text()
            case nodes.Filter():
                return self._filtered(node)
        if isinstance(node, _ARITHMETIC):
            raise _Wrong(FaultKind.ARITHMETIC)
        return self._joined(node)

    def _joined(self, node: nodes.Node) -> Shape:
        """An expression made of others: a comparison, a condition, words put together."""
        match node:
            case nodes.Compare():
                return self._all(node.expr, *(operand.expr for operand in node.ops))
            case nodes.And() | nodes.Or():
                return self._all(node.left, node.right)
            case nodes.Not():
                return self._all(node.node)
            case nodes.CondExpr():
                self._all(node.test, *([node.expr2] if node.expr2 else []))
                return self._of(node.expr1)
            case nodes.Concat():
                self._all(*node.nodes)
                return Text()
        raise _Wrong(FaultKind.EXPRESSION)

    def _all(self, *parts: nodes.Node) -> Shape:
        for part in parts:
            self._of(part)
        return _BARE

    def _named(self, name: str) -> Shape:
        for block in reversed(self.blocks):
            if name in block.names:
                return block.names[name]
        if name not in ROOT.fields:
            held = [each for block in self.blocks for each in block.names]
            raise _Wrong(FaultKind.UNKNOWN_FIELD, name, _nearest(name, [*ROOT.fields, *held]))
        return ROOT.fields[name]

    def _member(self, of: Shape, name: str) -> Shape:
        if isinstance(of, _Anything):
            return of
        if isinstance(of, ByKey):
            return self._keyed(of, name)
        if isinstance(of, Record) and name in of.fields:
            return of.fields[name]
        meant = _nearest(name, of.fields if isinstance(of, Record) else [])
        raise _Wrong(FaultKind.UNKNOWN_FIELD, name, meant)

    def _keyed(self, of: Shape, key: str) -> Shape:
        if not isinstance(of, ByKey):
            return self._member(of, key)
        if self.keys is not None and key not in self.keys:
            raise _Wrong(FaultKind.UNKNOWN_KEY, key, _nearest(key, sorted(self.keys)))
        return of.of

    def _filtered(self, node: nodes.Filter) -> Shape:
        if node.name not in FILTERS:
            raise _Wrong(FaultKind.UNKNOWN_FILTER, node.name)
        if node.node is None:
            raise _Wrong(FaultKind.EXPRESSION, node.name)
        shape = self._of(node.node)
        self._all(*node.args)
        if not isinstance(shape, _Anything) and kind_of(shape) not in FILTERS[node.name] | {"flag"}:
            raise _Wrong(FaultKind.UNKNOWN_FILTER, node.name)
        if node.name in {"first", "last"} and isinstance(shape, Rows):
            return shape.of
        return Number() if node.name == "length" else shape


class _Anything(Text):
    """What a loop goes over after a fault of its own: nothing further is said about it."""

    __slots__ = ()


def _nearest(name: str, names: Iterable[str]) -> str:
    known = list(names)
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    return found[0] if found else ""


def faults_of(archive: Archive, keys: Iterable[str] | None = None) -> list[Fault]:
    """
    What is wrong with the tags of a template, the first of them first, `MOST_FAULTS` at most.

    `keys` are the indicators that it may name; None: any. Raises Unreadable and Unfit.
    """
    found: list[Fault] = []
    known = None if keys is None else frozenset(keys)
    seen = 0
    by_part: dict[str, list[Tag | Fault]] = {}
    for paragraph in paragraphs(archive):
        part = by_part.setdefault(paragraph.place.part, [])
        part.extend(tags(paragraph))
        if sum(map(len, by_part.values())) > MOST_TAGS:
            return [Fault(FaultKind.TOO_MANY, paragraph.place)]
    for part in by_part.values():
        checker = _Checker(keys=known)
        found += checker.faults(part)
        seen += checker.tags
    if not seen and not found:
        found.append(Fault(FaultKind.NO_FIELDS))
    return found[:MOST_FAULTS]
