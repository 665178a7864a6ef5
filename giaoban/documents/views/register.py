"""The books of the register: lists, print, export, what is in force, what becomes of what came in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from tempfile import TemporaryFile
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.documents.forms import BookForm, FollowUpForm, ForceForm
from giaoban.documents.layout.tables import write_xlsx
from giaoban.documents.models import Document, DocumentQuerySet, Intake
from giaoban.documents.reads.basis import ForceFilter, force_page, officer_committees, papers_called
from giaoban.documents.reads.books import (
    COLUMNS,
    FOLLOW_UP_HEADS,
    MOST_ON_PAPER,
    Book,
    book_of,
    cells,
    docx_of,
    follow_up_book,
    follow_up_cells,
    pdf_of,
    sheet_of,
)
from giaoban.documents.reads.register import (
    PAGE,
    BookFilter,
    book,
    book_page,
    follow_up_rows,
    follow_ups,
    pass_on_by,
    years_of,
)
from giaoban.documents.vocabulary import Direction
from giaoban.journal.actions import record_export
from giaoban.ui.forms import filter_chips
from giaoban.units.models import Committee
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.reads import current_calendar

FOLLOW_UP: Final = "follow-up"
_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


class Asked:
    """A book as it was asked for: whose, which, the filters in force."""

    def __init__(self, request: OfficerRequest) -> None:
        self.committees = officer_committees(request.officer)
        if not self.committees:
            raise Http404
        code = request.GET.get("committee", "")
        self.committee = next((c for c in self.committees if c.code == code), self.committees[0])
        chosen = request.GET.get("book", "")
        self.direction = chosen if chosen in Direction.values else Direction.INCOMING.value
        self.years = years_of(self.committee, self.direction)
        self.form = BookForm(request.GET, years=self.years)
        self.form.is_valid()
        told = self.form.cleaned_data
        self.wanted = BookFilter(
            committee=self.committee,
            direction=self.direction,
            year=told.get("year"),
            type=self.form.chosen_type,
            issuer=told.get("issuer", ""),
            urgency=told.get("urgency"),
            words=told.get("q", ""),
            waiting=told.get("waiting", False),
            order=told.get("order", ""),
        )
        self.filters = "; ".join(
            f"{chip.label}: {chip.words}" for chip in filter_chips(self.form, request.GET)
        )

    @cached_property
    def rows(self) -> DocumentQuerySet:
        """All papers of the book that the filters let through, in order."""
        return book(self.wanted)

    def printed(self) -> Book:
        """The book as it goes to paper: from its first number to its last, unless an order was chosen."""
        in_order = book(self.wanted if self.wanted.order else replace(self.wanted, order="old"))
        return book_of(
            self.committee,
            self.direction,
            year=self.wanted.year,
            filters=self.filters,
            total=in_order.count(),
            rows=partial(in_order.iterator, chunk_size=1000),
            day=timezone.localdate(),
        )


@require_safe
def register(request: OfficerRequest) -> HttpResponse:
    """One book of the register, a page of it, with the columns of the law in their order."""
    asked = Asked(request)
    page = book_page(asked.rows, request.GET.get("page"))
    calendar, today = current_calendar(asked.committee.level.path), timezone.localdate()
    heads = [str(column.head) for column in COLUMNS[Direction(asked.direction)]]
    rows = [
        _Row(each, list(zip(heads, cells(each), strict=True)), _late(each, pass_on_by(each, calendar), today))
        for each in page.object_list
    ]
    context = {
        "form": asked.form,
        "page": page,
        "rows": rows,
        "heads": heads,
        "committee": asked.committee,
        "direction": asked.direction,
        "tabs": tabs_of(asked.committee, asked.direction),
        "whose": _whose(request, asked.committees, asked.committee, reverse("register")),
        "kept": ("committee", "book"),
        "exports": _exports("register-export", request.GET.urlencode()),
        "waiting": Intake.objects.open().filter(committee=asked.committee).count(),
    }
    return render(request, "documents/register.html", context)


@dataclass(frozen=True, slots=True)
class _Row:
    document: Document
    cells: list[tuple[str, Any]]
    late: str


def _late(document: Document, until: Any, today: Any) -> str:
    """Of an incoming paper that waits to be passed on, whether that is late or soon; "" for any other."""
    if until is None or document.passed_on is not None:
        return ""
    return "late" if until < today else "soon"


def tabs_of(committee: Committee, current: str) -> list[dict[str, Any]]:
    """The books of a committee and its follow-up."""
    here, code = reverse("register"), f"committee={committee.code}"
    tabs: list[dict[str, Any]] = [
        {"label": book_.label, "url": f"{here}?{code}&book={book_.value}", "current": book_ == current}
        for book_ in Direction
    ]
    follow = reverse("register-follow-up")
    tabs.append({"label": _("Follow-up"), "url": f"{follow}?{code}", "current": current == FOLLOW_UP})
    force = reverse("register-in-force")
    tabs.append({"label": _("In force"), "url": f"{force}?{code}", "current": current == "in-force"})
    return tabs


def _whose(
    request: OfficerRequest, committees: list[Committee], current: Committee, here: str
) -> list[dict[str, Any]]:
    if len(committees) < 2:
        return []
    kept = f"&book={request.GET['book']}" if request.GET.get("book") in Direction.values else ""
    return [
        {"label": each.name, "url": f"{here}?committee={each.code}{kept}", "current": each == current}
        for each in committees
    ]


def _exports(name: str, query: str) -> list[tuple[str, str]]:
    words = {"xlsx": _("Workbook (.xlsx)"), "docx": _("Word (.docx)"), "pdf": "PDF"}
    return [(said, f"{reverse(name, args=[kind])}?{query}") for kind, said in words.items()]


@require_safe
def register_print(request: OfficerRequest) -> HttpResponse:
    """The book as a page that is printed and bound."""
    return _printed(request, Asked(request).printed())


@require_safe
def register_export(request: OfficerRequest, kind: str) -> HttpResponseBase:
    """The book as a workbook, a Word file or a PDF."""
    asked = Asked(request)
    return _exported(request, kind, asked.printed(), asked.filters, stem=f"so-van-ban-{asked.direction}")


def _printed(request: OfficerRequest, whole: Book) -> HttpResponse:
    rows = [row for row, _n in zip(whole.rows(), range(MOST_ON_PAPER), strict=False)]
    context = {"book": whole, "rows": rows, "is_cut": whole.total > MOST_ON_PAPER, "most": MOST_ON_PAPER}
    return render(request, "documents/book_print.html", context)


def _exported(
    request: OfficerRequest, kind: str, whole: Book, filters: str, *, stem: str
) -> HttpResponseBase:
    if kind not in _TYPES:
        raise Http404
    name = f"{stem}.{kind}"
    record_export(
        whole.committee,
        actor=request.officer,
        at=timezone.now(),
        file=name,
        rows=whole.total,
        filters=filters,
    )
    answer: HttpResponseBase
    if kind == "xlsx":
        file = TemporaryFile()  # noqa: SIM115 -- closed by the answer
        write_xlsx(sheet_of(whole), file)
        file.seek(0)
        answer = FileResponse(file, content_type=_TYPES[kind])
    else:
        made = docx_of(whole) if kind == "docx" else pdf_of(whole)
        answer = HttpResponse(made, content_type=_TYPES[kind])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


class _FollowUpAsked:
    """The register of follow-up as it was asked for."""

    def __init__(self, request: OfficerRequest) -> None:
        self.committees = officer_committees(request.officer)
        if not self.committees:
            raise Http404
        code = request.GET.get("committee", "")
        self.committee = next((c for c in self.committees if c.code == code), self.committees[0])
        self.years = years_of(self.committee, Direction.INCOMING)
        self.form = FollowUpForm(request.GET, years=self.years)
        self.form.is_valid()
        told = self.form.cleaned_data
        self.year, self.running, self.words = told.get("year"), told.get("running", False), told.get("q", "")
        self.parts = follow_ups(self.committee, year=self.year, running=self.running, words=self.words)

    def printed(self) -> Book:
        """The register as it goes to paper, the first arrival on top."""
        in_order = self.parts.order_by("slip__document__year", "slip__document__arrival_number", "pk")
        return follow_up_book(
            self.committee,
            year=self.year,
            total=in_order.count(),
            rows=lambda: follow_up_rows(in_order[:20_000]),
            day=timezone.localdate(),
        )


@require_safe
def follow_up(request: OfficerRequest) -> HttpResponse:
    """What units owe on papers that came in: the register of follow-up, computed from their duties."""
    asked = _FollowUpAsked(request)
    page = Paginator(asked.parts, PAGE).get_page(request.GET.get("page"))
    heads = [str(head) for head in FOLLOW_UP_HEADS]
    context = {
        "page": page,
        "rows": [
            (row, list(zip(heads, follow_up_cells(row), strict=True)))
            for row in follow_up_rows(list(page.object_list))
        ],
        "heads": heads,
        "form": asked.form,
        "kept": ("committee",),
        "committee": asked.committee,
        "tabs": tabs_of(asked.committee, FOLLOW_UP),
        "whose": _whose(request, asked.committees, asked.committee, reverse("register-follow-up")),
        "exports": _exports("register-follow-up-export", request.GET.urlencode()),
    }
    return render(request, "documents/follow_up.html", context)


@require_safe
def follow_up_print(request: OfficerRequest) -> HttpResponse:
    """The register of follow-up as a page that is printed and bound."""
    return _printed(request, _FollowUpAsked(request).printed())


@require_safe
def follow_up_export(request: OfficerRequest, kind: str) -> HttpResponseBase:
    """The register of follow-up as a workbook, a Word file or a PDF."""
    return _exported(request, kind, _FollowUpAsked(request).printed(), "", stem="so-theo-doi-giai-quyet")


@require_safe
def in_force(request: OfficerRequest) -> HttpResponse:
    """The papers that hold on a day, and by what they were amended."""
    committees = officer_committees(request.officer)
    if not committees:
        raise Http404
    committee = next((c for c in committees if c.code == request.GET.get("committee")), committees[0])
    form = ForceForm(request.GET)
    form.is_valid()
    wanted = ForceFilter(
        committee=committee,
        on=form.cleaned_data.get("on") or timezone.localdate(),
        type=form.cleaned_data.get("type", ""),
        words=form.cleaned_data.get("q", ""),
    )
    page, amended = force_page(wanted, request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(each, amended.get(each.pk, [])) for each in page.object_list],
        "on": wanted.on,
        "committee": committee,
        "kept": ("committee",),
        "tabs": tabs_of(committee, "in-force"),
        "whose": _whose(request, committees, committee, reverse("register-in-force")),
    }
    return render(request, "documents/in_force.html", context)


@require_safe
def register_find(request: OfficerRequest) -> JsonResponse:
    """For pickers: papers of a committee's register that the words may mean, at most twenty."""
    committees = officer_committees(request.officer)
    committee = next((c for c in committees if c.code == request.GET.get("committee")), None)
    if committee is None:
        raise Http404
    found = papers_called(committee, request.GET.get("q", "")[:100])
    rows = [{"key": each.code, "name": each.short_name, "hint": each.subject[:120]} for each in found]
    return JsonResponse(rows, safe=False)
