"""What a unit writes on a draft that it was asked about, until it sends it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from giaoban.documents.access import may_answer
from giaoban.documents.actions.consulting import locked_round
from giaoban.documents.drafting.answers import Act, Answered, Found, read_answer
from giaoban.documents.drafting.content import Content, Malformed, load
from giaoban.documents.drafting.likeness import bare
from giaoban.documents.drafting.numbering import names
from giaoban.documents.models import Answer, AnswerFile, Comment, DraftVersion
from giaoban.documents.vocabulary import Position, Remark, Source, Verb, explain_malformed
from giaoban.duties.actions import lock_with_parts, receive, submit
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import ProductKind, State
from giaoban.files.actions import keep, store
from giaoban.files.reading import LIMIT_BYTES, Unreadable, peek, read_marked
from giaoban.files.reads import bytes_of_upload
from giaoban.files.vocabulary import explain
from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Facts, record
from giaoban.units.reads import Officer

MOST_COMMENTS: Final = 2_000  # of one answer
_LONGEST: Final = 20_000
_HEAD_WORDS: Final = ("subject", "issuer", "superior", "symbol", "collective", "signer")
_HEAD_LINES: Final = ("bases", "addressed_to", "recipients", "offices")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """
    One comment as a person wrote it: on `clause` ("" the whole), what it wants, and its words.

    `wording` is what is proposed instead of the clause, or to be added after it.
    """

    clause: str = ""
    kind: str = Remark.REMARK
    text: str = ""
    wording: str = ""
    quote: str = ""


@transaction.atomic
def write_comment(answer: Answer, *, said: Said, actor: Officer, at: datetime) -> Comment:
    """Add a comment to an answer in preparation. Raises `Refused`."""
    locked = _in_preparation(answer, actor)
    content = _content(locked)
    last = Comment.objects.filter(answer=locked).aggregate(top=Max("order"))["top"] or 0
    if Comment.objects.filter(answer=locked).count() >= MOST_COMMENTS:
        raise Refused(_("An answer holds at most %(most)d comments.") % {"most": MOST_COMMENTS})
    comment = Comment(
        consultation=locked.consultation,
        answer=locked,
        order=last + 1,
        source=Source.TYPED,
        written_at=at,
        written_by=actor.person,
    )
    _put(comment, said, content)
    comment.save(force_insert=True)
    _note(Verb.COMMENT_WRITTEN, comment, actor=actor, at=at)
    return comment


@transaction.atomic
def change_comment(comment: Comment, *, said: Said, actor: Officer, at: datetime) -> Comment:
    """Change a comment that was not sent yet, or say where one belongs that came from a file."""
    locked_answer = _in_preparation(comment.answer, actor)
    locked = Comment.objects.select_for_update(of=("self",), no_key=True).get(pk=comment.pk)
    _put(locked, said, _content(locked_answer))
    locked.answer, locked.consultation = locked_answer, locked_answer.consultation
    locked.written_at, locked.written_by = at, actor.person
    locked.save()
    _note(Verb.COMMENT_CHANGED, locked, actor=actor, at=at)
    return locked


@transaction.atomic
def drop_comment(comment: Comment, *, actor: Officer, at: datetime) -> None:
    """Take a comment out before the answer is sent; what was never said need not stay. Raises `Refused`."""
    locked = _in_preparation(comment.answer, actor)
    comment.answer = locked
    _note(Verb.COMMENT_DROPPED, comment, actor=actor, at=at)
    Comment.objects.filter(pk=comment.pk, answer=locked).delete()


def read_answer_file(
    answer: Answer, *, upload: File[bytes], replace: bool, actor: Officer, at: datetime
) -> AnswerFile:
    """
    Read a unit's own Word file into its answer; each comment and change becomes a comment on its clause.

    `replace` puts them in the stead of those that came from an earlier file. What could not be placed surely
    waits for a person. Raises `Refused` with a sentence for the sender; then nothing was kept.
    """
    seen = Answer.objects.select_related("duty", "consultation__version").get(pk=answer.pk)
    may_answer(actor, seen).require()
    name = upload.name or ""
    version = seen.consultation.version
    content = load(version.content)
    try:
        peek(filename=name, size_bytes=upload.size, limit_bytes=LIMIT_BYTES)
        data = bytes_of_upload(upload, limit_bytes=LIMIT_BYTES)
        read = read_answer(read_marked(data), content, head=_head_of(version))
    except Unreadable as refusal:
        raise Refused(str(explain(refusal))) from refusal
    except Malformed as fault:
        raise Refused(str(explain_malformed(fault.fault))) from fault
    if not read.found:
        raise Refused(_("The file holds no comment and no change against the draft that was sent."))
    kept = keep(data, name=name)
    with transaction.atomic():
        locked = _in_preparation(seen, actor)
        if replace:
            Comment.objects.filter(answer=locked, source=Source.WORD).delete()
        if Comment.objects.filter(answer=locked).count() + len(read.found) > MOST_COMMENTS:
            raise Refused(_("An answer holds at most %(most)d comments.") % {"most": MOST_COMMENTS})
        taken = AnswerFile.objects.create(
            answer=locked,
            file=store(kept, at=at),
            found=len(read.found),
            unplaced=sum(not one.is_placed for one in read.found),
            read_at=at,
            read_by=actor.person,
        )
        _enter_found(taken, read, content)
        after = {"file": kept.name, "sha256": kept.sha256, "found": taken.found, "unplaced": taken.unplaced}
        _note_answer(Verb.FILE_READ, locked, actor=actor, at=at, after=after)
    return taken


def _head_of(version: DraftVersion) -> Iterable[str]:
    for name in _HEAD_WORDS:
        yield str(version.head.get(name, ""))
    for name in _HEAD_LINES:
        yield from version.head.get(name, ())


def _enter_found(file: AnswerFile, read: Answered, content: Content) -> None:
    answer = file.answer
    last = Comment.objects.filter(answer=answer).aggregate(top=Max("order"))["top"] or 0
    named = names(content)
    places = {clause.id: place for place, clause in enumerate(content, start=1)}
    made = []
    with translation.override(settings.LANGUAGE_CODE):
        for order, one in enumerate(read.found, start=last + 1):
            comment = Comment(
                consultation=answer.consultation,
                answer=answer,
                order=order,
                kind=Remark(one.act.value),
                clause=one.clause,
                clause_place=places.get(one.clause, 0),
                also=list(one.also),
                is_placed=one.is_placed,
                quote=one.quote,
                text=_told(one, named)[:_LONGEST],
                wording=one.wording[:_LONGEST],
                source=Source.WORD,
                file=file,
                written_at=file.read_at,
                written_by=file.read_by,
            )
            comment.same_key = same_key(comment)
            made.append(comment)
    Comment.objects.bulk_create(made, batch_size=500)


def _told(one: Found, named: dict[str, str]) -> str:
    """The words of a finding; a move says where to."""
    if one.act != Act.MOVE:
        return one.text
    words = (
        _("Move it behind %(clause)s.") % {"clause": named[one.to]} if one.to else _("Move it to the top.")
    )
    return "\n".join(part for part in (words, one.text) if part)


def send_answer(answer: Answer, *, position: str, actor: Officer, at: datetime) -> Answer:
    """Send the unit's answer: its work is done from now on, and nobody can alter it. Raises `Refused`."""
    with transaction.atomic():
        consultation = locked_round(answer.consultation)
        locked = _locked_answer(answer)
        lock_with_parts([locked.duty_id])
        locked.duty = Duty.objects.select_related("unit").get(pk=locked.duty_id)
        locked.consultation = consultation
        may_answer(actor, locked).require()
        _check_position(locked, position)
        if locked.duty.state == State.ASKED:
            receive(locked.duty_id, actor=actor, at=at)
        submit(
            locked.duty_id,
            actor=actor,
            at=at,
            product_kind=ProductKind.ANSWER,
            words=str(Position(position).label),
        )
        locked.position, locked.sent_at, locked.sent_by = position, at, actor.person
        locked.unit = locked.duty.unit
        locked.save(update_fields=["position", "sent_at", "sent_by", "unit"])
        count = Comment.objects.filter(answer=locked).count()
        _note_answer(
            Verb.ANSWER_SENT, locked, actor=actor, at=at, after={"position": position, "comments": count}
        )
    return locked


