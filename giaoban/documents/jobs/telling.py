"""
Letters about papers that were sent to units.

One a day to each leader and contact, with all that nobody of the unit has opened yet; a paper with a stamp of
urgency at once. Of each paper a unit is told once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from giaoban.documents.models import Delivery, Dispatch
from giaoban.duties.models import MailWish
from giaoban.outbox.actions import enqueue_mail
from giaoban.outbox.jobs import daily
from giaoban.people.models import Person
from giaoban.units.models import Post
from giaoban.units.vocabulary import PostRole

_MOST_NAMED: Final = 30  # papers in one letter; the page has all
_AT_ONCE: Final = 2_000


@daily("documents-dispatches", hour=8)
def tell_of_the_day(day: date, at: datetime) -> None:
    """Tell leaders and contacts of what was sent to their units and lies unopened, in one letter each."""
    waiting = _waiting(Delivery.objects.unread().filter(told_at=None).order_by("pk")[:_AT_ONCE])
    quiet = set(MailWish.objects.filter(wants_digest=False).values_list("person", flat=True))
    _tell(waiting, on=day, at=at, key=f"{day:%Y%m%d}", but=quiet)


def tell_at_once(dispatch: Dispatch, *, at: datetime) -> None:
    """Tell of one urgent paper now, whatever mail the people have chosen."""
    waiting = _waiting(Delivery.objects.filter(dispatch=dispatch, told_at=None).order_by("pk"))
    _tell(waiting, on=timezone.localdate(at), at=at, key=dispatch.code, but=frozenset())


def _waiting(rows: Iterable[Delivery]) -> list[Delivery]:
    keys = [delivery.pk for delivery in rows]
    locked = Delivery.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys, told_at=None)
    related = locked.select_related("dispatch__document", "unit").defer("dispatch__document__text")
    return list(related.order_by("pk"))


def _tell(
    waiting: list[Delivery], *, on: date, at: datetime, key: str, but: set[int] | frozenset[int]
) -> None:
    """One letter to each person, all their papers in it; the mark stands in the same transaction."""
    papers: dict[Person, dict[int, Delivery]] = defaultdict(dict)
    by_unit: dict[int, list[Delivery]] = defaultdict(list)
    for delivery in waiting:
        by_unit[delivery.unit_id].append(delivery)
    roles = (PostRole.LEADER, PostRole.CONTACT)
    posts = Post.objects.held(on=on).filter(unit__in=by_unit, role__in=roles, person__is_active=True)
    for post in posts.select_related("person").order_by("pk"):
        if post.person_id not in but:
            papers[post.person] |= {each.dispatch_id: each for each in by_unit[post.unit_id]}
    for person, deliveries in papers.items():
        subject, body = _letter(person, list(deliveries.values()))
        mail = f"documents.dispatches:{key}:{person.pk}"
        enqueue_mail(key=mail, to=person.email, subject=subject, body=body, at=at)
    Delivery.objects.filter(pk__in=[delivery.pk for delivery in waiting]).update(told_at=at)


def _letter(person: Person, deliveries: list[Delivery]) -> tuple[str, str]:
    with translation.override(settings.LANGUAGE_CODE):
        facts = {
            "person": person,
            "deliveries": deliveries[:_MOST_NAMED],
            "more": max(len(deliveries) - _MOST_NAMED, 0),
            "count": len(deliveries),
            "link": f"{settings.SITE_URL}{reverse('dispatches')}",
            "installation_name": settings.INSTALLATION_NAME,
        }
        text = render_to_string("documents/letters/dispatched.txt", facts)
    subject, _line, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"
