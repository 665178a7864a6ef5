"""Papers come into the register; their details are corrected."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from giaoban.documents.access import may_register
from giaoban.documents.models import Document
from giaoban.documents.vocabulary import DocumentType, Verb
from giaoban.files.models import StoredFile
from giaoban.foundation.text import normalise, search_key
from giaoban.journal.actions import record
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
    Put a paper into the register of its committee; `text` is clean, `sha256` its fingerprint.

    Returns the paper and whether it is new: one with the same fingerprint is given back as it is, even when
    two people bring it in at the same moment. Raises `Refused`.
    """
    may_register(actor, committee).require()
    document = Document(
        committee=committee,
        text=text,
        sha256=sha256,
        file=file,
        registered_at=at,
        registered_by=actor.person,
        **_columns(details, text),
    )
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError:
        return Document.objects.get(committee=committee, sha256=sha256), False
    record(
        Verb.REGISTERED,
        actor=actor.person,
        target=document,
        at=at,
        after={"sha256": sha256, "file": file.name if file else "", **asdict(details)},
        acting_as=actor.capacity_at(committee_id=committee.pk),
    )
    return document, True


@transaction.atomic
def change_details(document: Document, *, details: Details, actor: Officer, at: datetime) -> Document:
    """Correct what the head of a paper says; nothing is written when nothing differs. Raises `Refused`."""
    locked = Document.objects.select_for_update(of=("self",)).select_related("committee").get(pk=document.pk)
    may_register(actor, locked.committee).require()
    new = _columns(details, locked.text)
    before = {name: getattr(locked, name) for name in asdict(details)}
    if all(getattr(locked, name) == value for name, value in new.items()):
        return locked
    for name, value in new.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(new))
    record(
        Verb.CHANGED,
        actor=actor.person,
        target=locked,
        at=at,
        before=before,
        after={name: getattr(locked, name) for name in asdict(details)},
        acting_as=actor.capacity_at(committee_id=locked.committee_id),
    )
    return locked


def _columns(details: Details, text: str) -> dict[str, object]:
    subject = " ".join(details.subject.split()) or _first_words(text)
    return {
        "type": details.type if details.type in DocumentType.values else DocumentType.OTHER,
        "number": details.number.strip()[:20],
        "symbol": details.symbol.strip()[:40],
        "issued_on": details.issued_on,
        "issuer": " ".join(details.issuer.split())[:200],
        "subject": subject[:500],
        "search_key": search_key(f"{details.type} {details.number}/{details.symbol} {subject}")[:700],
    }


def _first_words(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return next((line for line in lines if line), "")[:200]
