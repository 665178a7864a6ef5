"""Signing in, and changing a password."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from giaoban.journal.actions import record
from giaoban.outbox.actions import enqueue
from giaoban.people.actions.invitations import require_strong
from giaoban.people.models import Person
from giaoban.people.vocabulary import Verb

PATIENCE_SECONDS = 15 * 60


def note_sign_in(person: Person, *, at: datetime) -> None:
    """Enter in the journal that the person signed in."""
    record(Verb.SIGNED_IN, actor=person, target=person, at=at)


@transaction.atomic
def change_password(person: Person, *, new_password: str, actor: Person, at: datetime) -> Person:
    """
    Give oneself a new password; every session ends (the view renews the one at hand).

    The caller has checked the present password. Raises `Refused` when the new one is weak, ValueError
    when somebody else is the actor.
    """
    if actor.pk != person.pk:
        raise ValueError("a password is changed by its owner alone")
    return _set(person, new_password, Verb.PASSWORD_CHANGED, at)


@transaction.atomic
def reset_password(person: Person, *, new_password: str, at: datetime) -> Person:
    """Choose a new password by a link from a letter, which the caller has proved; every session ends."""
    return _set(person, new_password, Verb.PASSWORD_RESET, at)


def _set(person: Person, new_password: str, verb: Verb, at: datetime) -> Person:
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    require_strong(new_password, person)
    person.set_password(new_password)
    person.save(update_fields=["password"])
    record(verb, actor=person, target=person, at=at)
    return person


def ask_for_reset(email: str, *, at: datetime) -> None:
    """
    Promise to look whether `email` has an account and then to write to it.

    The same work for every address, known or not, so that neither answer nor time tells them apart;
    the worker does the rest. One letter a quarter of an hour for each address.
    """
    slot = int(at.timestamp()) // PATIENCE_SECONDS
    mark = hashlib.sha256(email.encode()).hexdigest()[:32]
    enqueue("people.reset", key=f"people.reset:{mark}:{slot}", payload={"email": email}, at=at)
