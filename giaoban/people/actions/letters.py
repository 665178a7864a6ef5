"""Sending a letter again that could not be sent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.outbox.actions import try_again
from giaoban.people.access import Acting, may_administer
from giaoban.people.vocabulary import Verb


@transaction.atomic
def try_letter_again(pk: int, *, actor: Acting, at: datetime) -> None:
    """Put a message of the outbox that was given up back in the queue. Raises `Refused` if it was not."""
    may_administer(actor).require()
    message = try_again(pk, at=at)
    if message is None:
        raise Refused(_("This message was not given up."))
    record(Verb.LETTER_TRIED_AGAIN, actor=actor.person, acting_as=actor.capacity, target=message, at=at)
