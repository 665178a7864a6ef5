"""Acts on accounts and letters that depend on units: what the administrator keeps decides."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from giaoban.desk.access import may_keep_account, may_see_letters
from giaoban.people import actions as accounts
from giaoban.people.models import Person
from giaoban.units.actions import give_post
from giaoban.units.models import Post, Tenure, Unit
from giaoban.units.reads import Officer


@transaction.atomic
def add_with_post(
    *,
    details: dict[str, Any],
    unit: Unit,
    role: str,
    title: str,
    since: date,
    with_letter: bool,
    actor: Officer,
    at: datetime,
) -> tuple[Person, str]:
    """
    Add a person, give the first post, and invite them if `with_letter`; all of it or nothing.

    `details` are those of `people.actions.add_person`. Returns the person and the link's token, "" without
    a letter. Raises `Refused`.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # before the journal, as every act does
    person = accounts.add_person(actor=actor, at=at, **details)
    give_post(unit, person=person, role=role, title=title, since=since, actor=actor, at=at)
    return person, accounts.invite(person, actor=actor, at=at) if with_letter else ""


def invite(person: Person, *, actor: Officer, at: datetime) -> str:
    """Send the letter with the link; returns its token. Raises `Refused`."""
    _require(person, actor, at)
    return accounts.invite(person, actor=actor, at=at)


def change_account(person: Person, *, actor: Officer, at: datetime, **changes: Any) -> Person:
    """Change name, address, telephone, form of address. Raises `Refused`."""
    _require(person, actor, at)
    return accounts.change_person(person, actor=actor, at=at, **changes)


def close_account(person: Person, *, actor: Officer, at: datetime) -> Person:
    """Close the account at once. Raises `Refused`."""
    _require(person, actor, at)
    return accounts.disable(person, actor=actor, at=at)


def open_account(person: Person, *, actor: Officer, at: datetime) -> Person:
    """Open the account again. Raises `Refused`."""
    _require(person, actor, at)
    return accounts.enable(person, actor=actor, at=at)


def send_letter_again(number: int, *, actor: Officer, at: datetime) -> None:
    """Put a letter that was given up back in the queue. Raises `Refused`."""
    may_see_letters(actor).require()
    accounts.try_letter_again(number, actor=actor, at=at)


def _require(person: Person, actor: Officer, at: datetime) -> None:
    posts = Post.objects.filter(person=person).select_related("unit")
    tenures = Tenure.objects.filter(person=person).select_related("seat__committee__level")
    may_keep_account(actor, posts, tenures, on=timezone.localdate(at)).require()
