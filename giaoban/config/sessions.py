"""Sessions in the database, as Django keeps them; the question of every click is prepared."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from giaoban.foundation.prepared import Prepared

_open = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now))


class SessionStore(db.SessionStore):
    """Django's own store of sessions."""

    def _get_session_from_db(self) -> Any:
        found = _open.one(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
