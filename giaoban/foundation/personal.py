"""
What is said of every stored field about a person: why, for whose eyes, for how long.

A model declares its personal fields beside them:

    personal = {"email": Personal(what=_("Work e-mail"), purpose=…, seen_by=…, kept=…)}

`people.reads.personal_register` collects the declarations; a test fails on a personal field without one.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Personal:
    """One entry of the register; all four are words for the privacy notice, in the reader's language."""

    what: Text
    purpose: Text
    seen_by: Text
    kept: Text


def of_an_act(what: Text) -> Personal:
    """The entry of a field that names who did something official; `what` says which act."""
    return Personal(
        what=what,
        purpose=_("An official act names who did it, so that it can be accounted for."),
        seen_by=_("People who may see the matter itself."),
        kept=_("As long as the record that it belongs to."),
    )


def of_an_office(what: Text) -> Personal:
    """The entry of a field that names who holds an office; `what` says which."""
    return Personal(
        what=what,
        purpose=_("Rights follow from offices, and the committee must know who holds them."),
        seen_by=_("Everybody who is signed in."),
        kept=_("With its dates, as long as the committee's records."),
    )
