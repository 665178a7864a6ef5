"""
Searching among 200,000 papers: how fast, how well, for whom; the index made anew and grown by edits.

    python -m bench.finding [--quick] [--only search]
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils import timezone

from bench.corpus import papers
from bench.data import fill, settle
from bench.figures import Figure, clock, percentile, say
from bench.place import Found
from bench.tasks import give_all, secretary_of
from giaoban.assignments.models import Assignment
from giaoban.documents.models import Document
from giaoban.duties.reads.readers import tokens_of
from giaoban.foundation.text import search_key
from giaoban.search.actions import index_again
from giaoban.search.indexing import question
from giaoban.search.indexing.index import Only
from giaoban.search.indexing.words import forms_of
from giaoban.search.jobs import catch_up, current_index, rebuild, tidy_up
from giaoban.search.jobs.place import folder_in_use
from giaoban.search.reads import Answer, find
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import Officer, officer_for

PAPERS: Final = 200_000
TASKS: Final = 20_000
EDITS: Final = 10_000
QUERIES: Final = 100
BATCH: Final = 500
TOP: Final = 20


def main() -> None:
    """Fill a database and measure; one figure a line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=("search",))
    share = 0.1 if parser.parse_args().quick else 1.0
    for bench, value, unit in search(share=share):
        print(Figure(bench, connection.vendor, value, unit).line(), flush=True)


def search(*, share: float) -> Iterator[Found]:
    """All figures about finding."""
    officers = _place(share)
    with clock() as made:
        count = rebuild()
    say(f"    {count} entries, {_size() >> 20} MB, in {made[0]:.0f} s")
    yield "search.build", made[0], "s"
    whole, unit, province = officers
    questions = _questions(Random(7))
    yield from _speed(questions, whole)
    yield from _quality(questions["exact"], whole)
    yield from _users(questions, whole, unit, province)
    yield from _edits(round(EDITS * share))


def _place(share: float) -> tuple[Officer, Officer, Officer]:
    """The papers, a tenth of them with work; a secretary, a contact of one unit, a leader of the province."""
    call_command("migrate", interactive=False, verbosity=0)
    filled = fill(round(TASKS * share), coordinating=0, now=timezone.now())
    committee = filled.committee
    secretary_of(committee, Unit.objects.get(name="Sở Nội vụ"))
    give_all(committee)
    rows = papers(committee, round(PAPERS * share))
    with clock() as taken:
        while some := list(islice(rows, BATCH)):
            Document.objects.bulk_create(some)
    _spread(committee)
    settle()
    words = Document.objects.aggregate(letters=Sum(Length("text")))["letters"]
    say(f"    {Document.objects.count()} papers of {words >> 20} M characters in {taken[0]:.0f} s")
    today = timezone.localdate()
    people = (filled.standing, filled.unit_contact, filled.chair)
    whole, unit, province = (officer_for(person, on=today) for person in people)
    assert whole and unit and province  # noqa: S101, PT018  # made just now
    # The chair reads the whole committee too; without the seat, the leader of the province reads by the tree.
    return whole, unit, Officer(province.person, province.posts, (), frozenset())


def _spread(committee: Committee) -> None:
    """Let every task come from another paper."""
    chance = Random(11)
    keys = list(
        Document.objects.filter(committee=committee, code__startswith="F").values_list("pk", flat=True)
    )
    tasks = list(Assignment.objects.only("pk"))
    for task, paper in zip(tasks, chance.sample(keys, len(tasks)), strict=True):
        task.document_id, task.end = paper, 120
    Assignment.objects.bulk_update(tasks, ["document", "end"], batch_size=BATCH)


Questions = dict[str, list[str]]


def _questions(chance: Random) -> Questions:
    """A hundred of each kind: two to five words that stand together in some paper."""
    keys = list(Document.objects.filter(code__startswith="F").values_list("pk", flat=True))
    phrases = []
    for text in _texts(chance.sample(keys, QUERIES)):
        words = [word for word in text.split() if word.isalpha()]
        start, count = chance.randrange(len(words) - 6), chance.randint(2, 5)
        phrases.append(" ".join(words[start : start + count]))
    exact = [phrase for phrase in phrases if phrase]
    numbers = Document.objects.filter(pk__in=chance.sample(keys, QUERIES)).values_list("number", "symbol")
    return {
        "exact": exact,
        "folded": [search_key(phrase) for phrase in exact],
        "tones": [_other_tones(phrase) for phrase in exact],
        "begun": [phrase[: -max(1, len(phrase.split()[-1]) - 2)] for phrase in exact],
        "number": [f"{number}/{symbol}" for number, symbol in numbers],
    }


def _texts(keys: Sequence[int]) -> list[str]:
    return list(Document.objects.filter(pk__in=keys).order_by("pk").values_list("text", flat=True))


def _other_tones(phrase: str) -> str:
    """The same phrase decomposed, with the tone of open oa, oe, uy on the other vowel."""
    parts = unicodedata.normalize("NFD", phrase)
    for tone in "\u0300\u0301\u0303\u0309\u0323":
        for first, second in ("oa", "oe", "uy"):
            parts = parts.replace(f"{first}{tone}{second}", f"{first}{second}{tone}")
    return parts


