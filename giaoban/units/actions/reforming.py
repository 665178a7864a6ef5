"""A reform recorded from a table as one act, and taken back as one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.search.actions import index_again
from giaoban.units import jobs
from giaoban.units.access import may_manage_units
from giaoban.units.actions import writing
from giaoban.units.actions.holdings import hand_over_many
from giaoban.units.actions.reorganising import require_basis
from giaoban.units.models import Alias, Post, Reform, Reorganisation, ReorganisationUnit, Spell, Unit
from giaoban.units.reads.holdings import held_by, standing_on
from giaoban.units.reads.lives import Lives
from giaoban.units.reads.officers import Officer
from giaoban.units.reads.reform_lives import apply_reform
from giaoban.units.reads.reforming import ReformPlan
from giaoban.units.vocabulary import AliasKind, ReorganisationKind, Side, Verb

OWN = (Unit, Spell, Alias, ReorganisationUnit)


@transaction.atomic
def record_reform(plan: ReformPlan, *, basis: str, actor: Officer | None, at: datetime) -> Reform:
    """
    Do what the plan says, all or nothing, with one journal entry.

    Raises `Refused` when the plan has errors or the units have changed since it was made.
    """
    if plan.errors:
        raise Refused(plan.errors[0].sentence)
    if not plan.acts:
        raise Refused(_("Nothing would change: that is how it is on this day already."))
    ending = [*(old for old, _group in plan.ending()), *plan.ended]
    units = Unit.objects.in_bulk([*ending, *(group.survivor for group in plan.groups if group.survivor)])
    above = Unit.objects.filter(pk__in={facts.parent_id for facts in map(plan.facts.get, units) if facts})
    may_manage_units(actor, [*units.values(), *above]).require()
    writing.lock_tree(*units.values(), at=at)
    _require_unchanged(plan)
    reform = Reform.objects.create(
        effective_on=plan.effective_on,
        basis=require_basis(basis)[:300],
        table=[row.as_json() for row in plan.rows],
        recorded_at=at,
    )
    events = _events(plan, reform, at=at)
    lives = Lives.whole()
    in_memory = apply_reform(plan, lives, {key: event.pk for key, event in events.items()})
    _require_free_codes(plan, lives)
    ids = writing.store(lives, at=at)
    heirs = {place: ids.get(unit_id, unit_id) for place, unit_id in in_memory.items()}
    _parts(plan, events, heirs)
    kept: dict[str, Any] = {
        "created": sorted(ids.values()),
        "held": bool(held_by([units[p] for p in ending])),
    }
    kept["names"] = _keep_names(plan, heirs)
    kept |= _hand_over(plan, events, heirs, units, actor=actor, at=at)
    reform.kept = kept
    reform.save(update_fields=["kept"])
    after = {**_counts(plan), "on": plan.effective_on, "basis": reform.basis}
    _record(Verb.REFORM_RECORDED, reform, actor, at, after=after)
    return reform


def _counts(plan: ReformPlan) -> dict[str, int]:
    return {
        "mergers": len(plan.mergers),
        "created": len(plan.created),
        "changed": len(plan.changed),
        "closed": len(plan.ended) + sum(1 for _each in plan.ending()),
        "moved": len(plan.moved),
    }


def _require_unchanged(plan: ReformPlan) -> None:
    """The units are still what they were when the plan was made."""
    before = Spell.objects.on(plan.effective_on - timedelta(days=1))
    columns = ("unit_id", "name", "kind", "parent_id", "official_code")
    now = {row[0]: tuple(row[1:]) for row in before.values_list(*columns)}
    planned = {
        unit_id: (facts.name, facts.kind, facts.parent_id, facts.official_code)
        for unit_id, facts in plan.facts.items()
    }
    if now != planned:
        raise Refused(_("The units have changed since the file was looked at. Look at it again."))


def _require_free_codes(plan: ReformPlan, lives: Lives) -> None:
    """No two units may have one administrative code on the day."""
    held: dict[str, str] = {}
    for unit_id in lives.ids():
        facts = lives.on(unit_id, plan.effective_on)
        if facts is None or not facts.official_code:
            continue
        if (other := held.setdefault(facts.official_code, facts.name)) is not facts.name:
            words = _("The code %(code)s belongs to “%(name)s”.")
            raise Refused(words % {"code": facts.official_code, "name": other})


def _events(plan: ReformPlan, reform: Reform, *, at: datetime) -> dict[tuple[str, int], Reorganisation]:
    """What happens, group by group: the merger or the change, the end of a level, the moves."""
    groups = plan.group_of()
    place_of = {id(group): place for place, group in enumerate(plan.groups)}
    wanted: dict[tuple[str, int], ReorganisationKind] = {}
    for place, group in enumerate(plan.groups):
        if group.is_merger:
            wanted["merge", place] = ReorganisationKind.MERGE
        elif group.changes:
            wanted["change", place] = ReorganisationKind.RENAME
    for unit_id in plan.ended:
        wanted["end", place_of[id(groups[unit_id])]] = ReorganisationKind.DISSOLVE
    for parent in plan.moved.values():
        wanted["move", place_of[id(groups[parent])]] = ReorganisationKind.MOVE
    made = {
        key: Reorganisation(
            kind=kind, effective_on=plan.effective_on, basis=reform.basis, recorded_at=at, reform=reform
        )
        for key, kind in wanted.items()
    }
    Reorganisation.objects.bulk_create(made.values(), batch_size=writing.BATCH)
    return made


def _parts(
    plan: ReformPlan, events: Mapping[tuple[str, int], Reorganisation], heirs: Mapping[int, int]
) -> None:
    groups = plan.group_of()
    place_of = {id(group): place for place, group in enumerate(plan.groups)}
    before: dict[tuple[str, int], list[int]] = {}
    after: dict[tuple[str, int], list[int]] = {}
    for place, group in enumerate(plan.groups):
        key = ("merge" if group.is_merger else "change", place)
        before[key], after[key] = group.olds, [heirs[place]]
    for unit_id in plan.ended:
        before.setdefault(("end", place_of[id(groups[unit_id])]), []).append(unit_id)
    for child, parent in plan.moved.items():
        key = ("move", place_of[id(groups[parent])])
        before.setdefault(key, []).append(child)
        after.setdefault(key, []).append(child)
    rows = [
        ReorganisationUnit(reorganisation=event, unit_id=unit_id, side=side)
        for key, event in events.items()
        for side, units in ((Side.BEFORE, before), (Side.AFTER, after))
        for unit_id in units.get(key, ())
    ]
    ReorganisationUnit.objects.bulk_create(rows, batch_size=writing.BATCH)


def _keep_names(plan: ReformPlan, heirs: Mapping[int, int]) -> list[int]:
    """Former names; answers the keys of those that were new."""
    newest = Alias.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    names = {
        heirs[place]: [plan.facts[old].name for old in group.olds]
        for place, group in enumerate(plan.groups)
        if group.is_merger or group.changes
    }
    writing.keep_names(names, AliasKind.FORMER)
    new = Alias.objects.filter(pk__gt=newest, unit__in=names)
    return sorted(new.values_list("pk", flat=True))


def _hand_over(
    plan: ReformPlan,
    events: Mapping[tuple[str, int], Reorganisation],
    heirs: Mapping[int, int],
    units: Mapping[int, Unit],
    *,
    actor: Officer | None,
    at: datetime,
) -> dict[str, Any]:
    """Posts and work go to the heirs; answers which posts ended, with their last days before, and began."""
    new = Unit.objects.in_bulk(set(heirs.values()))
    groups = plan.group_of()
    place_of = {id(group): place for place, group in enumerate(plan.groups)}
    handed: dict[tuple[str, int], list[Unit]] = {}
    for old, group in plan.ending():
        handed.setdefault(("merge", place_of[id(group)]), []).append(units[old])
    for unit_id in plan.ended:
        handed.setdefault(("end", place_of[id(groups[unit_id])]), []).append(units[unit_id])
    ended, begun = hand_over_many(
        [(events[key], ending, new[heirs[key[1]]]) for key, ending in handed.items()], actor=actor, at=at
    )
    last = {str(pk): until.isoformat() if until else None for pk, until in ended.items()}
    return {"ended_posts": last, "begun_posts": begun}


@transaction.atomic
def undo_reform(reform: Reform, *, why: str, actor: Officer | None, at: datetime) -> None:
    """
    Take a reform back as one: the units are again what they were, and it stays known that it was recorded.

    Raises `Refused` without a reason, when it was taken back already, or when something hangs on it: a later
    event of its units, work that passed to an heir, anything that names a unit it set up, what other rooms
    built on the new tree.
    """
    if not why.strip():
        raise Refused(_("Say why it is taken back."))
    writing.lock_tree(at=at)
    reform = Reform.objects.select_for_update(no_key=True).get(pk=reform.pk)
    if reform.undone_at is not None:
        raise Refused(_("This reform has been taken back already."))
    events = reform.events.all()
    touched = set(Spell.objects.filter(opened_by__in=events).values_list("unit_id", flat=True))
    touched |= set(
        ReorganisationUnit.objects.filter(reorganisation__in=events).values_list("unit_id", flat=True)
    )
    may_manage_units(
        actor, Unit.objects.filter(reorganisations__reorganisation__in=events).distinct()
    ).require()
    _require_nothing_hangs(reform, touched, at=at)
    _restore(reform)
    created = reform.kept["created"]
    jobs.refresh(touched - set(created), on=timezone.localdate(at))
    Unit.objects.filter(pk__in=created).update(parent=None)  # a new one may stand below another
    Unit.objects.filter(pk__in=created).delete()
    index_again("unit", created, at=at)
    reform.undone_at, reform.undone_why = at, why.strip()
    reform.save(update_fields=["undone_at", "undone_why"])
    before = {"on": reform.effective_on, "basis": reform.basis}
    _record(Verb.REFORM_UNDONE, reform, actor, at, before=before, after={"reason": reform.undone_why})


def _require_nothing_hangs(reform: Reform, touched: set[int], *, at: datetime) -> None:
    parts = ReorganisationUnit.objects.filter(
        reorganisation__reform__isnull=True, reorganisation__effective_on__gte=reform.effective_on
    ) | ReorganisationUnit.objects.filter(
        reorganisation__reform__pk__gt=reform.pk,
        reorganisation__effective_on__gte=reform.effective_on,
    )
    later = {unit_id for unit_id in parts.values_list("unit_id", flat=True) if unit_id in touched}
    if later:
        name = Unit.objects.get(pk=min(later)).name
        words = _("“%(unit)s” has been reorganised again since; take that back first.")
        raise Refused(words % {"unit": name})
    if reform.kept["held"] and reform.effective_on <= timezone.localdate(at):
        raise Refused(_("Work has passed to the units that took over; it cannot be taken back any more."))
    if standing := standing_on(reform.effective_on, reform.recorded_at):
        raise Refused(" ".join(standing))
    others = Spell.objects.filter(parent__in=reform.kept["created"]).exclude(opened_by__reform=reform)
    if (other := others.select_related("parent").first()) is not None and other.parent is not None:
        words = _("“%(unit)s” stands below “%(above)s”; move it first.")
        raise Refused(words % {"unit": other.name, "above": other.parent.name})
    for pk in reform.kept["created"]:
        if (named := _named_by(Unit.objects.get(pk=pk), besides=reform)) is not None:
            words = _(
                "“%(unit)s” is named by something already (%(what)s); it cannot be taken back any more."
            )
            name = Unit.objects.get(pk=pk).name
            raise Refused(words % {"unit": name, "what": named._meta.verbose_name})


def _named_by(unit: Unit, *, besides: Reform) -> type[models.Model] | None:
    """A kind of rows that points to the unit, besides the tree's own and the posts that the reform gave."""
    for model in apps.get_models():
        if model in OWN or model in (Reorganisation, Reform):
            continue
        for column in model._meta.get_fields():
            if not isinstance(column, models.ForeignKey) or column.related_model is not Unit:
                continue
            rows = model._default_manager.filter(**{column.name: unit})
            if model is Post:
                rows = rows.exclude(pk__in=besides.kept["begun_posts"])
            if rows.exists():
                return model
    return None


