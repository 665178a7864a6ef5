"""What administrators see of people: the list, and one person with posts and seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from giaoban.foundation.text import search_key
from giaoban.people.models import Invitation, Person
from giaoban.units.access import administered_paths
from giaoban.units.models import Post, Tenure
from giaoban.units.reads import Officer

ACCOUNT_STATES = (
    ("open", pgettext_lazy("account", "Open")),
    ("invited", pgettext_lazy("account", "Not yet joined")),
    ("closed", pgettext_lazy("account", "Closed")),
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people."""

    person: Person
    posts: list[str]
    state: str | Promise
    tone: str


def people_kept_by(officer: Officer) -> QuerySet[Person]:
    """
    The people whom `officer` sees as an administrator: with a post, now or once, within the units
    administered, or without any post. Nobody for other officers.
    """
    paths = administered_paths(officer)
    if not paths:
        return Person.objects.none()
    within = Q()
    for path in paths:
        within |= Q(unit__path__startswith=path)
    posts = Post.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(posts.filter(within)) | ~Exists(posts))


def people_found(people: QuerySet[Person], *, words: str, state: str) -> QuerySet[Person]:
    """Those of `people` that answer to words (name with or without marks, address) and state, by name."""
    for word in search_key(words).split():
        people = people.filter(Q(search_key__contains=word) | Q(email__contains=word))
    if state == "closed":
        people = people.filter(is_active=False)
    if state == "open":
        people = people.filter(is_active=True).exclude(password__startswith="!")  # noqa: S106  # the mark of no password
    if state == "invited":
        people = people.filter(is_active=True, password__startswith="!")  # noqa: S106  # the mark of no password
    return people.order_by("sort_key", "pk")


def with_posts(people: QuerySet[Person], *, on: date) -> QuerySet[Person]:
    """Load the posts of `on` for a list, as `held_posts`."""
    held = Post.objects.held(on=on).select_related("unit").order_by("pk")
    return people.prefetch_related(Prefetch("posts", held, to_attr="held_posts"))


def row_of(person: Person) -> PersonRow:
    """One line; `person` comes from `with_posts`."""
    posts: list[Post] = person.held_posts  # type: ignore[attr-defined]
    state, tone = state_of(person)
    return PersonRow(person, [str(post) for post in posts], state, tone)


def state_of(person: Person) -> tuple[str | Promise, str]:
    """How the account stands, in a word with its tone."""
    if not person.is_active:
        return dict(ACCOUNT_STATES)["closed"], "plain"
    if not person.has_usable_password():
        return dict(ACCOUNT_STATES)["invited"], "soon"
    return dict(ACCOUNT_STATES)["open"], "ok"


def posts_of(person: Person) -> list[Post]:
    """All posts of a person, the newest first."""
    return list(Post.objects.filter(person=person).select_related("unit").order_by("-since", "-pk"))


def tenures_of(person: Person) -> list[Tenure]:
    """All times in which a person held or stood in for a seat, with the committees and their levels."""
    held = Tenure.objects.filter(person=person).select_related("seat__committee__level")
    return list(held.order_by("seat__committee_id", "pk"))


def details_now(person: Person, *, names: tuple[str, ...], lock: bool = False) -> dict[str, str]:
    """What the account says by now; `lock` holds its row until the transaction ends."""
    rows = Person.objects.select_for_update(no_key=True) if lock else Person.objects
    found: dict[str, str] = rows.values(*names).get(pk=person.pk)
    return found


def last_invitation(person: Person) -> Invitation | None:
    """The invitation that was sent last; None when there was none."""
    return Invitation.objects.filter(person=person).order_by("-created_at", "-pk").first()
