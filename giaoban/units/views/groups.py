"""Groups of units."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from giaoban.ui.notices import tell_done
from giaoban.units.access import may_manage_groups, may_manage_units
from giaoban.units.actions import save_group
from giaoban.units.forms import GroupForm
from giaoban.units.models import UnitGroup
from giaoban.units.reads import OfficerRequest, members_of
from giaoban.units.reads.finding import kind_words
from giaoban.units.views.asking import done, refused

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group in the list: by what it is made."""

    group: UnitGroup
    kinds: str
    listed: int


@require_safe
def groups(request: OfficerRequest) -> HttpResponse:
    """All groups: names by which papers speak of many units."""
    found = (
        UnitGroup.objects.select_related("within").annotate(listed=Count("members")).order_by("name", "pk")
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [
        GroupRow(group, ", ".join(kind_words(kind) for kind in group.kinds), getattr(group, "listed"))  # noqa: B009
        for group in page.object_list
    ]
    context = {"rows": rows, "page": page, "may_manage": may_manage_units(request.officer)}
    return render(request, "units/groups.html", context)


@require_http_methods(["GET", "POST"])
def edit_group(request: OfficerRequest, code: str = "") -> HttpResponse:
    """A group with its members today; for administrators the form to change it."""
    group = get_object_or_404(UnitGroup.objects.select_related("within"), code=code) if code else None
    verdict = may_manage_groups(request.officer, group.within) if group else may_manage_units(request.officer)
    if not verdict and (request.method == "POST" or group is None):
        return refused(request, verdict, reverse("unit-groups"))
    if request.method == "POST":
        form = GroupForm(request.POST)
    else:
        form = GroupForm.of(group, list(group.members.select_related("parent"))) if group else GroupForm()
    if request.method == "POST" and done(
        form, lambda: save_group(group, actor=request.officer, at=timezone.now(), **form.cleaned_data)
    ):
        tell_done(request, _("The group is saved."))
        return redirect("unit-groups")
    members = members_of(group, on=timezone.localdate()) if group else None
    page = Paginator(members, A_PAGE).get_page(request.GET.get("page")) if members is not None else None
    context = {
        "group": group,
        "form": form,
        "page": page,
        "members": list(page.object_list) if page else [],
        "verdict": verdict,
    }
    return render(request, "units/group.html", context, status=422 if form.errors else 200)
