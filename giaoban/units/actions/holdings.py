"""When units end: posts end with them or go on at the heir, and other rooms pass on what the units held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from giaoban.foundation.verdict import Refused
from giaoban.units.actions.posts import end_post, give_post
from giaoban.units.models import Post, Reorganisation, Unit
from giaoban.units.reads.holdings import GOING_ON, held_by, posts_reaching, rooms
from giaoban.units.reads.officers import Officer


def hand_over(
    made: Reorganisation,
    ending: Sequence[Unit],
    heir: Unit | None,
    *,
    actor: Officer | None,
    at: datetime,
) -> None:
    """
    Put down who takes over from the units that end by `made`, and pass on what can be passed on now.

    Posts end with their units; those of contacts and readers go on at `heir`. What other rooms hold passes on
    the day of the event: now when it has come, else in the night to it. Raises `Refused` when something is
    held and `heir` is None.
    """
    if heir is None and (held := held_by(ending)):
        refusal = _("%(held)s Say which unit takes it over.")
        raise Refused(refusal % {"held": " ".join(held)})
    if heir is not None and heir.valid_to is not None and heir.valid_to < made.effective_on:
        raise Refused(_("“%(unit)s” does not exist any more on that day.") % {"unit": heir.name})
    hand_over_many([(made, ending, heir)], actor=actor, at=at)


def hand_over_many(
    handed: Sequence[tuple[Reorganisation, Sequence[Unit], Unit | None]],
    *,
    actor: Officer | None,
    at: datetime,
) -> tuple[dict[int, date | None], list[int]]:
    """
    The same for many events of one day: each with the units that end by it and their heir.

    Answers the posts that ended, with their last day before, and the keys of those that began.
    """
    heirs: dict[int, tuple[Reorganisation, Unit | None]] = {}
    for made, ending, heir in handed:
        made.heir = heir
        heirs |= {unit.pk: (made, heir) for unit in ending}
    Reorganisation.objects.bulk_update([made for made, _ending, _heir in handed], ["heir"], batch_size=500)
    ended: dict[int, date | None] = {}
    begun: list[int] = []
    units = [unit for _made, ending, _heir in handed for unit in ending]
    day = min(made.effective_on for made, _ending, _heir in handed) if handed else None
    posts = posts_reaching(units, day).select_related("person").order_by("pk") if day else ()
    for post in posts:
        made, heir = heirs[post.unit_id]
        ended[post.pk] = post.until
        end_post(post, last_day=made.effective_on - timedelta(days=1), actor=actor, at=at)
        if heir is not None and post.role in GOING_ON and not _is_held(post, heir):
            new = give_post(
                heir,
                person=post.person,
                role=post.role,
                title=post.title,
                since=max(post.since, made.effective_on),
                until=post.until,
                actor=actor,
                at=at,
            )
            begun.append(new.pk)
    for room in rooms():
        room.pass_on(actor, at)
    return ended, begun


def _is_held(post: Post, heir: Unit) -> bool:
    return Post.objects.filter(person=post.person, unit=heir, role=post.role, until__isnull=True).exists()
