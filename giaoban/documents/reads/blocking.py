"""
What stands between a draft and its number: sentences for the person who wants to issue it.

`CHECKS` are asked one after another, on the screen and again under the lock of the act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.documents.models import Comment, Consultation, Document, Draft
from giaoban.documents.reading.relating import named_papers
from giaoban.documents.reading.types import BY_CODE
from giaoban.documents.reads.numbering import period_on, series_for
from giaoban.documents.reads.printing import PREFIXES
from giaoban.documents.vocabulary import DocumentType, DraftState, PaperForm

RESTS_ON_BASES: Final = (DocumentType.DECISION, DocumentType.RESOLUTION, DocumentType.DIRECTIVE)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to see to; with `blocks` the paper is not issued before it is."""

    words: str
    blocks: bool = True


Check = Callable[[Draft, date], Iterator[Finding]]


def blocking(draft: Draft, *, on: date) -> list[Finding]:
    """All that is to be seen to before `draft` is issued on the day `on`; those that block come first."""
    found = [finding for check in CHECKS for finding in check(draft, on)]
    return sorted(found, key=lambda finding: not finding.blocks)


def _is_ready(draft: Draft, on: date) -> Iterator[Finding]:  # noqa: ARG001 -- one shape for all checks
    if draft.state != DraftState.READY:
        yield Finding(_("The draft is not ready to be signed: freeze it and find it ready first."))


def _head(draft: Draft, on: date) -> Iterator[Finding]:  # noqa: ARG001
    for value, words in (
        (draft.subject, _("The paper has no subject.")),
        (draft.issuer, _("The paper does not say who issues it.")),
        (draft.place, _("The paper does not say where it is issued.")),
        (draft.content, _("The paper has no text.")),
        (draft.recipients or draft.addressed_to, _("The paper names no recipients.")),
    ):
        if not value:
            yield Finding(words)


def _type_and_symbol(draft: Draft, on: date) -> Iterator[Finding]:  # noqa: ARG001
    kind = BY_CODE.get(draft.type)
    if kind is None:
        yield Finding(_("Choose the type of the paper."))
        return
    mark = kind.party if draft.form == PaperForm.PARTY else kind.state
    if mark is None:
        yield Finding(_("Papers of this form know no type “%(type)s”.") % {"type": kind.name})
        return
    begin = mark + ("/" if draft.form == PaperForm.PARTY else "-") if mark else ""
    if not draft.symbol or not draft.symbol.startswith(begin) or draft.symbol == begin:
        words = _("The symbol of this paper begins with %(begin)s and names the body after it.")
        yield Finding(words % {"begin": begin} if begin else _("The paper has no symbol."))


def _signer(draft: Draft, on: date) -> Iterator[Finding]:  # noqa: ARG001
    if not draft.signer.strip():
        yield Finding(_("The paper does not say who signs it."))
    if draft.authority and draft.authority not in PREFIXES[draft.form]:
        yield Finding(_("Papers of the Party form are not signed by authorisation (TUQ.)."))
    if draft.authority and not draft.collective.strip():
        yield Finding(_("Say for whom the paper is signed: the name after TM., KT., TL., TUQ. or Q."))
    if not (draft.authority or draft.offices):
        yield Finding(_("The paper does not say in what office the signer signs."))


def _bases(draft: Draft, on: date) -> Iterator[Finding]:
    """A ruling rests on bases; one that is no longer in force is told, not forbidden."""
    if draft.type in RESTS_ON_BASES and not draft.bases:
        yield Finding(_("A paper of this type rests on legal bases; name them."))
    keys = {each.key for each in named_papers("\n".join(draft.bases), own_key="", issued_on=on)}
    known = Document.objects.filter(committee=draft.committee_id, cite_key__in=keys)
    holding = set(known.in_force(on=on).values_list("pk", flat=True))
    for paper in known:
        if paper.pk not in holding:
            yield Finding(
                _("By the register, %(paper)s is not in force on %(day)s.")
                % {"paper": paper.short_name, "day": f"{on:%d/%m/%Y}"},
                blocks=False,
            )


def _series(draft: Draft, on: date) -> Iterator[Finding]:
    series = series_for(draft.committee, draft.form, draft.type)
    if series is None:
        yield Finding(_("No series of the committee numbers papers of this type; open one first."))
    elif not period_on(series, on):
        yield Finding(_("No term of office runs on %(day)s; open one first.") % {"day": f"{on:%d/%m/%Y}"})


def _comments(draft: Draft, on: date) -> Iterator[Finding]:  # noqa: ARG001
    """No paper while units may still answer, or while one of their comments has no disposition."""
    if Consultation.objects.filter(draft=draft).open().exists():
        yield Finding(_("Units are still being asked about this draft; close the round first."))
    undecided = Comment.objects.filter(
        consultation__draft=draft, answer__sent_at__isnull=False, taken=""
    ).count()
    if undecided:
        words = ngettext(
            "%(count)d comment of the units has no disposition yet.",
            "%(count)d comments of the units have no disposition yet.",
            undecided,
        )
        yield Finding(words % {"count": undecided})


CHECKS: Final[list[Check]] = [_is_ready, _head, _type_and_symbol, _signer, _bases, _series, _comments]
"""Asked in this order."""
