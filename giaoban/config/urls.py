"""Addresses: each room has its own, put together here."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

ROOMS = ("people", "units", "workdays", "documents", "duties", "assignments", "briefing", "reports", "desk")

urlpatterns = [
    path("language/", login_not_required(set_language), name="set_language"),
    *(path("", include(f"giaoban.{room}.urls")) for room in ROOMS if find_spec(f"giaoban.{room}.urls")),
]
if settings.DEBUG and find_spec("giaoban.ui.urls"):
    urlpatterns.append(path("ui/", include("giaoban.ui.urls")))
