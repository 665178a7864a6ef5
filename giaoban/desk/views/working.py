"""Where a person begins the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from giaoban.desk.reads import SHOWS, DeskNumbers, desk_duties, numbers_of, units_of
from giaoban.duties.access import may_receive
from giaoban.duties.models import Duty, DutyQuerySet
from giaoban.duties.reads.rows import DutyRow, rows_of
from giaoban.duties.reads.waiting import handed_down_waiting
from giaoban.foundation.verdict import Verdict
from giaoban.units.models import Unit
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.counting import Calendar
from giaoban.workdays.reads import current_calendar

A_PAGE = 40
A_FEW = 5  # lines of the quiet lists below the main one


def home(request: OfficerRequest) -> HttpResponse:
    """To the page of the person's office: the board for who asks or chairs, the desk for units."""
    officer = request.officer
    wanted = ["board"] if officer.whole_committee_ids else []
    wanted += ["desk"] if officer.reading_paths or not officer.is_administrator else ["units"]
    for name in wanted:
        try:
            return redirect(reverse(name))
        except NoReverseMatch:  # a room whose screens are not installed
            continue
    return redirect("desk")


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the button that new work offers in place; `receive` is None where it offers none."""

    row: DutyRow
    receive: Verdict | None
    receive_url: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the four numbers that filter the list."""

    label: str
    number: int
    url: str
    tone: str
    current: bool
    note: str


def desk(request: OfficerRequest) -> HttpResponse:
    """The work of one unit: four numbers, what needs a hand first, what waits elsewhere."""
    units = units_of(request.officer)
    if not units:
        return render(request, "desk/no_unit.html")
    unit = next((u for u in units if u.code == request.GET.get("unit")), units[0])
    show = request.GET.get("show", "")
    show = show if show in SHOWS else ""
    today, calendar = timezone.localdate(), current_calendar()
    numbers = numbers_of(unit, on=today)
    tiles = _tiles(numbers, unit, show)
    page = _page(desk_duties(unit, show, on=today), numbers[show], request.GET.get("page"))
    context = {
        "unit": unit,
        "show": show,
        "title": _("Work of %(unit)s") % {"unit": unit.name},
        "tiles": tiles,
        "filtered_by": next((tile for tile in tiles if tile.current), None),
        "tabs": _tabs(numbers, unit, show),
        "units": [{"label": u.name, "url": _url(u), "current": u == unit} for u in units],
        "page": page,
        "lines": _lines(request, page, today, calendar),
        "empty": EMPTY[show],
        "handed_down": handed_down_waiting((unit.pk,)) if request.officer.works_for(unit.pk) else 0,
        **(_below(request, numbers, unit, today, calendar) if not show else {}),
    }
    return render(request, "desk/desk.html", context)


def _page(duties: DutyQuerySet, count: int, number: str | None) -> Page[Duty]:
    paginator: Paginator[Duty] = Paginator(duties, A_PAGE)
    paginator.count = count  # known already from the numbers
    return paginator.get_page(number)


def _below(
    request: OfficerRequest, numbers: DeskNumbers, unit: Unit, today: date, calendar: Calendar
) -> dict[str, list[Line]]:
    """The two quiet lists under the main one: what waits for others, what is only for information."""
    below = {}
    for name in ("waiting", "informed"):
        few = desk_duties(unit, name, on=today)[:A_FEW] if numbers[name] else ()
        below[name] = _lines(request, few, today, calendar)
    return below


def _lines(request: OfficerRequest, duties: Iterable[Duty], today: date, calendar: Calendar) -> list[Line]:
    lines = []
    here = urlencode({"next": request.get_full_path()})
    for row in rows_of(duties, today=today, calendar=calendar):
        receive = may_receive(request.officer, row.duty)
        url = reverse("duty-act", args=[row.duty.code, "receive"])
        lines.append(Line(row, receive or None, f"{url}?{here}"))
    return lines


def _url(unit: Unit, show: str = "") -> str:
    return f"{reverse('desk')}?{urlencode({'unit': unit.code, **({'show': show} if show else {})})}"


def _tiles(numbers: DeskNumbers, unit: Unit, show: str) -> list[Tile]:
    named = (
        ("new", pgettext("work", "New"), "son", _("not received yet")),
        ("week", _("Due this week"), "soon", _("from today to Sunday")),
        ("overdue", pgettext("work", "Overdue"), "late", _("deadline passed, no result")),
        ("returned", pgettext("work", "Returned"), "son", _("to be done again")),
    )
    return [
        # A second press on the number in force shows everything again.
        Tile(
            label,
            numbers[name],
            _url(unit, "" if show == name else name),
            tone if numbers[name] else "",
            show == name,
            _("shown below; press to show all") if show == name else note,
        )
        for name, label, tone, note in named
    ]


def _tabs(numbers: DeskNumbers, unit: Unit, show: str) -> list[dict[str, object]]:
    named = (
        ("", _("With us"), ("", "new", "week", "overdue", "returned")),
        ("waiting", _("Awaiting a decision"), ("waiting",)),
        ("informed", _("For information"), ("informed",)),
        ("done", _("Closed"), ("done",)),
    )
    return [
        {"label": label, "url": _url(unit, name), "current": show in shows, "count": numbers[name]}
        for name, label, shows in named
    ]


EMPTY: dict[str, tuple[str | Promise, str | Promise]] = {
    "": (
        gettext_lazy("Nothing is with your unit"),
        gettext_lazy(
            "Work that a committee gives your unit appears here, with its deadline and where it comes from."
        ),
    ),
    "new": (
        gettext_lazy("Nothing new"),
        gettext_lazy("New work stays here until your unit receives it or declines it with a reason."),
    ),
    "week": (
        gettext_lazy("Nothing is due this week"),
        gettext_lazy("Work with a deadline from today to Sunday appears here."),
    ),
    "overdue": (
        gettext_lazy("Nothing is overdue"),
        gettext_lazy(
            "Work whose deadline has passed without a result appears here. Submitted work is never overdue."
        ),
    ),
    "returned": (
        gettext_lazy("Nothing was returned"),
        gettext_lazy("A result that those who asked send back appears here with their reason."),
    ),
    "waiting": (
        gettext_lazy("Nothing waits for a decision"),
        gettext_lazy("What your unit submitted or declined waits here until those who asked decide."),
    ),
    "informed": (
        gettext_lazy("Nothing for information"),
        gettext_lazy("Work of others that your unit should know of appears here; it owes nothing."),
    ),
    "done": (
        gettext_lazy("Nothing closed yet"),
        gettext_lazy("Accepted and stopped work is kept here."),
    ),
}
"""What each list says when it is empty: a title, and what will be here."""
