"""The ways from every page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from giaoban.units.reads import Officer


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the main navigation."""

    label: str
    url: str
    current: bool


def ways_for(officer: Officer, *, path: str) -> list[Way]:
    """The pages that `officer` uses, in the order of the day's work; no query."""
    wanted: list[tuple[str, str]] = []
    if officer.reading_paths or not officer.is_administrator:
        wanted.append((_("My work"), "desk"))
    if officer.whole_committee_ids:
        wanted += [
            (_("Papers"), "documents"),
            (_("To accept"), "acceptance"),
            (_("Board"), "board"),
        ]
    elif officer.reading_paths:  # the board of the own unit
        wanted.append((_("Board"), "board"))
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
        ways.append(Way(label, url, path.startswith(url)))
    return ways
