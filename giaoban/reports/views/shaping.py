"""The form of a regime: how it reads, its next version step by step, an item, a sheet it is read from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from giaoban.files.reading import Unreadable, read_tables
from giaoban.files.vocabulary import explain
from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.reports.access import may_change_form
from giaoban.reports.actions import give_up_form, issue_form, propose_form, shape_form
from giaoban.reports.forming import (
    Definition,
    Item,
    Numbering,
    Proposal,
    RuleKind,
    Section,
    SectionKind,
    build,
    editing,
)
from giaoban.reports.forming.stating import stated_rules, without_rule, without_rules
from giaoban.reports.forms.shaping import IssueForm, ItemForm, SectionForm, SheetForm, told_of_item
from giaoban.reports.models import FormDraft, FormVersion, Regime
from giaoban.reports.reads.regimes import form_now, next_start
from giaoban.reports.reads.shaping import comparing, words_of_remark
from giaoban.reports.reads.shaping import shown as shown_form
from giaoban.reports.views.regimes import regime_or_404, set_up_or_404
from giaoban.ui.notices import tell_done
from giaoban.units.forms.picking import listed
from giaoban.units.reads import OfficerRequest

_SALT: Final = "reports.form-proposal"
_AN_HOUR: Final = 3600
Edit = Callable[[Definition, Numbering], Definition]


@require_safe
def regime_form(request: OfficerRequest, code: str) -> HttpResponse:
    """The form in force today, or the version that `?version=` names."""
    regime = regime_or_404(request, code)
    versions = list(regime.versions.order_by("-number"))
    asked = request.GET.get("version", "")
    chosen: FormVersion | None = None
    if asked:
        chosen = get_object_or_404(regime.versions, number=int(asked) if asked.isdecimal() else 0)
    else:
        chosen = form_now(regime, timezone.localdate())
    tabs = [
        {
            "label": _("Version %(number)d") % {"number": each.number},
            "url": f"?version={each.number}",
            "current": chosen is not None and each.number == chosen.number,
        }
        for each in versions
    ]
    context = {
        "regime": regime,
        "version": chosen,
        "sections": shown_form(chosen.definition) if chosen else [],
        "tabs": tabs,
        "may": may_change_form(request.officer, regime),
        "is_written": FormDraft.objects.filter(regime=regime).exists(),
        "crumbs": _crumbs(regime),
    }
    return render(request, "reports/form.html", context)


def _crumbs(regime: Regime) -> list[tuple[str, str]]:
    return [
        (_("Report regimes"), reverse("regimes")),
        (regime.name, reverse("regime", args=[regime.code])),
    ]


def _edit_crumbs(regime: Regime) -> list[tuple[str, str]]:
    words = _("Next version of the form") if regime.versions.exists() else _("Write the form")
    return [*_crumbs(regime), (words, reverse("form-edit", args=[regime.code]))]


def _being_written(regime: Regime) -> tuple[FormDraft | None, Definition]:
    """The draft, and what it says; without one what is in force."""
    draft = FormDraft.objects.filter(regime=regime).first()
    if draft is not None:
        return draft, draft.definition
    last = regime.versions.order_by("-number").first()
    return None, last.definition if last else Definition()


def _stamp(request: OfficerRequest) -> int | None:
    sent = request.POST.get("stamp", "")
    return int(sent) if sent.isdecimal() else None


@require_http_methods(["GET", "HEAD", "POST"])
def form_edit(request: OfficerRequest, code: str) -> HttpResponse:
    """The next version of the form, changed step by step, and put in force."""
    regime = set_up_or_404(request, code)
    section_form, issue = SectionForm(), IssueForm(initial={"applies_from": next_start(regime)})
    status = 200
    if request.method == "POST":
        act, _colon, target = request.POST.get("act", "").partition(":")
        if act == "issue":
            issue = IssueForm(request.POST)
            if issue.is_valid() and _issued(request, regime, issue):
                # A new regime goes on with its periods.
                is_new = not regime.periods.dated().exists()
                return redirect("regime" if is_new else "regime-form", regime.code)
        elif act == "give_up":
            give_up_form(regime, actor=request.officer, at=timezone.now())
            tell_done(request, _("What was being written was given up; the form in force stays."))
            return redirect("regime-form", regime.code)
        elif act == "add_section":
            section_form = SectionForm(request.POST)
            if section_form.is_valid() and _shaped(request, regime, _new_section(section_form)):
                return redirect("form-edit", regime.code)
        elif _shaped(request, regime, _edit_of(request, act, target)):
            return redirect(f"{reverse('form-edit', args=[regime.code])}#{target.partition('.')[0]}")
        status = 422
    draft, definition = _being_written(regime)
    context = {
        "regime": regime,
        "is_first": not regime.versions.exists(),
        "draft": draft,
        "definition": definition,
        "sections": shown_form(definition),
        "section_form": section_form,
        "issue_form": issue,
        "crumbs": [*_crumbs(regime), (pgettext("report", "Form"), reverse("regime-form", args=[code]))],
    }
    return render(request, "reports/form_edit.html", context, status=status)


def _issued(request: OfficerRequest, regime: Regime, form: IssueForm) -> bool:
    facts: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
    try:
        made = issue_form(
            regime, stamp=_stamp(request), applies_from=form.cleaned_data["applies_from"], **facts
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    if made.number == 1 and not regime.periods.dated().exists():
        tell_done(request, _("The form is in force. Plan the periods of a year next."))
    else:
        tell_done(request, _("Version %(number)d of the form is in force.") % {"number": made.number})
    return True


def _shaped(request: OfficerRequest, regime: Regime, change: Edit) -> bool:
    """Whether the change was made; else the reason is told."""
    try:
        shape_form(regime, change, stamp=_stamp(request), actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _new_section(form: SectionForm) -> Edit:
    told = form.cleaned_data
    kind, title = SectionKind(told["kind"]), normalise(told["title"]).strip()
    columns = tuple(listed(normalise(told["columns"])))
    return lambda definition, numbering: editing.add_section(definition, kind, title, numbering, columns)


def _edit_of(request: OfficerRequest, act: str, target: str) -> Edit:
    """The change that a button names: "item_up:i3", "column_off:s2.1"."""
    name, _dot, place = target.partition(".")
    words = normalise(request.POST.get("words", "")).strip()[:300]
    note = normalise(request.POST.get("note", "")).strip()[:500]
    at = int(place) if place.isdecimal() else 0
    if act in {"heading", "column_add", "column_name"} and not words:
        raise Http404
    edits: dict[str, Edit] = {
        "heading": lambda form, _n: editing.rename_section(form, name, words, note),
        "section_up": lambda form, _n: editing.move_section(form, name, -1),
        "section_down": lambda form, _n: editing.move_section(form, name, 1),
        "section_off": lambda form, _n: editing.drop_section(form, name),
        "item_up": lambda form, _n: editing.move_item(form, name, -1),
        "item_down": lambda form, _n: editing.move_item(form, name, 1),
        "item_off": lambda form, _n: editing.retire_item(form, name),
        "column_add": lambda form, numbering: editing.add_column(form, name, words, numbering),
        "column_name": lambda form, _n: editing.rename_column(form, name, at, words),
        "column_off": lambda form, _n: editing.retire_column(form, name, at),
        "rule_off": lambda form, _n: without_rule(form, name, at),
    }
    if act not in edits:
        raise Http404
    return edits[act]


@require_http_methods(["GET", "HEAD", "POST"])
def form_item(request: OfficerRequest, code: str, item: str) -> HttpResponse:
    """One item of the next version; `item` "new" with `?section=` adds one."""
    regime = set_up_or_404(request, code)
    draft, definition = _being_written(regime)
    section, old = _place(definition, item, request.GET.get("section", ""))
    initial = told_of_item(old) if old else {"nature": "flow"}
    form = ItemForm(request.POST or None, section=section, definition=definition, initial=initial)
    if form.is_valid():
        change = partial(_changed, old.id, form) if old is not None else partial(_added, section.id, form)
        if _shaped(request, regime, change):
            return redirect(f"{reverse('form-edit', args=[regime.code])}#{old.id if old else section.id}")
    context = {
        "regime": regime,
        "draft": draft,
        "section": section,
        "item": old,
        "form": form,
        "crumbs": _edit_crumbs(regime),
    }
    return render(request, "reports/form_item.html", context, status=422 if form.errors else 200)


def _changed(item: str, form: ItemForm, definition: Definition, numbering: Numbering) -> Definition:
    return editing.change_item(definition, item, form.asked(), numbering)


def _added(section: str, form: ItemForm, definition: Definition, numbering: Numbering) -> Definition:
    return editing.add_item(definition, section, form.asked(), numbering)


def _place(definition: Definition, item: str, section: str) -> tuple[Section, Item | None]:
    for each in definition.sections:
        if item == "new" and each.id == section:
            return each, None
        for one in each.items:
            if one.id == item:
                return each, one
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def form_sheet(request: OfficerRequest, code: str) -> HttpResponse:
    """Read a form from a sheet: first it is shown with what is doubtful, then it is taken."""
    regime = set_up_or_404(request, code)
    form = SheetForm()
    proposal, signed, status = None, "", 200
    if "proposal" in request.POST:
        definition = _taken(request)
        if definition is not None:
            facts: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
            propose_form(regime, definition, **facts)
            tell_done(request, _("The form was taken over; look it through and put it in force."))
            return redirect("form-edit", regime.code)
        messages.error(request, _("The sheet was read too long ago; choose it again."))
        status = 422
    elif request.method == "POST":
        form = SheetForm(request.POST, request.FILES)
        proposal = _proposal(form, regime) if form.is_valid() else None
        if proposal is not None and proposal.definition.sections:
            signed = signing.dumps(proposal.definition.as_json(), salt=_SALT, compress=True)
        status = 200 if signed else 422
    parts = shown_form(proposal.definition) if proposal else []
    context = {
        "regime": regime,
        "form": form,
        "proposal": proposal,
        "signed": signed,
        "sections": parts,
        "rules": comparing(parts),
        "remarks": [(each.cell, words_of_remark(each)) for each in proposal.remarks] if proposal else [],
        "replaces": FormDraft.objects.filter(regime=regime).exists(),
        "crumbs": _edit_crumbs(regime),
    }
    return render(request, "reports/form_sheet.html", context, status=status)


def _proposal(form: SheetForm, regime: Regime) -> Proposal | None:
    """The form that the largest sheet of the file seems to be; None with the reason at the form."""
    upload = form.cleaned_data["file"]
    try:
        sheets = read_tables(upload.read(), filename=upload.name)
    except Unreadable as error:
        form.add_error("file", str(explain(error)))
        return None
    history = [version.definition for version in regime.versions.all()]
    proposals = [build(sheet, Numbering(*history)) for sheet in sheets]
    return max(proposals, key=lambda each: len(list(each.definition.items())))


def _taken(request: OfficerRequest) -> Definition | None:
    """The proposal as it was shown, without the rules that were unticked; None when it is too old."""
    definition = _from_signed(request.POST["proposal"])
    if definition is None or "rules" not in request.POST:
        return definition
    kept = request.POST.getlist("rule")
    gone = [
        each
        for section, stated in stated_rules(definition).items()
        for at, each in enumerate(stated)
        if each.rule.kind in {RuleKind.PARTS, RuleKind.AT_MOST} and f"{section}.{at}" not in kept
    ]
    return without_rules(definition, gone)


def _from_signed(text: str) -> Definition | None:
    try:
        return Definition.from_json(signing.loads(text, salt=_SALT, max_age=_AN_HOUR))
    except signing.BadSignature:
        return None
