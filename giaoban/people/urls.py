"""Addresses of the people room."""

from __future__ import annotations

from django.urls import path

from giaoban.people import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("password/forgotten/", views.forgotten, name="password-forgotten"),
    path("password/sent/", views.forgotten_sent, name="password-sent"),
    path("password/<str:uidb64>/<str:token>/", views.password_link, name="password-link"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("privacy/", views.privacy, name="privacy"),
    path("me/", views.profile, name="me"),
    path("me/details/", views.details, name="me-details"),
    path("me/password/", views.password, name="me-password"),
    path("me/data.json", views.own_export, name="me-export"),
]
