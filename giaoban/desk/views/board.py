"""The board of chair and standing office, its whole tables, and the list behind every number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.assignments.reads.exporting import Listing
from giaoban.assignments.reads.listed import listed
from giaoban.assignments.reads.lists import FilteredList, Understood
from giaoban.assignments.reads.many import AT_MOST
from giaoban.assignments.views.exporting import export_answer, export_kinds
from giaoban.assignments.views.filters import kept_menu
from giaoban.assignments.views.many import choosing
from giaoban.assignments.vocabulary import SavedList
from giaoban.desk.forms.board import BoardForm, WorkForm
from giaoban.desk.reads.board import board_of, lines_of, named_sources, together
from giaoban.desk.reads.worklist import WorkList
from giaoban.desk.views.pictures import Links, drawings, series_words, table_words
from giaoban.duties.models import Duty
from giaoban.ui.forms import filter_chips
from giaoban.units.models import Committee, Field
from giaoban.units.reads import Officer, OfficerRequest, whose_lists
from giaoban.workdays.reads import current_calendar

OWN = "own"
"""In place of a committee's code: the board of the officer's own units."""
TOGETHER = "."
"""Between the codes of committees that are counted together."""
PAGE = 50
TABLES = ("units", "fields", "sources", "months")


def _committees(request: OfficerRequest) -> list[Committee]:
    ids = request.officer.whole_committee_ids
    found = Committee.objects.filter(pk__in=ids).select_related("level").order_by("term_to", "name", "pk")
    return list(found) if ids else []


def bound(request: OfficerRequest, kind: type[BoardForm], query: QueryDict | None = None) -> Any:
    """
    The filters of the address, or of `query`, bound to the committees that it names or to the first one.

    Several are named in one word, their codes joined by a point. Raises Http404 for a committee that the
    officer may not see whole, as for one that does not exist.
    """
    committees = _committees(request)
    offered = [(each.code, each.name) for each in committees]
    paths = request.officer.reading_paths
    if paths:
        offered.append((OWN, _("My unit: its work in all committees")))
    query = request.GET if query is None else query
    if len(committees) > 1:
        every = TOGETHER.join(each.code for each in committees)
        offered.append((every, _("All %(count)s committees together") % {"count": len(committees)}))
    wanted = query.get("committee") or (offered[0][0] if offered else "")
    wanted = TOGETHER.join([wanted, *query.getlist("also")])
    by_code = {each.code: each for each in committees}
    codes = list(dict.fromkeys(wanted.split(TOGETHER)))
    chosen = [by_code[code] for code in codes if code in by_code]
    if len(chosen) < len(codes) and wanted not in dict(offered):
        raise Http404
    if len(chosen) > 1:
        wanted = TOGETHER.join(codes)
    if wanted not in dict(offered):
        offered.append((wanted, _("%(count)s committees together") % {"count": len(chosen)}))
    data = query.copy()
    data["committee"] = wanted
    data.pop("also", None)
    form = kind(
        data,
        chosen=chosen,
        committees=offered,
        fields=_fields(chosen, request.officer),
        within=chosen[0].level if len(chosen) == 1 else None,
        today=timezone.localdate(),
    )
    form.is_valid()
    return form


def _fields(committees: Sequence[Committee], officer: Officer) -> list[tuple[str, str]]:
    """The fields of the committees, of a unit's own board those of its work; several say whose they are."""
    found = Field.objects.select_related("committee").order_by("committee", "position", "pk")
    if committees:
        found = found.filter(committee__in=committees)
    else:
        own = Duty.objects.visible_to(officer).order_by().values("field")
        found = found.filter(pk__in=own)
    several = len(committees) != 1
    return [
        (str(field.pk), f"{field.name} ({field.committee.symbol})" if several else field.name)
        for field in found
    ]


