"""One unit: what it is, its life, its names, who works there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.foundation.verdict import Verdict
from giaoban.journal.actions import record_viewing
from giaoban.journal.reads import history_of
from giaoban.ui.notices import tell_done
from giaoban.units.access import may_give_posts, may_manage_units, may_see_phone
from giaoban.units.actions import add_alias, end_post, give_post, remove_alias
from giaoban.units.forms import ACTS, AliasForm, PostForm
from giaoban.units.models import Alias, Post, Unit
from giaoban.units.reads import (
    Officer,
    OfficerRequest,
    ancestors,
    children_on,
    events_of,
    names_of,
    predecessors,
    successors,
)
from giaoban.units.views.asking import act_and_return, done, refused


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post as the page shows it; `phone` is empty when there is none or it may not be seen."""

    post: Post
    phone: str
    phone_verdict: Verdict


def _posts(unit: Unit, officer: Officer, today: date) -> list[PostRow]:
    posts = Post.objects.held(on=today).filter(unit=unit).select_related("person", "unit")
    rows = []
    for post in posts.order_by("role", "person__sort_key"):
        verdict = may_see_phone(officer, post.person, [post], on=today)
        rows.append(PostRow(post, post.person.phone if verdict else "", verdict))
    rank = ["leader", "contact", "reader", "administrator"]
    return sorted(rows, key=lambda r: rank.index(r.post.role))


@require_safe
def unit(request: OfficerRequest, code: str) -> HttpResponse:
    """The page of a unit."""
    return _page(request, get_object_or_404(Unit.objects.select_related("parent"), code=code), AliasForm())


def _page(request: OfficerRequest, shown: Unit, form: AliasForm, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    exists = (shown.valid_from is None or shown.valid_from <= today) and (
        shown.valid_to is None or shown.valid_to >= today
    )
    day = today if exists else (shown.valid_to or shown.valid_from or today)
    posts = _posts(shown, request.officer, today)
    shown_to = [row.post.person for row in posts if row.phone]
    record_viewing(*shown_to, actor=request.officer, at=timezone.now())
    context = {
        "unit": shown,
        "exists": exists,
        "above": ancestors(shown, on=day),
        "child_count": len(children_on(day, of=shown)),
        "events": events_of(shown),
        "spells": names_of(shown),
        "aliases": list(Alias.objects.filter(unit=shown).order_by("kind", "text")),
        "predecessors": predecessors(shown),
        "successors": successors(shown),
        "posts": posts,
        "may_manage": may_manage_units(request.officer, [shown]),
        "may_give_posts": may_give_posts(request.officer, shown),
        "acts": [(act, form_class.title, form_class.icon) for act, form_class in ACTS.items()],
        "alias_form": form,
        "day": day,
        "history": history_of(shown, at_most=30),
    }
    return render(request, "units/unit.html", context, status=status)


@require_POST
def name_unit(request: OfficerRequest, code: str) -> HttpResponse:
    """Add another name."""
    shown = get_object_or_404(Unit.objects.select_related("parent"), code=code)
    form = AliasForm(request.POST)
    if done(
        form,
        lambda: add_alias(shown, text=form.cleaned_data["text"], actor=request.officer, at=timezone.now()),
    ):
        tell_done(request, _("“%(unit)s” now answers to this name too.") % {"unit": shown.name})
        return redirect("unit", code=code)
    return _page(request, shown, form, status=422)


@require_POST
def forget_name(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take another name away."""
    alias = get_object_or_404(Alias.objects.select_related("unit"), pk=pk)
    return act_and_return(
        request,
        lambda: remove_alias(alias, actor=request.officer, at=timezone.now()),
        said=_("“%(name)s” is no longer a name of this unit.") % {"name": alias.text},
        back=reverse("unit", args=[alias.unit.code]),
    )


@require_http_methods(["GET", "POST"])
def new_post(request: OfficerRequest, code: str) -> HttpResponse:
    """Give a person a post at the unit."""
    shown = get_object_or_404(Unit, code=code)
    if not (verdict := may_give_posts(request.officer, shown)):
        return refused(request, verdict, reverse("unit", args=[code]))
    form = PostForm(request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and done(
        form, lambda: give_post(shown, actor=request.officer, at=timezone.now(), **form.cleaned_data)
    ):
        tell_done(request, _("The post is given."))
        return redirect("unit", code=code)
    context = {
        "title": _("Give a post at “%(unit)s”") % {"unit": shown.name},
        "crumbs": [(_("Units"), reverse("units")), (shown.name, reverse("unit", args=[code]))],
        "form": form,
        "submit": _("Give the post"),
        "back": reverse("unit", args=[code]),
    }
    return render(request, "units/form.html", context, status=422 if form.errors else 200)


@require_POST
def finish_post(request: OfficerRequest, pk: int) -> HttpResponse:
    """End a post today."""
    post = get_object_or_404(Post.objects.select_related("unit", "person"), pk=pk)
    at = timezone.now()
    return act_and_return(
        request,
        lambda: end_post(post, last_day=timezone.localdate(at), actor=request.officer, at=at),
        said=_("Today is the last day of %(person)s in this post.") % {"person": post.person.full_name},
        back=reverse("unit", args=[post.unit.code]),
    )
