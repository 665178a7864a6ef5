"""Invitations: a link by which a person chooses the first password."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.outbox.actions import enqueue_mail
from giaoban.people.access import Acting, may_invite
from giaoban.people.actions.accounts import journal
from giaoban.people.jobs import address_of, letter
from giaoban.people.models import Invitation, Person
from giaoban.people.reads import open_invitation, token_hash
from giaoban.people.vocabulary import Verb

LASTS: Final = timedelta(days=7)


@transaction.atomic
def invite(person: Person, *, actor: Acting | None, at: datetime) -> str:
    """
    Write a person a letter with a link that works once within seven days; earlier links lose their force.

    Returns the link's token, this one time, so that it may be handed over by hand; only its hash is
    kept. Raises `Refused` for a closed account or one that has a password.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    may_invite(actor, person).require()
    Invitation.objects.filter(person=person, used_at=None, expires_at__gt=at).update(expires_at=at)
    token = secrets.token_urlsafe(32)
    sent = Invitation.objects.create(
        person=person, token_hash=token_hash(token), created_at=at, expires_at=at + LASTS
    )
    link = address_of("invitation", token)
    subject, body = letter("invitation", person=person, link=link, until=sent.expires_at)
    enqueue_mail(key=f"people.invitation:{sent.pk}", to=person.email, subject=subject, body=body, at=at)
    journal(Verb.INVITED, person, actor=actor, at=at, after={"expires_at": sent.expires_at})
    return token


@transaction.atomic
def accept_invitation(token: str, *, password: str, at: datetime) -> Person:
    """
    Choose the first password by the link of an invitation; the link is used up.

    The actor is the person. Raises `Refused` when the link is unknown, used or past its time (always
    the same sentence) or the password is weak.
    """
    # The person first, as in every act on an account: two that lock in another order could stop each other.
    person = Person.objects.select_for_update(no_key=True).get(pk=open_invitation(token, at=at).person_id)
    invitation = open_invitation(token, at=at, lock=True)
    require_strong(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    record(Verb.JOINED, actor=person, target=person, at=at)
    return person


def require_strong(password: str, person: Person) -> None:
    """Raise `Refused` with all reasons when the password is weak."""
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages)) from None
