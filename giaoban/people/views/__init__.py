"""The screens of the people room."""

from giaoban.people.views.me import details, own_export, password, profile
from giaoban.people.views.privacy import privacy
from giaoban.people.views.signing import (
    forgotten,
    forgotten_sent,
    invitation,
    locked_out,
    password_link,
    sign_in,
    sign_out,
)

__all__ = [
    "details",
    "forgotten",
    "forgotten_sent",
    "invitation",
    "locked_out",
    "own_export",
    "password",
    "password_link",
    "privacy",
    "profile",
    "sign_in",
    "sign_out",
]