def head(request: OfficerRequest, form: BoardForm) -> dict[str, Any]:
    """What the head of every page here shows: whose board, of which day, which filters."""
    said = getattr(form, "cleaned_data", {})
    apart = {str(form[name].label) for name in form.said_elsewhere if name in form.fields}
    chips = [chip for chip in filter_chips(form, request.GET) if chip.label not in apart]
    return {
        "form": form,
        "first": [form[name] for name in form.first_fields],
        "more": [form[name] for name in form.fields if name not in form.first_fields],
        "chips": chips,
        "whose": "; ".join(each.name for each in form.chosen) or _("My unit: its work in all committees"),
        "day": said.get("as_of") or form.today,
        "is_past": bool(said.get("as_of") and said["as_of"] < form.today),
        "committee_code": TOGETHER.join(each.code for each in form.chosen) or OWN,
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
    form = bound(request, BoardForm)
    context = head(request, form)
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
    form = bound(request, BoardForm)
    title, name_head = table_words(what)
    context = head(request, form) | {"title": title, "name_head": name_head}
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
    form = bound(request, WorkForm)
    context = head(request, form) | {"order": request.GET.get("order") or "due"}
    if form.is_valid():
        selection = form.selection()
        links = Links(request.GET, context["committee_code"], selection.day, today=form.today)
        rows = WorkList(selection, request.officer, now=timezone.now(), order=form.cleaned_data["order"])
        page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context |= {
            "page": page,
            "rows": list(page.object_list),
            "exports": export_kinds("work-export-as", query.urlencode()),
            "menu": kept_menu(request, SavedList.WORK, _committees(request)),
            "choosing": choosing(request, SavedList.WORK, form.chosen_committee, page.paginator.count),
            "crumbs": [(_("Board"), links.board())],
        }
    return render(request, "desk/work.html", context)


@require_safe
def work_export(request: OfficerRequest, kind: str = "xlsx") -> HttpResponseBase:
    """The same list in one of its forms, every row of it; a filter that is not understood is 404."""
    form = bound(request, WorkForm)
    if not form.is_valid():
        raise Http404
    selection, committee = form.selection(), form.chosen_committee
    rows = WorkList(selection, request.officer, now=timezone.now(), order=form.cleaned_data["order"])
    keys, calendar = rows.keys(), current_calendar()
    chips = [chip for chip in filter_chips(form, request.GET) if chip.label != str(form["order"].label)]
    listing = Listing(
        title=head(request, form)["whose"],
        filters="; ".join(f"{chip.label}: {chip.words}" for chip in chips),
        day=selection.day,
        total=len(keys),
        committee=committee,
        rows=lambda: listed(keys, day=selection.day, now=rows.now, calendar=calendar),
    )
    owner = committee or whose_lists(request.officer)
    return export_answer(request, kind, listing, owner=owner, stem=f"giaoban-{selection.day:%Y-%m-%d}")


def _understand(request: OfficerRequest, query: QueryDict) -> Understood:
    """What of `query` the list understands today, and the names of what it does not."""
    kept, lost, query = QueryDict(mutable=True), [], query.copy()
    try:
        form = bound(request, WorkForm, query)
    except Http404:  # the committee is no longer the officer's
        query.pop("committee", None)
        lost.append(str(WorkForm.base_fields["committee"].label))
        form = bound(request, WorkForm, query)
    said = form.cleaned_data
    for name in query:
        if name in {"page", "choose"} or not any(query.getlist(name)):
            continue
        if name in form.fields and name not in form.errors and said.get(name):
            kept.setlist(name, query.getlist(name))
        else:
            lost.append(str(form[name].label) if name in form.fields else name[:40])
    words = tuple(f"{chip.label}: {chip.words}" for chip in filter_chips(form, query))
    return Understood(kept, tuple(lost), words)


def _keys(request: OfficerRequest, query: QueryDict) -> list[int]:
    form = bound(request, WorkForm, query)
    if not form.is_valid():
        raise Http404
    order = form.cleaned_data["order"]
    return WorkList(form.selection(), request.officer, now=timezone.now(), order=order).keys()[: AT_MOST + 1]


WORK = FilteredList("work", _understand, _keys)
