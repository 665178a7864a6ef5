"""Accounts as Django keeps them; the question of every click is prepared."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from giaoban.foundation.prepared import Prepared
from giaoban.people.models import Person

_person = Prepared(lambda pk: Person.objects.filter(pk=pk))


class Accounts(ModelBackend):
    """Django's own sign-in by name and password."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session; None where the account is gone or may not be used."""
        person = _person.one(pk=user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
