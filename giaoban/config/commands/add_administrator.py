"""`giaoban add-administrator`: the first person of a new installation."""

from __future__ import annotations

import argparse
import sys
from gettext import gettext as _

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from giaoban.foundation.verdict import Refused
from giaoban.people.actions import add_person, invite
from giaoban.units.actions import NewUnit, create_unit, give_post
from giaoban.units.models import Unit
from giaoban.units.vocabulary import PostRole, UnitKind


def run(options: argparse.Namespace) -> int:
    """Add the person, give the post at the top unit, print the link by which they choose a password."""
    now = timezone.now()
    today = timezone.localdate(now)
    try:
        with transaction.atomic():
            top = Unit.objects.filter(parent=None, valid_to=None).order_by("pk").first()
            if top is None:
                new = NewUnit(name=_("Top unit (rename it)"), kind=UnitKind.PROVINCE)
                top = create_unit(new, effective_on=None, basis="", actor=None, at=now)
            person = add_person(full_name=options.name, email=options.email, actor=None, at=now)
            give_post(person=person, unit=top, role=PostRole.ADMINISTRATOR, since=today, actor=None, at=now)
            token = invite(person, actor=None, at=now)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    print(_("Open this address within seven days to choose a password:"))
    print(reverse("invitation", args=[token]))
    return 0
