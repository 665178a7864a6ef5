"""Words of the journal: reading that is recorded, and the names of facts that are no fields."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """What people read or took along; everything else in the journal is an act that changed something."""

    VIEWED = "journal.viewed", _("looked at personal data")
    EXPORTED = "journal.exported", _("took data along as a file")


FACT_WORDS = {
    "accepted": _("part accepted"),
    "alias": _("other name"),
    "assignments": _("tasks given"),
    "basis": _("legal basis"),
    "changed": _("changed"),
    "citations": _("papers cited"),
    "closed": _("closed"),
    "created": _("set up"),
    "days": _("days"),
    "decision": _("by paper"),
    "digest_at": _("hour of the digest"),
    "document": _("by paper"),
    "dropped": _("proposals dropped"),
    "due_on": _("deadline"),
    "duties": _("pieces of work"),
    "event": _("event"),
    "expires_at": _("runs out at"),
    "falls_on": _("falls on"),
    "field": _("field"),
    "fields": _("fields"),
    "file": _("file"),
    "files": _("files"),
    "first": _("first number"),
    "from_on": _("from"),
    "granted_on": _("granted until"),
    "happened_on": _("happened on"),
    "heir": _("taken over by"),
    "holders": _("holders"),
    "into": _("becomes"),
    "kept": _("kept"),
    "kind": _("kind"),
    "last": _("last number"),
    "last_day": _("last day"),
    "left_out": _("left out"),
    "new": _("new"),
    "number": _("number"),
    "on": _("on the day"),
    "outcome": _("outcome"),
    "parent": _("unit above"),
    "percent": _("percent done"),
    "person": _("person"),
    "product": _("product"),
    "proposals": _("tasks proposed"),
    "proposed_on": _("asked until"),
    "reason": _("reason"),
    "request": _("request number"),
    "role": _("role"),
    "rows": _("lines"),
    "same": _("as before"),
    "seat": _("seat"),
    "sha256": _("checksum"),
    "since": _("from the day"),
    "size_bytes": _("size in bytes"),
    "source": _("source"),
    "stand_in": _("stand-in"),
    "state": _("state"),
    "states_taken_over": _("states taken over"),
    "submission": _("submission number"),
    "submitted_on": _("handed in on"),
    "title": _("office or title"),
    "unit": _("unit"),
    "units": _("units"),
    "until": _("to the day"),
    "until_on": _("last day"),
    "wants_digest": _("wants the digest"),
    "words": _("words"),
    "year": _("year"),
}
"""
Names of facts that are no field, or a field without a name for people, of what an entry is about.

A room whose acts note other facts names them in a `FACT_WORDS` of its own vocabulary; values that are codes
are said by its `FACT_CHOICES`, from the name of the fact to a mapping of codes to words.
"""
