"""Series of numbers: what was given, reserved, void; and what a committee chooses."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.documents.access import may_number, may_void
from giaoban.documents.actions import change_series, open_series, open_term, reserve_numbers, void_number
from giaoban.documents.forms.numbering import ReasonForm, ReserveForm, SeriesForm, TermForm, told_of_series
from giaoban.documents.models import Number, Series, Term
from giaoban.documents.reads.basis import officer_committees
from giaoban.documents.reads.numbering import earlier_in, free_types, ledger, periods_of, standings
from giaoban.documents.vocabulary import PaperForm
from giaoban.duties.forms import first_error
from giaoban.foundation.verdict import Refused
from giaoban.journal.reads import history_of
from giaoban.ui.notices import tell_done
from giaoban.units.models import Committee
from giaoban.units.reads import OfficerRequest


@require_safe
def series(request: OfficerRequest) -> HttpResponse:
    """The series of the committees whose papers the person keeps, as they stand today."""
    committees = officer_committees(request.officer)
    if not committees:
        raise Http404
    every = Series.objects.visible_to(request.officer).for_list()
    rows = standings(every, on=timezone.localdate())
    terms: dict[int, list[Term]] = {}
    for term in Term.objects.filter(committee__in=committees).order_by("-since"):
        terms.setdefault(term.committee_id, []).append(term)
    context = {
        "books": [
            (one, [row for row in rows if row.series.committee_id == one.pk], terms.get(one.pk, []))
            for one in committees
        ],
        "term_form": TermForm(),
    }
    return render(request, "documents/series.html", context)


@require_safe
def series_one(request: OfficerRequest, code: str) -> HttpResponse:
    """Every number of one series in a year or term, the newest first; none is missing without its reason."""
    one = _readable(request, code)
    periods = periods_of(one, on=timezone.localdate())
    asked = request.GET.get("period", "")
    period = asked if asked in periods else next(iter(periods), "")
    numbers = ledger(one, period)
    context = {
        "series": one,
        "numbers": [(number, may_void(request.officer, number)) for number in numbers],
        "earlier": earlier_in(one, period),
        "period": period,
        "tabs": [{"label": name, "url": f"?period={name}", "current": name == period} for name in periods],
        "standing": standings([one], on=timezone.localdate())[0],
        "may_number": may_number(request.officer, one.committee),
        "reserve_form": ReserveForm(),
        "history": history_of(one, at_most=10),
        "crumbs": [(_("Series of numbers"), reverse("series"))],
    }
    return render(request, "documents/series_one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def series_new(request: OfficerRequest) -> HttpResponse:
    """Open a series for a committee, in the State's form or the Party's."""
    committees = officer_committees(request.officer)
    code = request.GET.get("committee", "")
    committee = next((one for one in committees if one.code == code), None)
    if committee is None:
        raise Http404
    asked = request.GET.get("form", "")
    paper_form = asked if asked in PaperForm.values else PaperForm.STATE.value
    form = SeriesForm(request.POST or None, free=free_types(committee, paper_form), form=paper_form)
    if form.is_valid():
        try:
            made = open_series(
                committee, form=paper_form, facts=form.facts(), actor=request.officer, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The series is open; its next number waits for a paper."))
            return redirect("series-one", made.code)
    return _settings_page(request, form, committee=committee, paper_form=paper_form, one=None)


@require_http_methods(["GET", "HEAD", "POST"])
def series_change(request: OfficerRequest, code: str) -> HttpResponse:
    """Which types share a series, and what it is called."""
    one = _readable(request, code)
    form = SeriesForm(
        request.POST or None,
        initial=told_of_series(one),
        free=free_types(one.committee, one.form, beside=one),
        form=one.form,
    )
    if form.is_valid():
        try:
            change_series(one, facts=form.facts(), actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The series is changed; papers keep the numbers that they have."))
            return redirect("series-one", code)
    return _settings_page(request, form, committee=one.committee, paper_form=one.form, one=one)


def _settings_page(
    request: OfficerRequest, form: SeriesForm, *, committee: Committee, paper_form: str, one: Series | None
) -> HttpResponse:
    crumbs = [(_("Series of numbers"), reverse("series"))]
    if one is not None:
        crumbs.append((one.name, reverse("series-one", args=[one.code])))
    context = {
        "form": form,
        "committee": committee,
        "paper_form": PaperForm(paper_form),
        "forms": [
            {
                "label": each.label,
                "url": f"?committee={committee.code}&form={each.value}",
                "current": each.value == paper_form,
            }
            for each in PaperForm
        ],
        "series": one,
        "crumbs": crumbs,
    }
    return render(request, "documents/series_form.html", context, status=422 if form.errors else 200)


@require_POST
def series_reserve(request: OfficerRequest, code: str) -> HttpResponse:
    """Keep the next numbers for papers to come."""
    one = _readable(request, code)
    form = ReserveForm(request.POST)
    if form.is_valid():
        try:
            kept = reserve_numbers(one, **form.cleaned_data, actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            named = ", ".join(f"{number.value:02d}" for number in kept)
            words = ngettext("Number %(named)s is reserved.", "Numbers %(named)s are reserved.", len(kept))
            tell_done(request, words % {"named": named})
    if form.errors:
        messages.warning(request, first_error(form))
    return redirect("series-one", code)


@require_POST
def number_void(request: OfficerRequest, code: str) -> HttpResponse:
    """Declare one number void."""
    seen = Series.objects.visible_to(request.officer)
    number = get_object_or_404(Number.objects.select_related("series__committee"), code=code, series__in=seen)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            void_number(number, reason=form.cleaned_data["reason"], actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The number is void; it stays in the book with its reason."))
    if form.errors:
        messages.warning(request, first_error(form))
    return redirect(f"{reverse('series-one', args=[number.series.code])}?period={number.period}")


@require_POST
def term_new(request: OfficerRequest, code: str) -> HttpResponse:
    """Begin a term of office."""
    committee = next((one for one in officer_committees(request.officer) if one.code == code), None)
    if committee is None:
        raise Http404
    form = TermForm(request.POST)
    if form.is_valid():
        try:
            open_term(committee, **form.cleaned_data, actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The term of office is entered; numbers of the Party form run by it."))
    if form.errors:
        messages.warning(request, first_error(form))
    return redirect("series")


def _readable(request: OfficerRequest, code: str) -> Series:
    return get_object_or_404(Series.objects.visible_to(request.officer).for_list(), code=code)
