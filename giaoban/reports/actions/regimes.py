"""Report regimes are set up and changed."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Facts, record
from giaoban.reports.access import may_set_up
from giaoban.reports.models import Regime
from giaoban.reports.reads.regimes import deadline_words
from giaoban.reports.vocabulary import CountsFrom, CutOff, Frequency, Verb, Way
from giaoban.units.models import Committee, Unit, UnitGroup
from giaoban.units.reads import Officer
from giaoban.units.vocabulary import UnitKind

_TEXTS: Final = ("name", "symbol", "content", "basis", "way_words", "outline", "guide")
_LIMIT_UNITS: Final = ("working_days", "days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """All that a regime states; the fields are those of `Regime`."""

    name: str
    content: str
    basis: str
    receiver: Unit
    within: Unit
    frequency: str
    since: date
    symbol: str = ""
    kinds: tuple[str, ...] = ()
    groups: tuple[UnitGroup, ...] = ()
    ways: tuple[str, ...] = (Way.HERE,)
    way_words: str = ""
    cut_off: str = CutOff.DECREE
    deadlines: tuple[dict[str, Any], ...] = field(
        default_factory=lambda: ({"kinds": [], "amount": 2, "unit": "working_days"},)
    )
    outline: str = ""
    guide: str = ""
    counts_from: str = CountsFrom.ACCEPTED
    opens_itself: bool = True
    until: date | None = None


@transaction.atomic
def make_regime(committee: Committee, *, said: Setup, actor: Officer, at: datetime) -> Regime:
    """Set up a report regime of a committee; its form and its periods follow. Raises `Refused`."""
    may_set_up(actor, committee.pk).require()
    _check(said)
    made = Regime(committee=committee, made_at=at, **_columns(said))
    made.save(force_insert=True)
    made.groups.set(said.groups)
    acting_as = actor.capacity_at(committee_id=committee.pk)
    record(Verb.REGIME_MADE, actor=actor.person, target=made, at=at, after=_facts(said), acting_as=acting_as)
    return made


@transaction.atomic
def change_regime(regime: Regime, *, said: Setup, actor: Officer, at: datetime) -> Regime:
    """
    Change what a regime states; periods that were planned or opened stay as they are. Raises `Refused`.

    Nothing is written when nothing changed.
    """
    locked = Regime.objects.select_for_update(no_key=True).get(pk=regime.pk)
    may_set_up(actor, locked.committee_id).require()
    _check(said)
    before, after = _facts(setup_of(locked)), _facts(said)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return locked
    for name, value in _columns(said).items():
        setattr(locked, name, value)
    locked.save()
    locked.groups.set(said.groups)
    record(
        Verb.REGIME_CHANGED,
        actor=actor.person,
        target=locked,
        at=at,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        acting_as=actor.capacity_at(committee_id=locked.committee_id),
    )
    return locked


def setup_of(regime: Regime) -> Setup:
    """What `regime` states now."""
    facts = {each.name: getattr(regime, each.name) for each in fields(Setup) if each.name != "groups"}
    for name in ("kinds", "ways", "deadlines"):
        facts[name] = tuple(facts[name])
    return Setup(**facts, groups=tuple(regime.groups.order_by("pk")))


def _columns(said: Setup) -> dict[str, Any]:
    columns = {each.name: getattr(said, each.name) for each in fields(Setup) if each.name != "groups"}
    for name in _TEXTS:
        columns[name] = normalise(columns[name]).strip()
    for name in ("kinds", "ways", "deadlines"):
        columns[name] = list(columns[name])
    return columns


def _facts(said: Setup) -> Facts:
    facts = _columns(said)
    facts |= {"receiver": said.receiver.name, "within": said.within.name}
    with translation.override(settings.LANGUAGE_CODE):  # kept words are in the language of the installation
        facts["deadlines"] = deadline_words(said.deadlines)
        facts["ways"] = [str(Way(way).label) for way in said.ways]
    return facts | {"groups": sorted(group.name for group in said.groups)}


def _check(said: Setup) -> None:
    for name, reason in (
        ("name", _("Give the regime a name.")),
        ("content", _("Say what is to be reported.")),
        ("basis", _("Say on what legal basis reports are asked.")),
    ):
        if not getattr(said, name).strip():
            raise Refused(reason)
    if not (said.kinds or said.groups) or set(said.kinds) - set(UnitKind.values):
        raise Refused(_("Choose the kinds or the groups of units that report."))
    if not said.ways or set(said.ways) - set(Way.values):
        raise Refused(_("Say how reports are sent."))
    if said.frequency not in Frequency.values or said.cut_off not in CutOff.values:
        raise Refused(_("Say how often reports are asked and when their data are closed."))
    if said.until is not None and said.until < said.since:
        raise Refused(_("The regime would end before it begins."))
    if not said.deadlines:
        raise Refused(_("Say until when reports are to be sent."))
    for rule in said.deadlines:
        _check_deadline(rule)


def _check_deadline(rule: dict[str, Any]) -> None:
    if set(rule["kinds"]) - set(UnitKind.values):
        raise Refused(_("Choose the kinds of units from the list."))
    if "day" in rule:
        if not 1 <= rule["day"] <= 31:
            raise Refused(_("A day of the month lies between 1 and 31."))
        return
    if rule.get("unit") not in _LIMIT_UNITS or not 1 <= rule["amount"] <= 366:
        raise Refused(
            _("At least one working day lies between cut-off and deadline (Decree 09/2019, article 8).")
        )
