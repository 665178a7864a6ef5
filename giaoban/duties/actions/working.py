"""The unit reports, hands in, takes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.duties.access import (
    AT_WORK,
    is_decided_here,
    may_receive,
    may_report,
    may_submit,
    may_withdraw,
    product_is_given,
    result_fits,
)
from giaoban.duties.actions.moving import locked, move, note
from giaoban.duties.models import Duty, Evidence, Progress, Standing, Submission
from giaoban.duties.reads.work import pending_submission
from giaoban.duties.vocabulary import Outcome, ProductKind, State, Verb
from giaoban.files.actions import Kept, keep, store
from giaoban.foundation.prepared import insert
from giaoban.foundation.verdict import Refused
from giaoban.units.reads import Officer

SAME_REPORT = timedelta(minutes=2)  # a second click, or a page sent again after a lost connection


def report(
    pk: int,
    *,
    actor: Officer,
    at: datetime,
    percent: int,
    words: str,
    evidence: Sequence[File[bytes]] = (),
) -> Progress:
    """
    Report progress in `words` and `percent` (0 to 100) with files as `evidence`.

    The same report by the same person within `SAME_REPORT` is taken as sent twice: the first one is
    returned and nothing is written. Raises `Refused`.
    """
    may_report(actor, _as_seen(pk)).require()
    files = [keep(upload) for upload in evidence]  # before the lock: reading them may take long
    return _report(pk, actor=actor, at=at, percent=percent, words=words, files=files)


@transaction.atomic
def _report(
    pk: int, *, actor: Officer, at: datetime, percent: int, words: str, files: Sequence[Kept]
) -> Progress:
    duty = locked(pk)
    may_report(actor, duty).require()
    if not 0 <= percent <= 100:
        raise Refused(_("Progress is a percentage from 0 to 100."))
    sent = _sent_before(duty, actor, at, percent, words)
    if sent is not None:
        return sent
    before = {"percent": duty.percent}
    made = Progress.objects.create(duty=duty, at=at, author=actor.person, percent=percent, words=words)
    names = _attach(files, at=at, duty=duty, progress=made)
    duty.percent, duty.last_word, duty.last_word_at = percent, words[:500], at
    duty.save(update_fields=["percent", "last_word", "last_word_at"])
    after = {"percent": percent, "words": words, "files": names}
    note(Verb.REPORTED, duty, actor=actor, at=at, before=before, after=after)
    return made


def _sent_before(duty: Duty, actor: Officer, at: datetime, percent: int, words: str) -> Progress | None:
    last = Progress.objects.filter(duty=duty).order_by("-pk").first()
    if last is None or (last.author_id, last.percent, last.words) != (actor.person.pk, percent, words):
        return None
    return last if at - last.at <= SAME_REPORT else None


def submit(
    pk: int,
    *,
    actor: Officer,
    at: datetime,
    product_kind: ProductKind,
    document_number: str = "",
    document_date: date | None = None,
    link: str = "",
    words: str = "",
    evidence: Sequence[File[bytes]] = (),
) -> Submission:
    """
    Hand in the result: a document by number and date, a file, or a link, with files as `evidence`.

    From this moment the work is not overdue, however long the decision takes. Raises `Refused`.
    """
    may_submit(actor, _as_seen(pk)).require()
    product = {
        "product_kind": product_kind,
        "document_number": document_number,
        "document_date": document_date,
        "link": link,
    }
    _require_product(product, has_file=bool(evidence), at=at)
    files = [keep(upload) for upload in evidence]  # before the lock: reading them may take long
    return _submit(pk, actor=actor, at=at, product=product, words=words, files=files)


def _require_product(product: dict[str, Any], *, has_file: bool, at: datetime) -> None:
    named = {name: value for name, value in product.items() if name != "product_kind"}
    day = timezone.localdate(at)
    product_is_given(product["product_kind"], **named, has_file=has_file, on=day).require()


@transaction.atomic
def _submit(
    pk: int,
    *,
    actor: Officer,
    at: datetime,
    product: dict[str, Any],
    words: str,
    files: Sequence[Kept],
) -> Submission:
    duty = locked(pk)
    may_submit(actor, duty).require()
    result_fits(duty, product["product_kind"]).require()
    before = {"state": duty.state}
    made = Submission.objects.create(
        duty=duty,
        number=Submission.objects.filter(duty=duty).count() + 1,
        at=at,
        author=actor.person,
        words=words,
        answers=duty.state_reason,
        **product,
    )
    names = _attach(files, at=at, duty=duty, submission=made)
    move(duty, at=at, state=State.SUBMITTED, submitted_at=at)
    after = {
        "state": duty.state,
        "submission": made.number,
        "product": str(made),
        "words": words,
        "files": names,
        "submitted_on": duty.submitted_on,
    }
    note(Verb.SUBMITTED, duty, actor=actor, at=at, before=before, after=after)
    return made


def hand_in(
    duty: Duty, *, number: int, actor: Officer, at: datetime, product_kind: ProductKind, words: str = ""
) -> Submission:
    """
    Hand in what a room of its own has kept, in that room's act, which enters it in the journal.

    `duty` is locked; `number` counts the submissions of this work. Work that nobody had received yet is
    received with it. Raises `Refused`.
    """
    fresh = duty.state == State.ASKED
    (may_receive if fresh else may_submit)(actor, duty).require()
    result_fits(duty, product_kind).require()
    made = Submission(
        duty=duty,
        number=number,
        at=at,
        author=actor.person,
        words=words,
        answers=duty.state_reason,
        product_kind=product_kind,
    )
    insert(made)
    received: dict[str, Any] = {"received_at": at} if fresh else {}
    move(duty, at=at, state=State.SUBMITTED, submitted_at=at, **received)
    return made


@transaction.atomic
def withdraw(pk: int, *, actor: Officer, at: datetime, by_its_room: bool = False) -> Duty:
    """
    Take the submission back while nobody has decided on it; the work is owed again as before it.

    Work that had come back to the unit, returned or for its rest, is again as it was, with the same reason.
    `by_its_room` where more than the work hangs on it. Raises `Refused`.
    """
    duty = locked(pk)
    if not by_its_room:
        is_decided_here(duty).require()
    may_withdraw(actor, duty).require()
    before = {"state": duty.state, "submitted_on": duty.submitted_on}
    pending = pending_submission(duty)
    if pending is None:
        raise Refused(_("There is no submission to take back."))
    pending.outcome, pending.decided_at, pending.decided_by = Outcome.WITHDRAWN, at, actor.person
    pending.save(update_fields=["outcome", "decided_at", "decided_by"])
    earlier = Standing.objects.filter(duty=duty, state__in=AT_WORK).order_by("-since", "-pk").first()
    state = State(earlier.state) if earlier else State.RECEIVED
    move(duty, at=at, state=state, reason=pending.answers)
    after = {"state": duty.state, "submission": pending.number}
    note(Verb.WITHDRAWN, duty, actor=actor, at=at, before=before, after=after)
    return duty


def _as_seen(pk: int) -> Duty:
    """The duty without a lock: enough to refuse early, never enough to write."""
    return Duty.objects.select_related("unit").get(pk=pk)


def _attach(
    files: Sequence[Kept],
    *,
    at: datetime,
    duty: Duty,
    progress: Progress | None = None,
    submission: Submission | None = None,
) -> list[str]:
    """Keep `files` as evidence of one report or submission; their names, for the journal."""
    kept = [store(file, at=at) for file in files]
    for file in kept:
        Evidence.objects.create(duty=duty, progress=progress, submission=submission, file=file)
    return [file.name for file in kept]
