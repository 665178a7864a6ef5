"""The next version of a form: changed step by step, proposed from a sheet, given up, put in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.foundation.verdict import Refused
from giaoban.reports.access import may_change_form
from giaoban.reports.actions.forms import set_form
from giaoban.reports.forming import CannotEdit, Definition, Numbering
from giaoban.reports.models import FormDraft, FormVersion, Regime
from giaoban.reports.reads.shaping import words_of_edit
from giaoban.units.reads import Officer

Change = Callable[[Definition, Numbering], Definition]


@transaction.atomic
def shape_form(
    regime: Regime, change: Change, *, stamp: int | None, actor: Officer, at: datetime
) -> FormDraft:
    """
    Change the next version of a form; the first change begins it with what is in force.

    `stamp` is that of the draft the change was made on, None for no draft. Raises `Refused`.
    """
    locked = _locked(regime)
    may_change_form(actor, locked).require()
    draft = FormDraft.objects.filter(regime=locked).first()
    if (draft.stamp if draft else None) != stamp:
        raise Refused(_("Somebody has changed the form meanwhile; look at it as it is now."))
    history = [version.definition for version in locked.versions.order_by("number")]
    now = draft.definition if draft else history[-1] if history else Definition()
    try:
        changed = change(now, Numbering(*history, now))
    except CannotEdit as error:
        raise Refused(words_of_edit(error)) from error
    return _keep(locked, draft, changed, actor=actor, at=at)


@transaction.atomic
def propose_form(regime: Regime, definition: Definition, *, actor: Officer, at: datetime) -> FormDraft:
    """Take `definition` (read from a sheet) as the next version, in place of what was being written."""
    locked = _locked(regime)
    may_change_form(actor, locked).require()
    draft = FormDraft.objects.filter(regime=locked).first()
    return _keep(locked, draft, definition, actor=actor, at=at)


def _keep(
    regime: Regime, draft: FormDraft | None, definition: Definition, *, actor: Officer, at: datetime
) -> FormDraft:
    content = definition.as_json()
    stamp = draft.stamp + 1 if draft else 1
    facts = {"content": content, "stamp": stamp, "changed_at": at, "changed_by": actor.person}
    return FormDraft.objects.update_or_create(regime=regime, defaults=facts)[0]


@transaction.atomic
def give_up_form(regime: Regime, *, actor: Officer, at: datetime) -> None:  # noqa: ARG001  # an act has a moment
    """Take away what was being written; versions that were put in force stay. Raises `Refused`."""
    locked = _locked(regime)
    may_change_form(actor, locked).require()
    FormDraft.objects.filter(regime=locked).delete()


@transaction.atomic
def issue_form(
    regime: Regime, *, stamp: int | None, applies_from: date, actor: Officer, at: datetime
) -> FormVersion:
    """Put what was being written in force for periods that begin on `applies_from` or later."""
    locked = _locked(regime)
    may_change_form(actor, locked).require()
    draft = FormDraft.objects.filter(regime=locked).first()
    if draft is None or draft.stamp != stamp:
        raise Refused(_("Somebody has changed the form meanwhile; look at it as it is now."))
    made = set_form(locked, draft.definition, applies_from=applies_from, actor=actor, at=at)
    draft.delete()
    return made


def _locked(regime: Regime) -> Regime:
    return Regime.objects.select_for_update(no_key=True).get(pk=regime.pk)
