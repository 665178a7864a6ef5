"""The page of figures: by unit, committee, field, paper, month or age, on any day, or on two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.desk.forms.statistics import BY, ComparisonForm, StatisticsForm
from giaoban.desk.reads.selection import Selection
from giaoban.desk.reads.statistics import (
    Pair,
    Row,
    Statistics,
    changes_of,
    named,
    side_by_side,
    statistics_of,
)
from giaoban.desk.views.board import bound, head
from giaoban.desk.views.columns import COLUMNS, Column, Told
from giaoban.desk.views.figure_tables import Lists, Table, beside, name_of
from giaoban.documents.layout.paper import CellValue
from giaoban.documents.layout.tables import Sheet as Workbook
from giaoban.documents.layout.tables import SheetColumn, to_xlsx
from giaoban.duties.access import may_freeze
from giaoban.duties.actions import freeze
from giaoban.duties.models import Sheet
from giaoban.duties.reads.tallies import Tally
from giaoban.duties.vocabulary import Basis, Changed, Role
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record_export
from giaoban.ui import formats, notices
from giaoban.ui.forms import DayField
from giaoban.units.models import Committee
from giaoban.units.reads import OfficerRequest, whose_lists

PAGE: Final = 100
BACK: Final = timedelta(days=30)
"""How far back the other day lies while nobody has chosen one."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _title(by: str) -> str:
    words = str(dict(BY)[by])
    return words[:1].upper() + words[1:]


@require_safe
def figures(request: OfficerRequest) -> HttpResponse:
    """The figures of one day; every number opens its list."""
    form = bound(request, StatisticsForm)
    context = head(request, form) | {"page_name": "figures"}
    if form.is_valid():
        selection, said = form.selection(), form.cleaned_data
        by, columns = said["by"], COLUMNS[said["show"]]
        found = statistics_of(selection, request.officer, by, now=timezone.now())
        lists, helping = _lists(request, context, selection, form.today)
        page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
        rows = named(page.object_list) if by == "source" else page.object_list
        table = Table(by, columns)
        context |= {
            "columns": columns,
            "name_head": _title(by),
            "page": page,
            "rows": [table.row(row, lists, show=said["show"]) for row in rows],
            "sums": table.cells(found.whole, lists),
            "helping": table.cells(found.coordinating, helping),
            "is_helping": selection.role == Role.COORDINATING,
            "is_first": selection.basis == Basis.FIRST,
            "both": _both(found.whole),
            "xlsx_url": f"{reverse('figures-xlsx')}?{request.GET.urlencode()}",
            "compare_url": lists.figures("figures-compare", by=by),
            **_freezing(request, form, found),
        }
    return render(request, "desk/figures.html", context)


def _lists(
    request: OfficerRequest, context: dict[str, Any], selection: Selection, today: date
) -> tuple[Lists, Lists]:
    """The lists behind the tasks and behind the coordinating parts."""
    facts = {name: getattr(selection, name) for name in Selection.__slots__}
    helping = Selection(**facts | {"role": Role.COORDINATING})
    code = context["committee_code"]
    return (
        Lists(request, code, selection, today=today),
        Lists(request, code, helping, today=today),
    )


def _both(whole: Tally) -> list[tuple[str, str]]:
    """What was done on time, by each of the two deadlines."""
    share = next(column for column in COLUMNS["stands"] if column.name == "on_time_share")
    return [(str(basis.label), share.words(Told.of(whole, basis))) for basis in Basis]


def _freezing(request: OfficerRequest, form: StatisticsForm, found: Statistics) -> dict[str, Any]:
    """Whether the figures are frozen, by whom, and whether the officer may freeze them."""
    committee = form.chosen_committee
    context: dict[str, Any] = {"sheets": found.sheets}
    if committee is None or not form.selection().is_plain or found.day >= form.today:
        return context
    known = Sheet.objects.filter(committee=committee, day=found.day).defer("content")
    return context | {
        "known": list(known.select_related("frozen_by").order_by("number")),
        "freeze_verdict": may_freeze(request.officer, committee, found.day, at=timezone.now()),
    }


