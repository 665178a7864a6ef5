"""Pictures and scans that were handed in are read, a page for each message."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation

from giaoban.documents.models import Intake
from giaoban.documents.reading.fields import propose
from giaoban.documents.vocabulary import IntakeState, TextFrom, Verb
from giaoban.files.actions import discard
from giaoban.files.reading import Reason, Unreadable
from giaoban.files.reading.pictures import text_of_page
from giaoban.files.reading.secrecy import marked_secret
from giaoban.files.reads import open_bytes
from giaoban.files.vocabulary import explain
from giaoban.foundation.text import normalise
from giaoban.journal.actions import record
from giaoban.outbox.actions import enqueue
from giaoban.outbox.jobs import Job, handler


@handler("read-picture", reaches_outside=True, lease=timedelta(minutes=5))
def read_picture(job: Job) -> None:
    """
    Read one page and promise the next, or propose the fields after the last.

    Reading takes up to a minute and is done outside a transaction; doing a page again changes nothing.
    """
    number = job.payload["page"]
    intake = Intake.objects.select_related("file").filter(pk=job.payload["intake"]).first()
    if intake is None or intake.file is None or intake.state != IntakeState.WAITING:
        return
    if intake.pages_read == number:
        with open_bytes(intake.file) as stream:
            data = stream.read()
        try:
            text = text_of_page(data, number, kind=job.payload["kind"], program=settings.TESSERACT)
        except Unreadable:
            _give_up(intake)
            return
        if not _keep_page(intake, number, normalise(text), job):
            return
    _go_on(intake.pk, job)


def _keep_page(intake: Intake, number: int, text: str, job: Job) -> bool:
    """Add the text of a page; False when it bears the marking of a state secret, and nothing is kept."""
    lines = text.split("\n")
    if marked_secret(head=lines, boxes=[*lines[:2], *lines[-2:]]):
        _refuse_secret(intake, job)
        return False
    whole = text if number == 0 else f"{intake.text}\f{text}"
    here = Intake.objects.filter(pk=intake.pk, state=IntakeState.WAITING, pages_read=number)
    here.update(text=whole, pages_read=number + 1)
    return True


def _go_on(pk: int, job: Job) -> None:
    intake = Intake.objects.get(pk=pk)
    if intake.pages_read < intake.pages:
        page = intake.pages_read
        load = {**job.payload, "page": page}
        enqueue("read-picture", key=f"read-picture:{pk}:{page}", payload=load, at=job.at)
        return
    waiting = Intake.objects.filter(pk=pk, state=IntakeState.WAITING)
    waiting.update(state=IntakeState.READY, proposed=propose(intake.text))


def _give_up(intake: Intake) -> None:
    """What was read so far stays; a person reads the rest."""
    waiting = Intake.objects.filter(pk=intake.pk, state=IntakeState.WAITING)
    origin = TextFrom.PICTURE if intake.text.strip() else TextFrom.FAILED
    waiting.update(state=IntakeState.READY, text_from=origin, proposed=propose(intake.text))


@transaction.atomic
def _refuse_secret(intake: Intake, job: Job) -> None:
    """A picture tells only when it is read that it must not be here: its bytes go."""
    locked = Intake.objects.select_for_update(of=("self",)).select_related("file").get(pk=intake.pk)
    stored = locked.file
    if stored is None or locked.state != IntakeState.WAITING:
        return
    with translation.override(settings.LANGUAGE_CODE):
        locked.reason = str(explain(Unreadable(Reason.SECRET)))[:300]
    locked.state, locked.file, locked.text, locked.sha256 = IntakeState.REFUSED, None, "", ""
    locked.save(update_fields=["state", "file", "text", "sha256", "reason"])
    discard(stored)
    record(Verb.SET_ASIDE, actor=None, target=locked, at=job.at, after={"reason": locked.reason})
