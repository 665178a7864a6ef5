"""Figures are frozen, words edited, files asked for, templates kept, drafts begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.documents.actions import DraftHead, begin_draft
from giaoban.documents.models import Draft
from giaoban.files.actions import Kept, store
from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.outbox.actions import enqueue
from giaoban.reports.access.consolidating import (
    may_consolidate,
    may_draft_from,
    may_edit_consolidated,
    may_keep_template,
    may_retire_template,
)
from giaoban.reports.models import Consolidation, MadeFile, Period, Regime, Snapshot, Template, Total
from giaoban.reports.reads.consolidating.facts import Written
from giaoban.reports.reads.consolidating.gathering import Scope, frozen, gather, periods_between, span_name
from giaoban.reports.reads.consolidating.paper import drafted
from giaoban.reports.reads.consolidating.versions import newest
from giaoban.reports.reads.consolidating.wording import proposed_words
from giaoban.reports.vocabulary import WAS_OPENED, FileKind, PeriodKind, SnapshotKind, Verb
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import Officer

MOST_WORDS: Final = 200_000
"""Characters in one part of a consolidated report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a consolidated report is asked to cover; `owner` None: it is the committee's."""

    regime: Regime
    unit: Unit
    first: Period
    last: Period
    kind: SnapshotKind = SnapshotKind.PERIOD
    owner: Unit | None = None


def take_snapshot(wanted: Wanted, *, actor: Officer, at: datetime) -> Snapshot:
    """
    Freeze the figures of `wanted`, and begin its words.

    The words that were edited last for the same report are taken over; else they are proposed by the program.
    Figures are read before the transaction, in which nobody has to wait for them. Raises `Refused`.
    """
    may_consolidate(actor, wanted.regime, wanted.owner).require()
    _require_span(wanted)
    scope = Scope(wanted.regime, wanted.unit, wanted.owner, wanted.kind, wanted.first, wanted.last)
    content = gather(scope, at=at)
    packed, sha256 = frozen(content)
    snapshot = Snapshot(
        regime=wanted.regime,
        unit=wanted.unit,
        owner=wanted.owner,
        kind=wanted.kind,
        first=wanted.first,
        last=wanted.last,
        name=span_name(wanted.first, wanted.last),
        packed=packed,
        sha256=sha256,
        made_at=at,
        made_by=actor.person,
    )
    return _kept(snapshot, proposed_words(content), actor=actor, at=at)


@transaction.atomic
def _kept(snapshot: Snapshot, proposed: dict[str, str], *, actor: Officer, at: datetime) -> Snapshot:
    earlier = _words_before(snapshot)
    snapshot.save(force_insert=True)
    Consolidation.objects.create(
        snapshot=snapshot, number=1, words=proposed | earlier, made_at=at, made_by=actor.person
    )
    after = {
        "unit": snapshot.unit.name,
        "period": snapshot.name,
        "kind": snapshot.kind,
        "sha256": snapshot.sha256,
        "words_taken_over": bool(earlier),
    }
    _note(Verb.SNAPSHOT_TAKEN, snapshot, snapshot, actor=actor, at=at, after=after)
    return snapshot


def _words_before(snapshot: Snapshot) -> dict[str, str]:
    """The parts that were edited by hand in the newest earlier snapshot of the same report."""
    same = Snapshot.objects.filter(
        regime=snapshot.regime,
        unit=snapshot.unit,
        owner=snapshot.owner,
        kind=snapshot.kind,
        first=snapshot.first,
        last=snapshot.last,
    )
    before = same.order_by("-made_at", "-pk").first()
    if before is None:
        return {}
    versions = before.versions.order_by("number")
    first, last = versions.first(), versions.last()
    if first is None or last is None:
        return {}
    return {key: text for key, text in last.words.items() if text != first.words.get(key)}


def _require_span(wanted: Wanted) -> None:
    first, last = wanted.first, wanted.last
    if {first.regime_id, last.regime_id} != {wanted.regime.pk} or first.kind != last.kind:
        raise Refused(_("Both periods have to be of this regime and of one kind."))
    if first.kind == PeriodKind.PLAN or {first.state, last.state} - set(WAS_OPENED):
        raise Refused(_("Only periods that were opened have figures."))
    if first.ends_on > last.ends_on or not periods_between(first, last):
        raise Refused(_("The first period lies after the last one."))
    if wanted.kind == SnapshotKind.PERIOD and first.pk != last.pk:
        raise Refused(_("A report of one period covers one period; choose a review for several."))
    if not Total.objects.filter(period=last, unit=wanted.unit).exists():
        raise Refused(_("No unit below this one reported in this period."))


@transaction.atomic
def save_words(
    snapshot: Snapshot, *, words: Mapping[str, str], number: int, actor: Officer, at: datetime
) -> Consolidation:
    """
    Keep edited words as a new version; `number` is the version that their author saw.

    Parts that `words` does not name stay. Where nothing differs the version that stands is given back. Raises
    `Refused`, also when somebody else kept another version meanwhile.
    """
    locked = Snapshot.objects.select_for_update(of=("self",), no_key=True).get(pk=snapshot.pk)
    may_edit_consolidated(actor, snapshot).require()
    stands = newest(locked)
    new = {key: normalise(text).replace("\r\n", "\n").strip() for key, text in words.items()}
    if any(len(text) > MOST_WORDS for text in new.values()):
        raise Refused(_("Each part holds at most %(number)s characters.") % {"number": MOST_WORDS})
    changed = {key: text for key, text in new.items() if stands.words.get(key, "") != text}
    if not changed:
        return stands
    if stands.number != number:
        raise Refused(_("Somebody else changed these words meanwhile. Open them again and add yours."))
    made = Consolidation.objects.create(
        snapshot=locked,
        number=stands.number + 1,
        words=stands.words | changed,
        made_at=at,
        made_by=actor.person,
    )
    before = {"edited_words": "\n\n".join(stands.words.get(key, "") for key in changed)}
    after = {"edited_words": "\n\n".join(changed.values()), "version": made.number}
    _note(Verb.WORDS_SAVED, snapshot, snapshot, actor=actor, at=at, before=before, after=after)
    return made


