"""A signed-in person with the posts and seats that say what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Aggregate, OuterRef, QuerySet, Subquery, TextField
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from giaoban.foundation.prepared import Prepared
from giaoban.people.models import Person
from giaoban.units.models import Committee, Post, Tenure, Unit
from giaoban.units.vocabulary import CHAIRING, PostRole, SeatRole

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

WORKING = frozenset({PostRole.LEADER, PostRole.CONTACT})


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One post of the officer: unit id, path of the unit, role, office in words."""

    unit_id: int
    path: str
    role: PostRole
    label: str


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """One seat of the officer in a committee; it belongs to an office at the unit."""

    committee_id: int
    unit_id: int
    role: SeatRole
    label: str


@dataclass(frozen=True, slots=True)
class Officer:
    """
    A signed-in person and what they hold on one day.

    `standing_for` are the ids of committees whose standing unit the officer leads or serves as contact.
    """

    person: Person
    posts: tuple[HeldPost, ...]
    seats: tuple[HeldSeat, ...]
    standing_for: frozenset[int]

    def works_for(self, unit_id: int) -> bool:
        """Leader or contact of exactly this unit: may receive, report and submit for it."""
        return any(post.unit_id == unit_id and post.role in WORKING for post in self.posts)

    def leads(self, unit_id: int) -> bool:
        """Leader of exactly this unit."""
        return any(post.unit_id == unit_id and post.role == PostRole.LEADER for post in self.posts)

    def reads_within(self, path: str) -> bool:
        """Has a post (any but administrator) at the unit of `path` or at one above it."""
        return any(path.startswith(own) for own in self.reading_paths)

    @property
    def reading_paths(self) -> tuple[str, ...]:
        """Paths of the units whose work, and the work below them, the officer may read."""
        return tuple(post.path for post in self.posts if post.role != PostRole.ADMINISTRATOR)

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """Units for which the officer works (leader or contact)."""
        return tuple(dict.fromkeys(post.unit_id for post in self.posts if post.role in WORKING))

    @property
    def posted_unit_ids(self) -> tuple[int, ...]:
        """Units at which the officer has a post (any but administrator)."""
        return tuple(dict.fromkeys(p.unit_id for p in self.posts if p.role != PostRole.ADMINISTRATOR))

    @property
    def home_unit_ids(self) -> tuple[int, ...]:
        """Units to which the officer belongs: by a post (any but administrator) or in whose name they sit."""
        posts = [post.unit_id for post in self.posts if post.role != PostRole.ADMINISTRATOR]
        return tuple(dict.fromkeys([*posts, *(seat.unit_id for seat in self.seats)]))

    @property
    def asking_committee_ids(self) -> frozenset[int]:
        """Committees on whose asking side the officer acts: standing unit, secretariat."""
        seated = {seat.committee_id for seat in self.seats if seat.role == SeatRole.SECRETARY}
        return self.standing_for | seated

    @property
    def chaired_committee_ids(self) -> frozenset[int]:
        """Committees that the officer chairs or helps to chair."""
        return frozenset(seat.committee_id for seat in self.seats if seat.role in CHAIRING)

    @property
    def whole_committee_ids(self) -> frozenset[int]:
        """Committees all of whose work the officer may read: asking side and chairs."""
        return self.asking_committee_ids | self.chaired_committee_ids

    def asks_for(self, committee_id: int) -> bool:
        """Acts for the committee's asking side: gives work, accepts, returns, stops."""
        return committee_id in self.asking_committee_ids or committee_id in self.chaired_committee_ids

    @property
    def is_administrator(self) -> bool:
        """Holds a post of administrator: units, people, committees, calendar; no committee work."""
        return any(post.role == PostRole.ADMINISTRATOR for post in self.posts)

    @property
    def capacity(self) -> str:
        """The officer's first office in words, for the journal and the top of the page."""
        held = [seat.label for seat in self.seats] + [post.label for post in self.posts]
        return held[0] if held else ""

    def capacity_at(self, *, unit_id: int | None = None, committee_id: int | None = None) -> str:
        """As what the officer acts here: the post at the unit, else the seat in the committee."""
        at_unit = [p.label for p in self.posts if p.unit_id == unit_id]
        seated = [s.label for s in self.seats if s.committee_id == committee_id]
        return next(iter([*at_unit, *seated]), self.capacity)


class OfficerRequest(HttpRequest):
    """A request by a signed-in person, as the views see it."""

    officer: Officer
    user: Person
    htmx: HtmxDetails


def officer_for(user: Person | AnonymousUser, *, on: date) -> Officer | None:
    """The officer that `user` is on the calendar date `on`; None when not signed in. Two queries."""
    if not isinstance(user, Person) or not user.is_active:
        return None
    rows = _posts(person=user.pk, on=on)
    held = [(_held_post(post), getattr(post, "stands_for")) for post in rows]  # noqa: B009 -- annotated
    posts = tuple(post for post, _committees in held)
    seats = tuple(
        HeldSeat(seat.committee_id, seat.unit_id, SeatRole(seat.role), seat.office)
        for seat in (tenure.seat for tenure in _tenures(person=user.pk, on=on))
    )
    standing = [keys for post, keys in held if post.role in WORKING and keys]
    return Officer(user, posts, seats, frozenset(int(key) for keys in standing for key in keys.split(",")))


def whose_lists(officer: Officer) -> Unit | Person:
    """Whose data a list of one's own units is: the first unit one belongs to, else the person."""
    first = officer.home_unit_ids[:1]
    return Unit.objects.filter(pk__in=first).first() or officer.person


class _Keys(Aggregate):
    """Keys in one text with commas between them."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="group_concat(%(expressions)s, ',')", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="string_agg((%(expressions)s)::text, ',')", **extra)


def _posts_of(person: Any, on: Any) -> QuerySet[Post]:
    """The posts with their units; `stands_for`: the committees whose standing unit it is, None for none."""
    committees = Committee.objects.filter(standing_unit=OuterRef("unit")).order_by().values("standing_unit")
    posts = Post.objects.held(on=on).filter(person=person).select_related("unit").order_by("pk")
    return posts.annotate(stands_for=Subquery(committees.annotate(keys=_Keys("pk")).values("keys")))


_posts = Prepared(_posts_of)
_tenures = Prepared(
    lambda person, on: Tenure.objects.held(on=on).filter(person=person).select_related("seat").order_by("pk")
)


def _held_post(post: Post) -> HeldPost:
    return HeldPost(post.unit_id, post.unit.path, PostRole(post.role), str(post))
