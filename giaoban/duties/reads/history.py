"""The history of one duty in plain words, from the journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import Verb
from giaoban.journal.models import Entry
from giaoban.journal.reads import verb_label
from giaoban.ui import formats

_TONES: Final = {
    Verb.DECLINED: "son",
    Verb.RETURNED: "son",
    Verb.SUBMITTED: "note",
    Verb.ACCEPTED: "ok",
    Verb.STOPPED: "late",
    Verb.ACCEPTED_IN_PART: "ok",
    Verb.REOPENED: "son",
    Verb.EXTENSION_ASKED: "note",
    Verb.EXTENSION_GRANTED: "ok",
    Verb.EXTENSION_REFUSED: "son",
    Verb.DEADLINE_CHANGED: "note",
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: when, who as what, what was done, and their words ("" when none)."""

    at: datetime
    who: str
    what: str
    words: str
    tone: str
    verb: str = ""


def history_of(duty: Duty) -> list[HistoryLine]:
    """The life of `duty`, newest first, down to the asking; one query. `duty` has its asking unit loaded."""
    entries = Entry.objects.about("duties.duty", duty.code).acts()
    lines = [_line(entry) for entry in entries]
    asked = HistoryLine(duty.asked_at, duty.asking_unit.name, capfirst(_("asked the work")), "", "plain")
    return [asked, *lines][::-1]


def _line(entry: Entry) -> HistoryLine:
    known = entry.verb in Verb.values
    return HistoryLine(
        verb=entry.verb,
        at=entry.at,
        who=", ".join(part for part in (entry.actor_name, entry.acting_as) if part),
        what=capfirst(verb_label(entry.verb)),
        words=" · ".join(_words(entry)),
        tone=_TONES.get(Verb(entry.verb), "plain") if known else "plain",
    )


def _words(entry: Entry) -> Iterable[str]:
    """What decides the act: how far, which product, which deadlines, by which paper, why."""
    after = entry.after
    if entry.verb == Verb.REPORTED:
        yield formats.number(after["percent"]) + "\u00a0%"
    due_on = after.get("due_on") or after.get("proposed_on")
    if entry.verb in _OF_DEADLINES and due_on:
        yield f"{_day(entry.before.get('due_on'))} → {_day(due_on)}"
    if entry.verb == Verb.PASSED_ON:
        yield f"{entry.before['unit']} → {after['unit']}"
    for name in ("decision", "document", "product", "accepted", "reason"):
        if after.get(name):
            yield str(after[name])


_OF_DEADLINES: Final = {
    Verb.EXTENSION_ASKED,
    Verb.EXTENSION_GRANTED,
    Verb.DEADLINE_CHANGED,
    Verb.ACCEPTED_IN_PART,
    Verb.REOPENED,
}


def _day(written: str | None) -> str:
    """A day as the journal keeps it, as people write it."""
    return formats.day(date.fromisoformat(written)) if written else _("no deadline")


def why_it_stands_so(history: Iterable[HistoryLine]) -> str:
    """What was done when the reason was given with which the work stands as it does; "" when none was."""
    return next((str(_REASONED[line.verb]) for line in history if line.verb in _REASONED), "")


_REASONED: Final[dict[str, Promise]] = {
    Verb.DECLINED: gettext_lazy("Declined by the unit"),
    Verb.ASKED_AGAIN: gettext_lazy("Asked again"),
    Verb.RETURNED: gettext_lazy("Returned to work"),
    Verb.ACCEPTED_IN_PART: gettext_lazy("Accepted in part; still due"),
    Verb.STOPPED: gettext_lazy("Stopped"),
    Verb.REOPENED: gettext_lazy("Reopened"),
}
