"""The list of briefs, one brief to read, and the lists behind its numbers."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from giaoban.briefing.access import may_edit_brief, may_issue_brief, may_write_brief
from giaoban.briefing.actions import write_brief
from giaoban.briefing.forms import WriteForm
from giaoban.briefing.models import Brief
from giaoban.briefing.reads import Findings, Period, period_words
from giaoban.briefing.reads.briefs import last_days
from giaoban.briefing.reads.drawing import units_picture
from giaoban.briefing.reads.rows import Row, in_order, rows_of, unit_names, with_words
from giaoban.briefing.reads.scope import SHOWS, Scope
from giaoban.briefing.reads.wording import pieces
from giaoban.briefing.views.asking import findings_of, readable_or_404
from giaoban.briefing.views.numbers import COLUMNS, NONE, PRINTED, SHOW_WORDS, Links, events, totals
from giaoban.duties.models import Duty, DutyQuerySet
from giaoban.duties.reads.figures import STOOD
from giaoban.foundation.verdict import Refused
from giaoban.journal.reads import history_of
from giaoban.ui.notices import tell_done
from giaoban.units.models import Committee, Field, Unit
from giaoban.units.reads import OfficerRequest

A_PAGE = 30
ROWS_A_PAGE = 50
ON_THE_PAGE = 10
"""Rows of each list on the page of a brief; its documents and the lists behind have them all."""


@require_http_methods(["GET", "POST"])
def briefs(request: OfficerRequest) -> HttpResponse:
    """The briefs that the person may read; those who may write one find the form beside them."""
    writing = _writing(request)
    if request.method == "POST" and writing is not None and writing.is_valid():
        answer = _written(request, writing)
        if answer is not None:
            return answer
    found = Brief.objects.readable_by(request.officer).for_list()
    page: Page[Brief] = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    lines = [(each, capfirst(period_words(_period(each)))) for each in page]
    context = {"page": page, "lines": lines, "form": writing}
    refused = writing is not None and writing.is_bound and bool(writing.errors)
    return render(request, "briefing/briefs.html", context, status=422 if refused else 200)


def _writing(request: OfficerRequest) -> WriteForm | None:
    """The form for a new brief; None for those who write none."""
    whole = request.officer.whole_committee_ids
    if not whole:
        return None
    rows = Committee.objects.filter(pk__in=whole).order_by("term_to", "name", "pk")
    committees = [each for each in rows if may_write_brief(request.officer, each)]
    data = request.POST if request.method == "POST" else None
    days = last_days(each.pk for each in committees)
    return WriteForm(data, committees=committees, last_days=days, today=timezone.localdate())


def _written(request: OfficerRequest, form: WriteForm) -> HttpResponse | None:
    """Write the brief and go to it; None when it was refused, with the reason in the form."""
    period: Period = form.cleaned_data["chosen"]
    try:
        made, is_new = write_brief(
            form.cleaned_data["of"],
            first=period.first,
            last=period.last,
            actor=request.officer,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    if is_new:
        tell_done(request, _("The brief is written. Read it, change its words if need be, then issue it."))
    else:
        tell_done(request, _("A draft for this period was there already; this is it."))
    return redirect("brief", code=made.code)


def _period(brief: Brief) -> Period:
    return Period(brief.first_date, brief.last_date)


@require_safe
def brief(request: OfficerRequest, code: str) -> HttpResponse:
    """One brief, to be read like a paper."""
    shown = readable_or_404(request, code)
    found = findings_of(shown, rows=ON_THE_PAGE)
    is_whole = shown.committee_id in request.officer.whole_committee_ids
    links = Links(shown, found.scope, is_whole=is_whole)
    context = {
        "brief": shown,
        "found": found,
        "period_words": capfirst(period_words(found.scope.period)),
        "is_whole": is_whole,
        "may_edit": may_edit_brief(request.officer, shown),
        "may_issue": may_issue_brief(request.officer, shown),
        "history": history_of(shown) if is_whole else [],
        "words": {name: pieces(getattr(shown, name)) for name in ("opening", "difficulties", "proposals")},
        "board_url": _board(shown, found.scope) if is_whole else "",
        **_numbers(found, links),
        **_lists(request, found, links),
    }
    return render(request, "briefing/brief.html", context)


def _numbers(found: Findings, links: Links) -> dict[str, Any]:
    return {
        "totals": totals(links, found),
        "events": events(links, found),
        "before": found.scope.before(),
        "columns": [label for _show, label in COLUMNS],
        "units": [links.row(line, by="unit") for line in found.units],
        "fields": [links.row(line, by="field") for line in found.fields],
        "sums": links.sums(found.whole, found.helping),
        "field_sums": links.sums(found.whole, found.helping),
        "picture": units_picture(found, url=lambda line: links.url("counted", unit=line.key)),
        "sources": [source for source in found.sources if source.name],
    }


def _lists(request: OfficerRequest, found: Findings, links: Links) -> dict[str, Any]:
    codes = {row.code for rows in found.lists.values() for row in rows}
    openable = _openable(request, found.scope, codes)
    numbers = found.numbers
    return {
        "lists": {show: _openable_rows(rows, openable) for show, rows in found.lists.items()},
        "numbers": {show: links.number(show, number) for show, number in numbers.items()},
        "more": {show: links.url(show) for show in numbers if numbers[show] > ON_THE_PAGE},
    }


def _openable(request: OfficerRequest, scope: Scope, codes: set[str]) -> set[str]:
    """The codes of those duties whose page the person may open; no query for whole committees."""
    if scope.committee_id in request.officer.whole_committee_ids or not codes:
        return codes
    seen = Duty.objects.visible_to(request.officer).filter(code__in=codes)
    return set(seen.values_list("code", flat=True))


def _openable_rows(rows: tuple[Row, ...], openable: set[str]) -> list[tuple[Row, str]]:
    """Each row with the address of its task, "" where the person may not open it."""
    return [(row, reverse("duty", args=[row.code]) if row.code in openable else "") for row in rows]


def _board(shown: Brief, scope: Scope) -> str:
    try:
        url = reverse("board")
    except NoReverseMatch:  # the board's room is not installed
        return ""
    return f"{url}?committee={shown.committee.code}&as_of={scope.day:%d/%m/%Y}"


@require_safe
def brief_work(request: OfficerRequest, code: str) -> HttpResponse:
    """The duties behind one number of a brief, as they stood at its moment."""
    shown = readable_or_404(request, code)
    is_whole = shown.committee_id in request.officer.whole_committee_ids
    show = request.GET.get("show", "")
    if show not in (SHOWS if is_whole else PRINTED):
        raise Http404
    scope = Scope.of(shown.committee_id, _period(shown), now=shown.computed_at)
    duties, narrowed = _narrowed(request, scope.shown(show), shown.committee)
    page: Page[Duty] = Paginator(in_order(show, with_words(scope, duties)), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    names = unit_names({duty.unit_id for duty in page}, on=scope.day)
    rows = rows_of(scope, page, names=names)
    context = {
        "brief": shown,
        "title": SHOW_WORDS[show],
        "narrowed": narrowed,
        "scope": scope,
        "page": page,
        "show": show,
        "rows": _openable_rows(rows, _openable(request, scope, {row.code for row in rows})),
        "crumbs": [
            (_("Briefs"), reverse("briefs")),
            (capfirst(period_words(scope.period)), reverse("brief", args=[code])),
        ],
    }
    return render(request, "briefing/work.html", context)


def _narrowed(
    request: OfficerRequest, duties: DutyQuerySet, committee: Committee
) -> tuple[DutyQuerySet, str]:
    """
    `duties` of the unit and of the committee's field in the address, and their names.

    Raises Http404 for unknown ones, and for fields of another committee.
    """
    words = []
    if code := request.GET.get("unit", ""):
        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            raise Http404
        duties, words = duties.filter(**{f"{STOOD}unit": unit.pk}), [unit.name]
    if key := request.GET.get("field", ""):
        fields = Field.objects.filter(committee=committee)
        field = fields.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 10 else None
        if field is None and key != NONE:
            raise Http404
        duties = duties.filter(**{f"{STOOD}field": field.pk} if field else {f"{STOOD}field__isnull": True})
        words.append(field.name if field else _("Without a field"))
    return duties, " · ".join(words)
