"""The register: a paper is entered, corrected, passed on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, Self

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.documents.access import may_correct, may_pass_on, may_register
from giaoban.documents.actions.counting import take_arrival_number
from giaoban.documents.actions.force import recount_force, recount_replaced_by
from giaoban.documents.models import Document, Relation
from giaoban.documents.reading.keys import cite_key
from giaoban.documents.vocabulary import RULING, Direction, DocumentType, Secrecy, TextFrom, Urgency, Verb
from giaoban.files.models import StoredFile
from giaoban.foundation.text import search_key
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record as enter_in_journal
from giaoban.outbox.actions import enqueue
from giaoban.search.actions import index_again
from giaoban.units.models import Committee
from giaoban.units.reads import Officer

_LIMITS = {
    "number": 20, "symbol": 40, "issuer": 200, "subject": 500, "signer": 150, "recipients": 1000,
    "storage": 200, "passed_to": 300, "received_by": 150, "note": 500,
}  # fmt: skip
_NOT_OF_SECRETS = ("subject", "note", "recipients", "passed_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """
    All that the register says of a paper; "" or None where it says nothing.

    `arrived_on` None: an incoming paper arrived on the day of registering.
    """

    direction: str
    issued_on: date
    type: str = DocumentType.OTHER
    number: str = ""
    symbol: str = ""
    issuer: str = ""
    subject: str = ""
    urgency: int = Urgency.ORDINARY
    secrecy: int = Secrecy.NONE
    arrived_on: date | None = None
    signer: str = ""
    recipients: str = ""
    storage: str = ""
    pages: int | None = None
    copies: int | None = None
    passed_to: str = ""
    passed_on: date | None = None
    received_by: str = ""
    note: str = ""
    effective_from: date | None = None
    effective_until: date | None = None

    @classmethod
    def of(cls, document: Document, **changed: Any) -> Self:
        """What the register says of `document`, with some of it changed."""
        known = {each.name: getattr(document, each.name) for each in fields(cls)}
        return cls(**{**known, **changed})


def columns_of(record: Record) -> dict[str, Any]:
    """The columns of a paper by its record: trimmed, cut to their length, with the keys made from them."""
    told = asdict(record)
    for name, limit in _LIMITS.items():
        told[name] = " ".join(str(told[name]).split())[:limit]
    if record.type not in DocumentType.values:
        told["type"] = DocumentType.OTHER
    day = record.arrived_on if record.direction == Direction.INCOMING else record.issued_on
    words = f"{told['type']} {told['number']}/{told['symbol']} {told['subject']} {told['issuer']}"
    return told | {
        "year": (day or record.issued_on).year,
        "cite_key": cite_key(told["number"], told["symbol"]),
        "issuer_key": search_key(told["issuer"])[:200],
        "search_key": search_key(words)[:700],
        "force_from": record.effective_from or record.issued_on,
        "force_to": record.effective_until,
        "sets_rules": int(told["type"] in RULING),
    }


@transaction.atomic
def record_paper(
    *,
    committee: Committee,
    record: Record,
    actor: Officer,
    at: datetime,
    text: str = "",
    text_from: str = TextFrom.FILE,
    file: StoredFile | None = None,
    sha256: str = "",
) -> tuple[Document, bool]:
    """
    Enter a paper in the register; an incoming one takes the next arrival number of its year.

    `text` is clean; `sha256` the fingerprint of file or text, "" when there is neither. Returns the paper and
    whether it is new: the same content again gives the paper that is there, and takes no number. Raises
    `Refused`: no right, a date that cannot be, words or a file of a paper marked as a state secret.
    """
    may_register(actor, committee).require()
    day = timezone.localdate(at)
    if record.direction == Direction.INCOMING and record.arrived_on is None:
        record = Record(**{**asdict(record), "arrived_on": day})
    _check(record, day, has_content=bool(text or file or sha256))
    if sha256:
        known = Document.objects.filter(committee=committee, sha256=sha256).first()
        if known is not None:
            return known, False
    columns = columns_of(record)
    document = Document(
        committee=committee, text=text, text_from=text_from, file=file, sha256=sha256, **columns
    )
    if document.direction == Direction.INCOMING:
        document.arrival_number = take_arrival_number(committee, document.year)
    told = {name: value for name, value in _told(record).items() if value}
    after = told | {"arrival_number": document.arrival_number, "file": file.name if file else ""}
    made, is_new = enter(document, Verb.RECORDED, after=after, actor=actor, at=at)
    if not is_new:  # brought in at the same moment by two: the number goes back
        transaction.set_rollback(True)
    return made, is_new


@transaction.atomic
def correct_record(document: Document, *, record: Record, actor: Officer, at: datetime) -> Document:
    """
    Correct what the register says; the entry keeps what it said before. Raises `Refused`.

    The book and the arrival number stay, so a paper stays in its year; a wrong one is explained in the note.
    """
    locked = Document.objects.select_for_update(of=("self",)).select_related("committee").get(pk=document.pk)
    may_correct(actor, locked).require()
    _check(record, timezone.localdate(at), has_content=bool(locked.text or locked.file_id or locked.sha256))
    if record.direction != locked.direction:
        raise Refused(_("A paper stays in its book; register it anew in the other."))
    if locked.direction == Direction.INCOMING and (
        record.arrived_on is None or record.arrived_on.year != locked.year
    ):
        raise Refused(_("The date of arrival stays in the year of its arrival number."))
    return write_correction(locked, record, Verb.CORRECTED, actor=actor, at=at)


@transaction.atomic
def pass_paper_on(
    document: Document, *, to: str, on: date, received_by: str = "", actor: Officer, at: datetime
) -> Document:
    """Note to whom a paper was passed, on which day, and who signed for it. Raises `Refused`."""
    locked = Document.objects.select_for_update(of=("self",)).select_related("committee").get(pk=document.pk)
    may_pass_on(actor, locked).require()
    if on > timezone.localdate(at):
        raise Refused(_("The day lies in the future."))
    if locked.direction == Direction.INCOMING and locked.arrived_on and on < locked.arrived_on:
        raise Refused(_("A paper cannot be passed on before it arrived."))
    changed = {"passed_on": on, "received_by": received_by}
    if not locked.secrecy:
        changed["passed_to"] = to
    return write_correction(locked, Record.of(locked, **changed), Verb.PASSED_ON, actor=actor, at=at)


def enter(
    document: Document, verb: Verb, *, after: dict[str, Any], actor: Officer, at: datetime
) -> tuple[Document, bool]:
    """Save a new paper with its entry in the journal; the one that is there when it has the same content."""
    document.registered_at, document.registered_by = at, actor.person
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError:
        known = Document.objects.filter(committee=document.committee, sha256=document.sha256).first()
        if known is None or not document.sha256:
            raise
        return known, False
    capacity = actor.capacity_at(committee_id=document.committee_id)
    enter_in_journal(verb, actor=actor.person, target=document, at=at, after=after, acting_as=capacity)
    index_again("paper", [document.pk], at=at)
    find_what_waited(document)
    if document.text:
        enqueue("relate", key=f"relate:{document.pk}", payload={"document": document.pk}, at=at)
    return document, True


def find_what_waited(document: Document) -> None:
    """Papers that cite `document` and came before it now lead to it."""
    if not document.cite_key:
        return
    waiting = Relation.objects.filter(
        committee=document.committee_id, cite_key=document.cite_key, target__isnull=True
    ).exclude(source=document)
    for relation in waiting:
        same_day = relation.cited_on in {None, document.issued_on}
        doubled = Relation.objects.holding().filter(
            source=relation.source_id, kind=relation.kind, target=document
        )
        if same_day and not doubled.exists():
            Relation.objects.filter(pk=relation.pk, target__isnull=True).update(target=document)
    recount_force(document)


def write_correction(
    locked: Document, record: Record, verb: Verb, *, actor: Officer, at: datetime
) -> Document:
    """Write what differs and its entry; nothing when nothing differs. `locked` is locked by the caller."""
    new = columns_of(record)
    differing = {name: value for name, value in new.items() if getattr(locked, name) != value}
    differing.pop("force_to", None)  # reckoned below, from more than the record
    told = _told(record)
    if not differing.keys() & told.keys():
        return locked
    before = {name: getattr(locked, name) for name in told if name in differing}
    for name, value in differing.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(differing))
    index_again("paper", [locked.pk], at=at)
    after = {name: getattr(locked, name) for name in before}
    capacity = actor.capacity_at(committee_id=locked.committee_id)
    enter_in_journal(
        verb, actor=actor.person, target=locked, at=at, before=before, after=after, acting_as=capacity
    )
    if differing.keys() & {"effective_from", "effective_until", "issued_on"}:
        recount_force(locked)
        recount_replaced_by(locked)
    if "cite_key" in differing:
        find_what_waited(locked)
    return locked


def _told(record: Record) -> dict[str, Any]:
    """What of a record a person says and may correct."""
    return {name: value for name, value in asdict(record).items() if name != "direction"}


def _check(record: Record, today: date, *, has_content: bool) -> None:
    if record.direction not in Direction.values:
        raise Refused(_("The register has no such book."))
    if record.issued_on > today or (record.arrived_on and record.arrived_on > today):
        raise Refused(_("A paper cannot be dated or have arrived in the future."))
    if record.arrived_on and record.arrived_on < record.issued_on:
        raise Refused(_("A paper cannot have arrived before the day that it is dated."))
    if record.effective_from and record.effective_until and record.effective_until < record.effective_from:
        raise Refused(_("A paper cannot run out before it is in force."))
    if record.secrecy and (has_content or any(getattr(record, name).strip() for name in _NOT_OF_SECRETS)):
        raise Refused(
            _(
                "A paper marked MẬT, TỐI MẬT or TUYỆT MẬT is registered by its number alone: no subject, "
                "no words about it, no file. Nothing was kept."
            )
        )
    if record.secrecy and not record.number.strip():
        raise Refused(_("A paper marked MẬT, TỐI MẬT or TUYỆT MẬT is registered by its number: give it."))
    if not record.secrecy and not (record.subject.strip() or record.number.strip()):
        raise Refused(_("Give the number or the subject of the paper."))
