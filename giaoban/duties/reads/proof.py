"""Proof that what duties say agrees with the facts they were made from."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q, Window
from django.db.models.functions import Lead
from django.utils.translation import gettext as _

from giaoban.duties.models import Duty, Standing
from giaoban.duties.models.duty import STILL

AT_MOST = 20  # faults of one kind that are named


def faults() -> Iterator[str]:
    """A sentence for each duty whose standings do not tile its life or that differs from the last of them."""
    in_force = Count("standings", filter=Q(standings__until=STILL))
    for code in Duty.objects.annotate(n=in_force).exclude(n=1).values_list("code", flat=True)[:AT_MOST]:
        yield _("Duty %(code)s has not exactly one standing in force.") % {"code": code}
    last = Standing.objects.filter(until=STILL)
    same = (
        Q(state=F("duty__state"))
        & (Q(due_on=F("duty__due_on")) | Q(due_on__isnull=True, duty__due_on__isnull=True))
        & (
            Q(submitted_on=F("duty__submitted_on"))
            | Q(submitted_on__isnull=True, duty__submitted_on__isnull=True)
        )
        & Q(committee=F("duty__committee"), role=F("duty__role"), unit=F("duty__unit"))
        & (Q(field=F("duty__field")) | Q(field__isnull=True, duty__field__isnull=True))
        & Q(origin_key=F("duty__origin_key"), times_extended=F("duty__times_extended"))
        & Q(asked_on=F("duty__asked_on"))
        & (
            Q(original_due_on=F("duty__original_due_on"))
            | Q(original_due_on__isnull=True, duty__original_due_on__isnull=True)
        )
    )
    for code in last.exclude(same).values_list("duty__code", flat=True)[:AT_MOST]:
        yield _("Duty %(code)s does not stand as its last standing says.") % {"code": code}
    following = Standing.objects.annotate(
        next=Window(Lead("since"), partition_by="duty_id", order_by=["since", "pk"])
    )
    torn = following.filter(~Q(next=F("until")), next__isnull=False) | following.filter(
        next__isnull=True
    ).exclude(until=STILL)
    for code in torn.values_list("duty__code", flat=True)[:AT_MOST]:
        yield _("The standings of duty %(code)s leave a gap or overlap.") % {"code": code}
