"""The screens over 100,000 tasks: server time of whole requests and the number of queries."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import islice
from statistics import median
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bench.figures import clock, middle_of, percentile, say
from bench.place import Found, Place
from giaoban.assignments.models import Assignment
from giaoban.assignments.reads.listing import Filters, task_page
from giaoban.assignments.reads.listing import task_list as task_list_of
from giaoban.briefing.actions import write_brief
from giaoban.desk.reads.board import BACK
from giaoban.duties.actions import freeze
from giaoban.duties.models import Duty
from giaoban.duties.models.punctuality import placed, punctuality
from giaoban.duties.vocabulary import Role
from giaoban.people.models import Person
from giaoban.units.reads import officer_for
from giaoban.workdays.reads import current_calendar

REQUESTS: Final = 48
"""Requests of one round; a p95 leaves the two slowest out."""


class Visitor:
    """
    A signed-in person whose requests go through every part of the program but the socket.

    What was loaded before is not looked through again by the collector of memory, as in the web server.
    """

    def __init__(self, person: Person) -> None:
        gc.collect()
        gc.freeze()
        self.client = Client(headers={"host": "127.0.0.1"})
        self.client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])

    def seconds(self, address: str) -> float:
        """
        How long the answer takes; anything but 200 is a fault.

        Connections are closed as the web server closes them after a request, so opening one is counted.
        """
        with clock() as taken:
            answer = self.client.get(address)
            content = answer.content
            close_old_connections()
        if answer.status_code != 200 or not content:
            raise AssertionError(f"{address}: {answer.status_code}")
        return taken[0]

    def queries(self, address: str) -> int:
        """How many queries the answer costs."""
        with CaptureQueriesContext(connection) as captured:
            self.client.get(address)
        return len(captured)


def reachable(name: str) -> bool:
    """Whether the installed rooms have a screen of this name."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def _p95(place: Place, visitor: Visitor, addresses: Callable[[int], Iterator[str]]) -> float:
    """The median over rounds of the 95th percentile, in milliseconds; `addresses` gives those of a round."""
    found, by_address = [], Counter[str]()
    visitor.seconds(next(addresses(0)))  # the first one also reads the templates
    for number in range(place.rounds):
        seconds = []
        for address in islice(addresses(number), REQUESTS // (1 if place.share == 1 else 3)):
            seconds.append(visitor.seconds(address))
            by_address[address] = max(by_address[address], round(seconds[-1] * 1000))
        found.append(percentile(seconds, 0.95) * 1000)
    for address, slowest in by_address.most_common(3):
        say(f"    slowest: {slowest} ms {address}")
    return median(found)


def _repeated(addresses: list[str]) -> Callable[[int], Iterator[str]]:
    return lambda _round: (address for _again in range(REQUESTS) for address in addresses)


def _list_addresses(place: Place) -> list[str]:
    month = f"{timezone.localdate() - timedelta(days=40):%Y-%m}"
    past = f"{timezone.localdate() - timedelta(days=120):%d/%m/%Y}"
    unit = f"unit:{place.unit.code}"
    chosen: list[dict[str, str]] = [
        {},
        {"page": "37"},
        {"page": "100000"},  # the last one
        {"order": "new"},
        {"order": "-due", "state": "running"},
        {"q": "so hoa ho so"},
        {"q": "mạng diện rộng"},  # nothing is found: every row is looked at
        {"unit": unit},
        {"punctuality": "overdue"},
        {"punctuality": "overdue", "unit": unit, "q": "số hóa"},
        {"punctuality": "done-late", "field": str(place.field.pk)},
        {"field": str(place.field.pk), "state": "received"},
        {"month": month},
        {"as_of": past},
        {"as_of": past, "punctuality": "overdue", "field": str(place.field.pk)},
        {"q": "12/2026"},
    ]
    return [f"{reverse('assignments')}?{urlencode(filters)}" for filters in chosen]


def task_list(place: Place) -> Iterator[Found]:
    """The list as the secretary filters it, how a plain list would do, and the least that is possible."""
    visitor, addresses = Visitor(place.secretary), _list_addresses(place)
    yield "list.p95", _p95(place, visitor, _repeated(addresses)), "ms"
    yield "list.queries", max(visitor.queries(address) for address in addresses), "queries"
    own = middle_of(partial(_own_list, place), rounds=5)
    yield "list.naive", middle_of(partial(_plain_list, place), rounds=3) / own, "ratio"
    yield "list.limit", own / middle_of(_bare_rows, rounds=5), "ratio"


def _own_list(place: Place) -> None:
    """The first page as the program reads it, without its drawing."""
    officer, today = officer_for(place.secretary, on=timezone.localdate()), timezone.localdate()
    if officer is None:
        raise AssertionError("the secretary has no post")
    filters = Filters(committee_id=place.committee.pk)
    rows = task_list_of(officer, filters, now=timezone.now())
    task_page(rows, "1", filters=filters, today=today, calendar=current_calendar())


def _plain_list(place: Place) -> None:
    """The same page by a paginator over joined tables, whoever may see a row being asked of each row."""
    officer = officer_for(place.secretary, on=timezone.localdate())
    rows = Assignment.objects.visible_to(officer).for_list().filter(lead__unit__path__startswith="/")
    page = Paginator(rows.order_by("lead__due_on", "pk"), 50).get_page(1)
    list(page.object_list)


def _bare_rows() -> None:
    """Fifty rows by an index and nothing else: what no page can undercut."""
    keys = list(Duty.objects.filter(role=Role.LEAD).order_by("pk").values_list("pk", flat=True)[:50])
    list(Duty.objects.filter(pk__in=keys))


def desk(place: Place) -> Iterator[Found]:
    """The desk of a busy department."""
    visitor, here = Visitor(place.contact), reverse("desk")
    addresses = [here, *(f"{here}?show={show}" for show in ("new", "week", "overdue", "waiting", "done"))]
    yield "desk.p95", _p95(place, visitor, _repeated(addresses)), "ms"
    yield "desk.queries", max(visitor.queries(address) for address in addresses), "queries"


def board(place: Place) -> Iterator[Found]:
    """The board of today and of past days, counted anew each time; then by counting in Python."""
    if not reachable("board"):
        return
    visitor, here = Visitor(place.chair), reverse("board")
    filtered = [f"{here}?field={place.field.pk}", f"{here}?unit={place.unit.code}"]
    yield "board.today.p95", _p95(place, visitor, _repeated([here, *filtered])), "ms"
    yield "board.queries", max(visitor.queries(address) for address in (here, *filtered)), "queries"
    with clock() as taken:
        days = _frozen_days(place)
    yield "freeze", taken[0] / max(days, 1), "s"
    yield "board.past.p95", _p95(place, visitor, partial(_past_days, here)), "ms"

    naive = middle_of(partial(_counted_in_python, place), rounds=1)
    yield "board.naive", naive / middle_of(partial(visitor.seconds, here), rounds=5), "ratio"


def _frozen_days(place: Place) -> int:
    """Freeze every day that boards of past days look at, as the nights would have done; how many."""
    today = timezone.localdate()
    backs = {back for number in range(place.rounds) for back in range(7 + number, 7 + REQUESTS * 7, 7)}
    wanted = {today - timedelta(days=back + further) for back in backs for further in (0, BACK.days)}
    for day in sorted(wanted):
        freeze(place.committee, day, actor=None, at=timezone.now())
    return len(wanted)


def _past_days(here: str, number: int) -> Iterator[str]:
    """A day for each request of the round, none of them twice, from last week back over most of a year."""
    today = timezone.localdate()
    for back in range(7 + number, 7 + REQUESTS * 7, 7):
        yield f"{here}?as_of={today - timedelta(days=back):%d/%m/%Y}"


def _counted_in_python(place: Place) -> None:
    """The figures by unit, field, paper and month from rows loaded one by one."""
    today, counts = timezone.localdate(), Counter[tuple[object, ...]]()
    for duty in Duty.objects.filter(committee=place.committee, role=Role.LEAD).iterator():
        stands = punctuality(duty.state, duty.due_on, duty.submitted_on, on=today)
        month = duty.due_on and (duty.due_on.year, duty.due_on.month)
        for key in (
            ("unit", duty.unit_id),
            ("field", duty.field_id),
            ("paper", duty.origin_key),
            ("month", month),
        ):
            counts[*key, stands] += 1


def figures(place: Place) -> Iterator[Found]:
    """The page of figures of today, counted from the standings; then the same by counting in Python."""
    if not reachable("figures"):
        return
    visitor, here = Visitor(place.chair), reverse("figures")
    chosen = [
        {},
        {"by": "field"},
        {"by": "source"},
        {"by": "month", "basis": "first"},
        {"by": "asked"},
        {"by": "unit", "show": "ages"},
        {"by": "unit", "role": "coordinating"},
        {"field": str(place.field.pk)},
    ]
    addresses = [f"{here}?{urlencode(filters)}" for filters in chosen]
    yield "figures.p95", _p95(place, visitor, _repeated(addresses)), "ms"
    yield "figures.queries", max(visitor.queries(address) for address in addresses), "queries"
    naive = middle_of(partial(_tallied_in_python, place), rounds=1)
    yield "figures.naive", naive / middle_of(partial(visitor.seconds, here), rounds=5), "ratio"
    compared = reverse("figures-compare")
    yield "figures.compare", middle_of(partial(visitor.seconds, compared), rounds=5) * 1000, "ms"


def _tallied_in_python(place: Place) -> None:
    """The same figures by unit, by both deadlines, with ages and extensions, from rows loaded one by one."""
    today, counts = timezone.localdate(), Counter[tuple[object, ...]]()
    for duty in Duty.objects.filter(committee=place.committee).exclude(role=Role.INFORMED).iterator():
        now, first = (
            placed(duty.state, due_on, duty.submitted_on, on=today)
            for due_on in (duty.due_on, duty.original_due_on)
        )
        counts[duty.role, duty.unit_id, now, first, duty.times_extended > 0] += 1


def work(place: Place) -> Iterator[Found]:
    """The list behind a number of the board."""
    if not reachable("work"):
        return
    visitor, here = Visitor(place.chair), reverse("work")
    month = f"{timezone.localdate() - timedelta(days=40):%Y-%m}"
    past = f"{timezone.localdate() - timedelta(days=120):%d/%m/%Y}"
    chosen: list[dict[str, str]] = [
        {},
        {"stands": "overdue"},
        {"stands": "late", "unit": place.unit.code},
        {"stands": "done", "field": str(place.field.pk), "page": "40"},
        {"month": month, "stands": "open"},
        {"q": "so hoa ho so"},
        {"as_of": past, "stands": "overdue"},
        {"role": "coordinating", "order": "-unit"},
    ]
    addresses = [f"{here}?{urlencode(filters)}" for filters in chosen]
    yield "work.p95", _p95(place, visitor, _repeated(addresses)), "ms"
    yield "work.queries", max(visitor.queries(address) for address in addresses), "queries"


def brief(place: Place) -> Iterator[Found]:
    """The brief of a whole year: its page, and its papers."""
    if not reachable("briefs"):
        return
    today, now = timezone.localdate(), timezone.now()
    officer = officer_for(place.secretary, on=today)
    if officer is None:
        raise AssertionError("the secretary has no post")
    first = today.replace(year=today.year - 1) + timedelta(days=1)
    written, _new = write_brief(place.committee, first=first, last=today, actor=officer, at=now)
    visitor = Visitor(place.secretary)
    for what, name in (("page", "brief"), ("docx", "brief-docx"), ("pdf", "brief-pdf")):
        address = reverse(name, args=[written.code])
        yield f"brief.{what}", median(visitor.seconds(address) for _again in range(3)), "s"
