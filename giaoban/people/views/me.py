"""One's own account: details, password, what is kept about oneself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.foundation.verdict import Refused
from giaoban.journal.reads import history_of
from giaoban.people.access import Acting
from giaoban.people.actions import change_password, change_person
from giaoban.people.forms import ChangePasswordForm, OwnDetailsForm
from giaoban.people.models import Person
from giaoban.people.reads import own_data, own_records
from giaoban.ui.merging import keep_both


class OwnRequest(HttpRequest):
    """A request by a signed-in person."""

    user: Person
    officer: Acting


OWN = ("honorific", "phone", "phone_is_shared")


@require_safe
def profile(request: OwnRequest) -> HttpResponse:
    """My account."""
    person = request.user
    known = {name: getattr(person, name) for name in OWN}
    return _page(request, OwnDetailsForm(initial=known).stands_as(known))


def _page(request: OwnRequest, form: OwnDetailsForm) -> HttpResponse:
    context = {
        "person": request.user,
        "form": form,
        "records": own_records(request.user),
        "history": history_of(request.user, at_most=20, with_reading=True),
    }
    return render(request, "people/me.html", context)


@require_POST
def details(request: OwnRequest) -> HttpResponse:
    """Save what a person may change about themselves."""
    form = OwnDetailsForm(request.POST)

    def act() -> None:
        facts = {name: form.cleaned_data[name] for name in OWN}
        change_person(request.user, actor=request.officer, at=timezone.now(), **facts)

    def now() -> list[dict[str, Any]]:
        return [Person.objects.select_for_update(no_key=True).values(*OWN).get(pk=request.user.pk)]

    if not form.is_valid() or not keep_both(form, now=now, act=act):
        return _page(request, form)
    messages.success(request, _("Your details are saved."))
    return redirect("me")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: OwnRequest) -> HttpResponse:
    """Change the password; this session goes on, all others end."""
    form = ChangePasswordForm(request.user, request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data["new_password1"]
        try:
            person = change_password(request.user, new_password=chosen, actor=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error("new_password1", str(refusal))
        else:
            update_session_auth_hash(request, person)
            messages.success(request, _("The new password is in force. Everywhere else you are signed out."))
            return redirect("me")
    crumbs = [(_("My account"), reverse("me"))]
    return render(request, "people/password.html", {"form": form, "crumbs": crumbs})


@require_safe
def own_export(request: OwnRequest) -> HttpResponse:
    """All that the register's tables hold about me, as a JSON file."""
    answer = JsonResponse(own_data(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Disposition"] = f'attachment; filename="giaoban-{request.user.code}.json"'
    return answer
