"""The list of notices, read marks, and when mail comes."""

from __future__ import annotations

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.duties.actions import choose_mail, read_notices, unread_notice
from giaoban.duties.forms.reminding import MailForm
from giaoban.duties.jobs.hours import DIGEST_AT
from giaoban.duties.models import MailWish
from giaoban.duties.reads.notices import notice_rows, notices_of, unread_count
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest

A_PAGE: Final = 40


@require_safe
def notices(request: OfficerRequest) -> HttpResponse:
    """What concerns me: one line for each piece of work, the newest first."""
    show_all = request.GET.get("show") == "all"
    unread = unread_count(request.officer.person)
    page = Paginator(notices_of(request.officer, unread=not show_all), A_PAGE).get_page(
        request.GET.get("page")
    )
    here = reverse("notices")
    context = {
        "page": page,
        "rows": notice_rows(page, today=timezone.localdate()),
        "unread": unread,
        "show_all": show_all,
        "tabs": [
            {"label": _("Unread"), "url": here, "current": not show_all, "count": unread},
            {"label": _("All"), "url": f"{here}?show=all", "current": show_all, "count": None},
        ],
    }
    return render(request, "duties/notices.html", context)


@require_POST
def notice_read(request: OfficerRequest, number: int) -> HttpResponse:
    """Mark one notice read, or unread again with `again`."""
    if "again" in request.POST:
        unread_notice(number, actor=request.officer)
    else:
        read_notices([number], actor=request.officer, at=timezone.now())
    return redirect(_back(request))


@require_POST
def notices_read(request: OfficerRequest) -> HttpResponse:
    """Mark all notices read."""
    count = read_notices(None, actor=request.officer, at=timezone.now())
    if count:
        words = ngettext("%(count)d notice is marked read.", "%(count)d notices are marked read.", count)
        tell_done(request, words % {"count": count})
    return redirect("notices")


def _back(request: OfficerRequest) -> str:
    show = "?show=all" if request.POST.get("show") == "all" else ""
    return reverse("notices") + show


@require_http_methods(["GET", "POST"])
def notice_settings(request: OfficerRequest) -> HttpResponse:
    """When my mail comes."""
    wish = MailWish.objects.filter(person=request.officer.person).first()
    wish = wish or MailWish(digest_at=DIGEST_AT)
    now = {"wants_digest": wish.wants_digest, "digest_at": f"{wish.digest_at:%H:%M}"}
    form = MailForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        choose_mail(actor=request.officer, at=timezone.now(), **form.cleaned_data)
        tell_done(request, _("Your choice is saved."))
        return redirect("notice-settings")
    crumbs = [(_("Notices"), reverse("notices"))]
    return render(request, "duties/notice_settings.html", {"form": form, "crumbs": crumbs})
