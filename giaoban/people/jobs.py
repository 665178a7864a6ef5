"""What the worker does for this room: letters, forgetting in time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from giaoban.outbox.actions import enqueue_mail
from giaoban.outbox.jobs import Job, daily, handler
from giaoban.people.models import Invitation, Person

ATTEMPTS_KEPT: Final = timedelta(days=30)
INVITATIONS_KEPT: Final = timedelta(days=365)


def address_of(name: str, *args: str) -> str:
    """The whole address of a page, for a letter; its host is the installation's own."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def letter(name: str, **facts: Any) -> tuple[str, str]:
    """
    Subject and text of a letter, in the installation's language.

    The template's first line is the subject.
    """
    with translation.override(settings.LANGUAGE_CODE):
        facts["installation_name"] = settings.INSTALLATION_NAME
        text = render_to_string(f"people/letters/{name}.txt", facts)
    subject, _line, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


@handler("people.reset")
def write_reset_letter(job: Job) -> None:
    """Write the link for a new password, if the address has an open account with a password."""
    person = Person.objects.filter(email=job.payload["email"], is_active=True).first()
    if person is None or not person.has_usable_password():
        return
    who = urlsafe_base64_encode(force_bytes(person.pk))
    link = address_of("password-link", who, default_token_generator.make_token(person))
    subject, body = letter("reset", person=person, link=link)
    key = f"people.reset-letter:{job.pk}"
    enqueue_mail(key=key, to=person.email, subject=subject, body=body, at=job.at)


@daily("people-retention", hour=3)
def forget_in_time(_day: date, at: datetime) -> None:
    """Remove what the register keeps for a time only: failed sign-ins, old sessions and invitations."""
    for log in (AccessAttempt, AccessFailureLog, AccessLog):
        log.objects.filter(attempt_time__lt=at - ATTEMPTS_KEPT).delete()
    Session.objects.filter(expire_date__lt=at).delete()
    Invitation.objects.filter(expires_at__lt=at - INVITATIONS_KEPT).delete()
