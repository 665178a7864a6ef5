"""Files are handed in, and a person confirms what the register says of them."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from giaoban.documents.access import may_confirm_intake, may_register
from giaoban.documents.actions.recording import Record, record_paper
from giaoban.documents.actions.registering import clean_text
from giaoban.documents.models import Document, Intake
from giaoban.documents.reading.fields import propose
from giaoban.documents.reading.intake import HandedIn, read_handed_in
from giaoban.documents.vocabulary import IntakeState, TextFrom, Verb
from giaoban.files.actions import Kept, keep, store
from giaoban.files.reading import LIMIT_BYTES, Unreadable, peek_evidence
from giaoban.files.reading.pictures import reads_vietnamese
from giaoban.files.reads import bytes_of_upload
from giaoban.files.vocabulary import explain
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record as enter_in_journal
from giaoban.outbox.actions import enqueue
from giaoban.people.models import Person
from giaoban.units.models import Committee
from giaoban.units.reads import Officer

MOST_AT_ONCE: Final = 50


def hand_in(
    *, committee: Committee, upload: File[bytes], actor: Officer, at: datetime
) -> tuple[Intake | None, Document | None]:
    """
    Take one uploaded file in: kept, read, its fields proposed; a picture is read by the worker.

    Returns what waits to be confirmed; a file that is in the register already gives None and its paper.
    Raises `Refused` with a sentence for the sender; then nothing was kept.
    """
    may_register(actor, committee).require()
    name = upload.name or ""
    try:
        peek_evidence(filename=name, size_bytes=upload.size)
        data = bytes_of_upload(upload, limit_bytes=LIMIT_BYTES)
        read = read_handed_in(data, filename=name)
    except Unreadable as refusal:
        raise Refused(str(explain(refusal))) from refusal
    kept = keep(data, name=name, is_read=True)
    capacity = actor.capacity_at(committee_id=committee.pk)
    return take_kept_in(committee, kept, read, person=actor.person, acting_as=capacity, at=at)


def take_kept_in(
    committee: Committee,
    kept: Kept,
    read: HandedIn,
    *,
    person: Person | None,
    at: datetime,
    acting_as: str = "",
) -> tuple[Intake | None, Document | None]:
    """
    Enter a file whose bytes lie on the disk; `person` None: it came through the hand-in folder.

    The same bytes again give what is there: the paper of the register, or what waits already.
    """
    text, text_from, state = _text(read)
    proposed = propose(text) if state == IntakeState.READY else {}
    with transaction.atomic():
        there = _there(committee, kept.sha256)
        if there is not None:
            return there
        intake = Intake(
            committee=committee,
            name=kept.name,
            sha256=kept.sha256,
            state=state,
            text=text,
            text_from=text_from,
            pages=read.pages,
            proposed=proposed,
            handed_in_at=at,
            handed_in_by=person,
        )
        try:
            with transaction.atomic():
                intake.file = store(kept, at=at)
                intake.save(force_insert=True)
        except IntegrityError:  # the same file at the same moment
            found = _there(committee, kept.sha256)
            if found is None:
                raise
            return found
        after = {"file": kept.name, "sha256": kept.sha256, "size_bytes": kept.size_bytes}
        enter_in_journal(Verb.HANDED_IN, actor=person, target=intake, at=at, after=after, acting_as=acting_as)
        if state == IntakeState.WAITING:
            enqueue("read-picture", key=f"read-picture:{intake.pk}:0", payload=_job(intake, read.kind), at=at)
    return intake, None


def _job(intake: Intake, kind: str) -> dict[str, object]:
    return {"intake": intake.pk, "page": 0, "kind": kind}


def _there(committee: Committee, sha256: str) -> tuple[Intake | None, Document | None] | None:
    document = Document.objects.filter(committee=committee, sha256=sha256).first()
    if document is not None:
        return None, document
    waiting = Intake.objects.filter(
        committee=committee, sha256=sha256, state__in=(IntakeState.WAITING, IntakeState.READY)
    ).first()
    return (waiting, None) if waiting is not None else None


def _text(read: HandedIn) -> tuple[str, str, IntakeState]:
    if read.source != "picture":
        origin = TextFrom.CELLS if read.source == "cells" else TextFrom.FILE
        return clean_text(read.text), origin, IntakeState.READY
    if reads_vietnamese(settings.TESSERACT):
        return "", TextFrom.PICTURE, IntakeState.WAITING
    return "", TextFrom.NONE, IntakeState.READY


@transaction.atomic
def register_intake(intake: Intake, *, record: Record, actor: Officer, at: datetime) -> Document:
    """
    Enter what was handed in as a person has confirmed it. Raises `Refused`.

    What was still being read is registered with the text that is there.
    """
    locked = (
        Intake.objects.select_for_update(of=("self",)).select_related("committee", "file").get(pk=intake.pk)
    )
    may_confirm_intake(actor, locked).require()
    if locked.file is None:
        raise Refused(_("This file was refused; nothing of it was kept."))
    document, _new = record_paper(
        committee=locked.committee,
        record=record,
        text=locked.text,
        text_from=locked.text_from,
        file=locked.file,
        sha256=locked.sha256,
        actor=actor,
        at=at,
    )
    locked.state, locked.document = IntakeState.REGISTERED, document
    locked.save(update_fields=["state", "document"])
    return document


@transaction.atomic
def set_intake_aside(intake: Intake, *, reason: str, actor: Officer, at: datetime) -> Intake:
    """Leave out of the register what was handed in, with a reason; its file stays. Raises `Refused`."""
    locked = Intake.objects.select_for_update(of=("self",)).select_related("committee").get(pk=intake.pk)
    may_confirm_intake(actor, locked).require()
    if not reason.strip():
        raise Refused(_("Say why the file does not go into the register."))
    locked.state, locked.reason = IntakeState.SET_ASIDE, " ".join(reason.split())[:300]
    locked.save(update_fields=["state", "reason"])
    enter_in_journal(
        Verb.SET_ASIDE,
        actor=actor.person,
        target=locked,
        at=at,
        after={"reason": locked.reason},
        acting_as=actor.capacity_at(committee_id=locked.committee_id),
    )
    return locked


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()
