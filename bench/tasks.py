"""The rows above the duties of `bench.data`: a task for each lead, a part for each duty, a secretary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from giaoban.assignments.models import Assignment, Part, Series
from giaoban.documents.models import Document
from giaoban.duties.models import Duty
from giaoban.foundation.text import person_sort_key, search_key
from giaoban.people.models import Person
from giaoban.units.models import Committee, Post, Seat, Tenure, Unit
from giaoban.units.vocabulary import PostRole, SeatRole

BATCH: Final = 500
SINCE: Final = date(2021, 1, 1)


@transaction.atomic
def give_all(committee: Committee) -> int:
    """A task with its number for every lead of `committee`, the other duties as its parts; how many tasks."""
    papers = {paper.code: paper for paper in Document.objects.filter(committee=committee)}
    duties = Duty.objects.filter(committee=committee).order_by("pk")
    Assignment.objects.bulk_create(_tasks(duties.tasks().iterator(), papers), batch_size=BATCH)
    years = Assignment.objects.filter(committee=committee).values_list("year")
    for year, last in years.annotate(last=Max("sequence")):
        Series.objects.create(committee=committee, year=year, last=last)
    given = list(Assignment.objects.filter(committee=committee).order_by("pk").values_list("pk", "lead_id"))
    Part.objects.bulk_create(
        (Part(assignment_id=task, duty_id=lead) for task, lead in given), batch_size=BATCH
    )
    helping = duties.coordinating().values_list("pk", flat=True)
    Part.objects.bulk_create(
        (Part(assignment_id=task, duty_id=duty) for duty, (task, _lead) in zip(helping, cycle(given))),
        batch_size=BATCH,
    )
    return len(given)


def _tasks(leads: Iterator[Duty], papers: dict[str, Document]) -> Iterator[Assignment]:
    taken: dict[int, int] = {}
    for lead in leads:
        paper, year = papers[lead.origin_key], timezone.localdate(lead.asked_at).year
        taken[year] = taken.get(year, 0) + 1
        yield Assignment(
            number=f"{taken[year]}/{year}",
            sequence=taken[year],
            year=year,
            committee_id=lead.committee_id,
            document=paper,
            clause=lead.origin.rsplit(" ", 1)[-1],
            start=0,
            end=len(paper.text),
            lead=lead,
            confirmed_at=lead.asked_at,
        )


def secretary_of(committee: Committee, at: Unit) -> Person:
    """A person of the unit `at` in the committee's secretariat."""
    name = "Lê Minh Ánh"
    person = Person(
        full_name=name,
        email="thu-ky@sonhai.example",
        sort_key=person_sort_key(name),
        search_key=search_key(name),
    )
    person.set_unusable_password()
    person.save()
    Post.objects.create(person=person, unit=at, role=PostRole.CONTACT, since=SINCE)
    seat = Seat.objects.create(
        committee=committee, role=SeatRole.SECRETARY, unit=at, office="Chuyên viên Sở Nội vụ", since=SINCE
    )
    Tenure.objects.create(seat=seat, person=person, since=SINCE)
    return person
