"""Importing a list of units: choose a file, look at what would happen, confirm."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from giaoban.foundation.verdict import Refused
from giaoban.ui.notices import tell_done
from giaoban.units.access import administered_paths, may_manage_units
from giaoban.units.actions import import_units
from giaoban.units.forms import ImportForm
from giaoban.units.forms.picking import show_initial
from giaoban.units.models import Unit
from giaoban.units.reads import OfficerRequest
from giaoban.units.reads.importing import Plan, TableRow, plan_import, read_table
from giaoban.units.views.asking import refused

SALT = "giaoban.units.import"
AN_HOUR = 3600  # seconds between looking and confirming
SHOWN = 200  # rows of each list on the page; the counts are complete


@require_http_methods(["GET", "POST"])
def import_list(request: OfficerRequest) -> HttpResponse:
    """The form; then the dry run of the file; then, when it was confirmed, the import."""
    if not (verdict := may_manage_units(request.officer)):
        return refused(request, verdict, reverse("units"))
    if "looked_at" in request.POST:
        return _confirmed(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if not form.is_bound:
        own = Unit.objects.select_related("parent").filter(path__in=administered_paths(request.officer))
        show_initial(form, "under", own[:1])
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            table = read_table(facts["file"].read(), name=facts["file"].name)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return _dry_run(request, table, facts)
    return render(request, "units/import.html", {"form": form}, status=422 if form.errors else 200)


def _plan(table: list[TableRow], facts: dict[str, Any]) -> Plan:
    return plan_import(
        table,
        on=timezone.localdate(),
        under=facts["under"],
        effective_on=facts["effective_on"],
        close_missing=facts["close_missing"],
    )


def _dry_run(request: OfficerRequest, table: list[TableRow], facts: dict[str, Any]) -> HttpResponse:
    plan = _plan(table, facts)
    kept = {
        "table": [[row.number, *row.cells] for row in table],
        "under": facts["under"].code if facts["under"] else "",
        "effective_on": facts["effective_on"].isoformat() if facts["effective_on"] else "",
        "close_missing": facts["close_missing"],
        "basis": facts["basis"] or _("Import of the file %(name)s") % {"name": facts["file"].name},
        "person": request.officer.person.pk,
    }
    context = {
        "plan": plan,
        "shown": SHOWN,
        "created": plan.created[:SHOWN],
        "changed": plan.changed[:SHOWN],
        "closed": plan.closed[:SHOWN],
        "errors": plan.errors[:SHOWN],
        "looked_at": "" if plan.errors else signing.dumps(kept, salt=SALT, compress=True),
    }
    return render(request, "units/import_plan.html", context, status=422 if plan.errors else 200)


def _confirmed(request: OfficerRequest) -> HttpResponse:
    """Import what was looked at: the rows travelled signed, so they are the very rows of the dry run."""
    try:
        plan, basis = _looked_at(request)
        import_units(plan, actor=request.officer, at=timezone.now(), basis=basis)
    except Refused as refusal:
        context = {"form": ImportForm(), "refusal": str(refusal)}
        return render(request, "units/import.html", context, status=422)
    words = ngettext("%(count)d unit was imported.", "%(count)d units were imported.", plan.acts)
    tell_done(request, words % {"count": plan.acts})
    return redirect("units")


def _looked_at(request: OfficerRequest) -> tuple[Plan, str]:
    """The plan that was shown, made anew, and its legal basis; raises `Refused` when it is another's."""
    try:
        kept = signing.loads(request.POST["looked_at"], salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature as fault:
        raise Refused(_("The list was looked at too long ago. Choose the file again.")) from fault
    if kept["person"] != request.officer.person.pk:
        raise Refused(_("Somebody else looked at this list. Choose the file again."))
    facts = {
        "under": Unit.objects.get(code=kept["under"]) if kept["under"] else None,
        "effective_on": date.fromisoformat(kept["effective_on"]) if kept["effective_on"] else None,
        "close_missing": kept["close_missing"],
    }
    return _plan([TableRow(row[0], tuple(row[1:])) for row in kept["table"]], facts), kept["basis"]
