"""The installation that is measured: migrated, filled, with the people whose screens are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from bench.data import fill, settle
from bench.figures import Unit as Measure
from bench.figures import clock, say
from bench.tasks import give_all, secretary_of
from giaoban.config.ready import make_static
from giaoban.people.models import Person
from giaoban.units.models import Committee, Field, Unit

Found = tuple[str, float, Measure]
"""A figure as a measurement gives it: name, value, unit of the value."""


@dataclass(frozen=True, slots=True)
class Place:
    """Who and what the measurements ask for; `share` is 1 at full size, 0.1 for a quick look."""

    committee: Committee
    secretary: Person
    chair: Person
    contact: Person  # of a busy department, `unit`
    unit: Unit
    field: Field
    share: float

    @property
    def rounds(self) -> int:
        """How often a measurement is repeated for its median."""
        return 3 if self.share == 1 else 1

    def sized(self, whole: int) -> int:
        """`whole` at full size, its share else."""
        return round(whole * self.share)


def make_place(tasks: int, *, share: float) -> Place:
    """Migrate the empty database of this process's settings and fill it with `tasks` tasks."""
    call_command("migrate", interactive=False, verbosity=0)
    make_static()
    with clock() as taken, transaction.atomic():
        filled = fill(tasks, now=timezone.now())
        unit = Unit.objects.get(name="Sở Nội vụ")
        secretary = secretary_of(filled.committee, unit)
        give_all(filled.committee)
    settle()
    say(f"  {tasks} tasks, {filled.duties} duties, {filled.standings} standings in {taken[0]:.0f} s")
    field = Field.objects.filter(committee=filled.committee).order_by("position")[0]
    return Place(filled.committee, secretary, filled.chair, filled.unit_contact, unit, field, share)
