"""Posts: what people do at units, from which all that they may do follows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.people.models import Person
from giaoban.units.access import may_give_posts
from giaoban.units.models import Post, Unit
from giaoban.units.reads.officers import Officer
from giaoban.units.vocabulary import PostRole, Verb


@transaction.atomic
def give_post(
    unit: Unit,
    *,
    person: Person,
    role: str,
    title: str = "",
    since: date,
    until: date | None = None,
    actor: Officer | None,
    at: datetime,
) -> Post:
    """`person` works at `unit` in `role`; raises `Refused` when they do so already on some of these days."""
    locked = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    may_give_posts(actor, locked).require()
    if role not in PostRole.values:
        raise Refused(_("“%(role)s” is not a role at a unit.") % {"role": role})
    if until is not None and until < since:
        raise Refused(_("The last day lies before the first."))
    if locked.valid_to is not None and since > locked.valid_to:
        raise Refused(_("“%(unit)s” does not exist any more on that day.") % {"unit": locked.name})
    same = Post.objects.filter(
        Q(until__isnull=True) | Q(until__gte=since), unit=locked, person=person, role=role
    )
    if (same if until is None else same.filter(since__lte=until)).exists():
        raise Refused(_("%(person)s holds this post already.") % {"person": person.full_name})
    title = " ".join(normalise(title).split())[:120]
    post = Post.objects.create(unit=locked, person=person, role=role, title=title, since=since, until=until)
    _record(Verb.POST_GIVEN, post, actor, at, after={**_facts(post), "since": since, "until": until})
    return post


@transaction.atomic
def end_post(post: Post, *, last_day: date, actor: Officer | None, at: datetime) -> Post:
    """The post ends with `last_day`; one that has not begun ends before it begins and never counts."""
    Unit.objects.select_for_update(no_key=True).get(pk=post.unit_id)
    held = Post.objects.select_related("unit", "person").get(pk=post.pk)
    may_give_posts(actor, held.unit).require()
    if held.until is not None and held.until <= last_day:
        raise Refused(_("The post has ended by then."))
    before = {**_facts(held), "until": held.until}
    held.until = last_day
    held.save(update_fields=["until"])
    _record(Verb.POST_ENDED, held, actor, at, before=before, after={"until": last_day})
    return held


def _facts(post: Post) -> dict[str, Any]:
    return {"person": post.person.full_name, "role": post.role, "title": post.title}


def _record(verb: Verb, post: Post, actor: Officer | None, at: datetime, **facts: dict[str, Any]) -> None:
    record(
        verb,
        actor=actor.person if actor else None,
        target=post.unit,
        at=at,
        acting_as=actor.capacity_at(unit_id=post.unit_id) if actor else "",
        **facts,
    )
