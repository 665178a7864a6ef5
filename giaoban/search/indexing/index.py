"""The index on the disk. The only module that knows the engine, tantivy."""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import tantivy
from tantivy import Occur, Query

from giaoban.search.indexing.asking import Question, Stage
from giaoban.search.indexing.entry import Entry
from giaoban.search.indexing.words import tone_of

SHAPE: Final = "1"  # changes with the fields or the words: an index of another shape is made anew
BYTES_FOR_FEW: Final = 15_000_000
BYTES_FOR_ALL: Final = 300_000_000
MOST_SEGMENTS: Final = 12  # more are merged
MOST_HITS: Final = 500  # pages end here
FACETS: Final = ("sort", "issuer", "year", "unit")
MOST_VALUES: Final = 4_000  # of a facet that are counted; more than a province has units


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: what it is, and how well it answers."""

    kind: str
    key: int
    stage: Stage


Counts = Mapping[str, Mapping[str, int]]
"""For each facet ("sort", "issuer", "year", "unit") how many answers have each value."""


@dataclass(frozen=True, slots=True)
class Only:
    """
    To what answers are narrowed.

    `readers` are the tokens of whoever asks: without any, nothing is found. `values` are by facet, and within
    a facet one of them is enough. `also` are further conditions that all hold: each a set of terms
    (field, value) of which an entry has one.
    """

    readers: frozenset[str]
    values: Mapping[str, str]
    also: tuple[frozenset[tuple[str, str]], ...] = ()


@lru_cache(maxsize=1)
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("exact", tokenizer_name="words")
    builder.add_text_field("folded", tokenizer_name="words")
    for name in ("readers", "number", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("day", fast=True)
    return builder.build()


class Index:
    """
    An index in one folder. Any number of processes may search it; one at a time may write.

    Whoever writes holds a lock of the caller's; the engine's own lock only proves that.
    """

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`, or make an empty one there. Raises `ValueError` when it is damaged."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._meta = folder / "meta.json"
        self._index = tantivy.Index(_schema(), path=str(folder), reuse=True)
        words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("words", words)
        self._seen = self._stamp()
        self._lock = threading.Lock()

    def refresh(self) -> None:
        """See what other processes have written meanwhile; costs a look at one file."""
        stamp = self._stamp()
        if stamp != self._seen:
            with self._lock:
                self._index.reload()
                self._seen = stamp

    def _stamp(self) -> tuple[int, int]:
        found = self._meta.stat()
        return found.st_mtime_ns, found.st_ino

    def write(self, *, gone: Iterable[str] = (), entries: Iterable[Entry] = (), tidy: bool = False) -> None:
        """
        Take out the entries with ids `gone` and put `entries` in the place of those with the same ids.

        Another process sees all of it or nothing; killed in the middle, nothing. `tidy` waits until small
        pieces are merged.
        """
        writer = self._index.writer(BYTES_FOR_FEW, 1)
        for id_ in gone:
            writer.delete_documents_by_term("id", id_)
        for entry in entries:
            writer.delete_documents_by_term("id", entry.id)
            writer.add_document(_document(entry))
        writer.commit()
        if tidy or self._index.searcher().num_segments > 3 * MOST_SEGMENTS:
            writer.wait_merging_threads()
        self.refresh()

    def fill(self, entries: Iterable[Entry]) -> None:
        """Put very many entries into this empty index at once."""
        writer = self._index.writer(BYTES_FOR_ALL, 1)
        for entry in entries:
            writer.add_document(_document(entry))
        writer.commit()
        writer.wait_merging_threads()
        self.refresh()

    def is_untidy(self) -> bool:
        """Whether it lies in so many small pieces that merging is due."""
        return bool(self._index.searcher().num_segments > MOST_SEGMENTS)

    def __len__(self) -> int:
        return int(self._index.searcher().num_docs)

    def digests(self) -> Iterator[tuple[str, str]]:
        """Id and digest of every entry, in no order."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return
        for _score, address in searcher.search(Query.all_query(), searcher.num_docs, count=False).hits:
            found = searcher.doc(address)
            yield str(found.get_first("id")), str(found.get_first("digest"))

    def find(self, asked: Question, only: Only, *, first: int, count: int, begun: bool) -> list[Hit]:
        """
        Answers number `first` (from 0) to `first + count`, the best stage first, none twice.

        `begun`: the last word may be the beginning of one. Stages are asked one after another and no more
        once the page is full.
        """
        wanted = min(first + count, MOST_HITS)
        searcher, narrowed = self._index.searcher(), _narrowed(only)
        found: dict[str, Hit] = {}
        for stage, query in _stages(asked, begun=begun):
            if len(found) >= wanted:
                break
            both = Query.boolean_query([(Occur.Must, query), *narrowed])
            by = "day" if stage is Stage.NUMBER else None
            answer = searcher.search(both, wanted + len(found), count=False, order_by_field=by)
            for _score, address in answer.hits:
                id_ = str(searcher.doc(address).get_first("id"))
                kind, _colon, key = id_.partition(":")
                found.setdefault(id_, Hit(kind, int(key), stage))
        return list(found.values())[first:wanted]

    def total(self, asked: Question, only: Only, *, begun: bool) -> int:
        """How many answers there are in all stages."""
        query = Query.boolean_query([(Occur.Must, _any_stage(asked, begun=begun)), *_narrowed(only)])
        answer = self._index.searcher().search(query, 1, count=True)
        return int(getattr(answer, "count"))  # noqa: B009  # the engine's own description leaves it out

    def counts(self, asked: Question, only: Only, facets: Collection[str], *, begun: bool) -> Counts:
        """How many answers have each value of `facets`."""
        query = Query.boolean_query([(Occur.Must, _any_stage(asked, begun=begun)), *_narrowed(only)])
        wanted = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in facets}
        found = self._index.searcher().aggregate(query, wanted)
        return {
            name: {str(each["key"]): int(each["doc_count"]) for each in found[name]["buckets"]}
            for name in facets
        }


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    exact, folded = entry.texts()
    document.add_text("id", entry.id)
    document.add_text("digest", entry.digest())
    document.add_text("exact", exact)
    document.add_text("folded", folded)
    document.add_text("kind", entry.kind)
    document.add_text("sort", entry.sort)
    document.add_unsigned("day", entry.day.toordinal() if entry.day else 0)
    for token in entry.readers:
        document.add_text("readers", token)
    for number in entry.numbers:
        document.add_text("number", number)
    for unit in entry.units:
        document.add_text("unit", str(unit))
    if entry.issuer:
        document.add_text("issuer", entry.issuer)
    if entry.day:
        document.add_text("year", str(entry.day.year))
    return document


