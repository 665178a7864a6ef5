"""What the views of this room share: the day asked, a refusal with its reason, an act from a form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise

from giaoban.foundation.verdict import Refused, Verdict
from giaoban.ui.forms import DayField
from giaoban.ui.notices import tell_done


def day_asked(request: HttpRequest) -> date:
    """The day of `?on=`; today when it is missing or no day."""
    words = request.GET.get("on", "").strip()
    today = timezone.localdate()
    try:
        return DayField(required=False).clean(words) or today
    except ValidationError:
        return today


def refused(request: HttpRequest, verdict: Verdict, back: str) -> HttpResponse:
    """A page that says why this is not for the person; `back` is the address of the thing itself."""
    return render(request, "units/refused.html", {"reason": verdict.reason, "back": back}, status=403)


def done(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Perform an act on a valid form; a refusal becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def act_and_return(
    request: HttpRequest, act: Callable[[], Any], *, said: str | Promise, back: str
) -> HttpResponse:
    """Perform an act that has no form of its own and go back, with what was done or why not."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_done(request, said)
    return redirect(back)