@require_safe
def figures_xlsx(request: OfficerRequest) -> HttpResponse:
    """Every line of the same figures as a workbook; a filter that is not understood is 404."""
    form = bound(request, StatisticsForm)
    if not form.is_valid():
        raise Http404
    selection, said, at = form.selection(), form.cleaned_data, timezone.now()
    by, columns, context = said["by"], COLUMNS[said["show"]], head(request, form)
    found = statistics_of(selection, request.officer, by, now=at)
    rows = named(found.rows) if by == "source" else found.rows
    name = f"so-lieu-{selection.day:%Y-%m-%d}.xlsx"
    owner = form.chosen_committee or whose_lists(request.officer)
    filters = "; ".join(f"{chip.label}: {chip.words}" for chip in context["chips"])
    record_export(owner, actor=request.officer, at=at, file=name, rows=len(rows), filters=filters)
    lines = [_xlsx_row("   " * row.depth + name_of(by, row), columns, row.tally, selection) for row in rows]
    lines.append(_xlsx_row(_("Together"), columns, found.whole, selection))
    lines.append(_xlsx_row(_("Coordinating parts, counted apart"), columns, found.coordinating, selection))
    book = Workbook(
        name=_("Statistics"),
        titles=(
            context["whose"],
            _("Figures as of the end of %(day)s.") % {"day": formats.day(selection.day)},
            _("Counted by: %(basis)s") % {"basis": selection.basis.label},
            *((filters,) if filters else ()),
        ),
        columns=(
            SheetColumn(_title(by), 44),
            *(SheetColumn(str(c.head), 18 if c.of else 11) for c in columns),
        ),
        rows=lines,
    )
    answer = HttpResponse(to_xlsx(book), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer


def _xlsx_column(column: Column) -> SheetColumn:
    return SheetColumn(str(column.head), 18 if column.of else 11)


def _xlsx_row(
    name: str, columns: Sequence[Column], tally: Tally, selection: Selection
) -> tuple[CellValue, ...]:
    told = Told.of(tally, selection.basis)
    return (name, *(c.words(told) if c.of else c.count(told) for c in columns))


@require_safe
def figures_compare(request: OfficerRequest) -> HttpResponse:
    """Two days side by side, and what happened to work in between."""
    form = bound(request, ComparisonForm)
    context = head(request, form) | {"page_name": "figures-compare"}
    if form.is_valid():
        selection, said, now = form.selection(), form.cleaned_data, timezone.now()
        since, by, code = said["since"] or selection.day - BACK, said["by"], context["committee_code"]
        earlier = selection.on(since)
        before, after = (
            statistics_of(each, request.officer, by, now=now, apart=False) for each in (earlier, selection)
        )
        pairs = side_by_side(before, after, by)
        page = Paginator(pairs, PAGE).get_page(request.GET.get("page"))
        shown = _with_names(list(page.object_list), by)
        then, later = (Lists(request, code, each, today=form.today) for each in (earlier, selection))
        columns = COLUMNS[said["show"]]
        table = Table(by, columns)
        context |= {
            "since": since,
            "columns": columns,
            "name_head": _title(by),
            "page": page,
            "rows": [table.compared(pair, then, later) for pair in shown],
            "sums": beside(table.cells(before.whole, then), table.cells(after.whole, later)),
            "changes": _changes(selection, request, since, later),
            "crumbs": [(_("Statistics"), later.figures(by=by))],
            "is_helping": selection.role == Role.COORDINATING,
            "is_first": selection.basis == Basis.FIRST,
        }
    return render(request, "desk/figures_compare.html", context)


def _with_names(pairs: list[Pair], by: str) -> list[Pair]:
    if by != "source":
        return pairs
    names = named(Row(pair.key, pair.name, pair.after) for pair in pairs)
    return [Pair(pair.key, row.name, pair.before, pair.after) for pair, row in zip(pairs, names, strict=True)]


def _changes(
    selection: Selection, request: OfficerRequest, since: date, later: Lists
) -> list[tuple[str, int, str]]:
    """What happened in between: words, how much, the list."""
    counts = changes_of(selection, request.officer, since=since, now=timezone.now())
    return [
        (str(which.label), counts[which], later.start(change=str(which), since=since.isoformat()))
        for which in Changed
    ]


@require_POST
def figures_freeze(request: OfficerRequest) -> HttpResponse:
    """Freeze the figures of a reporting date."""
    committee = get_object_or_404(
        Committee, code=request.POST.get("committee", ""), pk__in=request.officer.whole_committee_ids
    )
    day = DayField(required=True).clean(request.POST.get("day", ""))
    reason = " ".join(request.POST.get("reason", "").split())
    try:
        sheet = freeze(committee, day, actor=request.officer, at=timezone.now(), reason=reason)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        told = {"day": formats.day(day), "number": sheet.number}
        notices.tell_done(request, _("The figures of %(day)s are frozen, sheet %(number)s.") % told)
    query = urlencode({"committee": committee.code, "as_of": day.isoformat()})
    return HttpResponseRedirect(f"{reverse('figures')}?{query}")


@require_safe
def figures_sheet(request: OfficerRequest, committee: str, day: str, number: int) -> HttpResponse:
    """The very bytes of a frozen sheet, so that anybody can prove its SHA-256."""
    try:
        as_of = date.fromisoformat(day)
    except ValueError as fault:
        raise Http404 from fault
    sheet = get_object_or_404(
        Sheet.objects.select_related("committee"),
        committee__code=committee,
        committee__in=request.officer.whole_committee_ids,
        day=as_of,
        number=number,
    )
    name = f"so-lieu-{as_of.isoformat()}-{sheet.number}.json"
    record_export(sheet.committee, actor=request.officer, at=timezone.now(), file=name, rows=1)
    answer = HttpResponse(sheet.text, content_type="application/json")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer
