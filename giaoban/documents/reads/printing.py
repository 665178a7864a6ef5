"""A draft as the paper that is printed: its head, its clauses, and what is only known when it is issued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from giaoban.documents.drafting import to_annexes, to_blocks
from giaoban.documents.drafting.content import Content, Kind, load, split_annexes
from giaoban.documents.layout import Form, Paper, Signing
from giaoban.documents.models import Draft
from giaoban.documents.reading.types import BY_CODE
from giaoban.documents.vocabulary import URGENT_WORDS, Authority, DocumentType, PaperForm, Urgency

PREFIXES: Final[dict[str, dict[str, str]]] = {
    PaperForm.STATE: {
        Authority.COLLECTIVE: "TM.", Authority.DEPUTY: "KT.", Authority.BY_ORDER: "TL.",
        Authority.AUTHORISED: "TUQ.", Authority.ACTING: "Q.",
    },
    PaperForm.PARTY: {
        Authority.COLLECTIVE: "T/M", Authority.DEPUTY: "K/T", Authority.BY_ORDER: "T/L",
        Authority.ACTING: "Q.",
    },
}  # fmt: skip
"""How each form writes the authority to sign; the Party form knows no signing by authorisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is put on a paper when it is issued; "" or None for nothing."""

    urgency: int = Urgency.ORDINARY
    circulation: str = ""
    drafter: str = ""
    copies: int | None = None
    contact: str = ""


def form_of(draft: Draft) -> Form:
    """The layout of the draft's form."""
    return "party" if draft.form == PaperForm.PARTY else "state"


def paper_of(
    draft: Draft,
    *,
    number: str | None = None,
    day: date | None = None,
    year: int | None = None,
    marks: Marks | None = None,
) -> Paper:
    """
    `draft` as the layouts print it; without `number` it is a draft, says so, and leaves room. No query.

    Papers are in Vietnamese, whatever the language of the screen.
    """
    marks = marks or Marks()
    content = load(draft.content)
    if number is not None and draft.form == PaperForm.STATE:
        content = closed(content)
    return Paper(
        superior=draft.superior,
        issuer=draft.issuer,
        issuer_in_text=draft.issuer_in_text,
        number=number,
        symbol=draft.symbol,
        place=draft.place,
        date=day,
        year=year,
        type_name=printed_name(draft.type),
        subject=draft.subject,
        body=to_blocks(content),
        annexes=to_annexes(content),
        signing=signing_of(draft),
        addressed_to=tuple(draft.addressed_to),
        bases=tuple(draft.bases),
        recipients=tuple(draft.recipients),
        archive=draft.archive,
        urgency=URGENT_WORDS[Urgency(marks.urgency)],
        circulation=marks.circulation,
        is_draft=number is None,
        drafter=marks.drafter,
        copies=marks.copies,
        contact=marks.contact,
        recorder="" if draft.type == DocumentType.MINUTES else None,
    )


def closed(content: Content) -> Content:
    """
    `content` with the sign `./.` that closes the text of an issued State paper (Decree 30/2020, annex III).

    A text that ends with a table stays as it is, and so do annexes.
    """
    main, _annexes = split_annexes(content)
    last = main[-1] if main else None
    if last is None or last.kind == Kind.TABLE or not last.runs:
        return content
    *before, run = last.runs
    ended = replace(run, text=f"{run.text.rstrip(' ./;,')}./.")
    place = len(main) - 1
    return (*content[:place], replace(last, runs=(*before, ended)), *content[place + 1 :])


def printed_name(type_: str) -> str:
    """The type's name as a title; "" for a công văn, which prints none, and for a type nobody named."""
    found = BY_CODE.get(type_)
    return "" if found is None or type_ == DocumentType.LETTER else found.name


def signing_of(draft: Draft) -> Signing:
    """Who signs, with what authority, in the words of the draft's form."""
    prefix = PREFIXES[draft.form].get(draft.authority, "")
    return Signing(
        authority=f"{prefix} {draft.collective}".strip() if prefix else "",
        office=tuple(draft.offices),
        name=draft.signer,
        own_office=tuple(draft.own_office),
    )
