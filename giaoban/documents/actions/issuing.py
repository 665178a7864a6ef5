"""A draft that is ready becomes a paper: number, date, files, register, in one act."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from giaoban.documents.access import may_issue
from giaoban.documents.actions.numbering import check_date, locked_series, printed, take_number
from giaoban.documents.actions.recording import Record, record_paper
from giaoban.documents.actions.registering import clean_text
from giaoban.documents.layout import Paper, to_docx, to_pdf
from giaoban.documents.models import Document, Draft, Issue, Number, Series
from giaoban.documents.reads.blocking import blocking
from giaoban.documents.reads.numbering import next_value, series_for
from giaoban.documents.reads.printing import Marks, form_of, paper_of
from giaoban.documents.vocabulary import Direction, DraftState, NumberState, Verb
from giaoban.files.actions import Kept, keep, store
from giaoban.files.reading import read_paper
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.reads import Officer

_TRIES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """
    What is said when a paper is issued.

    `version` is that of the draft as it was read, `dated_on` the date of the paper (None: today), `reserved`
    the reserved number that it bears (None: the next one), `marks` what is put on it.
    """

    version: int
    dated_on: date | None = None
    reserved: Number | None = None
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True, slots=True)
class _Printed:
    """The files of a paper, made for one number; they lie on the disk and no row names them yet."""

    paper: Paper
    value: int
    day: date
    text: str
    docx: Kept
    pdf: Kept


class _NumberGone(Exception):
    """Somebody was quicker; the files were made for a number that is taken now."""


def issue(draft: Draft, *, issuing: Issuing, actor: Officer, at: datetime) -> Document:
    """
    Issue `draft`: its number is taken, .docx and PDF are made and kept, the paper stands in the register.

    All of it happens or nothing. The files are made before the transaction, for the number that is expected,
    so that nobody waits for them; when another paper takes that number meanwhile, they are made again.
    Raises `Refused` with what is missing; then no number is gone.
    """
    may_issue(actor, draft).require()
    for _turn in range(_TRIES):
        printed_files = _print(draft, issuing, at)
        try:
            return _issue(draft, issuing, printed_files, actor=actor, at=at)
        except _NumberGone:
            continue
    raise Refused(_("Other papers are taking numbers at this moment; try again."))


def _print(draft: Draft, issuing: Issuing, at: datetime) -> _Printed:
    day = issuing.dated_on or timezone.localdate(at)
    series = _checked(draft, day)
    period = check_date(series, day, at=at, reserved=issuing.reserved)
    value = issuing.reserved.value if issuing.reserved else next_value(series, period)
    with translation.override("vi"):
        paper = paper_of(draft, number=str(value), day=day, marks=issuing.marks)
    form = form_of(draft)
    try:
        docx, pdf = to_docx(paper, form), to_pdf(paper, form)
    except ValueError as fault:
        raise Refused(_("The paper cannot be printed: %(why)s") % {"why": fault}) from fault
    name = _file_name(draft, value)
    text = clean_text(read_paper(docx, filename=f"{name}.docx").text)
    return _Printed(paper, value, day, text, keep(docx, name=f"{name}.docx"), keep(pdf, name=f"{name}.pdf"))


def _checked(draft: Draft, day: date) -> Series:
    """The series of the draft. Raises `Refused` with everything that blocks."""
    words = [finding.words for finding in blocking(draft, on=day) if finding.blocks]
    if words:
        raise Refused(" ".join(words))
    series = series_for(draft.committee, draft.form, draft.type)
    if series is None:
        raise Refused(_("No series of the committee numbers papers of this type; open one first."))
    return series


@transaction.atomic
def _issue(draft: Draft, issuing: Issuing, files: _Printed, *, actor: Officer, at: datetime) -> Document:
    series = locked_series(_checked(draft, files.day))
    rows = Draft.objects.select_for_update(of=("self",), no_key=True).select_related("committee")
    locked = rows.get(pk=draft.pk)
    may_issue(actor, locked).require()
    if locked.version != issuing.version:
        raise Refused(_("The draft was changed after you opened this page; read it again first."))
    _checked(locked, files.day)
    _check_number(series, issuing, files, at)
    docx, pdf = store(files.docx, at=at), store(files.pdf, at=at)
    document, is_new = record_paper(
        committee=locked.committee,
        record=_record(locked, files, issuing.marks),
        actor=actor,
        at=at,
        text=files.text,
        file=pdf,
        sha256=pdf.sha256,
    )
    if not is_new:
        raise Refused(_("A paper with exactly this content is in the register already."))
    number = take_number(
        series, document=document, actor=actor, at=at, dated_on=files.day, reserved=issuing.reserved
    )
    document.refresh_from_db()
    locked.state, locked.document = DraftState.ISSUED, document
    locked.changed_at, locked.changed_by = at, actor.person
    locked.save(update_fields=["state", "document", "changed_at", "changed_by"])
    Issue.objects.create(
        document=document, draft=locked, number=number, form=locked.form, docx=docx, pdf=pdf,
        issued_at=at, issued_by=actor.person,
    )  # fmt: skip
    record(
        Verb.ISSUED,
        actor=actor.person,
        target=document,
        at=at,
        after={
            "draft": locked.code, "version": locked.version, "number": document.number_and_symbol,
            "dated_on": files.day, "docx": docx.sha256, "pdf": pdf.sha256,
            **{name: value for name, value in asdict(issuing.marks).items() if value},
        },
        acting_as=actor.capacity_at(committee_id=locked.committee_id),
    )  # fmt: skip
    return document


def _check_number(series: Series, issuing: Issuing, files: _Printed, at: datetime) -> None:
    """Under the lock: the number on the files is still the one that the paper gets."""
    period = check_date(series, files.day, at=at, reserved=issuing.reserved)
    if issuing.reserved is None:
        if next_value(series, period) != files.value:
            raise _NumberGone
        return
    kept = Number.objects.filter(pk=issuing.reserved.pk, series=series, state=NumberState.RESERVED)
    if not kept.exists():
        raise Refused(_("This number is not reserved any more."))


def _record(draft: Draft, files: _Printed, marks: Marks) -> Record:
    """What the register of outgoing papers says of it (Decree 30/2020, annex IV)."""
    return Record(
        direction=Direction.OUTGOING,
        issued_on=files.day,
        type=draft.type,
        number=printed(files.value),
        symbol=draft.symbol,
        issuer=draft.issuer_in_text or draft.issuer,
        subject=draft.subject,
        urgency=marks.urgency,
        signer=draft.signer,
        recipients="; ".join((*draft.addressed_to, *draft.recipients)),
        storage=draft.archive,
        copies=marks.copies,
    )


def _file_name(draft: Draft, value: int) -> str:
    join = "-" if "/" in draft.symbol else "."
    return f"{printed(value)}{join}{draft.symbol}".replace("/", ".")
