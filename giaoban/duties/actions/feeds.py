"""Making, replacing and ending the addresses of calendar feeds."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.duties.access import may_open_feed
from giaoban.duties.models import Feed
from giaoban.duties.reads.feeds import hash_of_token
from giaoban.duties.vocabulary import FeedScope, Verb
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import Officer

MOST_FEEDS: Final = 20  # open at the same time for one person
QUARTER: Final = timedelta(minutes=15)


@transaction.atomic
def open_feed(
    scope: FeedScope,
    *,
    actor: Officer,
    at: datetime,
    unit: Unit | None = None,
    committee: Committee | None = None,
) -> tuple[Feed, str]:
    """
    Make an address for the actor's own calendar program; the feed and the token, which is kept nowhere.

    Raises `Refused`.
    """
    may_open_feed(actor, scope, unit=unit, committee=committee).require()
    if Feed.objects.open().filter(person=actor.person).count() >= MOST_FEEDS:
        raise Refused(_("You have %(most)s calendar addresses; end one first.") % {"most": MOST_FEEDS})
    token = secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        person=actor.person,
        scope=scope,
        unit=unit,
        committee=committee,
        token_hash=hash_of_token(token),
        created_at=at,
        renewed_at=at,
    )
    _note(Verb.FEED_OPENED, feed, actor, at)
    return feed, token


@transaction.atomic
def renew_feed(pk: int, *, actor: Officer, at: datetime) -> tuple[Feed, str]:
    """Give the feed a new address; the old one gives nothing from now on. Raises `Refused`."""
    feed, token = _own(pk, actor), secrets.token_urlsafe(32)
    feed.token_hash, feed.renewed_at = hash_of_token(token), at
    feed.body_hash, feed.changed_at, feed.fetched_at = "", None, None
    feed.save()
    _note(Verb.FEED_RENEWED, feed, actor, at)
    return feed, token


@transaction.atomic
def close_feed(pk: int, *, actor: Officer, at: datetime) -> Feed:
    """End the feed; its address gives nothing from now on. Raises `Refused`."""
    feed = _own(pk, actor)
    feed.closed_at = at
    feed.save(update_fields=["closed_at"])
    _note(Verb.FEED_CLOSED, feed, actor, at)
    return feed


def note_fetch(feed: Feed, *, body_hash: str, at: datetime) -> datetime:
    """
    Remember that a calendar program came, to a quarter of an hour, and when the answer last changed.

    The moment of the last change, to a second. Writes nothing when neither is news.
    """
    news: dict[str, Any] = {}
    if feed.body_hash != body_hash or feed.changed_at is None:
        news |= {"body_hash": body_hash, "changed_at": at.replace(microsecond=0)}
    if feed.fetched_at is None or at - feed.fetched_at >= QUARTER:
        news["fetched_at"] = at
    for name, value in news.items():
        setattr(feed, name, value)
    if news:
        Feed.objects.filter(pk=feed.pk, token_hash=feed.token_hash).update(**news)
    changed_at: datetime = feed.changed_at  # type: ignore[assignment]  # set above when it was None
    return changed_at


def _own(pk: int, actor: Officer) -> Feed:
    rows = Feed.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "committee")
    feed = rows.get(pk=pk)
    if feed.person_id != actor.person.pk or feed.closed_at is not None:
        raise Refused(_("This calendar address has already ended."))
    return feed


def _note(verb: Verb, feed: Feed, actor: Officer, at: datetime) -> None:
    after = {"scope": feed.scope}
    record(verb, actor=actor.person, acting_as=actor.capacity, target=feed, at=at, after=after)
