"""Invitations and addresses of clients."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from giaoban.foundation.verdict import Refused
from giaoban.people.models import Invitation


def token_hash(token: str) -> str:
    """What is kept of an invitation's token; 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(token: str, *, at: datetime, lock: bool = False) -> Invitation:
    """
    The invitation behind `token`.

    Raises `Refused`, always with the same sentence, when it is unknown, used, or past its time, or when
    the account is closed. `lock` holds the row until the transaction ends.
    """
    rows = Invitation.objects.select_related("person")
    rows = rows.select_for_update(of=("self",), no_key=True) if lock else rows
    found = rows.filter(
        token_hash=token_hash(token), used_at=None, expires_at__gt=at, person__is_active=True
    ).first()
    if found is None:
        raise Refused(_("This link is not valid, or not any more. Ask your administrator for a new one."))
    return found


def client_address(request: HttpRequest) -> str:
    """
    The network address that asks, for the throttle.

    Behind `settings.PROXIES` proxies it is the entry of X-Forwarded-For that the outermost of them
    wrote; what a client puts before that is not believed.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXIES:
        return direct
    named = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return named[-settings.PROXIES] if len(named) >= settings.PROXIES else direct
