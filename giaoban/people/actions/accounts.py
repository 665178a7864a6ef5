"""Adding people, changing their details, closing and opening accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.foundation.text import normalise, person_sort_key, search_key
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.outbox.actions import enqueue_mail
from giaoban.people.access import Acting, may_administer, may_change, may_disable, may_enable
from giaoban.people.jobs import letter
from giaoban.people.models import Invitation, Person
from giaoban.people.vocabulary import Honorific, Verb


def journal(verb: Verb, person: Person, *, actor: Acting | None, at: datetime, **facts: Any) -> None:
    """One entry about a person's account."""
    record(
        verb,
        actor=actor.person if actor else None,
        acting_as=actor.capacity if actor else "",
        target=person,
        at=at,
        **facts,
    )


@transaction.atomic
def add_person(
    *,
    full_name: str,
    email: str,
    actor: Acting | None,
    at: datetime,
    honorific: str = Honorific.NONE,
    phone: str = "",
) -> Person:
    """
    Add a person without a password; they come in by `invite`.

    Raises `Refused` when the address is not one or is taken.
    """
    may_administer(actor).require()
    person = Person(honorific=honorific, phone=normalise(phone).strip(), created_at=at)
    _name(person, full_name)
    _address(person, email)
    person.set_unusable_password()
    person.save(force_insert=True)
    journal(
        Verb.ADDED,
        person,
        actor=actor,
        at=at,
        after={"full_name": person.full_name, "email": person.email},
    )
    return person


def _name(person: Person, full_name: str) -> None:
    name = " ".join(normalise(full_name).split())
    if not name:
        raise Refused(_("A person needs a name."))
    person.full_name = name
    person.sort_key, person.search_key = person_sort_key(name), search_key(name)


def _address(person: Person, email: str) -> None:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(_("%(address)s is not a mail address.") % {"address": address}) from None
    if Person.objects.filter(email=address).exclude(pk=person.pk).exists():
        raise Refused(_("Another account has this mail address already."))
    person.email = address


@transaction.atomic
def change_person(person: Person, *, actor: Acting | None, at: datetime, **changes: Any) -> Person:
    """
    Change details: `honorific`, `phone`, `phone_is_shared` by oneself or an administrator; `full_name` and
    `email` by an administrator alone. Both the old and the new address are told of a change of address.

    The journal keeps no telephone number, since it never forgets; it notes that it changed.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    may_change(actor, person).require()
    if {"full_name", "email"} & changes.keys():
        may_administer(actor).require()
    before = {name: getattr(person, name) for name in changes}
    if "full_name" in changes:
        _name(person, changes["full_name"])
    if "email" in changes:
        _address(person, changes["email"])
    for name in ("honorific", "phone", "phone_is_shared"):
        setattr(person, name, changes.get(name, getattr(person, name)))
    changed = [name for name in changes if getattr(person, name) != before[name]]
    if not changed:
        return person
    person.save()
    told = [name for name in changed if name != "phone"]
    after: dict[str, Any] = {name: getattr(person, name) for name in told}
    if "phone" in changed:
        after["phone"] = _("changed")
    journal(
        Verb.CHANGED, person, actor=actor, at=at, before={name: before[name] for name in told}, after=after
    )
    if "email" in changed:
        _tell_of_new_address(person, before["email"], at)
    return person


def _tell_of_new_address(person: Person, old: str, at: datetime) -> None:
    subject, body = letter("new_address", person=person, old=old, new=person.email)
    for address in (old, person.email):
        key = f"people.new-address:{person.pk}:{at.isoformat()}:{address}"
        enqueue_mail(key=key[:200], to=address, subject=subject, body=body, at=at)


@transaction.atomic
def disable(person: Person, *, actor: Acting | None, at: datetime) -> Person:
    """
    Close an account at once: every session ends, open invitations and links lose their force.

    The password and the telephone number are thrown away, so opening the account again takes a new
    invitation and revives no old session. The name stays with the acts.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    may_disable(actor, person).require()
    person.is_active, person.phone, person.phone_is_shared = False, "", False
    person.set_unusable_password()  # sessions and links for a new password are bound to it
    person.save()
    Invitation.objects.filter(person=person, used_at=None, expires_at__gt=at).update(expires_at=at)
    journal(Verb.DISABLED, person, actor=actor, at=at, before={"is_active": True}, after={"is_active": False})
    return person


@transaction.atomic
def enable(person: Person, *, actor: Acting | None, at: datetime) -> Person:
    """Open a closed account again; it has no password until the person accepts a new invitation."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    may_enable(actor, person).require()
    person.is_active = True
    person.save(update_fields=["is_active"])
    journal(Verb.ENABLED, person, actor=actor, at=at, before={"is_active": False}, after={"is_active": True})
    return person
