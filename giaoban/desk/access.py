"""Which accounts an administrator reaches: rights over people follow from the units where they work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.people.access import may_administer
from giaoban.units.access import administers, may_manage_units
from giaoban.units.models import Post, Tenure
from giaoban.units.reads import Officer


def may_keep_account(
    officer: Officer, posts: Iterable[Post], tenures: Iterable[Tenure], *, on: date
) -> Verdict:
    """
    Whether `officer` may invite, change, close and open the account of the person who holds all of these.

    The administrator must administer every unit where the person works on `on` or will work, and the level
    of every committee where the person sits or will sit: who changes an address reaches the account. A person
    who holds nothing is any administrator's to place. `posts` come with their units, `tenures` with the
    committees of their seats and their levels.
    """
    allowed = may_administer(officer)
    if not allowed:
        return allowed
    kept = [post for post in posts if post.until is None or post.until >= on]
    if not all(administers(officer, post.unit) for post in kept):
        return denied(_("This person also works at a unit that you do not administer."))
    seated = [tenure for tenure in tenures if tenure.until is None or tenure.until >= on]
    if not all(administers(officer, tenure.seat.committee.level) for tenure in seated):
        return denied(_("This person sits in a committee of a level that you do not administer."))
    return ALLOWED


def may_see_letters(officer: Officer) -> Verdict:
    """
    Whether `officer` may see to whom letters went and have them sent again.

    Letters are the whole installation's, so only an administrator of a top unit may.
    """
    allowed = may_administer(officer)
    if allowed and not may_manage_units(officer, [None]):
        return denied(_("Only an administrator of a top unit may see the letters of all units."))
    return allowed