@transaction.atomic
def ask_for_file(
    version: Consolidation, *, kind: FileKind, template: Template | None = None, actor: Officer, at: datetime
) -> MadeFile:
    """
    Have a Word file or PDF of a version made by the worker; asked for again, the same is given back.

    A file that could not be made is tried again. Raises `Refused`.
    """
    snapshot = version.snapshot
    may_edit_consolidated(actor, snapshot).require()
    _require_usable(template, snapshot)
    locked = Snapshot.objects.select_for_update(of=("self",), no_key=True).get(pk=snapshot.pk)
    found = MadeFile.objects.filter(consolidation=version, kind=kind, template=template).first()
    if found is not None and not found.failed:
        return found
    if found is None:
        found = MadeFile(consolidation=version, kind=kind, template=template)
    found.percent, found.failed, found.asked_at, found.asked_by = 0, "", at, actor.person
    found.save()
    enqueue("consolidated-file", key=None, payload={"made": found.pk}, at=at)
    after = {"kind": kind, "version": version.number, "template": template.name if template else ""}
    _note(Verb.FILE_ASKED, locked, snapshot, actor=actor, at=at, after=after)
    return found


def _require_usable(template: Template | None, snapshot: Snapshot) -> None:
    if template is None:
        return
    usable = Template.objects.usable(committee_id=snapshot.regime.committee_id, owner_id=snapshot.owner_id)
    if not usable.filter(pk=template.pk).exists():
        raise Refused(_("This template is not in use for this report."))


@transaction.atomic
def draft_from(version: Consolidation, *, actor: Officer, at: datetime) -> Draft:
    """
    Begin a draft (báo cáo) of the committee with the head, text, tables and annexes of a version.

    From there it is commented on, numbered and issued like any paper. Asked for again, the same draft is
    given back. Raises `Refused`.
    """
    snapshot = version.snapshot
    may_draft_from(actor, snapshot).require()
    locked = Consolidation.objects.select_for_update(of=("self",), no_key=True).get(pk=version.pk)
    if locked.draft is not None:
        return locked.draft
    head, content = drafted(Written.of(version))
    draft = begin_draft(
        committee=snapshot.regime.committee,
        head=DraftHead(**head),
        content=content,
        actor=actor,
        at=at,
        source=snapshot.code,
    )
    locked.draft = draft
    locked.save(update_fields=["draft"])
    after = {"draft": draft.code, "version": locked.number}
    _note(Verb.CONSOLIDATED_DRAFTED, snapshot, snapshot, actor=actor, at=at, after=after)
    return draft


@transaction.atomic
def keep_template(
    committee: Committee, *, owner: Unit | None, name: str, file: Kept, actor: Officer, at: datetime
) -> Template:
    """Keep a Word template that was checked by `templating.check`. Raises `Refused`."""
    may_keep_template(actor, committee.pk, owner).require()
    title = normalise(name).strip()
    if not title:
        raise Refused(_("Give the template a name."))
    template = Template.objects.create(
        committee=committee,
        owner=owner,
        name=title[:120],
        file=store(file, at=at),
        made_at=at,
        made_by=actor.person,
    )
    after = {
        "name": template.name,
        "file": file.name,
        "sha256": file.sha256,
        "of": owner.name if owner else "",
    }
    acting = _acting(actor, committee, owner)
    record(Verb.TEMPLATE_KEPT, actor=actor.person, target=template, at=at, after=after, acting_as=acting)
    return template


@transaction.atomic
def retire_template(template: Template, *, actor: Officer, at: datetime) -> Template:
    """Take a template out of use. Raises `Refused`."""
    locked = (
        Template.objects.select_for_update(of=("self",), no_key=True)
        .select_related("committee", "owner")
        .get(pk=template.pk)
    )
    may_retire_template(actor, locked).require()
    locked.retired_at = at
    locked.save(update_fields=["retired_at"])
    acting = _acting(actor, locked.committee, locked.owner)
    record(
        Verb.TEMPLATE_RETIRED,
        actor=actor.person,
        target=locked,
        at=at,
        before={"retired_at": None},
        after={"retired_at": at},
        acting_as=acting,
    )
    return locked


def _acting(actor: Officer, committee: Committee, owner: Unit | None) -> str:
    standing = committee.standing_unit_id if committee.pk in actor.standing_for else None
    return actor.capacity_at(unit_id=owner.pk if owner else standing, committee_id=committee.pk)


def _note(verb: Verb, target: Snapshot, of: Snapshot, *, actor: Officer, at: datetime, **facts: Any) -> None:
    """An entry on a snapshot; `of` is the same, loaded with its regime's committee and its owner."""
    acting = _acting(actor, of.regime.committee, of.owner)
    record(verb, actor=actor.person, target=target, at=at, acting_as=acting, **facts)
