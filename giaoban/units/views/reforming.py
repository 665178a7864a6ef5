"""A reform of many units: choose the table, look at what would happen, confirm; take it back as one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from giaoban.foundation.verdict import Refused
from giaoban.ui.notices import tell_done
from giaoban.units.access import may_manage_units
from giaoban.units.actions import record_reform, undo_reform
from giaoban.units.forms import ReformForm, TakeBackForm
from giaoban.units.models import Reform
from giaoban.units.reads import OfficerRequest
from giaoban.units.reads.importing import TableRow, read_table
from giaoban.units.reads.reforming import ReformPlan, plan_reform
from giaoban.units.views.asking import act_and_return, refused

SALT = "giaoban.units.reform"
AN_HOUR = 3600  # seconds between looking and confirming
SHOWN = 200  # rows of each list on the page; the counts are complete


@require_http_methods(["GET", "POST"])
def reforms(request: OfficerRequest) -> HttpResponse:
    """Reforms recorded so far and the form of a new one; then its dry run; then, confirmed, the act."""
    if not (verdict := may_manage_units(request.officer, [None])):
        return refused(request, verdict, reverse("units"))
    if "looked_at" in request.POST:
        return _confirmed(request)
    if "reform" in request.POST:
        return _taken_back(request)
    form = ReformForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            table = read_table(facts["file"].read(), name=facts["file"].name)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return _dry_run(request, table, facts)
    return _page(request, form)


def _page(request: OfficerRequest, form: ReformForm, refusal: str = "") -> HttpResponse:
    rows = [
        (
            reform,
            len(reform.table),
            TakeBackForm(initial={"reform": reform.code}, auto_id=f"id_{reform.pk}_%s"),
        )
        for reform in Reform.objects.order_by("-recorded_at", "-pk")[:SHOWN]
    ]
    status = 422 if form.errors or refusal else 200
    return render(
        request, "units/reforms.html", {"form": form, "rows": rows, "refusal": refusal}, status=status
    )


def _dry_run(request: OfficerRequest, table: list[TableRow], facts: dict[str, Any]) -> HttpResponse:
    plan = plan_reform(table, effective_on=facts["effective_on"])
    kept = {
        "table": [[row.number, *row.cells] for row in table],
        "effective_on": facts["effective_on"].isoformat(),
        "basis": facts["basis"],
        "person": request.officer.person.pk,
    }
    answer = plan.as_json()
    names = ("merged", "changed", "closed", "moved")
    context = {
        "plan": plan,
        "shown": SHOWN,
        "counts": {name: len(answer[name]) for name in names},
        "errors": plan.errors[:SHOWN],
        "looked_at": "" if plan.errors else signing.dumps(kept, salt=SALT, compress=True),
        **{name: answer[name][:SHOWN] for name in names},
    }
    return render(request, "units/reform_plan.html", context, status=422 if plan.errors else 200)


def _confirmed(request: OfficerRequest) -> HttpResponse:
    """Record what was looked at: the rows travelled signed, so they are the very rows of the dry run."""
    try:
        plan, basis = _looked_at(request)
        record_reform(plan, basis=basis, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        return _page(request, ReformForm(), str(refusal))
    tell_done(request, _("The reform is recorded."))
    return redirect("reforms")


def _looked_at(request: OfficerRequest) -> tuple[ReformPlan, str]:
    """The plan that was shown, made anew, and its legal basis; raises `Refused` when it is another's."""
    try:
        kept = signing.loads(request.POST["looked_at"], salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature as fault:
        raise Refused(_("The list was looked at too long ago. Choose the file again.")) from fault
    if kept["person"] != request.officer.person.pk:
        raise Refused(_("Somebody else looked at this list. Choose the file again."))
    table = [TableRow(row[0], tuple(row[1:])) for row in kept["table"]]
    return plan_reform(table, effective_on=date.fromisoformat(kept["effective_on"])), kept["basis"]


def _taken_back(request: OfficerRequest) -> HttpResponse:
    reform = get_object_or_404(Reform, code=request.POST["reform"])
    why = request.POST.get("why", "")
    return act_and_return(
        request,
        lambda: undo_reform(reform, why=why, actor=request.officer, at=timezone.now()),
        said=_("The reform is taken back."),
        back=reverse("reforms"),
    )
