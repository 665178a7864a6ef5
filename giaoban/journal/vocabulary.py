"""Words of the journal: reading that is recorded, and the names of facts that are no fields."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Verb(models.TextChoices):
    """What people read or took along; everything else in the journal is an act that changed something."""

    VIEWED = "journal.viewed", _("looked at personal data")
    EXPORTED = "journal.exported", _("took data along as a file")


FACT_WORDS = {
    "accepted": pgettext_lazy("fact", "part accepted"),
    "alias": pgettext_lazy("fact", "other name"),
    "assignments": pgettext_lazy("fact", "tasks given"),
    "basis": pgettext_lazy("fact", "legal basis"),
    "changed": pgettext_lazy("fact", "changed"),
    "citations": pgettext_lazy("fact", "papers cited"),
    "closed": pgettext_lazy("fact", "closed"),
    "created": pgettext_lazy("fact", "set up"),
    "days": pgettext_lazy("fact", "days"),
    "decision": pgettext_lazy("fact", "by paper"),
    "digest_at": pgettext_lazy("fact", "hour of the digest"),
    "document": pgettext_lazy("fact", "by paper"),
    "dropped": pgettext_lazy("fact", "proposals dropped"),
    "due_on": pgettext_lazy("fact", "deadline"),
    "duties": pgettext_lazy("fact", "pieces of work"),
    "event": pgettext_lazy("fact", "event"),
    "expires_at": pgettext_lazy("fact", "runs out at"),
    "falls_on": pgettext_lazy("fact", "falls on"),
    "field": pgettext_lazy("fact", "field"),
    "fields": pgettext_lazy("fact", "fields"),
    "file": pgettext_lazy("fact", "file"),
    "files": pgettext_lazy("fact", "files"),
    "first": pgettext_lazy("fact", "first number"),
    "from_on": pgettext_lazy("fact", "from"),
    "granted_on": pgettext_lazy("fact", "granted until"),
    "happened_on": pgettext_lazy("fact", "happened on"),
    "heir": pgettext_lazy("fact", "taken over by"),
    "holders": pgettext_lazy("fact", "holders"),
    "into": pgettext_lazy("fact", "becomes"),
    "kept": pgettext_lazy("fact", "kept"),
    "kind": pgettext_lazy("fact", "kind"),
    "last": pgettext_lazy("fact", "last number"),
    "last_day": pgettext_lazy("fact", "last day"),
    "left_out": pgettext_lazy("fact", "left out"),
    "new": pgettext_lazy("fact", "new"),
    "number": pgettext_lazy("fact", "number"),
    "on": pgettext_lazy("fact", "on the day"),
    "outcome": pgettext_lazy("fact", "outcome"),
    "parent": pgettext_lazy("fact", "unit above"),
    "percent": pgettext_lazy("fact", "percent done"),
    "person": pgettext_lazy("fact", "person"),
    "product": pgettext_lazy("fact", "product"),
    "proposals": pgettext_lazy("fact", "tasks proposed"),
    "proposed_on": pgettext_lazy("fact", "asked until"),
    "reason": pgettext_lazy("fact", "reason"),
    "request": pgettext_lazy("fact", "request number"),
    "role": pgettext_lazy("fact", "role"),
    "rows": pgettext_lazy("fact", "lines"),
    "same": pgettext_lazy("fact", "as before"),
    "seat": pgettext_lazy("fact", "seat"),
    "sha256": pgettext_lazy("fact", "checksum"),
    "since": pgettext_lazy("fact", "from the day"),
    "size_bytes": pgettext_lazy("fact", "size in bytes"),
    "source": pgettext_lazy("fact", "source"),
    "stand_in": pgettext_lazy("fact", "stand-in"),
    "state": pgettext_lazy("fact", "state"),
    "states_taken_over": pgettext_lazy("fact", "states taken over"),
    "submission": pgettext_lazy("fact", "submission number"),
    "submitted_on": pgettext_lazy("fact", "handed in on"),
    "title": pgettext_lazy("fact", "office or title"),
    "unit": pgettext_lazy("fact", "unit"),
    "units": pgettext_lazy("fact", "units"),
    "until": pgettext_lazy("fact", "to the day"),
    "until_on": pgettext_lazy("fact", "last day"),
    "wants_digest": pgettext_lazy("fact", "wants the digest"),
    "words": pgettext_lazy("fact", "words"),
    "year": pgettext_lazy("fact", "year"),
}
"""
Names of facts that are no field, or a field without a name for people, of what an entry is about.

A room whose acts note other facts names them in a `FACT_WORDS` of its own vocabulary; values that are codes
are said by its `FACT_CHOICES`, from the name of the fact to a mapping of codes to words.
"""