def _term(field: str, value: str) -> Query:
    return Query.term_query(_schema(), field, value, index_option="basic")


def _one_of(terms: Collection[tuple[str, str]]) -> Query:
    """Entries that have one of the terms; they say nothing about how well an entry answers."""
    if not terms:
        return Query.empty_query()
    queries = [_term(field, value) for field, value in sorted(terms)]
    either = queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, q) for q in queries])
    return Query.const_score_query(either, 0.0)


def _narrowed(only: Only) -> list[tuple[Occur, Query]]:
    conditions = [frozenset(("readers", token) for token in only.readers)]
    conditions += [frozenset({(field, value)}) for field, value in sorted(only.values.items())]
    return [(Occur.Must, _one_of(terms)) for terms in (*conditions, *only.also)]


def _all(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, each) for each in queries])


def _words(field: str, words: Sequence[str]) -> list[Query]:
    return [Query.term_query(_schema(), field, word) for word in dict.fromkeys(words)]


def _stages(asked: Question, *, begun: bool) -> Iterator[tuple[Stage, Query]]:
    if asked.number:
        yield Stage.NUMBER, _term("number", asked.number)
    if asked.number_is_begun:
        yield Stage.NUMBER, _number(asked)
    several = len(asked.folded) > 1
    if several:
        yield Stage.EXACT_PHRASE, Query.phrase_query(_schema(), "exact", list(asked.exact))
    yield Stage.EXACT_WORDS, _all(_words("exact", asked.exact))
    if several:
        yield Stage.FOLDED_PHRASE, Query.phrase_query(_schema(), "folded", list(asked.folded))
    yield Stage.FOLDED_WORDS, _all(_words("folded", asked.folded))
    if begun:
        letters, tone = tone_of(asked.exact[-1])
        exact = _beginning("exact", letters, tone)
        yield Stage.BEGINNINGS, _all([*_words("exact", asked.exact[:-1]), exact])
        folded = _beginning("folded", asked.folded[-1])
        yield Stage.BEGINNINGS, _all([*_words("folded", asked.folded[:-1]), folded])


def _any_stage(asked: Question, *, begun: bool) -> Query:
    """Everything that some stage finds: all exact answers are among the folded ones."""
    if begun:
        last = _beginning("folded", asked.folded[-1])
        words = _all([*_words("folded", asked.folded[:-1]), last])
    else:
        words = _all(_words("folded", asked.folded))
    if not asked.number:
        return words
    return Query.boolean_query([(Occur.Should, words), (Occur.Should, _number(asked))])


def _number(asked: Question) -> Query:
    if asked.number_is_begun:
        return Query.regex_query(_schema(), "number", f"{re.escape(asked.number)}.*")
    return _term("number", asked.number)


def _beginning(field: str, letters: str, tone: str = "") -> Query:
    """Words that begin with `letters`; a tone that was typed is the word's, and stands behind its letters."""
    return Query.regex_query(_schema(), field, f"{re.escape(letters)}.*{tone}")