def _restore(reform: Reform) -> None:
    """Spells, names and posts as they were; the events go, what is told of them stays in the journal."""
    day, last = reform.effective_on, reform.effective_on - timedelta(days=1)
    events = Reorganisation.objects.filter(reform=reform)
    kept = reform.kept
    Post.objects.filter(pk__in=kept["begun_posts"]).delete()
    for pk, until in kept["ended_posts"].items():
        Post.objects.filter(pk=pk).update(until=date.fromisoformat(until) if until else None)
    Alias.objects.filter(pk__in=kept["names"]).delete()
    new = Spell.objects.filter(opened_by__in=events, valid_from=day)
    for until in set(new.values_list("valid_to", flat=True).distinct()):
        ends = {"valid_to__isnull": True} if until is None else {"valid_to": until}
        again = list(new.filter(**ends).values_list("unit_id", flat=True))
        _reach(again, last, until)
    ended = ReorganisationUnit.objects.filter(
        reorganisation__in=events,
        side=Side.BEFORE,
        reorganisation__kind__in=[ReorganisationKind.MERGE, ReorganisationKind.DISSOLVE],
    )
    new.delete()
    gone = set(ended.values_list("unit_id", flat=True))
    _reach(
        list(gone - set(Spell.objects.on(day).filter(unit__in=gone).values_list("unit_id", flat=True))),
        last,
        None,
    )
    ReorganisationUnit.objects.filter(reorganisation__in=events).delete()
    Alias.objects.filter(unit__in=kept["created"]).delete()
    events.delete()


def _reach(units: list[int], last: date, until: date | None) -> None:
    """Spells of the units that end with `last` reach to `until` again."""
    for start in range(0, len(units), writing.BATCH):
        part = units[start : start + writing.BATCH]
        Spell.objects.filter(unit__in=part, valid_to=last).update(valid_to=until)


def _record(verb: Verb, reform: Reform, actor: Officer | None, at: datetime, **facts: dict[str, Any]) -> None:
    record(
        verb,
        actor=actor.person if actor else None,
        target=reform,
        at=at,
        acting_as=actor.capacity if actor else "",
        **facts,
    )
