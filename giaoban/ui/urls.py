"""Addresses of the component page; `config` includes them on development servers only."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from giaoban.ui import views

urlpatterns = [
    path("", login_not_required(views.components), name="components"),
    path("picks/", login_not_required(views.picks), name="components-picks"),
    path("signed-out/", login_not_required(views.signed_out), name="components-signed-out"),
    path("fault/<int:code>/", login_not_required(views.fault), name="components-fault"),
]