def _ask(officer: Officer, typed: str, *, typing: bool = False, counted: bool = False) -> Answer:
    return find(typed, officer=officer, tokens=tokens_of(officer), typing=typing, counted=counted)


def _times(officer: Officer, questions: Sequence[str], **how: bool) -> list[float]:
    times = []
    for typed in questions:
        with clock() as taken:
            _ask(officer, typed, **how)
        times.append(taken[0] * 1000)
    return times


def _index_times(officer: Officer, questions: Sequence[str], *, begun: bool = False) -> list[float]:
    """How long the index alone takes, in milliseconds."""
    found = current_index()
    assert found  # noqa: S101  # made above
    only, times = Only(tokens_of(officer), {}), []
    for typed in questions:
        with clock() as taken:
            found[0].find(question(typed), only, first=0, count=TOP, begun=begun)
        times.append(taken[0] * 1000)
    return times


def _speed(questions: Questions, whole: Officer) -> Iterator[Found]:
    for kind, typed in questions.items():
        _index_times(whole, typed[:10])
        times = _index_times(whole, typed, begun=kind == "begun")
        yield f"search.{kind}.p50", median(times), "ms"
        yield f"search.{kind}.p95", percentile(times, 0.95), "ms"
    _times(whole, questions["exact"][:10])
    for name, counted in (("answer", False), ("counted", True)):
        times = _times(whole, questions["exact"], counted=counted)
        yield f"search.{name}.p50", median(times), "ms"
        yield f"search.{name}.p95", percentile(times, 0.95), "ms"


def _quality(questions: Sequence[str], whole: Officer) -> Iterator[Found]:
    """How many of the first twenty lack a word, or the phrase, with its marks, though there are so many."""
    forms = [forms_of(typed)[0] for typed in questions]
    exist = _existing(forms)
    missed_words, missed_phrases = [], []
    for typed, form, (words_there, phrases_there) in zip(questions, forms, exist, strict=True):
        texts = [
            forms_of(f"{one.shown.title} {one.shown.about} ¶ {one.shown.text}")[0]
            for one in _ask(whole, typed).found
        ]
        held = sum(set(form.split()) <= set(text.split()) for text in texts)
        phrases = sum(f" {form} " in f" {text} " for text in texts)
        missed_words.append(_missed(held, words_there))
        missed_phrases.append(_missed(phrases, phrases_there))
    yield "search.exact@20.missed", sum(missed_words) / len(missed_words), "ratio"
    yield "search.phrase@20.missed", sum(missed_phrases) / len(missed_phrases), "ratio"


def _missed(held: int, there: int) -> float:
    return 1 - min(1.0, held / min(TOP, there)) if there else 0.0


def _existing(forms: Sequence[str]) -> list[tuple[int, int]]:
    """In how many papers the words of each question stand, and the phrase, by reading them; up to twenty."""
    words = [set(form.split()) for form in forms]
    found = [[0, 0] for _form in forms]
    open_still = set(range(len(forms)))
    for text in Document.objects.values_list("text", flat=True).iterator(chunk_size=2_000):
        form = f" {forms_of(text)[0]} "
        own = set(form.split())
        for place in list(open_still):
            if words[place] <= own:
                found[place][0] += 1
                found[place][1] += f" {forms[place]} " in form
                if min(found[place]) >= TOP:
                    open_still.discard(place)
        if not open_still:
            break
    return [(each[0], each[1]) for each in found]


def _users(questions: Questions, whole: Officer, unit: Officer, province: Officer) -> Iterator[Found]:
    """How long a user's searches take against those of one to whom the whole committee is open."""
    asked = [*questions["exact"], *questions["folded"]]
    for name, officer in (("unit", unit), ("province", province)):
        pairs = [(sum(_index_times(officer, asked)), sum(_index_times(whole, asked))) for _round in range(3)]
        yield f"search.{name}.ratio", median([own / all_of_it for own, all_of_it in pairs]), "ratio"


def _edits(count: int) -> Iterator[Found]:
    """Papers change ten at a time, and each time the index takes it up; then it is made anew to compare."""
    keys = Random(5).sample(list(Document.objects.values_list("pk", flat=True)), count)
    times = []
    for start in range(0, count, 10):
        some = keys[start : start + 10]
        Document.objects.filter(pk__in=some).update(subject=f"Sửa đổi lần {start}")
        index_again("paper", some, at=timezone.now())
        with clock() as taken:
            catch_up()
        times.append(taken[0] * 1000)
        if start % 1_000 == 0:
            tidy_up()  # as the worker does
    tidy_up()
    grown = _size()
    rebuild()
    yield "search.catch_up.p50", median(times), "ms"
    yield "search.catch_up.p95", percentile(times, 0.95), "ms"
    yield "search.growth", grown / _size(), "ratio"


def _size() -> int:
    folder = folder_in_use() or Path()
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())


if __name__ == "__main__":
    main()
