"""What people keep of their lists: saved filters, and acts on many pieces of work at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.assignments.vocabulary import SavedList
from giaoban.duties.models import Duty
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import Personal, of_an_act
from giaoban.units.models import Committee

if TYPE_CHECKING:
    from giaoban.units.reads import Officer


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Named questions about saved filters."""

    def visible_to(self, officer: Officer | None) -> Self:
        """The officer's own, and those shared in the committees whose asking side they are on."""
        if officer is None:
            return self.none()
        return self.filter(Q(owner=officer.person) | Q(committee__in=officer.whole_committee_ids))


class SavedFilter(models.Model):
    """
    A filter of a list under a name, for its owner or shared in a committee's asking side.

    `query` is the address of the list behind the question mark, as its form understood it.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    list = models.CharField(max_length=8, choices=SavedList)
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=1000, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    committee = models.ForeignKey(Committee, models.CASCADE, null=True, related_name="+")  # shared in it
    changed_at = models.DateTimeField()

    objects = SavedFilterQuerySet.as_manager()
    personal = {
        "owner": Personal(
            what=_("Saved filter: whose it is"),
            purpose=_("Everybody finds the own filters again."),
            seen_by=_("The person; of a shared filter those who ask for the committee."),
            kept=_("Until the person deletes it."),
        )
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner", "list", "name"], name="saved_filter_name_once"),
        )

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """
    One act on many pieces of work: prepared, shown, then done piece by piece, each in its own transaction.

    `facts` are the words of the act (reason, decision, field); `done_at` the moment when nothing was left.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    act = models.CharField(max_length=12)
    facts = models.JSONField(default=dict)
    back = models.CharField(max_length=1200, blank=True)  # the list that it was chosen in
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    personal = {"person": of_an_act(_("Act on many pieces of work: who chose them"))}

    class Meta:
        indexes = (models.Index(fields=["made_at"], name="batch_by_date"),)

    def __str__(self) -> str:
        return self.code


class BatchItem(models.Model):
    """One piece of work of a batch; `outcome` None while nothing was tried, "" done, else the refusal."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=400, null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["batch", "duty"], name="batch_item_once"),)

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.duty_id}"
