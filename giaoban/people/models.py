"""Persons who may sign in, and the invitations by which they come."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.foundation.codes import public_code
from giaoban.people.vocabulary import Honorific


class PersonManager(BaseUserManager["Person"]):
    """Finds persons by mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """
    A person who works with Giao Ban; what they may do follows from posts and seats, never from here.

    Rows are never deleted: an account is closed (`is_active` false) and the personal fields follow the
    register of `people.reads.personal_register`.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    email = models.CharField(_("work e-mail"), max_length=254, unique=True)  # lower case, by the actions
    full_name = models.CharField(_("full name"), max_length=120)
    honorific = models.CharField(
        _("form of address"), max_length=8, choices=Honorific, blank=True, default=Honorific.NONE
    )
    phone = models.CharField(_("work telephone"), max_length=40, blank=True)
    phone_is_shared = models.BooleanField(_("telephone shown to other units"), default=False)
    sort_key = models.CharField(max_length=500, editable=False)
    search_key = models.CharField(max_length=300, editable=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = PersonManager()

    def __str__(self) -> str:
        return self.full_name


class Invitation(models.Model):
    """A link sent to a person, by which they choose a first password; only its hash is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"invitation of {self.created_at:%d/%m/%Y}"
