"""Reading the journal: proving the chain, and the history of a thing in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any, Final

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _

from giaoban.journal.models import HASHED, NO_HASH, Entry, Head, hash_of
from giaoban.ui import formats

CHUNK: Final = 5_000
_NOTHING: Final[tuple[Any, ...]] = (None, "", [], {})  # said by no words
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d\S*)?")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ChainReport:
    """
    What the check of the chain found.

    `entries` were read and hold; `broken_at` is the number of the first that does not, None when the
    whole chain holds; `reason` is a sentence, empty when it holds.
    """

    entries: int
    broken_at: int | None = None
    reason: str = ""

    def __bool__(self) -> bool:
        return self.broken_at is None


def check_chain(progress: Progress | None = None) -> ChainReport:
    """
    Prove the whole journal, oldest entry first, in one stream that keeps one entry in memory.

    `progress` is told (read, total) every few thousand entries. Entries added meanwhile are left to
    the next check.
    """
    head = Head.objects.filter(pk=1).first() or Head(number=0, hash=NO_HASH)
    rows = Entry.objects.filter(number__lte=head.number).order_by("number").values_list(*HASHED, "hash")
    read, last_hash = 0, NO_HASH
    for *facts, stored in rows.iterator(chunk_size=CHUNK):
        number, previous = facts[0], facts[-1]
        if number != read + 1:
            return ChainReport(read, read + 1, _("The entry is missing."))
        if previous != last_hash:
            return ChainReport(read, number, _("The entry does not follow from the one before it."))
        if hash_of(facts) != stored:
            return ChainReport(read, number, _("The entry was changed after it was written."))
        read, last_hash = number, stored
        if progress and read % CHUNK == 0:
            progress(read, head.number)
    if progress:
        progress(read, head.number)
    return _check_end(head, read, last_hash)


_HEAD: Final = re.compile(r"\s*([\d.,\s]+):\s*([0-9a-fA-F]{8,64})…?\s*")


def check_head(printed: str) -> str:
    """
    Whether a head that was printed once is still in the chain: "" when it is, else a sentence.

    `printed` is what a log or a brief says ("12345:9f2c…", the number with or without dots). A chain that
    was written anew from some entry on holds in itself, but not with the heads printed after that entry.
    """
    found = _HEAD.fullmatch(printed)
    if found is None:
        return _("“%(head)s” is not a head as it is printed: number, colon, check.") % {"head": printed}
    number, digest = int(re.sub(r"\D", "", found[1])), found[2].lower()
    if number == 0:
        return "" if NO_HASH.startswith(digest) else _("Before the first entry the check is all zeros.")
    stored = Entry.objects.filter(number=number).values_list("hash", flat=True).first()
    if stored is None:
        words = _("Entry %(number)s was printed as a head, but the journal does not reach it any more.")
    elif not stored.startswith(digest):
        words = _("Entry %(number)s was printed as a head with another check: the journal was rewritten.")
    else:
        return ""
    return words % {"number": number}


def _check_end(head: Head, read: int, last_hash: str) -> ChainReport:
    if read < head.number:
        return ChainReport(read, read + 1, _("The entry is missing."))
    if last_hash != head.hash:
        return ChainReport(read, read, _("The entry is not the one that was written last."))
    last = Entry.objects.aggregate(last=models.Max("number"))["last"] or 0
    now = Head.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    if last > now:
        return ChainReport(read, now + 1, _("The entry was added past the journal's own count."))
    return ChainReport(read)


def _vocabularies() -> Iterable[Any]:
    for app in apps.get_app_configs():
        if app.name.startswith("giaoban.") and module_has_submodule(app.module, "vocabulary"):
            yield import_module(f"{app.name}.vocabulary")


@cache
def _labels() -> Mapping[str, str | Promise]:
    """Every verb of every room: each vocabulary's `Verb`, read once."""
    return {verb.value: verb.label for room in _vocabularies() for verb in getattr(room, "Verb", ())}


