"""The addresses that calendar programs fetch, and the page on which people make and end their own."""

from __future__ import annotations

import hashlib
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.duties.actions import close_feed, note_fetch, open_feed, renew_feed
from giaoban.duties.forms import FeedForm
from giaoban.duties.models import Feed
from giaoban.duties.reads.feeds import calendar_of, choices_for, duties_in, feed_of, feeds_of
from giaoban.foundation.verdict import Refused
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest, officer_for

WINDOW_SECONDS: Final = 600
MOST_FETCHES: Final = 30  # of one address in one window; programs come every hour or every few minutes


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """
    The calendar behind an address, for programs that cannot sign in.

    An address that never was, one that ended, and one whose person's account is closed look the same.
    """
    now = timezone.now()
    found = feed_of(token)
    officer = officer_for(found.person, on=timezone.localdate(now)) if found else None
    if found is None or officer is None:
        return _private(HttpResponse(status=404, content_type="text/plain; charset=utf-8"))
    if _too_often(found):
        answer = HttpResponse(status=429, content_type="text/plain; charset=utf-8")
        answer.headers["Retry-After"] = str(WINDOW_SECONDS)
        return _private(answer)
    with translation.override(settings.LANGUAGE_CODE):
        body = calendar_of(found, duties_in(found, officer, today=timezone.localdate(now)))
    body_hash = hashlib.sha256(body).hexdigest()
    changed_at = note_fetch(found, body_hash=body_hash, at=now)
    etag = f'"{body_hash[:32]}"'
    if _is_known(request, etag, int(changed_at.timestamp())):
        return _dated(HttpResponseNotModified(), etag, changed_at.timestamp())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="giao-ban.ics"'
    return _dated(answer, etag, changed_at.timestamp())


def _too_often(found: Feed) -> bool:
    key = f"feed:{found.pk}:{found.token_hash[:8]}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return cache.incr(key) > MOST_FETCHES
    except ValueError:  # it ran out between the two calls
        return False


def _is_known(request: HttpRequest, etag: str, changed: int) -> bool:
    """Whether the program has this very answer; its word by ETag goes before its word by date (RFC 9110)."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return bool({"*", etag} & {tag.removeprefix("W/") for tag in parse_etags(tags)})
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and changed <= since


def _dated(answer: HttpResponse, etag: str, changed: float) -> HttpResponse:
    answer.headers["ETag"] = etag
    answer.headers["Last-Modified"] = http_date(changed)
    answer.headers["Cache-Control"] = "private, no-cache"  # kept by the program, asked again each time
    return _private(answer)


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@require_safe
def feeds(request: OfficerRequest) -> HttpResponse:
    """My calendar addresses."""
    return _page(request)


def _page(
    request: OfficerRequest, *, made: Feed | None = None, token: str = "", form: FeedForm | None = None
) -> HttpResponse:
    choices = choices_for(request.officer)
    context = {
        "feeds": feeds_of(request.officer),
        "form": form or FeedForm(choices=choices),
        "has_choices": bool(choices),
        "made": made,
        "address": f"{settings.SITE_URL}{reverse('feed', args=[token])}" if token else "",
        "crumbs": [(_("My account"), reverse("me"))],
    }
    return render(request, "duties/feeds.html", context)


@require_POST
def feed_open(request: OfficerRequest) -> HttpResponse:
    """Make an address; it is shown on this answer and never again."""
    form = FeedForm(request.POST, choices=choices_for(request.officer))
    if not form.is_valid():
        return _page(request, form=form)
    try:
        made, token = open_feed(actor=request.officer, at=timezone.now(), **form.thing())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form=form)
    return _page(request, made=made, token=token)


@require_POST
def feed_renew(request: OfficerRequest, code: str) -> HttpResponse:
    """A new address in place of one that is lost or known to others."""
    own = _own(request, code)
    made, token = renew_feed(own.pk, actor=request.officer, at=timezone.now())
    return _page(request, made=made, token=token)


@require_POST
def feed_close(request: OfficerRequest, code: str) -> HttpResponse:
    """End an address."""
    close_feed(_own(request, code).pk, actor=request.officer, at=timezone.now())
    tell_done(request, _("The address has ended; calendar programs get nothing from it any more."))
    return redirect("feeds")


def _own(request: OfficerRequest, code: str) -> Feed:
    return get_object_or_404(Feed.objects.open(), code=code, person=request.user)
