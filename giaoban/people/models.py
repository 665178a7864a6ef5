"""Persons who may sign in, and the invitations by which they come."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import Personal
from giaoban.people.vocabulary import Honorific

_TO_ADDRESS = _("To address and to reach the person in the committee's work.")
_TO_SIGN_IN = _("To sign in, and to keep others from doing so.")
_EVERYBODY = _("Everybody who is signed in.")
_NOBODY = _("Nobody; the program alone.")
_WITH_ACTS = _("As long as official acts name the person.")
_UNTIL_CLOSED = _("Until the account is closed.")


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
    personal = {
        "full_name": Personal(_("Account: full name"), _TO_ADDRESS, _EVERYBODY, _WITH_ACTS),
        "honorific": Personal(_("Account: form of address"), _TO_ADDRESS, _EVERYBODY, _WITH_ACTS),
        "email": Personal(
            _("Account: work e-mail"),
            _("To sign in, and to send invitations and reminders."),
            _("Administrators and the person."),
            _WITH_ACTS,
        ),
        "phone": Personal(
            _("Account: work telephone"),
            _TO_ADDRESS,
            _("The own unit, the units above it and administrators; others only if the person allows it."),
            _UNTIL_CLOSED,
        ),
        "phone_is_shared": Personal(
            _("Account: whether other units see the telephone number"),
            _("The person decides this."),
            _("Administrators and the person."),
            _UNTIL_CLOSED,
        ),
        "password": Personal(
            _("Account: password, as a hash from which it cannot be read"),
            _TO_SIGN_IN,
            _NOBODY,
            _UNTIL_CLOSED,
        ),
        "last_login": Personal(
            _("Account: moment of the last sign-in"),
            _("To find accounts that nobody uses any more."),
            _("Administrators and the person."),
            _("Until the next sign-in."),
        ),
        "sort_key": Personal(_("Account: the name in a form for sorting"), _TO_ADDRESS, _NOBODY, _WITH_ACTS),
        "search_key": Personal(
            _("Account: the name in a form for searching"), _TO_ADDRESS, _NOBODY, _WITH_ACTS
        ),
        "is_active": Personal(
            _("Account: whether it is open"), _TO_SIGN_IN, _("Administrators and the person."), _WITH_ACTS
        ),
    }

    def __str__(self) -> str:
        return self.full_name


class Invitation(models.Model):
    """A link sent to a person, by which they choose a first password; only its hash is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    personal = {
        "person": Personal(
            _("Invitation: whom it was sent to, when, and whether it was used"),
            _TO_SIGN_IN,
            _("Administrators."),
            _("One year after it ran out."),
        ),
    }

    def __str__(self) -> str:
        return f"invitation of {self.created_at:%d/%m/%Y}"
