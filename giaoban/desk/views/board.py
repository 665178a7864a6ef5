"""The board of chair and standing office, its whole tables, and the list behind every number."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.desk.forms.board import BoardForm, WorkForm
from giaoban.desk.reads.board import board_of, lines_of, named_sources, together
from giaoban.desk.reads.worklist import MOST, WorkList
from giaoban.desk.views.pictures import Links, drawings, series_words, table_words
from giaoban.desk.views.sheets import work_sheet
from giaoban.documents.layout.tables import to_xlsx
from giaoban.journal.actions import record_export
from giaoban.ui.forms import filter_chips
from giaoban.units.models import Committee, Field
from giaoban.units.reads import OfficerRequest, whose_lists

OWN = "own"
"""In place of a committee's code: the board of the officer's own units."""
PAGE = 50
TABLES = ("units", "fields", "sources", "months")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _committees(request: OfficerRequest) -> list[Committee]:
    ids = request.officer.whole_committee_ids
    found = Committee.objects.filter(pk__in=ids).select_related("level").order_by("term_to", "name", "pk")
    return list(found) if ids else []


def _bound(request: OfficerRequest, kind: type[BoardForm]) -> Any:
    """
    The filters of the address, bound to the committee that it names or to the first one.

    Raises Http404 for a committee that the officer may not see whole, as for one that does not exist.
    """
    committees = _committees(request)
    offered = [(each.code, each.name) for each in committees]
    paths = request.officer.reading_paths
    if paths:
        offered.append((OWN, _("My unit: its work in all committees")))
    wanted = request.GET.get("committee") or (offered[0][0] if offered else "")
    if wanted not in dict(offered):
        raise Http404
    committee = next((each for each in committees if each.code == wanted), None)
    fields = Field.objects.filter(committee=committee).order_by("position", "pk") if committee else []
    data = request.GET.copy()
    data["committee"] = wanted
    form = kind(
        data,
        committee=committee,
        committees=offered,
        fields=[(str(field.pk), field.name) for field in fields],
        within=committee.level if committee else None,
        today=timezone.localdate(),
    )
    form.is_valid()
    return form


def _head(request: OfficerRequest, form: BoardForm) -> dict[str, Any]:
    """What the head of every page here shows: whose board, of which day, which filters."""
    committee = form.chosen_committee
    said = getattr(form, "cleaned_data", {})
    apart = {str(form[name].label) for name in ("committee", "as_of")}
    chips = [chip for chip in filter_chips(form, request.GET) if chip.label not in apart]
    return {
        "form": form,
        "first": [form[name] for name in form.first_fields],
        "more": [form[name] for name in form.fields if name not in form.first_fields],
        "chips": chips,
        "whose": committee.name if committee else _("My unit: its work in all committees"),
        "day": said.get("as_of") or form.today,
        "is_past": bool(said.get("as_of") and said["as_of"] < form.today),
        "committee_code": committee.code if committee else OWN,
    }


def _address(name: str) -> str:
    """The page of another room; empty while its screens are not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@require_safe
def board(request: OfficerRequest) -> HttpResponse:
    """The figures of a committee, or of the officer's own units, on any day until today."""
    form = _bound(request, BoardForm)
    context = _head(request, form)
    if form.is_valid():
        selection, now = form.selection(), timezone.now()
        found = board_of(selection, request.officer, now=now)
        links = Links(request.GET, context["committee_code"], selection.day, today=form.today)
        context |= {"board": found, "worst": found.worst, "units_url": links.board("board-table", "units")}
        context |= drawings(found, links, selection) | {"acceptance_url": _address("acceptance")}
    return render(request, "desk/board.html", context)


@require_safe
def board_table(request: OfficerRequest, what: str) -> HttpResponse:
    """All units, fields, papers or months of a board as a table whose every number opens its list."""
    if what not in TABLES:
        raise Http404
    form = _bound(request, BoardForm)
    title, name_head = table_words(what)
    context = _head(request, form) | {"title": title, "name_head": name_head}
    if form.is_valid():
        selection = form.selection()
        found = lines_of(what, selection, request.officer, now=timezone.now())
        page = Paginator(found, PAGE * 4).get_page(request.GET.get("page"))
        lines = named_sources(page.object_list) if what == "sources" else list(page.object_list)
        links = Links(request.GET, context["committee_code"], selection.day, today=form.today)
        context |= {
            "page": page,
            "rows": [links.row(what, line) for line in lines],
            "sums": links.row("", together(line.figures for line in found)),
            "columns": series_words(),
            "crumbs": [(context["whose"], links.board())],
        }
    return render(request, "desk/board_table.html", context)


@require_safe
def work(request: OfficerRequest) -> HttpResponse:
    """The list of duties behind a number: filters, order, pages of fifty."""
    form = _bound(request, WorkForm)
    context = _head(request, form) | {"order": request.GET.get("order", "due")}
    if form.is_valid():
        selection = form.selection()
        links = Links(request.GET, context["committee_code"], selection.day, today=form.today)
        rows = WorkList(selection, request.officer, now=timezone.now(), order=request.GET.get("order", ""))
        page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context |= {
            "page": page,
            "rows": list(page.object_list),
            "export": f"{reverse('work-export')}?{query.urlencode()}",
            "most": MOST,
            "crumbs": [(_("Board"), links.board())],
        }
    return render(request, "desk/work.html", context)


@require_safe
def work_export(request: OfficerRequest) -> HttpResponse:
    """The same list as a workbook, at most `MOST` rows; a filter that is not understood is 404."""
    form = _bound(request, WorkForm)
    if not form.is_valid():
        raise Http404
    selection = form.selection()
    rows = WorkList(selection, request.officer, now=timezone.now(), order=request.GET.get("order", ""))
    whose = form.chosen_committee.name if form.chosen_committee else _("My unit: its work in all committees")
    filters = "; ".join(f"{chip.label}: {chip.words}" for chip in filter_chips(form, request.GET))
    sheet = work_sheet(rows, title=whose, filters=filters)
    name = f"giaoban-{selection.day:%Y-%m-%d}.xlsx"
    owner = form.chosen_committee or whose_lists(request.officer)
    record_export(owner, actor=request.officer, at=timezone.now(), file=name, rows=min(len(rows), MOST))
    response = HttpResponse(to_xlsx(sheet), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
