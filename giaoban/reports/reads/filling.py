"""A report that is being written: what stands in its form, what stood before, what the rules find."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from giaoban.foundation.prepared import Prepared
from giaoban.reports.figures import Figures, empty
from giaoban.reports.forming import Combine, Definition, Finding, RuleKind, SectionKind, check
from giaoban.reports.models import Entry, Period, Report, Revision, Total
from giaoban.reports.reads.tops import fill_tops
from giaoban.reports.reads.typed import Typed
from giaoban.reports.vocabulary import RevisionState

if TYPE_CHECKING:
    from giaoban.people.models import Person


@dataclass(frozen=True, slots=True)
class Standing:
    """
    What stands in the form of a report now.

    `stamp` names this state: every save and every sending changes it. `is_draft`: it is not what was
    sent last. `saved_at` is None where nobody has typed or sent anything.
    """

    content: Typed
    stamp: str
    is_draft: bool = False
    saved_at: datetime | None = None
    saved_by: Person | None = None


def for_filling(reports: QuerySet[Report]) -> QuerySet[Report]:
    """`reports` with all that a form, a page and a workbook of them ask of each; no further query."""
    return reports.select_related(
        "unit",
        "above",
        "period__regime__committee__standing_unit",
        "period__regime__receiver",
        "period__form",
        "duty__unit",
        "duty__committee",
        "latest__form",
        "latest__made_by",
        "latest__decided_by",
        "counted__form",
        "entry__saved_by",
    )


def for_sending(reports: QuerySet[Report]) -> QuerySet[Report]:
    """`reports` with what is looked at before one is sent; the rest is read where it is needed."""
    related = ("unit", "above", "period__regime__receiver", "period__form", "duty", "latest", "entry")
    return reports.select_related(*related).defer("period__form__content", "period__regime__content")


_to_send = Prepared(lambda code: for_sending(Report.objects.to_be_given().filter(code=code)))


def report_to_send(code: str) -> Report | None:
    """A report of an opened period by its code, loaded by `for_sending`; who may see it is not asked."""
    return _to_send.one(code=code)


def definition_of(report: Report) -> Definition:
    """What the form of the report's period asks; its period has been opened."""
    assert report.period.form is not None  # noqa: S101 -- an opened period has one (period_open_has_form)
    return report.period.form.definition


def entry_of(report: Report) -> Entry | None:
    """What was typed and kept; None where nothing was. No query after `for_filling`."""
    try:
        return report.entry
    except Entry.DoesNotExist:
        return None


def content_of(revision: Revision) -> Typed:
    """What one sending holds."""
    figures = revision.row(revision.form.definition.width)
    missing = empty(1)[0]
    return Typed(
        cells={slot: int(value) for slot, value in enumerate(figures) if value != missing},
        words=dict(revision.words),
        explained={int(slot): words for slot, words in revision.explained.items()},
    )


def content_of_entry(entry: Entry) -> Typed:
    """What was typed, as kept."""
    return Typed(
        cells={int(slot): value for slot, value in entry.cells.items()},
        typed={int(slot): text for slot, text in entry.typed.items()},
        words=dict(entry.words),
        explained={int(slot): words for slot, words in entry.explained.items()},
    )


def standing_of(report: Report) -> Standing:
    """What stands in the form of `report`, loaded by `for_filling`: the newest of what was typed and sent."""
    entry, latest = entry_of(report), report.latest
    stamp = stamp_of(report)
    sent = content_of(latest) if latest is not None else Typed()
    if entry is not None and (latest is None or entry.saved_at >= latest.made_at):
        content = content_of_entry(entry)
        return Standing(content, stamp, content != sent, entry.saved_at, entry.saved_by)
    if latest is not None:
        return Standing(sent, stamp, False, latest.made_at, latest.made_by)  # noqa: FBT003
    return Standing(sent, stamp)


def stamp_of(report: Report) -> str:
    """The name of what stands in the form now; another one after each save and each sending."""
    entry, latest = entry_of(report), report.latest
    return f"{entry.stamp if entry else 0}.{latest.number if latest else 0}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the unit reported in another period; `row` None where it reported nothing."""

    period: Period
    row: Figures | None
    is_nil: bool = False


@dataclass(frozen=True, slots=True)
class Below:
    """What the units below have reported: `sums`, and `counts` how many gave a figure, by slot."""

    sums: Figures
    counts: Figures
    expected: int
    reported: int

    def row(self) -> Figures:
        """The sums, with nothing where no unit gave a figure."""
        return np.where(self.counts > 0, self.sums, empty(1)[0])


