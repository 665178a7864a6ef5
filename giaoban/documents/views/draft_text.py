"""Writing the text of a draft: the editor, or plain lines where there is no JavaScript."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from giaoban.documents.access import may_write
from giaoban.documents.actions import Saved, save_text
from giaoban.documents.drafting.aligning import carry
from giaoban.documents.drafting.comparing import Stretch, compare_words
from giaoban.documents.drafting.content import (
    Clause,
    Content,
    Malformed,
    canonical,
    dump,
    load,
    loads,
    new_id,
)
from giaoban.documents.drafting.merging import Conflict
from giaoban.documents.drafting.numbering import names
from giaoban.documents.drafting.plain import read_text, write_text
from giaoban.documents.forms import TextForm
from giaoban.documents.models import Draft
from giaoban.documents.views.drafts import crumbs_of, draft_or_404
from giaoban.documents.vocabulary import explain_malformed
from giaoban.foundation.verdict import Refused
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest


@dataclass(frozen=True, slots=True)
class Clash:
    """A clause that both changed, for the page: its name, both states, the words that differ."""

    id: str
    name: str
    mine: Clause | None
    theirs: Clause | None
    stretches: tuple[Stretch, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def draft_edit(request: OfficerRequest, code: str) -> HttpResponse:
    """
    Write the text; edits that two people made at once are brought together.

    A request that accepts JSON (the editor's own saving) is answered with the text as it stands now.
    """
    shown = draft_or_404(request, code)
    verdict = may_write(request.officer, shown)
    wants_json = request.headers.get("Accept") == "application/json"
    if not verdict:
        return _refused(request, shown, str(verdict.reason), status=403, wants_json=wants_json)
    if request.method != "POST":
        return _page(request, shown, load(shown.content), load(shown.content))
    try:
        base, content = _sent(request)
        saved = save_text(shown, content=content, base=base, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        return _refused(request, shown, str(refusal), status=422, wants_json=wants_json)
    if wants_json:
        return _told(saved)
    if saved.conflicts:
        stands = load(saved.draft.content)
        return _page(request, shown, stands, saved.content, conflicts=saved.conflicts, status=422)
    tell_done(request, _said(saved))
    return redirect("draft", code)


def _said(saved: Saved) -> str:
    if saved.took_theirs:
        return _("The text is saved, together with what somebody else saved meanwhile.")
    return _("The text is saved.")


def _told(saved: Saved) -> HttpResponse:
    if saved.conflicts:
        number = len(saved.conflicts)
        words = ngettext(
            "Somebody else changed %(number)s clause that you changed too.",
            "Somebody else changed %(number)s clauses that you changed too.",
            number,
        )
        return JsonResponse({"conflicts": number, "said": words % {"number": number}}, status=409)
    told: dict[str, Any] = {"said": _said(saved), "version": saved.draft.version}
    return JsonResponse({**told, "content": dump(saved.content)})


def _sent(request: OfficerRequest) -> tuple[Content, Content]:
    """The text that was begun from and the text that was sent, with choices between two edits applied."""
    form = TextForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The text did not arrive whole; nothing was changed. Send it again."))
    said = form.cleaned_data
    try:
        base = loads(said["base"])
        sent = said["content"]
        content = loads(sent) if sent.strip() else carry(base, read_text(said["text"]))
    except Malformed as fault:
        raise Refused(str(explain_malformed(fault.fault))) from fault
    return base, _with_choices(content, base, request)


def _with_choices(content: Content, base: Content, request: OfficerRequest) -> Content:
    """Where the author chose the other's words (`take-<id>`), those; where both, one after the other."""
    stands = {clause.id: clause for clause in base}
    chosen: list[Clause] = []
    known = {clause.id for clause in content}
    for clause in content:
        take = request.POST.get(f"take-{clause.id}", "mine")
        theirs = stands.get(clause.id)
        if take == "theirs":
            chosen.extend([theirs] if theirs is not None else [])
            continue
        chosen.append(clause)
        if take == "both" and theirs is not None:
            chosen.append(replace(theirs, id=new_id()))
    for at, clause in enumerate(base):
        if clause.id not in known and request.POST.get(f"take-{clause.id}") in {"theirs", "both"}:
            chosen.insert(min(at, len(chosen)), clause)
    return tuple(chosen)


def _page(
    request: OfficerRequest,
    shown: Draft,
    base: Content,
    content: Content,
    *,
    conflicts: tuple[Conflict, ...] = (),
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    named = {**names(base), **names(content)}
    clashes = [Clash(c.id, named.get(c.id, ""), c.mine, c.theirs, _between(c)) for c in conflicts]
    context = {
        "draft": shown,
        "base": canonical(dump(base)),
        "content": canonical(dump(content)) if clashes else "",
        "text": write_text(content),
        "clashes": clashes,
        "error": error,
        "crumbs": crumbs_of(shown),
    }
    return render(request, "documents/draft_edit.html", context, status=status)


def _between(conflict: Conflict) -> tuple[Stretch, ...]:
    mine = conflict.mine.text if conflict.mine else ""
    theirs = conflict.theirs.text if conflict.theirs else ""
    return compare_words(theirs, mine)


def _refused(
    request: OfficerRequest, shown: Draft, reason: str, *, status: int, wants_json: bool
) -> HttpResponse:
    """The reason, with what was typed still on the page; a draft that may not be written shows its page."""
    if wants_json:
        return JsonResponse({"said": reason}, status=status)
    if status == 403:
        context = {"draft": shown, "reason": reason, "crumbs": crumbs_of(shown)}
        return render(request, "documents/draft_closed.html", context, status=status)
    stands = load(shown.content)
    context = {
        "draft": shown,
        "base": canonical(dump(stands)),
        "content": "",
        "text": request.POST.get("text") or write_text(stands),
        "clashes": [],
        "error": reason,
        "crumbs": crumbs_of(shown),
    }
    return render(request, "documents/draft_edit.html", context, status=status)
