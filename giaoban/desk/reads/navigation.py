"""The ways from every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from giaoban.duties.reads.notices import unread_count
from giaoban.units.reads import Officer


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the main navigation."""

    label: str
    url: str
    current: bool
    count: Callable[[], int] | None = None  # asked only where the navigation is drawn
    within: tuple[Way, ...] = ()  # the pages of its room, shown below when one of them is current


def ways_for(officer: Officer, *, path: str) -> list[Way]:
    """The pages that `officer` uses, in the order of the day's work; one query when the counter is drawn."""
    return [way for words, name in _wanted(officer) for way in _way(words, name, officer, path)]


def _wanted(officer: Officer) -> list[tuple[str, str]]:
    """(words, name of the address), as the day goes."""
    wanted: list[tuple[str, str]] = []
    if officer.reading_paths or not officer.is_administrator:
        wanted += [(_("My work"), "desk"), (_("Notices"), "notices")]
    if officer.whole_committee_ids:
        wanted += [
            (_("Papers"), "documents"),
            (_("To accept"), "acceptance"),
            (_("Board"), "board"),
            (_("Statistics"), "figures"),
        ]
    elif officer.reading_paths:  # of the own unit
        wanted.append((_("Papers sent to us"), "dispatches"))
        wanted += [(_("Board"), "board"), (_("Statistics"), "figures")]
    if officer.whole_committee_ids or officer.reading_paths:
        wanted.append((_("Reports"), "reports"))
    if officer.whole_committee_ids or officer.seats:
        wanted.append((_("Briefs"), "briefs"))
    wanted += [(_("Tasks"), "assignments"), (_("Committees"), "committees"), (_("Units"), "units")]
    if officer.is_administrator:
        wanted += [(_("People"), "people"), (_("Calendar"), "calendar")]
    return wanted


def _of_papers() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The pages about papers: words, name of the address, further addresses that belong to it."""
    return (
        (_("Papers that give work"), "documents", ()),
        (_("Drafts"), "drafts", ()),
        (_("Consultations"), "consultations", ()),
        (_("Papers sent"), "dispatches", ()),
        (_("Register"), "register", ("/intake/", "/papers/")),
        (_("Series of numbers"), "series", ()),
    )


def _of_reports() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The pages about reports, in the same way."""
    return (
        (_("Reports of units"), "reports", ("/reports/",)),
        (_("Report regimes"), "regimes", ("/periods/",)),
        (_("Consolidated reports"), "consolidated", ("/report-templates/",)),
    )


def _way(words: str, name: str, officer: Officer, path: str) -> Iterator[Way]:
    try:
        url = reverse(name)
    except NoReverseMatch:  # a room whose screens are not installed
        return
    count = cache(partial(unread_count, officer.person)) if name == "notices" else None
    rooms = {"documents": _of_papers, "reports": _of_reports}
    within = tuple(_within(rooms[name](), path)) if name in rooms else ()
    current = path.startswith(url) or any(way.current for way in within)
    yield Way(words, url, current, count, within)


def _within(pages: Iterable[tuple[str, str, tuple[str, ...]]], path: str) -> Iterator[Way]:
    for words, name, also in pages:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        yield Way(words, url, path.startswith((url, *also)))
