"""The ways from every page."""

from __future__ import annotations

from collections.abc import Callable
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


def ways_for(officer: Officer, *, path: str) -> list[Way]:
    """The pages that `officer` uses, in the order of the day's work; one query when the counter is drawn."""
    wanted: list[tuple[str, str]] = []
    if officer.reading_paths or not officer.is_administrator:
        wanted += [(_("My work"), "desk"), (_("Notices"), "notices")]
    if officer.whole_committee_ids:
        wanted += [
            (_("Papers"), "documents"),
            (_("Drafts"), "drafts"),
            (_("Consultations"), "consultations"),
            (_("Register"), "register"),
            (_("To accept"), "acceptance"),
            (_("Board"), "board"),
            (_("Statistics"), "figures"),
        ]
    elif officer.reading_paths:  # of the own unit
        wanted += [(_("Board"), "board"), (_("Statistics"), "figures")]
    if officer.whole_committee_ids or officer.seats:
        wanted.append((_("Briefs"), "briefs"))
    wanted += [(_("Tasks"), "assignments"), (_("Committees"), "committees"), (_("Units"), "units")]
    if officer.is_administrator:
        wanted += [(_("People"), "people"), (_("Calendar"), "calendar")]
    ways = []
    for label, name in wanted:
        try:
            url = reverse(name)
        except NoReverseMatch:  # a room whose screens are not installed
            continue
        count = cache(partial(unread_count, officer.person)) if name == "notices" else None
        ways.append(Way(label, url, path.startswith(url), count))
    return ways
