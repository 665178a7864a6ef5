"""Changing the calendar of working days: laid out first, with the deadlines that move, then confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.duties.actions import apply_change, drop_change, lay_out_change
from giaoban.duties.forms.calendar import PlaceDayForm, YearForm
from giaoban.duties.models import CalendarChange, Duty
from giaoban.duties.reads.recounting import calendars_after, fingerprint, moves_under, rows_of_moves
from giaoban.duties.vocabulary import CalendarAct
from giaoban.foundation.verdict import Refused
from giaoban.ui import formats
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.access import may_change_calendar
from giaoban.workdays.counting.proposing import library_name, proposed_days
from giaoban.workdays.models import CalendarDay
from giaoban.workdays.reads import current_calendars, year_source
from giaoban.workdays.views import FIRST_YEAR, LAST_YEAR

A_PAGE = 50


@require_http_methods(["GET", "POST"])
def calendar_enter(request: OfficerRequest) -> HttpResponse:
    """Enter one day, of the country or of a place; the next page shows what moves."""
    if refused := _refused(request):
        return refused
    form = PlaceDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("calendar-change", code=_lay_out(request, CalendarAct.SET, form.facts()).code)
    context = {"form": form, "crumbs": _crumbs(timezone.localdate().year)}
    return render(request, "duties/calendar_enter.html", context)


@require_POST
def calendar_take_out(request: OfficerRequest, day: date, place: int) -> HttpResponse:
    """Lay out that a day which was entered by hand is taken out."""
    if refused := _refused(request):
        return refused
    row = get_object_or_404(CalendarDay, date=day, place=place)
    facts = {
        "date": day.isoformat(),
        "place": place,
        "place_name": row.place_name,
        "reason": _("Taken out of the calendar: %(reason)s") % {"reason": row.reason},
    }
    return redirect("calendar-change", code=_lay_out(request, CalendarAct.REMOVE, facts).code)


@require_http_methods(["GET", "POST"])
def calendar_confirm(request: OfficerRequest, year: int) -> HttpResponse:
    """The proposed days off of a year with their sources; each may be taken or dropped, others added."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    if refused := _refused(request):
        return refused
    form = YearForm(request.POST or None, year=year, proposal=proposed_days(year))
    if request.method == "POST" and form.is_valid():
        return redirect("calendar-change", code=_lay_out(request, CalendarAct.YEAR, form.facts()).code)
    context = {
        "form": form,
        "error": form.error,
        "year": year,
        "confirmed_by": year_source(year),
        "library": library_name(),
        "crumbs": _crumbs(year),
    }
    return render(request, "duties/calendar_confirm.html", context)


@require_http_methods(["GET", "POST"])
def calendar_change(request: OfficerRequest, code: str) -> HttpResponse:
    """A change of the calendar with the open deadlines that it moves; confirmed or put aside here."""
    if refused := _refused(request):
        return refused
    change = get_object_or_404(CalendarChange, code=code)
    if request.method == "POST":
        return _decide(request, change)
    is_open = change.applied_at is None and change.dropped_at is None
    after = calendars_after(change, current_calendars()) if is_open else current_calendars()
    moves = moves_under(after) if is_open else []
    page = Paginator(moves, A_PAGE).get_page(request.GET.get("page"))
    rows = rows_of_moves(list(page.object_list), after)
    seen = Duty.objects.visible_to(request.officer).filter(pk__in=[row.duty.pk for row in rows])
    context = {
        "change": change,
        "what": what_changes(change),
        "is_open": is_open,
        "page": page,
        "rows": rows,
        "seen": set(seen.values_list("pk", flat=True)),
        "shown": fingerprint(moves),
        "later": sum(move.to_on > move.from_on for move in moves),
        "crumbs": _crumbs(_year_of(change)),
    }
    return render(request, "duties/calendar_change.html", context)


def what_changes(change: CalendarChange) -> list[str]:
    """The change in words, a line for each day."""
    facts = change.facts
    if change.act == CalendarAct.YEAR:
        off = [each for each in facts["days"] if each["kind"] == "off"]
        worked = [each for each in facts["days"] if each["kind"] != "off"]
        head = _("Days off of %(year)s by %(source)s: %(days)s") % {
            "year": facts["year"],
            "source": facts["source"],
            "days": ", ".join(_short(each["date"]) for each in off),
        }
        made = _("Rest days that are worked: %(days)s") % {
            "days": ", ".join(_short(each["date"]) for each in worked)
        }
        return [head, made] if worked else [head]
    day = formats.day(date.fromisoformat(facts["date"]))
    place = facts["place_name"] or _("the whole country")
    if change.act == CalendarAct.REMOVE:
        return [_("%(day)s is taken out of the calendar (%(place)s).") % {"day": day, "place": place}]
    words = _("%(day)s is a day off (%(place)s).")
    if facts["kind"] == "work":
        words = _("%(day)s is worked (%(place)s).")
    return [words % {"day": day, "place": place}]


def _short(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m}"


def _year_of(change: CalendarChange) -> int:
    return int(change.facts.get("year") or change.facts["date"][:4])


def _decide(request: OfficerRequest, change: CalendarChange) -> HttpResponse:
    act = request.POST.get("act")
    try:
        if act == "drop":
            drop_change(change.code, actor=request.officer, at=timezone.now())
            tell_done(request, _("The change was put aside; nothing has moved."))
            return redirect("calendar-year", year=_year_of(change))
        shown = request.POST.get("shown", "")
        done = apply_change(change.code, shown=shown, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("calendar-change", code=change.code)
    words = ngettext(
        "The calendar is changed; %(count)s deadline moved.",
        "The calendar is changed; %(count)s deadlines moved.",
        done.moved,
    )
    tell_done(request, words % {"count": formats.number(done.moved)})
    return redirect("calendar-year", year=_year_of(change))


def _lay_out(request: OfficerRequest, act: CalendarAct, facts: dict[str, Any]) -> CalendarChange:
    return lay_out_change(act, facts, actor=request.officer, at=timezone.now())


def _refused(request: OfficerRequest) -> HttpResponse | None:
    """The page for people who may not change the calendar; None for those who may."""
    verdict = may_change_calendar(request.officer)
    context = {"reason": verdict.reason, "exception": ""}
    return None if verdict else render(request, "403.html", context, status=403)


def _crumbs(year: int) -> list[tuple[str, str]]:
    words = _("Calendar of working days %(year)s") % {"year": year}
    return [(words, reverse("calendar-year", args=[year]))]
