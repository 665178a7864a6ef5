"""Committees: the list, the drawing of one as on any day, and changing its facts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from giaoban.journal.reads import history_of
from giaoban.ui import charts
from giaoban.ui.formats import day as day_words
from giaoban.ui.forms import DayField
from giaoban.ui.merging import keep_both
from giaoban.ui.notices import tell_done
from giaoban.units.access import may_manage_committee, may_manage_seats, may_manage_units
from giaoban.units.actions import change_committee, set_fields, set_up_committee
from giaoban.units.forms import ChangeCommitteeForm, CommitteeForm, FieldsForm
from giaoban.units.models import Committee, Field
from giaoban.units.reads import CommitteeThen, OfficerRequest, SeatThen, committee_on, committees_seen_by
from giaoban.units.reads.committees import Rank, committee_now, days_of_change
from giaoban.units.views.asking import day_asked, done, refused
from giaoban.units.vocabulary import CHAIRING, SeatRole


class DayForm(forms.Form):
    """The day asked."""

    on = DayField(label=gettext_lazy("As on"), required=False)


def seen_committee(request: OfficerRequest, code: str) -> Committee:
    """The committee, when the person may see it; else it does not exist."""
    return get_object_or_404(committees_seen_by(request.officer), code=code)


@require_safe
def committees(request: OfficerRequest) -> HttpResponse:
    """The committees that concern the person, working ones first."""
    today = timezone.localdate()
    seen = list(committees_seen_by(request.officer))
    context = {
        "working": [c for c in seen if c.term_to is None or c.term_to >= today],
        "ended": [c for c in seen if c.term_to is not None and c.term_to < today],
        "may_manage": may_manage_units(request.officer),
    }
    return render(request, "units/committees.html", context)


@require_safe
def committee(request: OfficerRequest, code: str) -> HttpResponse:
    """A committee as it was on a day, drawn and in words."""
    shown = seen_committee(request, code)
    day = day_asked(request)
    form = DayForm({"on": day})
    form.is_valid()
    then = committee_on(shown, day)
    context = {
        "committee": shown,
        "then": then,
        "day": day,
        "is_today": day == timezone.localdate(),
        "form": form,
        "drawing": drawing_of(then),
        "changes": days_of_change(shown)[:12],
        "may_change": may_manage_committee(request.officer, shown.level),
        "may_seat": may_manage_seats(request.officer, shown),
        "history": history_of(shown, at_most=30),
    }
    return render(request, "units/committee.html", context)


def drawing_of(then: CommitteeThen) -> charts.Picture:
    """The committee as a tree: the chairs, below them the members, beside them the secretariat."""
    top = then.committee
    nodes = [
        charts.Node(
            "committee",
            None,
            top.name,
            _("Standing unit: %(unit)s") % {"unit": top.standing_unit.name},
            main=True,
        )
    ]
    under = "committee"
    for rank in then.ranks:
        parent = "committee" if rank.role == SeatRole.SECRETARY else under
        nodes += _rank_nodes(rank, parent)
        if rank.role == SeatRole.CHAIR:
            under = f"seat-{rank.seats[0].seat.pk}"
    words = {"committee": top.name, "day": day_words(then.day)}
    return charts.tree(
        nodes,
        title=_("%(committee)s on %(day)s") % words,
        desc=_("Who sits in the committee and in whose name, from the chair down."),
        head=(_("Seat"), _("Under"), _("Who")),
    )


def _rank_nodes(rank: Rank, parent: str) -> list[charts.Node]:
    nodes = []
    if rank.role not in CHAIRING:
        key = f"rank-{rank.role.value}"
        nodes.append(charts.Node(key, parent, f"{rank.role.label} ({len(rank.seats)})"))
        parent = key
    return [*nodes, *(_seat_node(seat, rank, parent) for seat in rank.seats)]


def _seat_node(then: SeatThen, rank: Rank, parent: str) -> charts.Node:
    role = str(rank.role.label) if rank.role in CHAIRING else ""
    work = then.seat.field.name if then.seat.field else ""
    note = " · ".join(part for part in (role, _sitting(then), work, then.seat.area) if part)
    url = reverse("seat", args=[then.seat.code])
    return charts.Node(f"seat-{then.seat.pk}", parent, then.seat.office, note, url=url)


def _sitting(then: SeatThen) -> str:
    if then.stand_in and then.holder:
        names = {"stand_in": then.stand_in.person.full_name, "holder": then.holder.person.full_name}
        return _("%(stand_in)s for %(holder)s") % names
    return then.person_name or _("nobody")


@require_http_methods(["GET", "POST"])
def new_committee(request: OfficerRequest) -> HttpResponse:
    """Set up a committee."""
    if not (verdict := may_manage_units(request.officer)):
        return refused(request, verdict, reverse("committees"))
    form = CommitteeForm(request.POST or None)
    made: list[Committee] = []
    if request.method == "POST" and done(
        form,
        lambda: made.append(set_up_committee(actor=request.officer, at=timezone.now(), **form.cleaned_data)),
    ):
        tell_done(request, _("The committee is set up. Open its seats next."))
        return redirect("committee", code=made[0].code)
    return _form(request, None, form, title=_("Set up a committee"), submit=_("Set up the committee"))


@require_http_methods(["GET", "POST"])
def edit_committee(request: OfficerRequest, code: str) -> HttpResponse:
    """Change the facts of a committee."""
    shown = seen_committee(request, code)
    if not (verdict := may_manage_committee(request.officer, shown.level)):
        return refused(request, verdict, reverse("committee", args=[code]))
    form = ChangeCommitteeForm.of(shown, request.POST or None).stands_as(_facts(shown))

    def act() -> None:
        facts = {name: form.cleaned_data[name] for name in FACTS}
        change_committee(shown, actor=request.officer, at=timezone.now(), **facts)

    kept: list[bool] = []
    saved = request.method == "POST" and done(
        form, lambda: kept.append(keep_both(form, now=lambda: [_facts(committee_now(shown.pk))], act=act))
    )
    if saved and all(kept):
        tell_done(request, _("The committee is changed."))
        return redirect("committee", code=code)
    return _form(request, shown, form, title=_("Change the committee"), submit=_("Save"))


FACTS = ("name", "symbol", "standing_unit", "basis", "term_from", "term_to")


def _facts(committee: Committee) -> dict[str, Any]:
    return {name: getattr(committee, name) for name in FACTS}


@require_http_methods(["GET", "POST"])
def edit_fields(request: OfficerRequest, code: str) -> HttpResponse:
    """The committee's fields of work."""
    shown = seen_committee(request, code)
    if not (verdict := may_manage_seats(request.officer, shown)):
        return refused(request, verdict, reverse("committee", args=[code]))
    today = timezone.localdate()
    names = Field.objects.in_use(on=today).filter(committee=shown).order_by("position", "pk")
    form = FieldsForm(
        request.POST or None, initial={"names": "\n".join(names.values_list("name", flat=True))}
    )
    if request.method == "POST" and done(
        form,
        lambda: set_fields(shown, names=form.cleaned_data["names"], actor=request.officer, at=timezone.now()),
    ):
        tell_done(request, _("The fields of work are saved."))
        return redirect("committee", code=code)
    return _form(request, shown, form, title=_("Fields of work"), submit=_("Save"))


def _form(request: OfficerRequest, shown: Committee | None, form: forms.Form, **words: Any) -> HttpResponse:
    crumbs = [(_("Committees"), reverse("committees"))]
    back = reverse("committees")
    if shown:
        back = reverse("committee", args=[shown.code])
        crumbs.append((shown.name, back))
    context = {"form": form, "crumbs": crumbs, "back": back, **words}
    return render(request, "units/form.html", context, status=422 if form.errors else 200)


def require_seen(request: OfficerRequest, shown: Committee) -> None:
    """Raise 404 when the committee is not for the person."""
    if not committees_seen_by(request.officer).filter(pk=shown.pk).exists():
        raise Http404
