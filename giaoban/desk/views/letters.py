"""The outbox, for administrators: what waits, what went out, what was given up."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.desk.access import may_see_letters
from giaoban.desk.actions import send_letter_again
from giaoban.foundation.verdict import Refused
from giaoban.outbox.reads import messages as all_messages
from giaoban.outbox.reads import rows
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest

A_PAGE = 50


@require_safe
def outbox(request: OfficerRequest) -> HttpResponse:
    """Letters and jobs with recipient and subject; their text is shown to nobody."""
    if not may_see_letters(request.officer):
        raise Http404
    page = Paginator(all_messages(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/outbox.html", {"page": page, "rows": rows(page), "query": request.GET})


@require_POST
def outbox_again(request: OfficerRequest, number: int) -> HttpResponse:
    """Try a message again that was given up."""
    if not may_see_letters(request.officer):
        raise Http404
    try:
        send_letter_again(number, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_done(request, _("The message is back in the queue."))
    return redirect("outbox")
