"""The form of a regime gets a new version, for later periods only."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.reports.access import may_change_form
from giaoban.reports.forming import Definition, Fault, FaultKind, faults
from giaoban.reports.models import FormVersion, Period, Regime
from giaoban.reports.reads.shaping import words_of_fault
from giaoban.reports.vocabulary import PeriodState, Verb
from giaoban.ui import formats
from giaoban.units.reads import Officer


@transaction.atomic
def set_form(
    regime: Regime, definition: Definition, *, applies_from: date, actor: Officer, at: datetime
) -> FormVersion:
    """
    Give the form of `regime` a new version, for periods that begin on `applies_from` or later.

    Periods that were opened keep theirs. A slot that was ever given keeps its meaning. Raises `Refused`.
    """
    locked = Regime.objects.select_for_update(no_key=True).get(pk=regime.pk)
    may_change_form(actor, locked).require()
    earlier = list(FormVersion.objects.filter(regime=locked).order_by("number"))
    _check(definition, earlier)
    _check_day(locked, applies_from, earlier)
    content = definition.as_json()
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    made = FormVersion(
        regime=locked,
        number=len(earlier) + 1,
        applies_from=applies_from,
        content=content,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        made_at=at,
        made_by=actor.person,
    )
    if earlier and (earlier[-1].sha256, earlier[-1].applies_from) == (made.sha256, applies_from):
        raise Refused(_("Nothing in the form has changed."))
    made.save(force_insert=True)
    after = {"version": made.number, "applies_from": applies_from, "sha256": made.sha256}
    after |= {"indicators": len(definition.cells)}
    acting_as = actor.capacity_at(committee_id=locked.committee_id)
    record(Verb.FORM_CHANGED, actor=actor.person, target=made, at=at, after=after, acting_as=acting_as)
    return made


def _check(definition: Definition, earlier: list[FormVersion]) -> None:
    for fault in faults(definition):
        raise Refused(words_of_fault(fault))
    meant = {cell.slot: (cell.key, cell.decimals) for version in earlier for cell in version.definition.cells}
    for cell in definition.cells:
        if meant.get(cell.slot, (cell.key, cell.decimals)) != (cell.key, cell.decimals):
            raise Refused(words_of_fault(Fault(FaultKind.SLOT, cell.label)))


def _check_day(regime: Regime, applies_from: date, earlier: list[FormVersion]) -> None:
    opened = Period.objects.filter(regime=regime).exclude(state=PeriodState.PLANNED)
    last = opened.aggregate(last=Max("starts_on"))["last"] if earlier else None
    if last is not None and applies_from <= last:
        raise Refused(
            _("A period that began on %(day)s was opened already; a new version applies to later ones.")
            % {"day": formats.day(last)}
        )
    if earlier and applies_from < earlier[-1].applies_from:
        raise Refused(
            _("The version before applies from %(day)s; a new one applies no earlier.")
            % {"day": formats.day(earlier[-1].applies_from)}
        )
