"""What every page knows: the installation's name and the ways from here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from giaoban.desk.reads import ways_for


def installation(_request: HttpRequest) -> dict[str, Any]:
    """Name of the installation and whether it is a demo."""
    return {"installation_name": settings.INSTALLATION_NAME, "is_demo": settings.MODE == "demo"}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation`: a list of {label, url, current} for the signed-in person; empty when signed out."""
    officer = getattr(request, "officer", None)
    return {"navigation": ways_for(officer, path=request.path) if officer else [], "officer": officer}