@dataclass(frozen=True, slots=True)
class Filling:
    """A form with all that stands beside its fields."""

    report: Report
    definition: Definition
    standing: Standing
    last: Earlier | None = None
    year_ago: Earlier | None = None
    below: Below | None = None
    files: frozenset[str] | None = None  # items that have one; None: not looked at
    findings: tuple[Finding, ...] = ()

    @property
    def summed(self) -> frozenset[int]:
        """Slots that nobody types, since what the units below report is added up."""
        return summed_slots(self.definition, has_below=self.below is not None)

    def find(self, content: Typed) -> tuple[Finding, ...]:
        """What the rules of the form find in `content`; what is added up from below is not this unit's."""
        return find_in(
            content,
            self.definition,
            before=self.last.row if self.last else None,
            below=self.below.row() if self.below else None,
            files=self.files,
        )


def summed_slots(definition: Definition, *, has_below: bool) -> frozenset[int]:
    """Slots that a unit does not type: with units below that report, those that only these count for."""
    if not has_below:
        return frozenset()
    asked = {
        cell.slot
        for section in definition.sections
        if section.kind in (SectionKind.INDICATORS, SectionKind.TABLE)
        for item in section.items
        for cell in item.cells
    }
    return frozenset(cell.slot for cell in definition.cells if cell.combine == Combine.BELOW) & asked


def find_in(
    content: Typed,
    definition: Definition,
    *,
    before: Figures | None,
    below: Figures | None,
    files: frozenset[str] | None = None,
) -> tuple[Finding, ...]:
    """What the rules find in `content`; findings of slots that the unit does not type are left out."""
    summed = summed_slots(definition, has_below=below is not None)
    row = content.row(definition.width)
    if below is not None:
        for slot in summed:
            row[slot] = below[slot] if slot < len(below) else row[slot]
    found = check(definition, row, before=before, below=below, words=content.words, files=files)
    return tuple(each for each in found if each.slot not in summed)


def filling_of(report: Report, *, files: frozenset[str] | None = None, beside: bool = True) -> Filling:
    """
    The form of `report`, loaded by `for_filling`: two queries. `files` are the items that have a file.

    Without `beside`, earlier figures are read only where a rule compares with them.
    """
    definition = definition_of(report)
    last, year_ago = earlier_of(report, definition.width) if beside or compares(definition) else (None, None)
    standing, below = standing_of(report), below_of(report, definition.width)
    bare = Filling(report, definition, standing, last, year_ago, below, files)
    return replace(bare, findings=bare.find(standing.content))


def compares(definition: Definition) -> bool:
    """Whether a rule of the form looks at the period before."""
    return any(rule.kind == RuleKind.CHANGE for cell in definition.cells for rule in cell.rules)


def earlier_of(report: Report, width: int) -> tuple[Earlier | None, Earlier | None]:
    """What the unit reported in the period before and in the same period last year. One query."""
    period = report.period
    alike = Period.objects.filter(regime=period.regime_id, kind=period.kind)
    before = alike.filter(ends_on__lt=period.ends_on).order_by("-ends_on", "-pk").values("pk")[:1]
    is_last = Q(period__in=before)
    is_year_ago = Q(period__year=period.year - 1, period__number=period.number)
    rows = Report.objects.filter(is_last | is_year_ago, unit=report.unit_id, period__in=alike)
    last = year_ago = None
    marked = rows.annotate(is_last=ExpressionWrapper(is_last, output_field=BooleanField()))
    for each in marked.select_related("period", "counted", "latest"):
        found = _earlier(each, width)
        last = found if getattr(each, "is_last") else last  # noqa: B009 -- annotated
        year_ago = found if each.period.year == period.year - 1 else year_ago
    return last, year_ago


def _earlier(report: Report, width: int) -> Earlier:
    shown = report.counted
    if shown is None and report.latest is not None and report.latest.state == RevisionState.SENT:
        shown = report.latest
    row = shown.row(width) if shown is not None else None
    return Earlier(report.period, row, bool(shown and shown.is_nil))


_total = Prepared(lambda period, unit: Total.objects.filter(period=period, unit=unit))


def below_of(report: Report, width: int) -> Below | None:
    """What the units below have reported so far; None where no unit below reports. One or two queries."""
    total = _total.one(period=report.period_id, unit=report.unit_id)
    if total is None:
        return None
    fill_tops([total], {report.period_id: report.period})
    sums, counts = total.below_sums, total.below_counts
    if sums is None or counts is None:
        sums, counts = total.sums, total.counts
    return Below(padded(sums, width), padded(counts, width), total.expected, total.reported)


def padded(found: Figures, width: int) -> Figures:
    """Sums as wide as the form; slots that no row has yet are 0."""
    made = np.zeros(width, dtype=np.int64)
    made[: min(width, len(found))] = found[:width]
    return made
