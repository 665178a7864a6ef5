"""What every request carries: the chosen language and the person as an officer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from giaoban.units.reads import officer_for

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


def never_store(get_response: Answer) -> Answer:
    """No answer is kept by browsers or proxies, unless its view says otherwise itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware
