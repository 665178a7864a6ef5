"""Who may act on accounts. Which persons an administrator reaches follows from units, one floor above."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.people.models import Person


class Acting(Protocol):
    """A signed-in person as `units.reads.Officer` describes them."""

    @property
    def person(self) -> Person: ...

    @property
    def is_administrator(self) -> bool: ...

    @property
    def capacity(self) -> str: ...


def may_administer(officer: Acting | None) -> Verdict:
    """
    Whether `officer` may add people and open or close accounts.

    None is the command line: whoever runs the program on the machine may.
    """
    if officer is None or officer.is_administrator:
        return ALLOWED
    return denied(_("Only an administrator may add people and open or close accounts."))


def may_change(officer: Acting | None, person: Person) -> Verdict:
    """Whether `officer` may change how `person` is addressed and reached: oneself, or an administrator."""
    if officer is not None and officer.person.pk == person.pk:
        return ALLOWED
    return may_administer(officer)


def may_invite(officer: Acting | None, person: Person) -> Verdict:
    """
    Whether `officer` may send `person` a link by which they choose a first password.

    Not to someone who has a password: an administrator must not be able to take over a living account.
    """
    allowed = may_administer(officer)
    if not allowed:
        return allowed
    if not person.is_active:
        return denied(_("The account is closed; open it first."))
    if person.has_usable_password():
        return denied(_("This person has a password and can ask for a new one on the sign-in page."))
    return ALLOWED


def may_disable(officer: Acting | None, person: Person) -> Verdict:
    """Whether `officer` may close the account of `person`."""
    allowed = may_administer(officer)
    if not allowed:
        return allowed
    if officer is not None and officer.person.pk == person.pk:
        return denied(_("Nobody closes their own account; ask another administrator."))
    if not person.is_active:
        return denied(_("The account is closed already."))
    return ALLOWED


def may_enable(officer: Acting | None, person: Person) -> Verdict:
    """Whether `officer` may open the closed account of `person` again."""
    allowed = may_administer(officer)
    if allowed and person.is_active:
        return denied(_("The account is open already."))
    return allowed
