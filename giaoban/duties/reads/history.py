"""The history of one duty in plain words, from the journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import Verb
from giaoban.journal.actions import Facts
from giaoban.journal.models import Entry
from giaoban.ui import formats

_TONES: Final = {
    Verb.DECLINED: "son",
    Verb.RETURNED: "son",
    Verb.SUBMITTED: "note",
    Verb.ACCEPTED: "ok",
    Verb.STOPPED: "late",
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: when, who as what, what was done, and their words ("" when none)."""

    at: datetime
    who: str
    what: str
    words: str
    tone: str


def history_of(duty: Duty) -> list[HistoryLine]:
    """The life of `duty`, newest first, down to the asking; one query. `duty` has its asking unit loaded."""
    entries = Entry.objects.about("duties.duty", duty.code)
    lines = [_line(entry) for entry in entries]
    asked = HistoryLine(duty.asked_at, duty.asking_unit.name, capfirst(_("asked the work")), "", "plain")
    return [asked, *lines][::-1]


def _line(entry: Entry) -> HistoryLine:
    known = entry.verb in Verb.values
    return HistoryLine(
        at=entry.at,
        who=", ".join(part for part in (entry.actor_name, entry.acting_as) if part),
        what=capfirst(str(Verb(entry.verb).label)) if known else entry.verb,
        words=" · ".join(_words(entry.verb, entry.after)),
        tone=_TONES.get(Verb(entry.verb), "plain") if known else "plain",
    )


def _words(verb: str, after: Facts) -> Iterable[str]:
    """What decides the act: how far, which product, by which paper, why. The page has the rest in full."""
    if verb == Verb.REPORTED:
        yield formats.number(after["percent"]) + "\u00a0%"
    for name in ("decision", "product", "reason"):
        if after.get(name):
            yield str(after[name])
