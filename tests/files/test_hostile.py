"""Hostile files by every way in: refused or harmless, within two seconds and 256 MB, asking nobody."""

from __future__ import annotations

import pytest

from giaoban.files.reading import Reason, extension
from tests.files.hostile import CORPUS
from tests.files.measuring import Measured

SECONDS = 2.0
MEGABYTES = 256
WORD = ("notice", "handed_in", "draft", "answer", "template")
WAYS = {
    "docx": WORD,
    "pdf": ("notice", "handed_in", "signed"),
    "txt": ("notice", "handed_in", "units"),
    "xlsx": ("handed_in", "table", "units"),
    "csv": ("table", "units"),
    "xls": ("table", "units"),
    "png": ("handed_in",),
    "jpg": ("handed_in",),
}
"""The ways by which a file of each kind is read further than its name; all are kept as evidence."""


@pytest.fixture(scope="session")
def measured():
    process = Measured()
    yield process
    process.stop()


def costs_little(key, ways, measured):
    """What was said at last."""
    cost = {"said": ""}
    for way in ways:
        cost = measured.read(key, way)
        assert cost["said"] == "kept" or cost["said"].startswith("refused: "), (way, cost)
        assert cost["seconds"] < SECONDS, (way, cost)
        assert cost["bytes"] < MEGABYTES * 1024**2, (way, cost)
        assert cost["reached"] == [], (way, cost)
    return cost["said"].partition(" (")[0]


@pytest.mark.parametrize("key", CORPUS)
def test_a_hostile_file_is_refused_as_evidence_or_lies_there_harmless(key, measured):
    one = CORPUS[key]
    wanted = "kept" if one.reason is None else f"refused: {one.reason}"
    said = costs_little(key, ("evidence",), measured)
    assert said in {wanted, f"refused: {Reason.TOO_LONG}"}


@pytest.mark.parametrize("key", [key for number, key in enumerate(CORPUS) if number % 6 == 0])
@pytest.mark.long
def test_a_hostile_file_holds_no_way_in_for_long(key, measured):
    costs_little(key, WAYS.get(extension(CORPUS[key].name), ()), measured)


@pytest.mark.long
@pytest.mark.once
@pytest.mark.parametrize("key", CORPUS)
def test_every_hostile_file_by_every_way_in(key, measured):
    costs_little(key, WAYS.get(extension(CORPUS[key].name), ()), measured)


def test_a_kind_that_a_way_does_not_take_is_refused_by_its_name(measured):
    every = {way for ways in WAYS.values() for way in ways}
    for key in ("docx-one-long-line", "pdf-scan", "png-cut", "csv-injection", "xlsx-odd-values"):
        for way in every - {"units", "signed", "template", *WAYS[extension(CORPUS[key].name)]}:
            cost = measured.read(key, way)
            assert cost["said"].startswith("refused: not_a_document"), (key, way, cost)


def test_the_corpus_is_large_and_every_kind_is_in_it():
    assert len(CORPUS) >= 200
    assert {extension(one.name) for one in CORPUS.values()} >= {*WAYS, "doc", "pptx", "exe", "tif"}
