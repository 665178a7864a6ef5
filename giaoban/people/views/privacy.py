"""The privacy notice, generated from the register."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from giaoban.people.reads import personal_register, register_version


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, for whose eyes, for how long; open to everybody."""
    entries = {(entry.what, entry.kept): entry for entry in personal_register()}  # the same words once
    context = {"register": entries.values(), "version": register_version()}
    return render(request, "people/privacy.html", context)
