"""A paper is brought in and read; its proposals are laid out for review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.assignments.extraction import Party, Reading, Task, read_notice
from giaoban.assignments.extraction.bounds import HEAD_LETTERS, beyond_reading
from giaoban.assignments.models import Addressee, Proposal, Review
from giaoban.assignments.reads.exceptions import exception_behind, left_out
from giaoban.assignments.reads.known import bind, known_units
from giaoban.assignments.reads.reckoning import recounted
from giaoban.assignments.reads.terms import line_from_words
from giaoban.assignments.vocabulary import Verb
from giaoban.documents.access import may_register
from giaoban.documents.actions import Details, clean_text, fingerprint, register
from giaoban.documents.models import Document
from giaoban.documents.vocabulary import DocumentType
from giaoban.duties.vocabulary import Role
from giaoban.files.actions import keep, store
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.models import Committee, Unit, UnitGroup
from giaoban.units.reads import Officer
from giaoban.workdays.reads import current_calendar

_TYPE_WORDS: Final = {
    "thông báo": DocumentType.NOTICE,
    "chỉ thị": DocumentType.DIRECTIVE,
    "kế hoạch": DocumentType.PLAN,
    "quyết định": DocumentType.DECISION,
    "nghị quyết": DocumentType.RESOLUTION,
    "công điện": DocumentType.DISPATCH,
    "chương trình": DocumentType.PROGRAMME,
    "công văn": DocumentType.LETTER,
} | {kind.value.lower(): kind for kind in DocumentType if kind.value}


def take_in(
    *,
    committee: Committee,
    text: str,
    data: bytes | None = None,
    filename: str = "",
    actor: Officer,
    at: datetime,
) -> tuple[Document, bool]:
    """
    Bring a paper in, read it and open its review, all or nothing.

    `text` is what `files.reading` read from the file `data` (None: it was pasted). Returns the paper and
    whether it is new: the same file or text again gives the paper that is already there. Raises `Refused`.
    """
    may_register(actor, committee).require()
    text = clean_text(text)
    sha256 = fingerprint(data, text)
    existing = Document.objects.filter(committee=committee, sha256=sha256).first()
    if existing is not None:
        return existing, False
    # Reading takes up to two seconds; it is done before the transaction, so that nobody waits for it.
    _refuse_beyond_reading(text)
    today = timezone.localdate(at)
    head = read_notice(text[:HEAD_LETTERS], units=(), issued_on=today).head
    issued_on = head.issued_on or today
    reading = read_notice(text, units=known_units(committee, on=issued_on), issued_on=issued_on)
    details = Details(
        issued_on=issued_on,
        type=_TYPE_WORDS.get(head.type.lower(), DocumentType.OTHER),
        number=head.number,
        symbol=head.symbol,
        issuer=head.issuer,
        subject=head.subject,
    )
    kept = keep(data, name=filename, is_read=True) if data is not None else None
    with transaction.atomic():
        file = store(kept, at=at) if kept is not None else None
        document, is_new = register(
            committee=committee, text=text, sha256=sha256, file=file, details=details, actor=actor, at=at
        )
        if is_new:
            open_review(document, reading=reading, date_is_assumed=head.issued_on is None, actor=actor, at=at)
        else:  # somebody brought it in at the same moment: the copy just stored goes
            transaction.set_rollback(True)
    return document, is_new


@transaction.atomic
def open_review(
    document: Document,
    *,
    actor: Officer,
    at: datetime,
    reading: Reading | None = None,
    date_is_assumed: bool = False,
) -> Review:
    """
    Lay out for review what is found in `document`; `Refused` when it already has a review.

    `reading` is what was read from it with the units of its committee; None reads it now. `date_is_assumed`
    says that the paper names no date of issue.
    """
    may_register(actor, document.committee).require()
    if not document.text.strip():
        raise Refused(_("The register holds no text of this paper in which tasks could be found."))
    if reading is None:
        _refuse_beyond_reading(document.text)
        reading = read_document(document)
    review, made = Review.objects.get_or_create(
        document=document,
        defaults={
            "citations": [_citation(found) for found in reading.citations],
            "date_is_assumed": date_is_assumed,
            "changed_at": at,
        },
    )
    if not made:
        raise Refused(_("This paper is already under review."))
    write_proposals(review, reading.tasks)
    record(
        Verb.REVIEW_OPENED,
        actor=actor.person,
        target=document,
        at=at,
        after={"proposals": len(reading.tasks), "citations": len(reading.citations)},
        acting_as=actor.capacity_at(committee_id=document.committee_id),
    )
    return review


def _refuse_beyond_reading(text: str) -> None:
    if beyond_reading(text):
        raise Refused(
            _(
                "The text is too long to look for tasks in it: about 90 pages are read. Bring the part in"
                " that gives work, or hand the whole paper in at the register."
            )
        )


def read_document(document: Document) -> Reading:
    """What the program finds in a paper with the units that its committee knew on its date."""
    units = known_units(document.committee, on=document.issued_on)
    return read_notice(document.text, units=units, issued_on=document.issued_on)


def read_part(document: Document, start: int, end: int) -> Task | None:
    """What the program makes of one stretch of a paper taken by itself; None when it sees no task in it."""
    units = known_units(document.committee, on=document.issued_on)
    reading = read_notice(document.text[start:end], units=units, issued_on=document.issued_on)
    return reading.tasks[0] if reading.tasks else None


def write_proposals(review: Review, tasks: tuple[Task, ...]) -> None:
    """Write what was read as proposals of `review`, with their addressees."""
    proposals = Proposal.objects.bulk_create(
        Proposal(review=review, position=task.start, **columns_of(task)) for task in tasks
    )
    write_addressees(zip(proposals, tasks, strict=True))


def write_addressees(pairs: Iterable[tuple[Proposal, Task]]) -> None:
    """Write the units and groups that each task names for its proposal."""
    named = [
        (proposal, position, role, party)
        for proposal, task in pairs
        for position, (role, party) in enumerate(_parties(task))
    ]
    bound = bind({party.key for *_place, party in named})
    Addressee.objects.bulk_create(
        Addressee(
            proposal=proposal,
            position=position,
            role=role,
            as_written=(party.as_written or party.name)[:300],
            **_columns(bound.get(party.key)),
            **_narrowed(proposal, party, bound.get(party.key)),
        )
        for proposal, position, role, party in named
    )


def _narrowed(proposal: Proposal, party: Party, bound: Unit | UnitGroup | None) -> dict[str, Any]:
    """What narrows a group: its restriction in words, and the members that an exception names."""
    document = proposal.review.document
    exception = exception_behind(party.as_written or party.name, document.text[proposal.start : proposal.end])
    if not exception or not isinstance(bound, UnitGroup):
        return {"restriction": party.restriction[:200]}
    words = ", ".join(part for part in (party.restriction, exception) if part)
    return {
        "restriction": words[:200],
        "excluded_units": left_out(bound, exception, on=document.issued_on),
    }


def columns_of(task: Task) -> dict[str, Any]:
    """The columns of a proposal that a task gives."""
    return {
        "clause": task.clause[:40],
        "action": task.action[:1].upper() + task.action[1:],
        "product": task.product[:300],
        "start": task.start,
        "end": task.end,
        "doubts": sorted(doubts_of(task)),
        **deadline_of(task),
    }


def doubts_of(task: Task) -> set[str]:
    """What a person has to look at; a deadline counted from receipt is none: it is fixed by the receipt."""
    doubts = {*task.doubts, *task.deadline.doubts, *_exceptions(task)}
    return doubts - {"event_deadline"} if _line_of(task).startswith("receipt") else doubts


def _line_of(task: Task) -> str:
    """How the deadline is counted, in the line that a proposal keeps; "" when it is not."""
    deadline = task.deadline
    if deadline.date is None and deadline.rule is None:
        return line_from_words(deadline.words, deadline.event or "")
    return deadline.reckoning[:300]


def _exceptions(task: Task) -> set[str]:
    """A group with members left out is always shown to a person."""
    parties = (party for _role, party in _parties(task) if party.kind == "group")
    excepted = any(exception_behind(party.as_written or party.name, task.quote) for party in parties)
    return {"restricted_group"} if excepted else set()


def deadline_of(task: Task) -> dict[str, Any]:
    """The columns of a proposal's deadline."""
    deadline = task.deadline
    return {
        "due_on": recounted(deadline.reckoning, current_calendar()) or deadline.date,
        "rule": (deadline.rule or "")[:120],
        "due_words": deadline.words[:300],
        "event": (deadline.event or "")[:200],
        "reckoning": _line_of(task),
        "due_time": time.fromisoformat(deadline.time) if _is_hour(deadline.time) else None,
    }


def _is_hour(words: str) -> bool:
    """Whether `words` ("16:00") name an hour of the day; 24:00 is its end."""
    return bool(words) and not words.startswith("24")


def _parties(task: Task) -> list[tuple[Role, Party]]:
    leads = [task.lead] if task.lead else []
    return [
        *((Role.LEAD, party) for party in (*leads, *task.co_leads)),
        *((Role.COORDINATING, party) for party in task.coordinating),
        *((Role.INFORMED, party) for party in task.informed),
    ]


def _columns(bound: Unit | UnitGroup | None) -> dict[str, Any]:
    if isinstance(bound, Unit):
        return {"unit": bound}
    return {"group": bound}


def _citation(found: Any) -> dict[str, Any]:
    day: date | None = found.date
    return {
        "type": found.type,
        "number": found.number,
        "symbol": found.symbol,
        "date": day.isoformat() if day else None,
        "start": found.start,
        "end": found.end,
    }
