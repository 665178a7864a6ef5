"""What every request carries: the chosen language and the person as an officer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from giaoban.units.reads import officer_for

MOST_BYTES_SIGNED_IN = 110 * 1024 * 1024  # four files of the most that one may have, and the words with them
MOST_BYTES = 1024 * 1024

Answer = Callable[[HttpRequest], HttpResponse]


def chosen_language(get_response: Answer) -> Answer:
    """Vietnamese unless the person chose otherwise; what the browser prefers is not asked."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = language if language in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def signed_in_officer(get_response: Answer) -> Answer:
    """`request.officer`: the signed-in person with today's posts and seats, read when first asked."""

    def middleware(request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        request.officer = SimpleLazyObject(lambda: officer_for(request.user, on=today))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def modest_body(get_response: Answer) -> Answer:
    """
    No request larger than any form of ours needs, refused before a byte of it is read.

    Uploads are written to the disk while a form is read, and the check against forgery reads the form of
    anybody: without this a stranger could fill the disk.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        size = int(said) if said.isdecimal() and len(said) < 16 else MOST_BYTES_SIGNED_IN + 1
        if size <= MOST_BYTES or (size <= MOST_BYTES_SIGNED_IN and SESSION_KEY in request.session):
            return get_response(request)
        words = _("What was sent is too large, and nothing was kept: send fewer or smaller files at a time.")
        return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")

    return middleware


def never_store(get_response: Answer) -> Answer:
    """No answer is kept by browsers or proxies, unless its view says otherwise itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware
