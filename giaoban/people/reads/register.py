"""The register of personal fields, generated from the models, and what it holds about one person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy

from giaoban.foundation.personal import Personal
from giaoban.people.models import Person

_TO_THROTTLE = gettext_lazy("To stop the guessing of passwords.")
_PROGRAM = gettext_lazy("Nobody; the program alone.")
_THIRTY_DAYS = gettext_lazy("30 days; after a successful sign-in not at all.")


def _of_attempts(what: Any) -> Personal:
    return Personal(what, _TO_THROTTLE, _PROGRAM, _THIRTY_DAYS)


_ATTEMPTS: Final = {
    "username": _of_attempts(gettext_lazy("Failed sign-ins: the address that was typed")),
    "ip_address": _of_attempts(gettext_lazy("Failed sign-ins: network address")),
    "user_agent": _of_attempts(gettext_lazy("Failed sign-ins: the browser's name")),
}
_DETAILS: Final = {
    "get_data": _of_attempts(gettext_lazy("Failed sign-ins: the page's parameters")),
    "post_data": _of_attempts(gettext_lazy("Failed sign-ins: what was typed, without the password")),
}
# Tables of libraries cannot declare their fields themselves; `people.jobs.forget_in_time` keeps the terms.
LIBRARIES: Final[Mapping[str, Mapping[str, Personal]]] = {
    "axes.AccessAttempt": {**_ATTEMPTS, **_DETAILS},
    "axes.AccessFailureLog": _ATTEMPTS,
    "axes.AccessLog": {
        **_ATTEMPTS,
        "session_hash": _of_attempts(gettext_lazy("Sign-ins: a hash of the session; this table is not used")),
    },
    "sessions.Session": {
        "session_data": Personal(
            gettext_lazy("Session: who is signed in on a browser"),
            gettext_lazy("To stay signed in from page to page."),
            _PROGRAM,
            gettext_lazy("12 hours, or until signing out."),
        )
    },
}


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One personal field of the database and its promises; `names_person` when it is a key to a person."""

    model: str  # "people.Person"
    field: str
    what: str
    purpose: str
    seen_by: str
    kept: str
    names_person: bool


def declared(model: type[models.Model]) -> Mapping[str, Personal]:
    """The personal fields that `model` declares, or that stand here for a library's table."""
    own: Mapping[str, Personal] = vars(model).get("personal", {})
    return own or LIBRARIES.get(model._meta.label, {})


def _declarations() -> Iterator[tuple[type[models.Model], str, Personal]]:
    ours_first = sorted(apps.get_models(), key=lambda model: (model is not Person, model._meta.label))
    for model in ours_first:
        for name, entry in declared(model).items():
            yield model, name, entry


def personal_register() -> list[RegisterEntry]:
    """Every personal field of every installed model, accounts first, in the reader's language."""
    return [
        RegisterEntry(
            model=model._meta.label,
            field=name,
            what=str(entry.what),
            purpose=str(entry.purpose),
            seen_by=str(entry.seen_by),
            kept=str(entry.kept),
            names_person=model._meta.get_field(name).related_model is Person,
        )
        for model, name, entry in _declarations()
    ]


def register_version() -> str:
    """Eight signs that change whenever a promise of the register changes; the same in every language."""
    with translation.override("en"):
        facts = repr(personal_register())
    return hashlib.sha256(facts.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class OwnRecords:
    """How many rows of one kind name the person."""

    what: str
    purpose: str
    kept: str
    count: int


def own_records(person: Person) -> list[OwnRecords]:
    """What the register's tables hold about `person`; kinds without a row are left out. One query a kind."""
    found = []
    for model, name, entry in _declarations():
        if model._meta.get_field(name).related_model is not Person:
            continue
        count = model._default_manager.filter(**{name: person}).count()
        if count:
            found.append(OwnRecords(str(entry.what), str(entry.purpose), str(entry.kept), count))
    return found


def own_data(person: Person) -> dict[str, Any]:
    """
    Everything the register's tables hold about `person`, ready for JSON.

    Of each row: its key, its dates and its declared personal fields. The password's hash is left out.
    """
    own = {name: getattr(person, name) for name in declared(Person) if name != "password"}
    return {
        "register_version": register_version(),
        "account": {**own, "code": person.code, "created_at": person.created_at},
        "records": [
            {"what": str(entry.what), "rows": _rows(model, name, person)}
            for model, name, entry in _declarations()
            if model._meta.get_field(name).related_model is Person
        ],
    }


def _rows(model: type[models.Model], name: str, person: Person) -> list[dict[str, Any]]:
    dates = [field.name for field in model._meta.concrete_fields if isinstance(field, models.DateField)]
    codes = [field.name for field in model._meta.concrete_fields if field.name == "code"]
    wanted = ["pk", *codes, *dates, *(own for own in declared(model) if own != name)]
    return list(model._default_manager.filter(**{name: person}).order_by("pk").values(*wanted))
