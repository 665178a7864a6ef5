"""
Letters.

A mail server cannot take part in our transaction, so one doubt cannot be removed: a worker killed
between handing the letter over and noting it. Then the letter is left alone for the half hour of the
lease and sent again under the same Message-ID, by which mail systems recognise a repeat: an invitation
that is lost costs more than one that may be seen twice. See docs/decisions/005.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from email.utils import parseaddr
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage

from giaoban.outbox.jobs.registry import Job, handler


def message_id(key: str) -> str:
    """The Message-ID of the letter promised under `key`; always the same for the same key."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


LEASE: Final = timedelta(minutes=30)
KEPT: Final = ("to", "subject", *(("body",) if settings.LETTERS_ARE_SHOWN else ()))
"""What stays of a letter that was sent; its text only in the demo, which shows it."""


@handler("mail", reaches_outside=True, lease=LEASE, keeps=KEPT)
def send_mail(job: Job) -> None:
    """Send the letter of a message; a refusal by the mail server is tried again later."""
    letter = EmailMessage(
        subject=" ".join(job.payload["subject"].split()),
        body=job.payload["body"],
        to=[job.payload["to"]],
        headers={
            "Message-ID": message_id(job.key or f"message-{job.pk}"),
            "Auto-Submitted": "auto-generated",
        },
    )
    letter.send()
