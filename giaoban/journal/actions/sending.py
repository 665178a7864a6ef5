"""
A form that is sent twice acts once.

Each form that acts carries a random value. The request that acts enters its key in the transaction of the
act, with the first entry of the journal that it writes; a second request with the same key fails there and
its act is taken back, however close the two come.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from giaoban.foundation.prepared import Prepared, insert
from giaoban.journal.models import Sending


class SentBefore(Exception):
    """The form was sent before and has acted; nothing was done this time."""


@dataclass(slots=True)
class _Claim:
    key: str
    token: str
    answer: str = ""  # where it will lead; "" while that is not known
    entered: bool = False  # by this request, perhaps in a part that was taken back since


_current: ContextVar[_Claim | None] = ContextVar("sending", default=None)


def key_of_sending(person_pk: int, address: str, once: str) -> str:
    """The key of a form: its random value `once` counts for one person at one address."""
    return hashlib.sha256(f"{person_pk}\n{address}\n{once}".encode()).hexdigest()


def answered_before(key: str) -> str | None:
    """Where the sending of this key led ("" when it was answered by a page); None when it never acted."""
    found = _sending.one(key=key)
    return None if found is None else found.answer


_sending = Prepared(lambda key: Sending.objects.filter(key=key))


@contextmanager
def one_request() -> Iterator[None]:
    """Around one request: what `begin` says holds within this block alone."""
    reset = _current.set(None)
    try:
        yield
    finally:
        _current.reset(reset)


def begin(key: str) -> None:
    """From here to the end of the request, acts are done for the form of `key`, once."""
    _current.set(_Claim(key, secrets.token_urlsafe(16)))


def will_lead_to(address: str) -> None:
    """Say where the form at work will lead, if it acts: one write less after it."""
    mine = _current.get()
    if mine is not None:
        mine.answer = address[:500]


def claim(*, at: datetime) -> None:
    """
    Enter the key of the form at work, in the transaction of its act; nothing happens where no form is.

    Raises `SentBefore` when another request has acted for it. Two at the same moment: the second waits for
    the first, then fails.
    """
    mine = _current.get()
    if mine is None:
        return
    row = Sending(key=mine.key, claim=mine.token, answer=mine.answer, at=at)
    if not mine.entered:
        mine.entered = True
        try:
            insert(row)
        except IntegrityError as twice:
            raise SentBefore from twice
        return
    Sending.objects.bulk_create([row], ignore_conflicts=True)
    if not Sending.objects.filter(key=mine.key, claim=mine.token).exists():
        raise SentBefore


def answered(key: str, address: str) -> None:
    """Remember where the request that acted for `key` led; a sending that did not act is not there."""
    mine = _current.get()
    if mine is None or mine.answer != address[:500]:
        Sending.objects.filter(key=key).update(answer=address[:500])
