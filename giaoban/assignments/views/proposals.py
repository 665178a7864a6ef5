"""What is done to one proposal of a review: each act is one form, saved at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from giaoban.assignments.actions import (
    AddresseeEdit,
    ProposalEdit,
    Stale,
    bind_words,
    drop,
    edit_proposal,
    leave_out,
    merge,
    settle,
    share,
    split,
    take_back,
)
from giaoban.assignments.forms import AddresseeForm, NewAddresseeForm, ProposalForm
from giaoban.assignments.models import Addressee, Proposal, Review
from giaoban.assignments.reads.cards import Card, cards_of
from giaoban.assignments.reads.groups import members_by_group
from giaoban.assignments.reads.known import resolve
from giaoban.assignments.reads.plan import plan_of, proposal_now
from giaoban.assignments.views.reviews import back_to, card_forms, own_review, show
from giaoban.assignments.vocabulary import Sharing
from giaoban.duties.vocabulary import Role
from giaoban.foundation.verdict import Refused
from giaoban.ui.merging import keep_both
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.reads import current_calendar

Act = Callable[[OfficerRequest, Review, Proposal, int], None]


@require_POST
def review_act(request: OfficerRequest, code: str, proposal: str, act: str) -> HttpResponse:
    """One act on one proposal, on the `version` that the person saw."""
    found = own_review(request, code)
    chosen = get_object_or_404(found.proposals, code=proposal)
    chosen.review = found
    version = _number(request, "version")
    if act == "save":
        return _save(request, found, chosen, version)
    if act not in _ACTS:
        raise Http404
    try:
        _ACTS[act](request, found, chosen, version)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return back_to(code, proposal)


def _number(request: OfficerRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _drop(request: OfficerRequest, _found: Review, chosen: Proposal, version: int) -> None:
    drop(chosen, version=version, actor=request.officer, at=timezone.now())


def _take_back(request: OfficerRequest, _found: Review, chosen: Proposal, version: int) -> None:
    take_back(chosen, version=version, actor=request.officer, at=timezone.now())


def _settle(request: OfficerRequest, _found: Review, chosen: Proposal, version: int) -> None:
    settle(chosen, version=version, actor=request.officer, at=timezone.now())


def _share(request: OfficerRequest, _found: Review, chosen: Proposal, version: int) -> None:
    sharing = Sharing.FIRST_LEADS if request.POST.get("sharing") == Sharing.FIRST_LEADS else Sharing.EACH
    share(chosen, version=version, sharing=sharing, actor=request.officer, at=timezone.now())


def _split(request: OfficerRequest, _found: Review, chosen: Proposal, version: int) -> None:
    split(chosen, version=version, cut=_number(request, "cut"), actor=request.officer, at=timezone.now())


def _merge(request: OfficerRequest, found: Review, chosen: Proposal, version: int) -> None:
    other = get_object_or_404(found.proposals, code=request.POST.get("with", ""))
    merge(
        chosen,
        version=version,
        with_pk=other.pk,
        with_version=_number(request, "with_version"),
        actor=request.officer,
        at=timezone.now(),
    )


def _bind(request: OfficerRequest, found: Review, chosen: Proposal, version: int) -> None:
    addressee = _addressee(request, chosen)
    typed = request.POST.get("party", "").strip()[:300]
    picks = resolve(found.document.committee, typed, on=timezone.localdate()) if typed else []
    if len(picks) != 1:
        names = "; ".join(pick.name for pick in picks[:6])
        raise Refused(
            _("“%(words)s” may mean several: %(names)s. Type the whole name.")
            % {"words": typed, "names": names}
            if names
            else _("Choose a unit or a group from the list.")
        )
    count = bind_words(
        addressee,
        version=version,
        key=picks[0].key,
        remember=bool(request.POST.get("remember")),
        actor=request.officer,
        at=timezone.now(),
    )
    if count > 1:
        words = ngettext("Bound in %(count)d place.", "Bound in %(count)d places.", count)
        messages.success(request, words % {"count": count})


def _members(request: OfficerRequest, _found: Review, chosen: Proposal, version: int) -> None:
    addressee = _addressee(request, chosen)
    kept = {int(value) for value in request.POST.getlist("keep") if value.isdecimal() and len(value) < 19}
    members = members_by_group([addressee.group] if addressee.group else [], on=timezone.localdate())
    left_out = [m.unit_id for those in members.values() for m in those if m.unit_id not in kept]
    leave_out(addressee, version=version, excluded=left_out, actor=request.officer, at=timezone.now())


def _addressee(request: OfficerRequest, chosen: Proposal) -> Addressee:
    addressees = Addressee.objects.filter(proposal=chosen).select_related("proposal", "group__within")
    return get_object_or_404(addressees, pk=_number(request, "addressee"))


_ACTS: Final[dict[str, Act]] = {
    "drop": _drop,
    "take-back": _take_back,
    "settle": _settle,
    "share": _share,
    "split": _split,
    "merge": _merge,
    "bind": _bind,
    "members": _members,
}


def _save(request: OfficerRequest, found: Review, chosen: Proposal, version: int) -> HttpResponse:
    """Save the edited card; with faults it is shown again as it was typed."""
    card = _card(found, chosen)
    forms = card_forms(card, found, request.POST)
    form: ProposalForm = forms["form"]
    parties: list[AddresseeForm] = forms["parties"]
    new: NewAddresseeForm = forms["new_party"]
    if all([form.is_valid(), *(each.is_valid() for each in parties), new.is_valid()]):

        def now() -> list[dict[str, Any]]:
            nonlocal version
            standing, addressees = proposal_now(chosen)
            if form.has_base:  # what others changed meanwhile is brought together with it
                version = standing.version
            gone = [each for each in parties if each.addressee.pk not in addressees]
            if gone:
                raise Stale(_("Somebody else took “%(unit)s” out meanwhile.") % {"unit": gone[0].addressee})
            kept = [each.facts_of(addressees[each.addressee.pk]) for each in parties]
            return [form.facts_of(standing), *kept]

        def act() -> None:
            edit = _edit(card, form, parties, new)
            edit_proposal(chosen, version=version, edit=edit, actor=request.officer, at=timezone.now())

        try:
            if keep_both(form, *parties, now=now, act=act):
                return back_to(found.document.code, chosen.code)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return show(request, found, editing=chosen.code, **forms)


def _card(found: Review, chosen: Proposal) -> Card:
    plan = plan_of(found, on=timezone.localdate())
    cards = cards_of(plan, found, calendar=current_calendar())
    return next(card for card in cards if card.proposal.pk == chosen.pk)


def _edit(
    card: Card, form: ProposalForm, parties: list[AddresseeForm], new: NewAddresseeForm
) -> ProposalEdit:
    cleaned: dict[str, Any] = form.cleaned_data
    changes = [_change(each.addressee, each.cleaned_data) for each in parties]
    changes += [
        AddresseeEdit(
            pk=None,
            role=Role(new.cleaned_data["role"]),
            key=key,
            as_written=new.names.get(key, ""),
            content=new.cleaned_data["content"],
            due_on=new.cleaned_data["due_on"],
        )
        for key in new.cleaned_data["party"]
    ]
    return ProposalEdit(
        action=cleaned["action"],
        clause=cleaned["clause"],
        product=cleaned["product"],
        due_on=cleaned["due_on"],
        due_time=cleaned["due_time"],
        rule=cleaned["rule"],
        reckoning=form.reckoning,
        event=cleaned["event"],
        sharing=Sharing(cleaned.get("sharing") or card.proposal.sharing),
        field_id=int(cleaned["field"]) if cleaned.get("field") else None,
        addressees=changes,
    )


def _change(addressee: Addressee, cleaned: dict[str, Any]) -> AddresseeEdit:
    return AddresseeEdit(
        pk=addressee.pk,
        role=Role(cleaned["role"]),
        key=next(iter(cleaned["party"]), ""),
        content=cleaned["content"],
        due_on=cleaned["due_on"],
        is_removed=cleaned["removed"],
    )
