"""No code of the program reaches a reader of the journal: every verb and every fact has its words."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.utils import translation

from giaoban.journal.models import Entry
from giaoban.journal.reads import _gathered, _labels, line_of
from tests.test_journal_of_acts import SAMPLES

VIETNAMESE = re.compile(r"[^\x00-\x7f]")
CODE = re.compile(r"^[a-z]+(_[a-z0-9]+)+$|^[a-z]+\.[a-z_]+$")


def test_every_verb_of_every_room_has_words_in_both_languages():
    verbs = _labels()
    assert len(verbs) > 40
    with translation.override("en"):
        english = {verb: str(words) for verb, words in verbs.items()}
    with translation.override("vi"):
        vietnamese = {verb: str(words) for verb, words in verbs.items()}
    assert {verb for verb, words in english.items() if not words or CODE.match(words)} == set()
    assert {
        verb for verb, words in vietnamese.items() if words == english[verb] or not VIETNAMESE.search(words)
    } == set()


def test_every_verb_says_the_room_that_it_belongs_to():
    rooms = {config.label for config in apps.get_app_configs()}
    assert {verb for verb in _labels() if verb.partition(".")[0] not in rooms} == set()


def test_the_words_of_facts_are_vietnamese():
    with translation.override("en"):
        english = {name: str(words) for name, words in _gathered("FACT_WORDS").items()}
    with translation.override("vi"):
        said = {name: str(words) for name, words in _gathered("FACT_WORDS").items()}
    assert {name for name, words in said.items() if words == english[name]} == set()


@pytest.mark.parametrize("act", SAMPLES)
def test_an_act_is_told_in_words_alone(act, cast):
    """Facts by names that people read, choices by their words; in Vietnamese nothing stays English."""
    SAMPLES[act](cast)()
    unsaid = set()
    for entry in Entry.objects.all():
        with translation.override("en"):
            english = line_of(entry)
        with translation.override("vi"):
            line = line_of(entry)
        assert line.what != english.what
        unsaid |= {
            fact.label
            for fact, same in zip(line.facts, english.facts, strict=True)
            if fact.label == same.label
        }
        unsaid |= {said for fact in line.facts for said in (fact.before, fact.after) if CODE.match(said)}
    assert unsaid == set(), "give these a verbose_name, or words in FACT_WORDS, FACT_CHOICES"
