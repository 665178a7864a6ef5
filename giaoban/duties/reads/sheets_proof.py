"""Proof that frozen figures are whole and are what the facts of their day still give."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from django.db.models import Max
from django.utils.translation import gettext as _

from giaoban.duties.models import Sheet
from giaoban.duties.reads.sheets import compose, digest
from giaoban.duties.vocabulary import Verb
from giaoban.journal.models import Entry
from giaoban.ui.formats import day as day_words

SAMPLE: Final = 40


def sheet_faults(*, whole: bool = False, tell: Callable[[int, int], None] | None = None) -> Iterator[str]:
    """
    A sentence for the first sheet that is damaged or that the facts of its day no longer give.

    Every sheet must still have the bytes that the journal noted. The newest of each day must be what counting
    again gives; a sample of them is counted, or all when `whole`.
    """
    noted = dict(Entry.objects.filter(verb=Verb.FROZEN).values_list("target_key", "after__sha256"))
    keys = list(Sheet.objects.order_by("day", "pk").values_list("pk", flat=True))
    newest = Sheet.objects.order_by().values("committee", "day").annotate(last=Max("pk"))
    again = _sampled(sorted(newest.values_list("last", flat=True)), whole=whole)
    for done, sheet in enumerate(_one_by_one(keys), start=1):
        words = {"committee": sheet.committee.name, "day": day_words(sheet.day), "number": sheet.number}
        if not _is_whole(sheet, noted.get(str(sheet.pk))):
            yield _("Sheet %(number)s of %(committee)s as of %(day)s is damaged.") % words
            return
        if sheet.pk in again and compose(sheet.committee, sheet.day, form=sheet.form) != sheet.text:
            yield _("Sheet %(number)s of %(committee)s as of %(day)s is not what counting gives.") % words
            return
        if tell:
            tell(done, len(keys))


def _one_by_one(keys: Sequence[int]) -> Iterator[Sheet]:
    for start in range(0, len(keys), 50):
        chosen = Sheet.objects.filter(pk__in=keys[start : start + 50]).select_related("committee")
        yield from chosen.order_by("day", "pk")


def _is_whole(sheet: Sheet, noted: str | None) -> bool:
    try:
        found = digest(sheet.text)
    except zlib.error:
        return False
    return found == sheet.sha256 == noted


def _sampled(keys: Sequence[int], *, whole: bool) -> frozenset[int]:
    """The last quarter of a sample, and the rest evenly from all that came before."""
    if whole or len(keys) <= SAMPLE:
        return frozenset(keys)
    last = SAMPLE // 4
    step = len(keys) / (SAMPLE - last)
    return frozenset(keys[-last:]) | {keys[int(n * step)] for n in range(SAMPLE - last)}
