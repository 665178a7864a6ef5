"""
Who may change units and committees, and see what is about persons.

`None` as the officer is the command line: whoever runs the program on the machine may do all of this.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.people.models import Person
from giaoban.units.models import Committee, Post, Unit
from giaoban.units.reads.officers import Officer
from giaoban.units.vocabulary import PostRole


def administered_paths(officer: Officer) -> tuple[str, ...]:
    """Paths of the units that the officer administers with all that is below them."""
    return tuple(post.path for post in officer.posts if post.role == PostRole.ADMINISTRATOR)


def administers(officer: Officer, unit: Unit) -> bool:
    """Holds a post of administrator at the unit or at one above it."""
    return any(unit.path.startswith(path) for path in administered_paths(officer))


def may_manage_units(officer: Officer | None, units: Iterable[Unit | None] = ()) -> Verdict:
    """
    Whether `officer` may reorganise all of `units`; None among them is the place above all units.

    Without units: whether there is anything at all that the officer may manage.
    """
    if officer is None:
        return ALLOWED
    paths = administered_paths(officer)
    if not paths:
        return denied(_("Only an administrator may change units."))
    at_top = any(path.count("/") == 2 for path in paths)
    for unit in units:
        if unit is None and not at_top:
            return denied(_("Only an administrator of a top unit may add a unit above all others."))
        if unit is not None and not any(unit.path.startswith(path) for path in paths):
            return denied(_("An administrator changes only the own unit and those below it."))
    return ALLOWED


def may_manage_groups(officer: Officer | None, within: Unit) -> Verdict:
    """Whether `officer` may add or change groups of units within `within`."""
    return may_manage_units(officer, [within])


def may_manage_committee(officer: Officer | None, level: Unit) -> Verdict:
    """Whether `officer` may set up a committee at `level` or change its name, basis, term and offices."""
    if officer is None or administers(officer, level):
        return ALLOWED
    return denied(_("Only an administrator of the level may set up or change a committee."))


def may_manage_seats(officer: Officer | None, committee: Committee) -> Verdict:
    """
    Whether `officer` may open and close seats, seat holders and keep the fields of the committee.

    The administrator may, and those who keep the committee's papers: standing unit and secretariat.
    """
    if officer is None or administers(officer, committee.level):
        return ALLOWED
    if committee.pk in officer.asking_committee_ids:
        return ALLOWED
    return denied(_("Only the standing unit, the secretariat or an administrator may change the seats."))


def may_give_posts(officer: Officer | None, unit: Unit) -> Verdict:
    """Whether `officer` may give and end posts at `unit`."""
    if officer is None or administers(officer, unit):
        return ALLOWED
    return denied(_("Only an administrator of the unit may give or end posts."))


def may_see_committee(officer: Officer, committee: Committee) -> Verdict:
    """
    Whether `officer` may see who sits in the committee.

    Seen by those who sit in it or keep its papers, by everybody at its level and below, and by the
    levels above. To others the committee does not exist. Twin of `reads.committees_seen_by`.
    """
    seated = {seat.committee_id for seat in officer.seats} | officer.standing_for
    if committee.pk in seated:
        return ALLOWED
    level = committee.level.path
    if any(post.path.startswith(level) or level.startswith(post.path) for post in officer.posts):
        return ALLOWED
    return denied(_("This committee belongs to another level."))


def may_see_phone(officer: Officer, person: Person, posts: Iterable[Post], *, on: date) -> Verdict:
    """
    Whether `officer` may see the work telephone of `person`, who holds `posts` (with their units).

    Hidden from other units unless the person shares it; colleagues of the same unit and of the units
    above see it, and the unit's administrator, who has to reach the person.
    """
    if person.pk == officer.person.pk or person.phone_is_shared:
        return ALLOWED
    held = [post for post in posts if post.since <= on and (post.until is None or post.until >= on)]
    if any(officer.reads_within(post.unit.path) or administers(officer, post.unit) for post in held):
        return ALLOWED
    return denied(_("The telephone number is shown to the own unit only."))
