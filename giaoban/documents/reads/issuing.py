"""What screens say of issuing: the number to be expected, the files of a paper, its signatures in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from giaoban.documents.models import Document, Draft, Issue, Series, SignedFile
from giaoban.documents.reads.numbering import next_value, period_on
from giaoban.documents.vocabulary import SignatureReason, SignatureState

TONES = {
    SignatureState.VALID: "ok",
    SignatureState.INVALID: "late",
    SignatureState.UNKNOWN: "soon",
    SignatureState.NONE: "plain",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """The number that a paper will most likely bear: as printed, and the year or term that it counts in."""

    notation: str
    period: str


def expected(draft: Draft, series: Series, *, on: date) -> Expected:
    """What `draft` would be numbered on the day `on` if nobody were quicker."""
    period = period_on(series, on)
    value = f"{next_value(series, period):02d}" if period else "…"
    return Expected(f"{value}{'-' if '/' in draft.symbol else '/'}{draft.symbol}", period)


def issued_paper() -> QuerySet[Issue]:
    """Issued papers with all that their page shows."""
    return Issue.objects.select_related(
        "document__committee__level", "draft", "number__series", "docx", "pdf", "issued_by"
    ).defer("document__text", "draft__content")


@dataclass(frozen=True, slots=True)
class ShownSignature:
    """One signature in words; `signed_at` None: the file does not say it in a way that can be read."""

    tone: str
    state: str
    signer: str
    issuer: str
    signed_at: datetime | None
    reason: str
    asked_revocation: bool


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A signed file with the words for what is known of it."""

    file: SignedFile
    tone: str
    signatures: list[ShownSignature]


def shown_signatures(document: Document) -> list[ShownFile]:
    """The signed files of a paper, the newest first."""
    files = SignedFile.objects.filter(document=document).select_related("file", "kept_by").order_by("-pk")
    return [ShownFile(one, TONES[SignatureState(one.state)], list(_shown(one.signatures))) for one in files]


def _shown(found: list[dict[str, Any]]) -> Iterator[ShownSignature]:
    for one in found:
        state, at = SignatureState(one["state"]), one["signed_at"]
        yield ShownSignature(
            TONES[state],
            str(state.label),
            one["signer"],
            one["issuer"],
            datetime.fromisoformat(at) if at else None,
            str(SignatureReason(one["reason"]).label),
            one["revocation"],
        )
