"""Importing a follow-up table: bring it in, name its columns, look at every row, confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.assignments.access import may_import_table
from giaoban.assignments.actions import (
    bind_table_words,
    bring_table,
    choose_sheet,
    import_table,
    name_columns,
)
from giaoban.assignments.forms.tables import ColumnsForm, TableForm, WordForm
from giaoban.assignments.models import FollowUpTable
from giaoban.assignments.reads.tables.heads import find_head, samples_of
from giaoban.assignments.reads.tables.names import candidates
from giaoban.assignments.reads.tables.planning import (
    TablePlan,
    is_remembered,
    plan_of_table,
    sheet_of,
    summary,
)
from giaoban.assignments.vocabulary import RowResult, Sharing, TableState
from giaoban.files.reads import bytes_of_upload
from giaoban.foundation.verdict import Refused
from giaoban.ui.notices import tell_done
from giaoban.units.models import Committee
from giaoban.units.reads import OfficerRequest

PAGE = 100
WORDS = 40  # unknown words that are offered at once, the most frequent first


@require_http_methods(["GET", "HEAD", "POST"])
def import_tables(request: OfficerRequest) -> HttpResponse:
    """Bring a follow-up table in; below it the tables that were brought in lately."""
    wanted = Committee.objects.filter(pk__in=request.officer.whole_committee_ids).select_related("level")
    committees = list(wanted.order_by("name"))
    if not committees:
        raise Http404
    form = TableForm(request.POST or None, request.FILES or None, committees=committees)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            table = bring_table(
                committee=form.committees[form.cleaned_data["committee"]],
                data=bytes_of_upload(upload),
                filename=upload.name,
                actor=request.officer,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("import-table-rows" if is_remembered(table) else "import-table", table.code)
    tables = FollowUpTable.objects.of_officer(request.officer).defer("sheets", "kept", "left_out")
    context = {
        "form": form,
        "tables": list(tables.select_related("committee", "brought_by").order_by("-brought_at", "-pk")[:20]),
        "crumbs": [(_("Tasks"), reverse("assignments"))],
    }
    return render(request, "assignments/table_new.html", context, status=422 if form.errors else 200)


def own_table(request: OfficerRequest, code: str) -> FollowUpTable:
    """The table of this code as the officer may see it; hidden is missing."""
    tables = FollowUpTable.objects.of_officer(request.officer)
    related = ("committee__level", "document", "imported_by", "brought_by")
    return get_object_or_404(tables.select_related(*related), code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def import_table_columns(request: OfficerRequest, code: str) -> HttpResponse:
    """What each column of the table holds; of an imported table what became of it."""
    table = own_table(request, code)
    if table.state == TableState.IMPORTED:
        return render(request, "assignments/table_done.html", {"table": table, "crumbs": _crumbs()})
    try:
        if "sheet" in request.POST:
            number = request.POST["sheet"]
            choose_sheet(table, sheet=int(number) if number.isdecimal() else -1, actor=request.officer)
            return redirect("import-table", code)
        return _columns(request, table)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("import-table", code)


def _columns(request: OfficerRequest, table: FollowUpTable) -> HttpResponse:
    sheet = sheet_of(table)
    head = find_head(sheet)
    words = head.words if head else ()
    form = ColumnsForm(request.POST or None, words=words, columns=table.columns, sharing=table.sharing)
    if form.is_valid():
        try:
            name_columns(
                table,
                columns=form.columns,
                sharing=Sharing(form.cleaned_data["sharing"]),
                actor=request.officer,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("import-table-rows", table.code)
    context = {
        "table": table,
        "form": form,
        "head": head,
        "columns": form.rows(samples_of(sheet, head)) if head else [],
        "sheets": [
            {"number": n, "name": each["name"], "rows": len(each["rows"]), "current": n == table.sheet}
            for n, each in enumerate(table.sheets)
        ],
        "crumbs": _crumbs(),
    }
    return render(request, "assignments/table_columns.html", context, status=422 if form.errors else 200)


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Tasks"), reverse("assignments")), (_("Import a follow-up table"), reverse("import-tables"))]


@require_http_methods(["GET", "HEAD", "POST"])
def import_table_rows(request: OfficerRequest, code: str) -> HttpResponse:
    """
    Every row with what the import does with it; posting imports.

    A second click lands on the page of the result: nothing is given twice.
    """
    table = own_table(request, code)
    if request.method == "POST":
        return _import(request, table)
    if table.state == TableState.IMPORTED:
        return redirect("import-table", code)
    plan = plan_of_table(table, on=timezone.localdate())
    if plan.head is None or not plan.kinds:
        return redirect("import-table", code)
    return _preview(request, table, plan)


def _import(request: OfficerRequest, table: FollowUpTable) -> HttpResponse:
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isdecimal() and len(sent) < 10 else 0
    try:
        if import_table(table, version=version, actor=request.officer, at=timezone.now()):
            tell_done(request, _("The table was imported."))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("import-table-rows", table.code)
    return redirect("import-table", table.code)


def _preview(
    request: OfficerRequest,
    table: FollowUpTable,
    plan: TablePlan,
    forms: list[WordForm] | None = None,
) -> HttpResponse:
    show = request.GET.get("show", "")
    rows = plan.of(RowResult(show)) if show in RowResult.values else plan.rows
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "table": table,
        "plan": plan,
        "summary": summary(plan),
        "page": page,
        "rows": [(row, _parties(plan, row)) for row in page.object_list],
        "tabs": _tabs(table, plan, show),
        "words": word_forms(table, plan) if forms is None else forms,
        "more_words": max(0, len(plan.unknown) - WORDS),
        "may_import": may_import_table(request.officer, table, plan),
        "crumbs": [*_crumbs(), (_("Columns"), reverse("import-table", args=[table.code]))],
        "accounted": _accounted(plan),
    }
    return render(request, "assignments/table_rows.html", context, status=422 if forms else 200)


def _parties(plan: TablePlan, row: Any) -> dict[str, list[tuple[str, bool]]]:
    """The names of a row for people: the unit's own name, or the words that are not bound."""

    def shown(named: Any) -> tuple[str, bool]:
        meant = plan.bound.get(named.key)
        return (meant.name, True) if meant else (named.words, False)

    return {
        "leads": [shown(named) for named in row.leads],
        "coordinating": [shown(named) for named in row.coordinating],
    }


