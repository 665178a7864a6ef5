"""What the command menu finds: pages, units, committees, work, papers, people; with or without marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.assignments.reads.papers import readable_papers
from giaoban.desk.reads.navigation import ways_for
from giaoban.desk.reads.people import people_found, people_kept_by
from giaoban.duties.models import Duty
from giaoban.duties.reads.readers import tokens_of
from giaoban.foundation.text import search_key
from giaoban.search.reads import Narrowing, find
from giaoban.units.access import may_manage_units
from giaoban.units.reads import Officer, committees_seen_by, find_units

MOST_WORDS: Final = 8
A_GROUP: Final = 6  # entries of one kind
LONGEST: Final = 100  # characters that are looked at


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry of the menu: the kind of thing, its name, a word about it, its page."""

    group: str
    label: str
    hint: str
    url: str


def answers_to(name: str, words: Iterable[str]) -> bool:
    """
    Whether each of `words` (search keys) begins a word of `name` or gives initials in their order.

    >>> answers_to("Việc của tôi", ["vct"]), answers_to("Sở Tài chính", ["so", "tc"])
    (True, True)
    """
    own = search_key(name).split()
    initials = "".join(part[0] for part in own)
    return all(any(part.startswith(word) for part in own) or word in initials for word in words)


def found_for(officer: Officer, typed: str, *, on: date, with_papers: bool = True) -> list[Hit]:
    """
    What answers to `typed` and may be opened by `officer`, by kind in the order of the day's work.

    Nothing typed: the pages and the own work that is due next. At most `A_GROUP` of a kind, pages apart.
    `with_papers` false leaves out what the page of answers shows by itself: work and papers.
    """
    words = search_key(typed[:LONGEST]).split()[:MOST_WORDS]
    hits = [*_pages(officer, words)]
    if with_papers or not words:
        hits += _work(officer, words)
    if words:
        hits += _papers(officer, typed, words) if with_papers else ()
        hits += _committees(officer, words)
        hits += [*_units(typed[:LONGEST], on), *_people(officer, typed[:LONGEST])]
    return hits


def _pages(officer: Officer, words: list[str]) -> Iterator[Hit]:
    ways = ways_for(officer, path="")
    pages = [(way.label, way.url) for one in ways for way in (one, *one.within[1:])]
    pages += [(label, reverse(name)) for label, name in _further(officer)]
    for label, url in pages:
        if answers_to(label, words):
            yield Hit(pgettext("menu", "Pages"), label, "", url)


def _further(officer: Officer) -> Iterator[tuple[str, str]]:
    if officer.whole_committee_ids:
        yield _("Bring in a notice"), "document-new"
    if officer.is_administrator:
        yield _("Add a person"), "person-add"
    if may_manage_units(officer):
        yield _("Set up a committee"), "committee-new"
        yield _("Import units"), "import-units"
    yield _("My account"), "me"
    yield _("Change my password"), "me-password"
    yield _("Deadlines in my calendar"), "feeds"


def _work(officer: Officer, words: list[str]) -> Iterator[Hit]:
    duties = Duty.objects.visible_to(officer)
    if words:
        for word in words:
            duties = duties.filter(search_key__contains=word)
        duties = duties.order_by("-pk")
    else:
        own = duties.held_by(officer.unit_ids).owed().with_the_unit()
        duties = own.order_by(F("due_on").asc(nulls_last=True), "pk")
    for duty in duties.select_related("unit")[:A_GROUP]:
        due = f"{duty.due_on:%d/%m/%Y}" if duty.due_on else ""
        hint = " · ".join(part for part in (duty.unit.name, duty.origin, due) if part)
        yield Hit(pgettext("menu", "Work"), duty.title, hint, reverse("duty", args=[duty.code]))


def _papers(officer: Officer, typed: str, words: list[str]) -> Iterator[Hit]:
    """By all words of their texts; by number and subject alone while there is no index yet."""
    answer = find(
        typed,
        officer=officer,
        tokens=tokens_of(officer),
        narrowing=Narrowing(kind="paper"),
        count=A_GROUP,
        typing=True,
    )
    for each in answer.found:
        yield Hit(_("Papers"), each.shown.title, each.shown.about, each.shown.url)
    if answer.is_ready:
        return
    papers = readable_papers(officer).defer("text")
    for word in words:
        papers = papers.filter(search_key__contains=word)
    for paper in papers.order_by("-issued_on", "-pk")[:A_GROUP]:
        yield Hit(_("Papers"), paper.short_name, paper.subject, reverse("document", args=[paper.code]))


def _committees(officer: Officer, words: list[str]) -> Iterator[Hit]:
    found = [one for one in committees_seen_by(officer) if answers_to(f"{one.name} {one.symbol}", words)]
    mine = officer.whole_committee_ids | {seat.committee_id for seat in officer.seats}
    found.sort(key=lambda one: one.pk not in mine)
    for one in found[:A_GROUP]:
        yield Hit(_("Committees"), one.name, one.level.name, reverse("committee", args=[one.code]))


def _units(typed: str, on: date) -> Iterator[Hit]:
    for one in find_units(typed, on=on, limit=A_GROUP):
        yield Hit(_("Units"), one.name, one.hint, reverse("unit", args=[one.unit.code]))


def _people(officer: Officer, typed: str) -> Iterator[Hit]:
    if not officer.is_administrator:
        return
    for person in people_found(people_kept_by(officer), words=typed, state="")[:A_GROUP]:
        yield Hit(_("People"), person.full_name, "", reverse("person", args=[person.code]))
