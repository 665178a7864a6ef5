"""Which accounts an administrator reaches: rights over people follow from the units where they work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.people.access import may_administer
from giaoban.units.access import administers
from giaoban.units.models import Post
from giaoban.units.reads import Officer


def may_keep_account(officer: Officer, posts: Iterable[Post], *, on: date) -> Verdict:
    """
    Whether `officer` may invite, change, close and open the account of the person who holds `posts`.

    The administrator must administer every unit where the person works on `on`; a person without a post
    is any administrator's to place. `posts` come with their units.
    """
    allowed = may_administer(officer)
    if not allowed:
        return allowed
    held = [post for post in posts if post.since <= on and (post.until is None or post.until >= on)]
    if all(administers(officer, post.unit) for post in held):
        return ALLOWED
    return denied(_("This person also works at a unit that you do not administer."))
