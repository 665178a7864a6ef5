"""Seats of a committee: opening, closing, and who sits in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.ui.notices import tell_done
from giaoban.units.access import may_manage_seats
from giaoban.units.actions import close_seat, end_tenure, open_seat, seat_holder
from giaoban.units.forms import HolderForm, LastDayForm, SeatForm
from giaoban.units.models import Field, Seat, Tenure
from giaoban.units.reads import OfficerRequest
from giaoban.units.views.asking import act_and_return, done, refused
from giaoban.units.views.committees import require_seen, seen_committee


@require_http_methods(["GET", "POST"])
def new_seat(request: OfficerRequest, code: str) -> HttpResponse:
    """Open a seat in a committee."""
    shown = seen_committee(request, code)
    back = reverse("committee", args=[code])
    if not (verdict := may_manage_seats(request.officer, shown)):
        return refused(request, verdict, back)
    today = timezone.localdate()
    work = list(Field.objects.in_use(on=today).filter(committee=shown).order_by("position", "pk"))
    form = SeatForm(request.POST or None, fields_of_work=work, initial={"since": today})
    if request.method == "POST" and done(
        form, lambda: open_seat(shown, actor=request.officer, at=timezone.now(), **form.cleaned_data)
    ):
        tell_done(request, _("The seat is open. Say who takes it."))
        return redirect(back)
    context = {
        "title": _("New seat"),
        "crumbs": [(_("Committees"), reverse("committees")), (shown.name, back)],
        "form": form,
        "submit": _("Open the seat"),
        "back": back,
    }
    return render(request, "units/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def seat(request: OfficerRequest, code: str) -> HttpResponse:
    """A seat with everybody who ever held it; the form to seat somebody."""
    shown = get_object_or_404(Seat.objects.select_related("committee__level", "unit", "field"), code=code)
    require_seen(request, shown.committee)
    verdict = may_manage_seats(request.officer, shown.committee)
    today = timezone.localdate()
    form = HolderForm(request.POST or None, initial={"since": today})
    if request.method == "POST":
        if not verdict:
            return refused(request, verdict, reverse("committee", args=[shown.committee.code]))
        if done(
            form,
            lambda: seat_holder(shown, actor=request.officer, at=timezone.now(), **form.cleaned_data),
        ):
            tell_done(request, _("The seat is taken."))
            return redirect("seat", code=code)
    tenures = Tenure.objects.filter(seat=shown).select_related("person").order_by("-since", "-pk")
    context = {
        "seat": shown,
        "tenures": list(tenures),
        "today": today,
        "form": form,
        "closing": LastDayForm(initial={"last_day": today}),
        "may_seat": verdict,
    }
    return render(request, "units/seat.html", context, status=422 if form.errors else 200)


@require_POST
def shut_seat(request: OfficerRequest, code: str) -> HttpResponse:
    """Close a seat."""
    shown = get_object_or_404(Seat.objects.select_related("committee"), code=code)
    require_seen(request, shown.committee)
    return _ended(
        request,
        reverse("seat", args=[code]),
        lambda facts: close_seat(shown, actor=request.officer, at=timezone.now(), **facts),
    )


@require_POST
def finish_tenure(request: OfficerRequest, pk: int) -> HttpResponse:
    """A holder leaves."""
    held = get_object_or_404(Tenure.objects.select_related("seat__committee"), pk=pk)
    require_seen(request, held.seat.committee)
    return _ended(
        request,
        reverse("seat", args=[held.seat.code]),
        lambda facts: end_tenure(held, actor=request.officer, at=timezone.now(), **facts),
    )


def _ended(request: OfficerRequest, back: str, act: Callable[[dict[str, Any]], object]) -> HttpResponse:
    form = LastDayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the last day as dd/mm/yyyy."))
        return redirect(back)
    return act_and_return(
        request, lambda: act(form.cleaned_data), said=_("The last day is noted."), back=back
    )
