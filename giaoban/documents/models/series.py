"""Number series of a committee, and every number that left one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models.document import Document
from giaoban.documents.vocabulary import DocumentType, NumberState, PaperForm
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.units.models import Committee

if TYPE_CHECKING:
    from giaoban.units.reads import Officer


class Term(models.Model):
    """A term of office (nhiệm kỳ), by which numbers of the Party form are counted; it runs until the next."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=20)  # "2025 - 2030"
    since = models.DateField(_("from"))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["committee", "name"], name="term_name_once_a_committee"),
            models.UniqueConstraint(fields=["committee", "since"], name="term_begins_once_a_committee"),
        )

    def __str__(self) -> str:
        return self.name


class SeriesQuerySet(models.QuerySet["Series"]):
    """Named questions about series."""

    def visible_to(self, officer: Officer | None) -> Self:
        """Series of committees on whose asking side or in whose chair `officer` sits."""
        return self.none() if officer is None else self.filter(committee__in=officer.whole_committee_ids)

    def for_list(self) -> Self:
        """All that one row of a list shows."""
        return self.select_related("committee").prefetch_related("types").order_by("committee", "name", "pk")


class Series(models.Model):
    """
    One run of numbers of a committee, for one type of papers or for several that share it.

    State papers count from 1 each year, Party papers from 1 each term of office (Decree 30/2020, art. 15 and
    annex I.II.3; Regulation 399-QĐ/TW). A board that prints its own name has its own series even when it
    uses its host's seal. `earlier_last` numbers of `earlier_period` were given before the program was there:
    it goes on after them.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+", verbose_name=_("committee"))
    form = models.CharField(_("form"), max_length=5, choices=PaperForm, default=PaperForm.STATE)
    name = models.CharField(_("name"), max_length=120)
    earlier_period = models.CharField(_("year or term"), max_length=20, blank=True)
    earlier_last = models.PositiveIntegerField(_("last number given before the program"), default=0)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SeriesQuerySet.as_manager()
    personal = {"opened_by": of_an_act(_("Series of numbers: who opened it"))}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["committee", "name"], name="series_name_once_a_committee"),
            models.CheckConstraint(
                name="series_earlier_numbers_have_period",
                condition=Q(earlier_last=0) & Q(earlier_period="")
                | Q(earlier_last__gt=0) & ~Q(earlier_period=""),
            ),
        )

    def __str__(self) -> str:
        return self.name


class SeriesType(models.Model):
    """A type of papers that a series numbers; no type of a committee is in two series of one form."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="types")
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    form = models.CharField(max_length=5, choices=PaperForm)
    type = models.CharField(max_length=6, choices=DocumentType, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["committee", "form", "type"], name="type_in_one_series"),
        )

    def __str__(self) -> str:
        return self.get_type_display()


class NumberQuerySet(models.QuerySet["Number"]):
    """Named questions about numbers."""

    def of_period(self, series: Series, period: str) -> Self:
        """All that left `series` in one year or term, the newest first."""
        return self.filter(series=series, period=period).order_by("-value")

    def taken(self) -> Self:
        """Numbers that a paper bears."""
        return self.filter(state=NumberState.TAKEN)


class Number(models.Model):
    """
    A number that left its series; rows are never deleted, so that none is ever missing.

    `period` is the year of a State series ("2026") or the name of the term of a Party series. `dated_on` is
    the date of the paper, None for one that no paper bore. A void number keeps the paper that bore it.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    series = models.ForeignKey(Series, models.PROTECT, related_name="numbers")
    period = models.CharField(max_length=20)
    value = models.PositiveIntegerField(_("number"))
    state = models.CharField(max_length=8, choices=NumberState)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    dated_on = models.DateField(null=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = NumberQuerySet.as_manager()
    personal = {"given_by": of_an_act(_("Number of a paper: who took or reserved it"))}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["series", "period", "value"], name="number_once_a_period"),
            models.CheckConstraint(name="number_from_one", condition=Q(value__gte=1)),
            models.CheckConstraint(
                name="number_taken_has_paper",
                condition=~Q(state=NumberState.TAKEN) | Q(document__isnull=False, dated_on__isnull=False),
            ),
            models.CheckConstraint(
                name="number_reserved_has_no_paper",
                condition=~Q(state=NumberState.RESERVED) | Q(document__isnull=True, dated_on__isnull=True),
            ),
            models.CheckConstraint(
                name="number_not_taken_has_reason", condition=Q(state=NumberState.TAKEN) | ~Q(reason="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.value:02d} ({self.period})"