def _check_position(answer: Answer, position: str) -> None:
    comments = Comment.objects.filter(answer=answer)
    if position not in Position.values:
        raise Refused(_("Say whether your unit agrees."))
    unplaced = comments.filter(is_placed=False).count()
    if unplaced:
        raise Refused(
            _("%(count)d comments from the file still have to be placed on their clauses.")
            % {"count": unplaced}
        )
    if position == Position.AGREES and comments.exists():
        raise Refused(_("Your unit agrees, yet comments stand there: choose “agrees, with comments”."))
    if position != Position.AGREES and not comments.exists():
        raise Refused(_("Write what your unit proposes, or agree."))


def same_key(comment: Comment) -> str:
    """The same for remarks on one clause that say the same, however they are spelt."""
    words = "\x1f".join(
        (comment.clause, comment.kind, bare(comment.text).casefold(), bare(comment.wording).casefold())
    )
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _put(comment: Comment, said: Said, content: Content) -> None:
    places = {clause.id: place for place, clause in enumerate(content, start=1)}
    if said.clause and said.clause not in places:
        raise Refused(_("The draft that was sent has no such clause."))
    if said.kind not in Remark.values:
        raise Refused(_("Say what your unit proposes for this clause."))
    text, wording = normalise(said.text).strip()[:_LONGEST], normalise(said.wording).strip()[:_LONGEST]
    if said.kind in (Remark.REWORD, Remark.ADD) and not wording:
        raise Refused(_("Write the wording that your unit proposes."))
    if said.kind in (Remark.REMARK, Remark.MOVE) and not text:
        raise Refused(_("Write the comment."))
    if said.kind == Remark.REMARK:
        wording = ""
    if not said.clause and said.kind in (Remark.REWORD, Remark.DELETE, Remark.MOVE):
        raise Refused(_("Choose the clause that this is about."))
    comment.clause, comment.clause_place = said.clause, places.get(said.clause, 0)
    comment.kind, comment.text, comment.wording = said.kind, text, wording
    comment.quote = normalise(said.quote).strip()[:2_000]
    comment.also = [one for one in comment.also if one != said.clause]
    comment.is_placed = True
    comment.same_key = same_key(comment)


def _locked_answer(answer: Answer) -> Answer:
    return Answer.objects.select_for_update(of=("self",), no_key=True).get(pk=answer.pk)


def _in_preparation(answer: Answer, actor: Officer) -> Answer:
    """The answer locked, with its duty and round; refused when it cannot be written any more."""
    rows = Answer.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("duty__unit", "consultation__version").get(pk=answer.pk)
    may_answer(actor, locked).require()
    return locked


def _content(answer: Answer) -> Content:
    return load(answer.consultation.version.content)


def _note(verb: Verb, comment: Comment, *, actor: Officer, at: datetime) -> None:
    """Enter an act on a comment; its words stay with the unit until the answer is sent."""
    after = {"clause": comment.clause, "kind": comment.kind, "comment": comment.code}
    _note_answer(verb, comment.answer, actor=actor, at=at, after=after)


def _note_answer(verb: Verb, answer: Answer, *, actor: Officer, at: datetime, after: Facts) -> None:
    acting_as = actor.capacity_at(unit_id=answer.duty.unit_id)
    record(verb, actor=actor.person, target=answer, at=at, after=after, acting_as=acting_as)
