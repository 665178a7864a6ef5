"""The tree of units with its history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.foundation.codes import public_code
from giaoban.units.vocabulary import AliasKind, ReorganisationKind, Side, UnitKind

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

PATH_END = "~"  # sorts after every digit and "/" (SQLite compares bytes)


@models.CharField.register_lookup
class Like(models.Lookup):
    """`column__like="a% b%"`: SQL's LIKE with a pattern of our own (letters, digits, `%`)."""

    lookup_name = "like"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} LIKE {right}", (*left_params, *right_params)


class UnitQuerySet(models.QuerySet["Unit"]):
    """Named questions about units as they are today."""

    def in_force(self, *, on: date) -> Self:
        """Units that exist on the calendar date `on`."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )

    def within(self, unit: Unit) -> Self:
        """`unit` itself and every unit below it."""
        return self.filter(path__startswith=unit.path)

    def for_list(self) -> Self:
        """In the order of a list: by Vietnamese spelling."""
        return self.select_related("parent").order_by("sort_key", "pk")


class Unit(models.Model):
    """
    A unit as it is now: its columns repeat the spell in force, `spells` hold the whole life.

    `path` is "/1/5/9/": the ids of the ancestors and of the unit itself, so that all units below are
    found by prefix and a key never changes when siblings move. Rows are never deleted: a dissolved
    unit keeps `valid_to`, its last day. Change units only through `units.actions`.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    official_code = models.CharField(_("administrative code"), max_length=35, blank=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, db_index=True, editable=False)
    valid_from = models.DateField(_("since"), null=True, blank=True)  # None: since before our records
    valid_to = models.DateField(_("last day"), null=True, blank=True)  # None: exists
    search_key = models.CharField(max_length=250, editable=False, db_index=True)
    sort_key = models.CharField(max_length=700, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["official_code"], name="unit_by_official_code"),)

    def __str__(self) -> str:
        return self.name


class Reform(models.Model):
    """
    Many reorganisations recorded as one from a table, and taken back as one.

    `table` holds its rows as they were read, [{"old_code", "old_name", "new_code", "new_name"}, …]. Taken
    back, its events and spells are gone and this stays, with the moment and the reason.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    effective_on = models.DateField(_("in effect from"))
    basis = models.CharField(_("legal basis"), max_length=300)
    table = models.JSONField()
    kept = models.JSONField(default=dict)  # what it did beside the tree, to be taken back with it
    recorded_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_why = models.TextField(_("why it was taken back"), blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="reform_undone_says_why", condition=Q(undone_at__isnull=True) ^ ~Q(undone_why="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.basis} ({self.effective_on:%d/%m/%Y})"


class Reorganisation(models.Model):
    """An event in the tree with its legal basis; it takes effect at the start of `effective_on`."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    kind = models.CharField(_("event"), max_length=12, choices=ReorganisationKind)
    effective_on = models.DateField(_("in effect from"))
    basis = models.CharField(_("legal basis"), max_length=300)
    recorded_at = models.DateTimeField()
    heir = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # takes over what units held
    reform = models.ForeignKey(Reform, models.PROTECT, null=True, related_name="events")  # recorded with it

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on:%d/%m/%Y}"


class ReorganisationUnit(models.Model):
    """
    One unit's part in a reorganisation: it was there before, or it is there after.

    `share` is how much of the figures of a unit that was split go to this one, in parts of the sum of all
    shares of the event; None: equal parts.
    """

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reorganisations")
    side = models.CharField(max_length=6, choices=Side)
    share = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["reorganisation", "unit", "side"], name="reorganisation_part_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} ({self.side})"


class SpellQuerySet(models.QuerySet["Spell"]):
    """Named questions about units at some date."""

    def on(self, day: date) -> Self:
        """The spells in force on the calendar date `day`: at most one a unit."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class Spell(models.Model):
    """What a unit was called, was, and stood under between two dates (both days included)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="spells")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    official_code = models.CharField(max_length=35, blank=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=UnitKind)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=200)
    opened_by = models.ForeignKey(Reorganisation, models.PROTECT, null=True, related_name="+")

    objects = SpellQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="spell_in_order",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
            ),
        )
        indexes = (
            models.Index(fields=["unit", "valid_from"], name="spell_by_unit"),
            models.Index(fields=["official_code", "valid_from"], name="spell_by_code"),
        )

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name under which a unit is recognised and found."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aliases")
    text = models.CharField(_("other name"), max_length=200)
    search_key = models.CharField(max_length=250, editable=False, db_index=True)
    kind = models.CharField(max_length=12, choices=AliasKind)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "search_key"], name="alias_once_a_unit"),)

    def __str__(self) -> str:
        return self.text


class UnitGroup(models.Model):
    """
    Units addressed together: "các sở, ban, ngành", "UBND các xã, phường".

    By rule: all units of `kinds` below `within` on the day asked. By list: `members`. A group has a
    rule or a list, never both.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    name = models.CharField(_("name"), max_length=200)
    other_names = models.JSONField(_("other names"), default=list, blank=True)  # list of text
    within = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("within"))
    kinds = models.JSONField(_("kinds of units"), default=list, blank=True)  # list of UnitKind values
    members = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name=_("units"))
    search_key = models.CharField(max_length=250, editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["within", "search_key"], name="group_name_once"),)

    def __str__(self) -> str:
        return self.name
