"""People, for administrators: the list, adding somebody, one person's account and posts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.desk.access import may_keep_account, may_see_letters
from giaoban.desk.actions import add_with_post, change_account, close_account, invite, open_account
from giaoban.desk.forms.people import AddPersonForm, ChangePersonForm, EndPostForm, PeopleFilter, PostForm
from giaoban.desk.reads.people import (
    details_now,
    last_invitation,
    people_found,
    people_kept_by,
    posts_of,
    row_of,
    state_of,
    tenures_of,
    with_posts,
)
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record_viewing
from giaoban.journal.reads import history_of
from giaoban.people.access import may_administer, may_disable, may_enable, may_invite
from giaoban.people.models import Person
from giaoban.ui.merging import keep_both
from giaoban.ui.notices import tell_done
from giaoban.units.access import administers, may_give_posts
from giaoban.units.actions import end_post, give_post
from giaoban.units.models import Post
from giaoban.units.reads import Officer, OfficerRequest
from giaoban.units.reads.finding import find_units

A_PAGE = 50
DETAILS = ("full_name", "honorific", "email", "phone")


def _administrator(request: OfficerRequest) -> None:
    """These pages do not exist for others."""
    if not may_administer(request.officer):
        raise Http404


def _kept(request: OfficerRequest, code: str) -> Person:
    _administrator(request)
    return get_object_or_404(people_kept_by(request.officer), code=code)


@require_safe
def people(request: OfficerRequest) -> HttpResponse:
    """The list of people."""
    _administrator(request)
    form = PeopleFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = people_found(
        people_kept_by(request.officer), words=asked.get("q", ""), state=asked.get("state", "")
    )
    page = Paginator(with_posts(found, on=timezone.localdate()), A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [row_of(person) for person in page], "query": request.GET}
    context["may_see_letters"] = may_see_letters(request.officer)
    return render(request, "desk/people.html", context)


@require_safe
def people_units(request: OfficerRequest) -> HttpResponse:
    """Units for the picker, among those that the officer administers."""
    _administrator(request)
    found = find_units(request.GET.get("q", "")[:100], on=timezone.localdate(), limit=20)
    mine = [one for one in found if administers(request.officer, one.unit)]
    return JsonResponse(
        [{"key": one.key, "name": one.name, "hint": one.hint} for one in mine],
        safe=False,
        json_dumps_params={"ensure_ascii": False},
    )


@require_http_methods(["GET", "POST"])
def person_add(request: OfficerRequest) -> HttpResponse:
    """A new person with a first post and an invitation, in one go."""
    _administrator(request)
    form = AddPersonForm(request.POST or None, on=timezone.localdate())
    if form.is_valid():
        given = form.cleaned_data
        try:
            person, token = add_with_post(
                details={name: given[name] for name in DETAILS},
                actor=request.officer,
                at=timezone.now(),
                **{name: given[name] for name in ("unit", "role", "title", "since", "with_letter")},
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("%(name)s is added.") % {"name": person.full_name})
            return _shown(request, person, token=token) if token else redirect("person", person.code)
    crumbs = [(_("People"), reverse("people"))]
    return render(request, "desk/person_add.html", {"form": form, "crumbs": crumbs})


@require_safe
def person(request: OfficerRequest, code: str) -> HttpResponse:
    """One person: account, posts, seats, history."""
    person = _kept(request, code)
    record_viewing(person, actor=request.officer, at=timezone.now())
    return _shown(request, person)


def _shown(
    request: OfficerRequest,
    person: Person,
    *,
    token: str = "",
    form: ChangePersonForm | None = None,
    post_form: PostForm | None = None,
    error: str = "",
) -> HttpResponse:
    person = Person.objects.get(pk=person.pk)
    officer, today = request.officer, timezone.localdate()
    posts, tenures = posts_of(person), tenures_of(person)
    may_keep = may_keep_account(officer, posts, tenures, on=today)
    state, tone = state_of(person)
    initial = {name: getattr(person, name) for name in DETAILS}
    context = {
        "person": person,
        "state": state,
        "tone": tone,
        "form": form or ChangePersonForm(initial=initial).stands_as(initial),
        "post_form": post_form or PostForm(on=today),
        "posts": [_post_line(officer, post, today) for post in posts],
        "seats": [t for t in tenures if t.since <= today and (t.until is None or t.until >= today)],
        "invitation": last_invitation(person),
        "may_change": may_keep,
        "may_invite": may_keep and may_invite(officer, person),
        "may_close": may_keep and may_disable(officer, person),
        "may_open": may_keep and may_enable(officer, person),
        "link": request.build_absolute_uri(reverse("invitation", args=[token])) if token else "",
        "error": error,
        "history": history_of(person, with_reading=True),
        "crumbs": [(_("People"), reverse("people"))],
    }
    return render(request, "desk/person.html", context)


def _post_line(officer: Officer, post: Post, today: date) -> dict[str, Any]:
    return {
        "post": post,
        "ended": post.until is not None and post.until < today,
        "may_end": may_give_posts(officer, post.unit),
        "end_form": EndPostForm(initial={"last_day": today}, auto_id=f"end-{post.pk}-%s"),
    }


@require_POST
def person_change(request: OfficerRequest, code: str) -> HttpResponse:
    """Save name, address, telephone and form of address."""
    person, form = _kept(request, code), ChangePersonForm(request.POST)
    if form.is_valid() and _changed(request, person, form):
        tell_done(request, _("The details are saved."))
        return redirect("person", code)
    return _shown(request, person, form=form)


def _changed(request: OfficerRequest, person: Person, form: ChangePersonForm) -> bool:
    def act() -> None:
        facts = {name: form.cleaned_data[name] for name in DETAILS}
        change_account(person, actor=request.officer, at=timezone.now(), **facts)

    try:
        return keep_both(form, now=lambda: [details_now(person, names=DETAILS, lock=True)], act=act)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False


@require_POST
def person_invite(request: OfficerRequest, code: str) -> HttpResponse:
    """Send an invitation; the link is shown this one time, to be handed over if mail does not arrive."""
    person = _kept(request, code)
    try:
        token = invite(person, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        return _shown(request, person, error=str(refusal))
    return _shown(request, person, token=token)


@require_POST
def person_close(request: OfficerRequest, code: str) -> HttpResponse:
    """Close the account at once."""
    return _act(request, code, close_account, _("The account is closed and signed out everywhere."))


@require_POST
def person_open(request: OfficerRequest, code: str) -> HttpResponse:
    """Open the account again."""
    return _act(request, code, open_account, _("The account is open. Send an invitation for a new password."))


def _act(request: OfficerRequest, code: str, act: Callable[..., Any], done: str) -> HttpResponse:
    person = _kept(request, code)
    try:
        act(person, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        return _shown(request, person, error=str(refusal))
    tell_done(request, done)
    return redirect("person", code)


@require_POST
def post_give(request: OfficerRequest, code: str) -> HttpResponse:
    """Give the person a post."""
    person, form = _kept(request, code), PostForm(request.POST, on=timezone.localdate())
    if form.is_valid():
        facts: dict[str, Any] = dict(form.cleaned_data)
        try:
            give_post(facts.pop("unit"), person=person, actor=request.officer, at=timezone.now(), **facts)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The post is given."))
            return redirect("person", code)
    return _shown(request, person, post_form=form)


@require_POST
def post_end(request: OfficerRequest, code: str, post_id: int) -> HttpResponse:
    """End a post of the person."""
    person, form = _kept(request, code), EndPostForm(request.POST)
    post = get_object_or_404(Post, pk=post_id, person=person)
    if not form.is_valid():
        return _shown(request, person, error=_first_error(form))
    try:
        end_post(post, last_day=form.cleaned_data["last_day"], actor=request.officer, at=timezone.now())
    except Refused as refusal:
        return _shown(request, person, error=str(refusal))
    tell_done(request, _("The post ends with that day."))
    return redirect("person", code)


def _first_error(form: forms.Form) -> str:
    return next(str(message) for messages in form.errors.values() for message in messages)