def _tabs(table: FollowUpTable, plan: TablePlan, show: str) -> list[dict[str, Any]]:
    here = reverse("import-table-rows", args=[table.code])
    counts = plan.counts
    named = [("", _("All rows"), len(plan.rows))]
    named += [(r.value, str(r.label), counts[r.value]) for r in RowResult if counts[r.value]]
    return [
        {"label": label, "url": f"{here}?show={key}" if key else here, "current": key == show, "count": count}
        for key, label, count in named
    ]


def _accounted(plan: TablePlan) -> list[tuple[str, int]]:
    """How many rows of the file are what: none is lost."""
    found: dict[str, int] = {}
    for line in plan.lines:
        label = str(line.kind.label)
        found[label] = found.get(label, 0) + 1
    return list(found.items())


def word_forms(table: FollowUpTable, plan: TablePlan, data: Any = None) -> list[WordForm]:
    """A form for each of the words that name no unit, the most frequent first."""
    today = timezone.localdate()
    return [
        WordForm(
            data,
            key=key,
            words=words,
            count=count,
            candidates=candidates(table.committee, words, on=today),
            committee=table.committee,
            on=today,
            prefix=f"w{number}",
        )
        for number, (key, (words, count)) in enumerate(list(plan.unknown.items())[:WORDS])
    ]


@require_POST
def import_table_names(request: OfficerRequest, code: str) -> HttpResponse:
    """Bind words of the table to units; back to its rows."""
    table = own_table(request, code)
    if table.state == TableState.IMPORTED:
        return redirect("import-table", code)
    plan = plan_of_table(table, on=timezone.localdate())
    forms = word_forms(table, plan, request.POST)
    if not all([form.is_valid() for form in forms]):  # noqa: C419 -- each must tell its errors
        return _preview(request, table, plan, forms)
    bound = {form.key: form.bound for form in forms if form.bound}
    remember = {form.key: form.words for form in forms if form.bound and form.cleaned_data["remember"]}
    try:
        bind_table_words(table, bound=bound, remember=remember, actor=request.officer)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("import-table-rows", code)