@cache
def _gathered(what: str) -> Mapping[str, Any]:
    """`FACT_WORDS` or `FACT_CHOICES` of every room's vocabulary together, read once."""
    return {name: said for room in _vocabularies() for name, said in getattr(room, what, {}).items()}


def verb_label(verb: str) -> str:
    """The act in words of the reader's language: "closed an account"."""
    label = _labels().get(verb)
    return str(label) if label is not None else _("an act that this version does not know")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that an act changed; `before` is empty for what was not there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry for a screen: when, who (in words, with office), what, on what, which facts changed."""

    number: int
    at: datetime
    who: str
    what: str
    target: str
    facts: tuple[Fact, ...]


def history_of(
    *targets: models.Model, newest_first: bool = True, at_most: int = 200, with_reading: bool = False
) -> list[HistoryLine]:
    """
    What the journal knows of these objects; one query. The fragment `journal/history.html` shows it.

    Who looked and who took data along is left out unless asked for: that is for the person whom it is about,
    and for those who keep the account. The caller has made sure that the reader may see the objects.
    """
    keys = [(t._meta.label_lower, str(getattr(t, "code", "") or t.pk)) for t in targets]
    entries = Entry.objects.about_any(keys)
    if not with_reading:
        entries = entries.acts()
    chosen = entries.order_by("-number")[:at_most]
    lines = [line_of(entry) for entry in chosen]
    return lines if newest_first else lines[::-1]


def line_of(entry: Entry) -> HistoryLine:
    """One entry in plain words."""
    who = ", ".join(part for part in (entry.actor_name, entry.acting_as) if part)
    return HistoryLine(
        number=entry.number,
        at=entry.at,
        who=who or _("the program"),
        what=verb_label(entry.verb),
        target=entry.target_label,
        facts=tuple(_facts(entry)),
    )


def _facts(entry: Entry) -> Iterable[Fact]:
    try:
        model: type[models.Model] | None = apps.get_model(entry.target_kind)
    except LookupError:  # an entry of a room that is no longer installed
        model = None
    for name in dict.fromkeys([*entry.before, *entry.after]):
        before, after = entry.before.get(name), entry.after.get(name)
        if before != after and not (before in _NOTHING and after in _NOTHING):
            yield Fact(_label(model, name), _value(model, name, before), _value(model, name, after))


def _field(model: type[models.Model] | None, name: str) -> models.Field[Any, Any] | None:
    try:
        found = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


def _label(model: type[models.Model] | None, name: str) -> str:
    """The name of a fact: the field's for people where it has one, else a room's word for it."""
    field, words = _field(model, name), _gathered("FACT_WORDS").get(name)
    plain = name.replace("_", " ")
    if field is not None and (words is None or str(field.verbose_name) != plain):
        words = field.verbose_name
    return str(words) if words is not None else plain


def _value(model: type[models.Model] | None, name: str, value: Any) -> str:
    """A stored fact in words: choices by label, yes and no, days as dd/mm/yyyy, lists with commas."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return formats.yes_no(value)
    if isinstance(value, list):
        return ", ".join(_value(model, name, one) for one in value)
    if isinstance(value, dict):
        said = {key: one for key, one in value.items() if one not in _NOTHING}
        return ", ".join(f"{_label(model, key)}: {_value(model, key, one)}" for key, one in said.items())
    field = _field(model, name)
    choices = dict(field.flatchoices) if field else {}
    choices = choices or _gathered("FACT_CHOICES").get(name, {})
    return str(choices[value]) if value in choices else _plain(value)


def _plain(value: Any) -> str:
    """Numbers and days as the reader writes them; the journal stores days and moments in the ISO form."""
    if isinstance(value, int | float):
        return formats.number(value)
    written = _ISO.fullmatch(str(value))
    try:
        if written and written[1]:
            return formats.moment(datetime.fromisoformat(str(value)))
        return formats.day(date.fromisoformat(str(value))) if written else str(value)
    except ValueError:  # only looks like one
        return str(value)
