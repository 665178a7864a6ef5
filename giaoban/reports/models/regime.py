"""A report regime: what is asked, of whom, how often, until when; and the versions of its form."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.reports.forming import Definition
from giaoban.reports.vocabulary import CountsFrom, CutOff, Frequency
from giaoban.units.models import Committee, Unit, UnitGroup

if TYPE_CHECKING:
    from giaoban.units.reads import Officer

_KNOWN: Final[dict[str, Definition]] = {}
_MOST_KNOWN: Final = 200


class RegimeQuerySet(models.QuerySet["Regime"]):
    """Named questions about report regimes."""

    def visible_to(self, officer: Officer | None) -> Self:
        """Regimes of committees that `officer` reads whole, and those in which a unit of theirs reports."""
        from giaoban.reports.models.report import Report

        if officer is None:
            return self.none()
        asked = Report.objects.readable_by(officer).filter(period__regime=models.OuterRef("pk"))
        return self.filter(Q(committee__in=officer.whole_committee_ids) | models.Exists(asked))

    def in_use(self, *, on: date) -> Self:
        """Regimes that ask on the calendar date `on`."""
        return self.filter(Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))

    def for_list(self) -> Self:
        """All that one list row shows."""
        return self.select_related("committee", "receiver").order_by("name", "pk")


class Regime(models.Model):
    """
    A report regime (chế độ báo cáo) with all that Decree 09/2019/NĐ-CP, articles 5 to 8, asks of it.

    Who reports: the units of `kinds` in force below `within`, and the members of `groups`. Each sends to the
    nearest unit above it that reports too, the highest to `receiver`. `deadlines` is a list of
    {"kinds": [UnitKind, …] or [] for all others, "amount": n, "unit": "working_days" or "days"} counted from
    the cut-off, or {"kinds": …, "day": 25} for a day of the period's last month.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+", verbose_name=_("committee"))
    name = models.CharField(_("name"), max_length=200)
    symbol = models.CharField(_("symbol of the form"), max_length=40, blank=True)  # "BM 01-CĐS"
    content = models.TextField(_("content asked"))
    basis = models.CharField(pgettext_lazy("report", "legal basis"), max_length=300)
    receiver = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("who receives"))
    within = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("who reports: below"))
    kinds = models.JSONField(_("who reports: kinds of units"), default=list, blank=True)
    groups = models.ManyToManyField(
        UnitGroup, blank=True, related_name="+", verbose_name=_("groups of units")
    )
    ways = models.JSONField(_("how it is sent"), default=list)  # list of Way values
    way_words = models.CharField(_("more on sending and receiving"), max_length=300, blank=True)
    frequency = models.CharField(_("how often"), max_length=8, choices=Frequency)
    cut_off = models.CharField(_("cut-off"), max_length=8, choices=CutOff, default=CutOff.DECREE)
    deadlines = models.JSONField(_("deadlines"), default=list)
    outline = models.TextField(_("outline of the report"), blank=True)
    guide = models.TextField(_("guide to the procedure"), blank=True)
    counts_from = models.CharField(
        _("figures count"), max_length=9, choices=CountsFrom, default=CountsFrom.ACCEPTED
    )
    opens_itself = models.BooleanField(
        _("periods open by themselves on the day after the cut-off"), default=True
    )
    since = models.DateField(pgettext_lazy("report", "from"))
    until = models.DateField(_("to"), null=True, blank=True)
    made_at = models.DateTimeField()

    objects = RegimeQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["committee", "name"], name="regime_by_committee"),)

    def __str__(self) -> str:
        return self.name


class FormVersion(models.Model):
    """
    A version of a regime's form; in force for periods that begin on or after `applies_from`.

    Never changed: a later version takes over for later periods only. Slots stay those of earlier versions.
    """

    regime = models.ForeignKey(Regime, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    applies_from = models.DateField(_("for periods from"))
    content = models.JSONField()  # `Definition.as_json`
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    personal = {"made_by": of_an_act(_("Form of a report: who made this version"))}

    class Meta:
        constraints = (models.UniqueConstraint(fields=["regime", "number"], name="form_version_once"),)

    def __str__(self) -> str:
        return f"{self.regime} ({self.number})"

    @cached_property
    def definition(self) -> Definition:
        """What this version asks; the same content is read once in the life of a process."""
        known = _KNOWN.get(self.sha256)
        if known is None:
            if len(_KNOWN) >= _MOST_KNOWN:
                _KNOWN.clear()
            known = _KNOWN[self.sha256] = Definition.from_json(self.content)
        return known
