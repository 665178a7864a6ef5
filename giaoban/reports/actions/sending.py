"""A unit sends its report, takes it back, corrects it after it was accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.duties.actions import hand_in, withdraw
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import ProductKind
from giaoban.foundation.prepared import Prepared, insert, update
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Facts, record
from giaoban.reports.access import may_restate, may_send, may_withdraw_report
from giaoban.reports.actions.counting import count, definition_of, form_of
from giaoban.reports.figures import LARGEST, Figures, empty, known, pack
from giaoban.reports.forming import Definition, SectionKind
from giaoban.reports.models import Report, ReportFile, Revision
from giaoban.reports.vocabulary import CountsFrom, ReportState, RevisionState, Verb
from giaoban.units.reads import Officer


@transaction.atomic
def send(
    report: Report,
    *,
    figures: Figures,
    actor: Officer,
    at: datetime,
    words: Mapping[str, str] | None = None,
    explained: Mapping[str, str] | None = None,
    is_nil: bool = False,
    restates: str = "",
) -> Revision:
    """
    Send a report, or with `restates` (why) the correction of an accepted one; its files go with it.

    `figures` is a row by the slots of the period's form, `words` the texts by item, `explained` the words on
    single figures by slot. `is_nil`: the unit has nothing to report; then it gives no figures. A report is
    received by sending it. Where figures count as soon as they are submitted, all totals above hold them from
    here on. Raises `Refused`.
    """
    return send_locked(
        locked_report(report),
        figures=figures,
        actor=actor,
        at=at,
        words=words or {},
        explained=explained or {},
        is_nil=is_nil,
        restates=restates,
    )


def send_locked(
    locked: Report,
    *,
    figures: Figures,
    actor: Officer,
    at: datetime,
    words: Mapping[str, str],
    explained: Mapping[str, str],
    is_nil: bool = False,
    restates: str = "",
) -> Revision:
    """`send` of a report that `locked_report` gave, in its transaction."""
    (may_restate if restates else may_send)(actor, locked).require()
    definition = definition_of(locked.period)
    row = _row(definition, figures, is_nil=is_nil)
    revision = Revision(
        report=locked,
        number=locked.latest.number + 1 if locked.latest else 1,
        form=form_of(locked.period),
        figures=pack(row),
        words=dict(words),
        explained={str(slot): text for slot, text in explained.items()},
        is_nil=is_nil,
        restates=restates,
        made_at=at,
        made_by=actor.person,
    )
    insert(revision)
    if any(section.kind == SectionKind.FILES for section in definition.sections):
        ReportFile.objects.filter(report=locked, revision=None).update(revision=revision)
    if locked.period.regime.counts_from == CountsFrom.SUBMITTED:
        count(locked, revision)
    locked.latest, locked.is_nil = revision, is_nil
    if not restates:
        locked.state = ReportState.SUBMITTED
        locked.sent_on = locked.sent_on or timezone.localdate(at)
    save(locked)
    if not restates:
        _hand_in(locked, actor, at)
    note(Verb.RESTATED if restates else Verb.SENT, locked, revision, actor=actor, at=at)
    return revision


def _hand_in(report: Report, actor: Officer, at: datetime) -> None:
    words = _("Nothing to report") if report.is_nil else ""
    number = report.latest.number if report.latest else 1
    facts: dict[str, Any] = {"actor": actor, "at": at, "product_kind": ProductKind.REPORT, "words": words}
    hand_in(duty_of(report), number=number, **facts)


def _row(definition: Definition, figures: Figures, *, is_nil: bool) -> Figures:
    """The row as it is kept, as wide as the form. Raises `Refused`."""
    row = empty(definition.width)
    if is_nil:
        return row
    if len(figures) > len(row) and known(figures[len(row) :]).any():
        raise Refused(_("The report holds a figure that its form does not ask for."))
    row[: min(len(row), len(figures))] = figures[: len(row)]
    given = row[known(row)]
    if len(given) and max(int(given.max()), -int(given.min())) > LARGEST:
        raise Refused(_("A figure of the report is too large."))
    return row


@transaction.atomic
def withdraw_report(report: Report, *, actor: Officer, at: datetime) -> Report:
    """
    Take back what was sent last, while nobody has decided on it; the report stands as before.

    Its figures leave the totals if they were in them. Raises `Refused`.
    """
    locked = locked_report(report)
    may_withdraw_report(actor, locked).require()
    revision = pending_of(locked)
    if locked.counted == revision:
        count(locked, standing_before(locked))
    settle(revision, RevisionState.WITHDRAWN, actor=actor, at=at)
    if not revision.restates:
        duty = duty_of(locked)
        locked.sent_on = _first_sent(locked)
        back = locked.revisions.filter(state=RevisionState.RETURNED, restates="").exists()
        locked.state = ReportState.RETURNED if back else ReportState.WAITING
        save(locked)
        withdraw(duty.pk, actor=actor, at=at, by_its_room=True)
    else:
        save(locked)
    note(Verb.WITHDRAWN, locked, revision, actor=actor, at=at)
    return locked


def _first_sent(report: Report) -> date | None:
    """The day of the first sending that was not taken back."""
    kept = report.revisions.filter(restates="").exclude(state=RevisionState.WITHDRAWN).order_by("number")
    first = kept.values_list("made_at", flat=True).first()
    return timezone.localdate(first) if first else None


def lock_rows(keys: Iterable[int]) -> None:
    """
    Lock reports, in order, and read nothing else with them.

    A statement that has waited for a row sees its newest columns, but joins what it saw before it waited: a
    sending that was made meanwhile would not be there.
    """
    if connection.features.has_select_for_update:  # else the transaction itself holds all rows
        rows = Report.objects.select_for_update(no_key=True).order_by("pk")
        list(rows.filter(pk__in=keys).values_list("pk", flat=True))


def locked_report(report: Report) -> Report:
    """The report with all that its life looks at, its row and that of its work locked, in this order."""
    if connection.features.has_select_for_update:
        _row_of(pk=report.pk)  # read again below, as `lock_rows` says
    found = _report.get(pk=report.pk)
    if found.duty_id is not None:
        found.duty = _duty.get(pk=found.duty_id)
    return found


_row_of = Prepared(lambda pk: Report.objects.select_for_update(no_key=True).only("pk").filter(pk=pk))
_report = Prepared(
    lambda pk: (
        Report.objects.select_related("unit", "period__regime", "period__form", "latest", "counted", "entry")
        .defer("period__form__content", "period__regime__content")
        .filter(pk=pk)
    )
)
_duty = Prepared(
    lambda pk: (
        Duty.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "committee")
        .filter(pk=pk)
    )
)


def duty_of(report: Report) -> Duty:
    """The work on a report; the targets of a year have none and are refused before."""
    if report.duty is None:
        raise Refused(_("These are the targets of a year, not a report."))
    return report.duty


def pending_of(report: Report) -> Revision:
    """The sending that awaits a decision. Raises `Refused` when there is none."""
    if report.latest is None or report.latest.state != RevisionState.SENT:
        raise Refused(_("No report awaits a decision here."))
    return report.latest


def standing_before(report: Report) -> Revision | None:
    """The accepted sending that stood before the newest one; None when there is none."""
    accepted = report.revisions.filter(state=RevisionState.ACCEPTED)
    if report.latest is not None:
        accepted = accepted.exclude(pk=report.latest.pk)
    return accepted.order_by("-number").first()


def settle(
    revision: Revision, state: RevisionState, *, actor: Officer, at: datetime, reason: str = ""
) -> None:
    """Say what became of a sending."""
    revision.state, revision.decision = state, reason
    revision.decided_at, revision.decided_by = at, actor.person
    revision.save(update_fields=["state", "decision", "decided_at", "decided_by"])


def save(report: Report) -> None:
    """Keep what the life of a report changes in it."""
    update(report, "state", "sent_on", "is_nil", "latest", "counted")


def note(
    verb: Verb,
    report: Report,
    revision: Revision,
    *,
    actor: Officer,
    at: datetime,
    asking: bool = False,
) -> None:
    """Enter an act on a report in the journal."""
    after: Facts = {"period": report.period.name, "revision": revision.number, "state": revision.state}
    after |= _told(revision)
    record(
        verb,
        actor=actor.person,
        target=report,
        at=at,
        after=after,
        acting_as=office_of(actor, report, asking=asking),
    )


def _told(revision: Revision) -> dict[str, Any]:
    told = {"restates": revision.restates, "reason": revision.decision}
    return {name: words for name, words in told.items() if words} | ({"nil": True} if revision.is_nil else {})


def office_of(actor: Officer, report: Report, *, asking: bool) -> str:
    """As what the actor acted: for the unit that reports, or for those to whom it reports."""
    if report.duty is None:
        return actor.capacity_at(committee_id=report.period.regime.committee_id)
    if not asking:
        return actor.capacity_at(unit_id=report.duty.unit_id)
    if actor.works_for(report.duty.asking_unit_id):
        return actor.capacity_at(unit_id=report.duty.asking_unit_id)
    return actor.capacity_at(committee_id=report.duty.committee_id)
