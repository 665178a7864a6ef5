"""Papers come in to give work; their details are corrected."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.db import transaction

from giaoban.documents.access import may_register
from giaoban.documents.actions.recording import Record, columns_of, enter, write_correction
from giaoban.documents.models import Document
from giaoban.documents.vocabulary import Direction, DocumentType, Verb
from giaoban.files.models import StoredFile
from giaoban.foundation.text import normalise
from giaoban.units.models import Committee
from giaoban.units.reads import Officer

_KEPT_CONTROLS = frozenset("\n\t\f")
_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v]")


@dataclass(frozen=True, slots=True)
class Details:
    """What the head of a paper says; "" where it says nothing."""

    issued_on: date
    type: str = DocumentType.OTHER
    number: str = ""
    symbol: str = ""
    issuer: str = ""
    subject: str = ""


def clean_text(text: str) -> str:
    """
    Text from outside as it is stored: NFC, one kind of line end, no control or direction characters.

    Lines keep their number and order.
    """
    unified = _LINE_ENDS.sub("\n", normalise(text))
    return "".join(
        c for c in unified if c in _KEPT_CONTROLS or unicodedata.category(c) not in {"Cc", "Cf", "Cs"}
    )


def fingerprint(data: bytes | None, text: str) -> str:
    """The SHA-256 by which a paper is known again: of the file, or of the text when it was pasted."""
    return hashlib.sha256(text.encode() if data is None else data).hexdigest()


@transaction.atomic
def register(
    *,
    committee: Committee,
    text: str,
    sha256: str,
    file: StoredFile | None,
    details: Details,
    actor: Officer,
    at: datetime,
) -> tuple[Document, bool]:
    """
    Put a paper that gives work into the register of its committee, in the book of what went out.

    `text` is clean, `sha256` its fingerprint. Returns the paper and whether it is new: one with the same
    fingerprint is given back as it is, even when two people bring it in at the same moment. Raises `Refused`.
    """
    may_register(actor, committee).require()
    record = Record(direction=Direction.OUTGOING, **asdict(details))
    record = replace(record, subject=record.subject.strip() or _first_words(text))
    document = Document(committee=committee, text=text, sha256=sha256, file=file, **columns_of(record))
    after = {"sha256": sha256, "file": file.name if file else "", **asdict(details)}
    return enter(document, Verb.REGISTERED, after=after, actor=actor, at=at)


@transaction.atomic
def change_details(document: Document, *, details: Details, actor: Officer, at: datetime) -> Document:
    """Correct what the head of a paper says; nothing is written when nothing differs. Raises `Refused`."""
    locked = (
        Document.objects.select_for_update(of=("self",), no_key=True)
        .select_related("committee")
        .get(pk=document.pk)
    )
    may_register(actor, locked.committee).require()
    told = replace(details, subject=details.subject.strip() or _first_words(locked.text))
    return write_correction(locked, Record.of(locked, **asdict(told)), Verb.CHANGED, actor=actor, at=at)


def _first_words(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return next((line for line in lines if line), "")[:200]
