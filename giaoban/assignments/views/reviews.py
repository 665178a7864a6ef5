"""The page of a review; its forms act on one proposal each (`proposals`)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from giaoban.assignments.access import may_confirm
from giaoban.assignments.actions import add_proposal, add_quoted, correct_details
from giaoban.assignments.forms import AddresseeForm, DetailsForm, NewAddresseeForm, ProposalForm
from giaoban.assignments.models import Review
from giaoban.assignments.reads.cards import Card, cards_of, lines_of, pieces_of
from giaoban.assignments.reads.plan import Members, plan_of
from giaoban.assignments.vocabulary import ReviewState
from giaoban.documents.actions import Details
from giaoban.documents.models import Document
from giaoban.duties.vocabulary import Role
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Field
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.reads import current_calendar


def own_review(request: OfficerRequest, code: str) -> Review:
    """The review of a paper of one of the officer's committees, else 404."""
    papers = Document.objects.of_committees(request.officer)
    reviews = Review.objects.select_related("document__committee__level", "document__file", "confirmed_by")
    return get_object_or_404(reviews.filter(document__in=papers), document__code=code)


def back_to(code: str, proposal: str = "", **query: str) -> HttpResponse:
    """Back to the review, at one of its cards."""
    url = reverse("review", args=[code])
    words = "&".join(f"{name}={value}" for name, value in query.items() if value)
    return redirect(f"{url}{'?' + words if words else ''}{'#p-' + proposal if proposal else ''}")


@require_safe
def review(request: OfficerRequest, code: str) -> HttpResponse:
    """
    The text with the sentences found beside the proposals.

    `?edit=`, `?split=` (code of a proposal) and `?members=` (id of an addressee) open one card; `?details=1`
    opens the head of the paper.
    """
    found = own_review(request, code)
    if found.state == ReviewState.CONFIRMED:
        return redirect("document", code)
    return show(request, found)


def show(request: OfficerRequest, found: Review, **opened: Any) -> HttpResponse:
    """Render the review; `opened` may hold bound forms of the card or head that was sent with faults."""
    today = timezone.localdate()
    plan = plan_of(found, on=today)
    cards = cards_of(plan, found, calendar=current_calendar())
    context: dict[str, Any] = {
        "review": found,
        "paper": found.document,
        "cards": cards,
        "lines": lines_of(found, cards),
        "kept": len(plan.kept),
        "uncertain": len(plan.uncertain),
        "dropped": len(plan.proposals) - len(plan.kept),
        "may_confirm": may_confirm(request.officer, found, plan),
        "editing": request.GET.get("edit", ""),
        "splitting": request.GET.get("split", ""),
        "members_of": request.GET.get("members", ""),
        "details": DetailsForm(instance=found.document) if request.GET.get("details") else None,
    }
    context |= opened
    context |= _open_card(context, cards, found, plan.members)
    template = "assignments/_review.html" if request.htmx else "assignments/review.html"
    return render(request, template, context)


def _open_card(context: dict[str, Any], cards: list[Card], found: Review, members: Members) -> dict[str, Any]:
    """What the one opened card needs: its forms, the places to cut it, or the members of its group."""
    for card in cards:
        if card.proposal.code == context["editing"] and "form" not in context:
            return card_forms(card, found)
        if card.proposal.code == context["splitting"]:
            return {"pieces": pieces_of(card.quote, card.proposal.start)}
        for party in (*card.leads, *card.coordinating, *card.informed):
            if str(party.addressee.pk) == context["members_of"] and party.is_group:
                return {"open_party": party, "members": members.get(party.addressee.group_id or 0, [])}
    return {}


def card_forms(card: Card, found: Review, data: Any = None) -> dict[str, Any]:
    """The forms with which a card is edited: the proposal, each addressee, one to add."""
    committee, today = found.document.committee, timezone.localdate()
    fields = list(
        Field.objects.filter(committee=committee).order_by("position", "pk").values_list("pk", "name")
    )
    parties = [*card.leads, *card.coordinating, *card.informed]
    new_role = Role.COORDINATING if card.leads else Role.LEAD
    return {
        "form": ProposalForm(data, proposal=card.proposal, fields=fields, leads=len(card.leads)),
        "parties": [
            AddresseeForm(data, addressee=party.addressee, committee=committee, on=today) for party in parties
        ],
        "new_party": NewAddresseeForm(data, committee=committee, on=today, role=new_role),
    }


@require_POST
def review_details(request: OfficerRequest, code: str) -> HttpResponse:
    """Correct the head of the paper; a new date of issue moves the deadlines that hang on it."""
    found = own_review(request, code)
    form = DetailsForm(request.POST, instance=Document.objects.get(pk=found.document_id))
    if not form.is_valid():
        return show(request, found, details=form)
    try:
        moved = correct_details(
            found, details=Details(**form.cleaned_data), actor=request.officer, at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext(
            "The details are saved; %(count)d deadline was reckoned anew.",
            "The details are saved; %(count)d deadlines were reckoned anew.",
            moved,
        )
        messages.success(request, words % {"count": moved} if moved else _("The details are saved."))
    return back_to(code)


@require_POST
def review_add(request: OfficerRequest, code: str) -> HttpResponse:
    """Add a proposal from words selected (`start`, `end`) or from a sentence pasted (`quote`)."""
    found = own_review(request, code)
    start, end = request.POST.get("start", ""), request.POST.get("end", "")
    try:
        if start.isdecimal() and end.isdecimal():
            added = add_proposal(
                found, start=int(start[:9]), end=int(end[:9]), actor=request.officer, at=timezone.now()
            )
        else:
            quote = request.POST.get("quote", "")[:5000]
            added = add_quoted(found, quote=quote, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return back_to(code)
    return back_to(code, added.code, edit=added.code)
