"""What the series of a committee say: which number comes next, what became of each, that none is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _

from giaoban.documents.models import Number, Series, Term
from giaoban.documents.vocabulary import DocumentType, NumberState, PaperForm
from giaoban.units.models import Committee


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A series in one year or term: the number that comes `next`, and how many were taken, reserved, void.

    `earlier` numbers were given before the program was there.
    """

    series: Series
    period: str
    next: int
    earlier: int
    taken: int
    reserved: int
    void: int


def series_for(committee: Committee, form: str, type_: str) -> Series | None:
    """The series that numbers papers of this form and type; None where none was opened."""
    found = Series.objects.filter(types__committee=committee, types__form=form, types__type=type_)
    return found.select_related("committee").first()


def free_types(committee: Committee, form: str, *, beside: Series | None = None) -> list[DocumentType]:
    """Types that no series of this form numbers; those of the series `beside` count as free."""
    taken = Series.objects.filter(committee=committee, form=form)
    if beside is not None:
        taken = taken.exclude(pk=beside.pk)
    used = set(taken.values_list("types__type", flat=True))
    return [one for one in DocumentType if one.value not in used]


def term_on(committee: Committee, day: date) -> Term | None:
    """The term of office that runs on `day`; None before the first."""
    return Term.objects.filter(committee=committee, since__lte=day).order_by("-since").first()


def period_on(series: Series, day: date) -> str:
    """The year or the term in which `series` counts on `day`; "" where no term of office runs."""
    if series.form == PaperForm.STATE:
        return f"{day.year:04d}"
    term = term_on(series.committee, day)
    return term.name if term else ""


def earlier_in(series: Series, period: str) -> int:
    """How many numbers of `period` were given before the program was there."""
    return series.earlier_last if series.earlier_period == period else 0


def next_value(series: Series, period: str) -> int:
    """
    The number that comes next, from 1.

    True for as long as the caller holds the series' row; without it, the number that is to be expected.
    """
    last = Number.objects.filter(series=series, period=period).aggregate(last=Max("value"))["last"]
    return (last or earlier_in(series, period)) + 1


def standings(every: Iterable[Series], *, on: date) -> list[Standing]:
    """Each series as it stands on the day `on`, in the order given; one query for all numbers."""
    series = list(every)
    states = {state: Count("pk", filter=Q(state=state)) for state in NumberState.values}
    rows = Number.objects.filter(series__in=series).values("series", "period")
    counted: dict[tuple[int, str], Any] = {
        (row["series"], row["period"]): row for row in rows.annotate(last=Max("value"), **states)
    }
    found = []
    for one in series:
        period = period_on(one, on)
        row, earlier = counted.get((one.pk, period)), earlier_in(one, period)
        last: int = row["last"] if row else earlier
        counts: dict[str, int] = {state: row[state] if row else 0 for state in NumberState.values}
        found.append(Standing(one, period, last + 1, earlier, **counts))
    return found


def periods_of(series: Series, *, on: date) -> list[str]:
    """Years or terms in which numbers were given, and the one that runs on `on`; the newest first."""
    known = Number.objects.filter(series=series).values("period").annotate(first=Min("given_at"))
    named = [row["period"] for row in known.order_by("-first")]
    running = period_on(series, on)
    return named if running in named or not running else [running, *named]


def ledger(series: Series, period: str) -> list[Number]:
    """All that left `series` in one year or term with its papers, the newest first."""
    rows = Number.objects.of_period(series, period).select_related(
        "document", "given_by", "series__committee"
    )
    return list(rows.defer("document__text"))


def numbering_faults() -> Iterator[str]:
    """A sentence for each series and period whose numbers do not run without a gap from where they begin."""
    found = Number.objects.values("series", "period").annotate(
        count=Count("pk"), first=Min("value"), last=Max("value")
    )
    series = {one.pk: one for one in Series.objects.select_related("committee")}
    for row in found.order_by("series", "period"):
        one = series[row["series"]]
        begins = earlier_in(one, row["period"]) + 1
        if (row["first"], row["last"] - begins + 1) != (begins, row["count"]):
            yield _("Series %(series)s, %(period)s: numbers are missing between %(first)s and %(last)s.") % {
                "series": one.name,
                "period": row["period"],
                "first": begins,
                "last": row["last"],
            }
