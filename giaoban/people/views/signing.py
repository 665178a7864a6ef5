"""Signing in and out, invitations, a new password by letter; nothing here tells whether an account exists."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import (
    INTERNAL_RESET_SESSION_TOKEN,
    LoginView,
    LogoutView,
    PasswordResetConfirmView,
)
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from giaoban.foundation.verdict import Refused
from giaoban.people.actions import accept_invitation, ask_for_reset, note_sign_in, reset_password
from giaoban.people.forms import ForgottenForm, PasswordForm, SignInForm
from giaoban.people.models import Person
from giaoban.people.reads import open_invitation


class SignIn(LoginView):
    """Django's sign-in (safe `next`, new session key), entered in the journal."""

    template_name = "people/sign_in.html"
    authentication_form = SignInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and self.redirect_field_name not in request.GET:
            return redirect("home")
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        note_sign_in(form.get_user(), at=timezone.now())
        return super().form_valid(form)


sign_in = SignIn.as_view()
sign_out = login_not_required(LogoutView.as_view())


def locked_out(
    request: HttpRequest,
    original_response: HttpResponse | None = None,  # noqa: ARG001  # the throttle passes it
    credentials: dict[str, Any] | None = None,  # noqa: ARG001
) -> HttpResponse:
    """The answer after too many failed attempts, the same whether the account exists or not."""
    wait = get_cool_off(request)
    minutes = max(1, round(wait.total_seconds() / 60)) if wait else 60
    page = render(request, "people/locked_out.html", {"minutes": minutes}, status=429)
    page.headers["Retry-After"] = str(minutes * 60)
    return page


@login_not_required
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to a new password; any address gets the same answer."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        ask_for_reset(form.cleaned_data["email"], at=timezone.now())
        return redirect("password-sent")
    return render(request, "people/forgotten.html", {"form": form})


@login_not_required
@require_safe
def forgotten_sent(request: HttpRequest) -> HttpResponse:
    """What happens now, for everybody who asked."""
    return render(request, "people/forgotten_sent.html")


class PasswordLink(PasswordResetConfirmView):
    """Django's page behind the link: the token leaves the address and works once."""

    template_name = "people/password_link.html"
    form_class = PasswordForm
    success_url = reverse_lazy("sign-in")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            reset_password(form.user, new_password=form.cleaned_data["new_password1"], at=timezone.now())
        except Refused as refusal:
            form.add_error("new_password1", str(refusal))
            return self.form_invalid(form)
        self.request.session.pop(INTERNAL_RESET_SESSION_TOKEN, None)
        messages.success(self.request, _("The new password is in force. Sign in with it."))
        return HttpResponseRedirect(self.get_success_url())


password_link = method_decorator(login_not_required, name="dispatch")(PasswordLink).as_view()


@login_not_required
@sensitive_post_parameters()
@sensitive_variables("password", "token")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose the first password; a used, an old and an unknown link look the same."""
    now = timezone.now()
    try:
        person = open_invitation(token, at=now).person
    except Refused as refusal:
        return render(request, "people/invitation_gone.html", {"reason": str(refusal)}, status=404)
    form = PasswordForm(person, request.POST or None)
    if form.is_valid():
        joined = _accepted(form, token, now)
        if joined:
            login(request, joined, backend=settings.AUTHENTICATION_BACKENDS[-1])
            messages.success(request, _("Welcome. Your password is set and you are signed in."))
            return redirect("home")
    return render(request, "people/invitation.html", {"form": form, "person": person})


def _accepted(form: PasswordForm, token: str, now: datetime) -> Person | None:
    try:
        return accept_invitation(token, password=form.cleaned_data["new_password1"], at=now)
    except Refused as refusal:
        form.add_error("new_password1", str(refusal))
        return None
