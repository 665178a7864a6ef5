"""Every change of a draft: begun, written, brought in, its head, frozen, ready, withdrawn."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Final, Self

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from giaoban.documents.access import (
    may_draft,
    may_find_ready,
    may_freeze,
    may_reopen,
    may_withdraw,
    may_write,
)
from giaoban.documents.drafting.aligning import Fate, align, carry
from giaoban.documents.drafting.content import Content, dump, fingerprint, load
from giaoban.documents.drafting.merging import Conflict, merge
from giaoban.documents.models import Draft, DraftVersion
from giaoban.documents.models.draft import longest
from giaoban.documents.vocabulary import Authority, DocumentType, DraftState, PaperForm, Verb
from giaoban.foundation.text import normalise, search_key
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Facts, record
from giaoban.units.models import Committee, Seat
from giaoban.units.reads import Officer

_MOST_LINES: Final = 60
_LONGEST_LINE: Final = 500
_LOSS_PERCENT: Final = 25  # of the clauses gone in one save: what stood before is kept as a version
_LOSS_CLAUSES: Final = 5
_CHOICES: Final = (
    ("type", DocumentType, DocumentType.OTHER),
    ("form", PaperForm, PaperForm.STATE),
    ("authority", Authority, Authority.HEAD),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHead:
    """The head of a draft by the names of its columns; lists are one line each item."""

    subject: str
    type: str = DocumentType.OTHER
    form: str = PaperForm.STATE
    symbol: str = ""
    superior: str = ""
    issuer: str = ""
    issuer_in_text: str = ""
    place: str = ""
    bases: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = ""
    authority: str = Authority.HEAD
    collective: str = ""
    offices: tuple[str, ...] = ()
    signer: str = ""
    own_office: tuple[str, ...] = ()

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """The head that `draft` has now."""
        told: dict[str, Any] = {each.name: getattr(draft, each.name) for each in fields(cls)}
        settled: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in told.items()}
        return cls(**settled)


@dataclass(frozen=True, slots=True)
class Saved:
    """
    What became of a save: the text as it stands now, or, with `conflicts`, as it would (nothing was written).

    `took_theirs` is true when edits of somebody else were brought together with it.
    """

    draft: Draft
    content: Content
    conflicts: tuple[Conflict, ...] = ()
    took_theirs: bool = False


@transaction.atomic
def begin_draft(
    *,
    committee: Committee,
    head: DraftHead,
    content: Content = (),
    actor: Officer,
    at: datetime,
    source: str = "",
    seat: Seat | None = None,
) -> Draft:
    """
    Begin a draft of `committee`; `source` names the file that its text came from, "" for none.

    Raises `Refused`.
    """
    may_draft(actor, committee).require()
    draft = Draft(
        committee=committee,
        content=dump(content),
        seat=seat,
        created_at=at,
        created_by=actor.person,
        changed_at=at,
        changed_by=actor.person,
        **_columns(head),
    )
    draft.save(force_insert=True)
    after = {"head": asdict(head), "clauses": len(content), "source": source, "sha256": _fingerprint(draft)}
    _note(Verb.DRAFT_BEGUN, draft, actor=actor, at=at, after=after)
    return draft


@transaction.atomic
def save_text(draft: Draft, *, content: Content, base: Content, actor: Officer, at: datetime) -> Saved:
    """
    Save the text of a draft; `base` is the text that its author began from.

    What others saved meanwhile is brought together with it, clause by clause and word by word. Where both
    changed the same words nothing is written, and the conflicts are given back. Raises `Refused`.
    """
    locked = _locked(draft)
    may_write(actor, locked).require()
    stands = load(locked.content)
    found = merge(base, carry(base, content, keeps_ids=True), stands)
    if found.conflicts or found.content == stands:
        return Saved(locked, found.content, found.conflicts, found.took_theirs)
    _keep_before_a_loss(locked, stands, found.content, actor=actor, at=at)
    _put_text(locked, found.content, verb=Verb.DRAFT_SAVED, actor=actor, at=at)
    return Saved(locked, found.content, (), found.took_theirs)


@transaction.atomic
def bring_text_in(
    draft: Draft, *, content: Content, source: str, sha256: str, actor: Officer, at: datetime
) -> Draft:
    """
    Replace the text of a draft by one that came from the file `source`; clauses keep their ids.

    What stood before is kept as a version. Raises `Refused`.
    """
    locked = _locked(draft)
    may_write(actor, locked).require()
    if not content:
        raise Refused(_("The file has no text below its head; nothing was changed."))
    stands = load(locked.content)
    carried = carry(stands, content)
    if carried == stands:
        return locked
    if stands:
        _frozen(locked, note=_("Before %(file)s was brought in") % {"file": source}, actor=actor, at=at)
    facts = {"source": source, "file_sha256": sha256}
    _put_text(locked, carried, verb=Verb.DRAFT_IMPORTED, actor=actor, at=at, facts=facts)
    return locked


@transaction.atomic
def change_head(
    draft: Draft,
    *,
    head: DraftHead,
    version: int,
    actor: Officer,
    at: datetime,
    seat: Seat | None = None,
) -> Draft:
    """
    Change the head of a draft; `version` is the one that the author saw.

    Nothing is written when nothing differs. Raises `Refused`, also when somebody else changed it meanwhile.
    """
    locked = _locked(draft)
    may_write(actor, locked).require()
    new = {**_columns(head), "seat": seat}
    changed = {name: value for name, value in new.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    if locked.version != version:
        raise Refused(_("Somebody else changed this draft meanwhile. Open it again and change it there."))
    before = {name: _fact(getattr(locked, name)) for name in changed if name != "search_key"}
    _save(locked, changed, actor=actor, at=at)
    after = {name: _fact(value) for name, value in changed.items() if name != "search_key"}
    _note(Verb.DRAFT_HEADED, locked, actor=actor, at=at, before=before, after=after)
    return locked


@transaction.atomic
def freeze(draft: Draft, *, note: str = "", actor: Officer, at: datetime) -> tuple[DraftVersion, bool]:
    """
    Freeze the draft as it stands as its next version.

    Returns the version and whether it is new: when nothing changed since the last one, that one is given
    back. Raises `Refused`.
    """
    locked = _locked(draft)
    may_freeze(actor, locked).require()
    return _frozen(locked, note=note, actor=actor, at=at)


@transaction.atomic
def find_ready(draft: Draft, *, actor: Officer, at: datetime) -> Draft:
    """Find a draft ready to be signed; it is frozen as a version and cannot be changed. Raises `Refused`."""
    locked = _locked(draft)
    may_find_ready(actor, locked).require()
    version, _new = _frozen(locked, note="", actor=actor, at=at)
    _save(locked, {"state": DraftState.READY}, actor=actor, at=at)
    after = {"state": DraftState.READY, "version": version.number, "sha256": version.sha256}
    _note(Verb.DRAFT_READY, locked, actor=actor, at=at, before={"state": DraftState.WRITING}, after=after)
    return locked


@transaction.atomic
def reopen(draft: Draft, *, actor: Officer, at: datetime) -> Draft:
    """Take a draft that was found ready back to writing. Raises `Refused`."""
    locked = _locked(draft)
    may_reopen(actor, locked).require()
    before = {"state": locked.state}
    _save(locked, {"state": DraftState.WRITING}, actor=actor, at=at)
    _note(Verb.DRAFT_REOPENED, locked, actor=actor, at=at, before=before, after={"state": locked.state})
    return locked


@transaction.atomic
def withdraw(draft: Draft, *, reason: str, actor: Officer, at: datetime) -> Draft:
    """Withdraw a draft, with a reason; its text and versions stay. Raises `Refused`."""
    locked = _locked(draft)
    may_withdraw(actor, locked).require()
    words = normalise(reason).strip()[:2000]
    if not words:
        raise Refused(_("Say why the draft is withdrawn."))
    before = {"state": locked.state}
    _save(locked, {"state": DraftState.WITHDRAWN, "withdrawn_reason": words}, actor=actor, at=at)
    after = {"state": locked.state, "reason": words}
    _note(Verb.DRAFT_WITHDRAWN, locked, actor=actor, at=at, before=before, after=after)
    return locked


def _locked(draft: Draft) -> Draft:
    rows = Draft.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("committee").get(pk=draft.pk)


def _columns(head: DraftHead) -> dict[str, Any]:
    """The columns of a head: trimmed and cut to their length. Raises `Refused` without a subject."""
    told: dict[str, Any] = {}
    for name, value in asdict(head).items():
        if isinstance(value, tuple | list):
            lines = [" ".join(normalise(str(line)).split())[:_LONGEST_LINE] for line in value]
            told[name] = [line for line in lines if line][:_MOST_LINES]
        else:
            told[name] = " ".join(normalise(str(value)).split())[: longest(name)]
    if not told["subject"]:
        raise Refused(_("Say what the paper is about."))
    for name, choices, usual in _CHOICES:
        if told[name] not in choices.values:
            told[name] = usual
    words = " ".join(told[name] for name in ("type", "symbol", "subject", "issuer"))
    told["search_key"] = search_key(words)[:700]
    return told


def _put_text(
    draft: Draft, content: Content, *, verb: Verb, actor: Officer, at: datetime, facts: Facts | None = None
) -> None:
    before = {"sha256": _fingerprint(draft), "clauses": len(draft.content)}
    alignment = align(load(draft.content), content)
    told: dict[str, int] = {}
    for outcome in alignment.outcomes.values():
        told[outcome.fate] = told.get(outcome.fate, 0) + (outcome.fate != Fate.SAME)
    _save(draft, {"content": dump(content)}, actor=actor, at=at)
    after = {
        "sha256": _fingerprint(draft),
        "clauses": len(content),
        "added": len(alignment.added),
        **{fate: count for fate, count in told.items() if count},
        **(facts or {}),
    }
    _note(verb, draft, actor=actor, at=at, before=before, after=after)


def _keep_before_a_loss(draft: Draft, stands: Content, new: Content, *, actor: Officer, at: datetime) -> None:
    """A save that takes much of the text away leaves what stood before as a version."""
    kept = {clause.id for clause in new}
    gone = sum(clause.id not in kept for clause in stands)
    if gone >= _LOSS_CLAUSES and 100 * gone > _LOSS_PERCENT * len(stands):
        _frozen(draft, note=_("Before a save that took much of the text away"), actor=actor, at=at)


def _frozen(draft: Draft, *, note: str, actor: Officer, at: datetime) -> tuple[DraftVersion, bool]:
    sha256 = _fingerprint(draft)
    last = DraftVersion.objects.filter(draft=draft).order_by("-number").first()
    if last is not None and last.sha256 == sha256:
        return last, False
    highest = DraftVersion.objects.filter(draft=draft).aggregate(top=Max("number"))["top"] or 0
    version = DraftVersion(
        draft=draft,
        number=highest + 1,
        head=_head_facts(draft),
        content=draft.content,
        sha256=sha256,
        note=" ".join(normalise(note).split())[:300],
        frozen_at=at,
        frozen_by=actor.person,
    )
    version.save(force_insert=True)
    after = {"version": version.number, "sha256": sha256, "note": version.note}
    _note(Verb.DRAFT_FROZEN, draft, actor=actor, at=at, after=after)
    return version, True


def _fingerprint(draft: Draft) -> str:
    return fingerprint(_head_facts(draft), load(draft.content))


def _head_facts(draft: Draft) -> dict[str, Any]:
    return {each.name: getattr(draft, each.name) for each in fields(DraftHead)}


def _fact(value: Any) -> Any:
    return str(value) if isinstance(value, Seat) else value


def _save(draft: Draft, changed: dict[str, Any], *, actor: Officer, at: datetime) -> None:
    told = {**changed, "version": draft.version + 1, "changed_at": at, "changed_by": actor.person}
    for name, value in told.items():
        setattr(draft, name, value)
    draft.save(update_fields=list(told))


def _note(
    verb: Verb,
    draft: Draft,
    *,
    actor: Officer,
    at: datetime,
    before: Facts | None = None,
    after: Facts | None = None,
) -> None:
    acting_as = actor.capacity_at(committee_id=draft.committee_id)
    record(verb, actor=actor.person, target=draft, at=at, before=before, after=after, acting_as=acting_as)
