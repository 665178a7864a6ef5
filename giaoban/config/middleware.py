"""What every request carries: the chosen language and the person as an officer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from giaoban.journal.actions import SentBefore, answered, answered_before, begin, key_of_sending, one_request
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


class ActsOnce:
    """
    A form acts once, however often it is sent: a second click, a line that broke, the Back button.

    The form carries a random `once`; the act enters its key in its own transaction (`journal.actions`). Sent
    again, it is answered with the page to which the first sending led.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_request():
            response = self.get_response(request)
            key = getattr(request, "sending_key", "")
            if key and response.status_code in {302, 303}:
                answered(key, response.headers["Location"])
        return _for_script(request, response) if key or response.headers.get("X-Sent-Before") else response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Begin the sending, or answer with what became of it the first time."""
        once = request.POST.get("once", "")[:64] if request.method == "POST" else ""
        if not once or not request.user.is_authenticated:
            return None
        key = key_of_sending(request.user.pk, request.get_full_path(), once)
        led_to = answered_before(key)
        if led_to is not None:
            return _sent_before(request, led_to)
        request.sending_key = key  # type: ignore[attr-defined]
        begin(key)
        return None

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Another request with the same form was quicker; what this one had begun is taken back."""
        if not isinstance(fault, SentBefore):
            return None
        key, request.sending_key = request.sending_key, ""  # type: ignore[attr-defined]
        return _sent_before(request, answered_before(key) or "")


def _for_script(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A script that sends a form is told where to go: a redirect it followed would eat the next page."""
    if request.headers.get("X-Sending") and response.status_code in {302, 303}:
        response.status_code = 204
        response.headers["X-Sent-To"] = response.headers["Location"]
        del response.headers["Location"]
    return response


def _sent_before(request: HttpRequest, led_to: str) -> HttpResponse:
    """On to the page of the first sending, or back to that of the form, with a word about it."""
    came_from = request.headers.get("Referer", "")
    if not led_to and url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        led_to = came_from
    messages.info(request, _("This had already been sent, and was done once. It was not done again."))
    answer = redirect(led_to or "/")
    if request.headers.get("HX-Request"):
        answer.status_code, answer.headers["HX-Redirect"] = 200, answer.headers["Location"]
        del answer.headers["Location"]
    answer.headers["X-Sent-Before"] = "1"
    return answer
