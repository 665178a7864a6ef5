"""What a consolidated report says, gathered once and for good: the content of a snapshot."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from giaoban.reports.figures import (
    COUNTED,
    MISSING,
    Column,
    Figures,
    Measure,
    Table,
    needed,
    span_needs,
    spanned,
    table,
)
from giaoban.reports.forming import Definition, SectionKind
from giaoban.reports.models import Period, Regime, Report
from giaoban.reports.reads.coming import Tally, tallies_by_period
from giaoban.reports.reads.consolidating.parts import parts_of
from giaoban.reports.reads.consolidating.standings import direct_of, reports_of, standing_of, unsent_of
from giaoban.reports.reads.consolidating.trending import course_of
from giaoban.reports.reads.consolidating.wording import lowered
from giaoban.reports.reads.series import children_of, series_for, when_of
from giaoban.reports.vocabulary import PeriodState, SnapshotKind, View
from giaoban.units.models import Unit
from giaoban.units.reads.then import UnitThen, units_then

SHAPE: Final = 2
"""Of the content; rises when a later program writes it another way."""
COLUMNS: Final = (
    Column.THIS, Column.YTD, Column.LAST_YEAR, Column.YTD_LAST_YEAR, Column.DIFFERENCE, Column.PERCENT,
    Column.PLAN, Column.PERCENT_OF_PLAN,
)  # fmt: skip

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a consolidated report covers: the units at and below `unit`, from period `first` to `last`."""

    regime: Regime
    unit: Unit
    owner: Unit | None
    kind: SnapshotKind
    first: Period
    last: Period


def gather(scope: Scope, *, at: datetime) -> Content:
    """
    All figures, counts, texts and units of `scope` as they stand at the moment `at`, now; plain JSON values.

    Figures are whole numbers times 10 ** decimals of their measure, None where nobody gave one. The number of
    queries does not grow with the units.
    """
    periods = periods_between(scope.first, scope.last)
    definition = _definition(scope.last)
    day = timezone.localdate(at)
    children = children_of(scope.unit, scope.last)
    figures = _figures(scope, definition, periods, [scope.unit.pk, *children])
    reports = reports_of(scope.unit, periods)
    names = _names(scope, children, reports)
    direct = list(direct_of(reports, scope.unit))
    return {
        "shape": SHAPE,
        "kind": scope.kind,
        "as_of": timezone.localtime(at).isoformat(timespec="seconds"),
        "day": day.isoformat(),
        **_heads(scope, periods),
        "count": _count(scope, periods, figures, day),
        "columns": [str(column) for column in COLUMNS],
        **figures["whole"],
        "units": _units(children, figures, direct, names, day),
        **unsent_of(reports, periods, names, day),
        "parts": parts_of(scope.regime.outline, definition),
        "said": _said(scope, periods, direct, names),
    }


def frozen(content: Content) -> tuple[bytes, str]:
    """The bytes that a snapshot keeps of its content, and their hash."""
    data = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return zlib.compress(data, 6), hashlib.sha256(data).hexdigest()


def periods_between(first: Period, last: Period) -> list[Period]:
    """The opened periods of a regime of the same kind from `first` to `last`, both included, in order."""
    same = Period.objects.opened().filter(regime=first.regime_id, kind=first.kind)
    within = same.filter(ends_on__gte=first.ends_on, ends_on__lte=last.ends_on)
    return list(within.select_related("form").in_order())


def _definition(last: Period) -> Definition:
    if last.form is None:
        raise ValueError(f"period {last.code} was not opened")
    return last.form.definition


def _heads(scope: Scope, periods: Sequence[Period]) -> Content:
    regime, committee, unit = scope.regime, scope.regime.committee, scope.unit
    return {
        "regime": {
            "code": regime.code,
            "name": regime.name,
            "symbol": regime.symbol,
            "content": regime.content,
            "basis": regime.basis,
        },
        "committee": {
            "name": committee.name,
            "symbol": committee.symbol,
            "level": committee.level.name,
            "standing": committee.standing_unit.name,
        },
        "unit": {"code": unit.code, "name": unit.name},
        "owner": {"code": scope.owner.code, "name": scope.owner.name} if scope.owner else None,
        "span": {
            "name": span_name(scope.first, scope.last),
            "first": scope.first.name,
            "last": scope.last.name,
            "starts_on": scope.first.starts_on.isoformat(),
            "ends_on": scope.last.ends_on.isoformat(),
            "due_on": scope.last.due_on.isoformat() if scope.last.due_on else None,
            "periods": len(periods),
            "is_open": scope.last.state == PeriodState.OPEN,
        },
    }


def span_name(first: Period, last: Period) -> str:
    """The name of a period, or of a span of them, as papers write it: always in Vietnamese."""
    return last.name if first.pk == last.pk else f"Từ {lowered(first.name)} đến {lowered(last.name)}"


def _figures(scope: Scope, definition: Definition, periods: Sequence[Period], keys: list[int]) -> Content:
    """
    The tables of the whole and of the units below, and the years of a review.

    Earlier periods are added up on the units of the last one, as in a pivot.
    """
    is_one = scope.kind == SnapshotKind.PERIOD
    whens = [when_of(period) for period in periods]
    wanted = needed(whens[-1:]) if is_one else span_needs(whens)
    known = [p for p in Period.objects.filter(regime=scope.regime).opened() if when_of(p) in wanted]
    read = series_for(keys, known, [scope.last], View.THEN, None)
    history = read.history()
    made = table(definition, history, whens[-1:]) if is_one else spanned(definition, history, whens)
    place = [index for index, period in enumerate(read.periods) if when_of(period) in set(whens)]
    return {
        "whole": {
            "measures": [_measure(each, definition) for each in made.measures],
            "figures": _row(made, 0),
            "given": _counts(made.given, 0),
            "asked": _counts(made.asked, 0),
            "years": [] if is_one else _years(definition, history, whens),
            "course": course_of(definition, history, known, whens),
        },
        "by_unit": [_row(made, index) for index in range(1, len(keys))],
        "expected": read.expected[:, place].sum(axis=1).tolist(),
        "reported": read.reported[:, place].sum(axis=1).tolist(),
    }


def _measure(measure: Measure, definition: Definition) -> Content:
    """One line of figures with the section and the line of the form that it belongs to."""
    for section in definition.sections:
        for item in section.items:
            if item.id == measure.key or any(cell.key == measure.key for cell in item.cells):
                return {
                    "key": measure.key,
                    "label": measure.label if item.cells and len(item.cells) > 1 else item.name,
                    "group": item.name if len(item.cells) > 1 else "",
                    "code": item.code,
                    "unit": measure.unit,
                    "decimals": measure.decimals,
                    "section": section.title,
                }
    raise ValueError(f"no line of the form has the figure {measure.key}")


def _row(made: Table, unit: int) -> dict[str, list[int | None]]:
    return {str(column): _plain(made.values[column][unit, 0]) for column in COLUMNS}


def _plain(values: Figures) -> list[int | None]:
    return [None if value == MISSING else value for value in values.tolist()]


def _counts(counts: dict[Column, Figures], unit: int) -> dict[str, list[int]]:
    return {str(column): counts[column][unit, 0].tolist() for column in COUNTED}


def _years(definition: Definition, history: Any, whens: Sequence[Any]) -> list[Content]:
    """Each year of a review: what its periods say together, against its target."""
    years = sorted({when.year for when in whens})
    rows = []
    for year in years:
        made = spanned(definition, history, [when for when in whens if when.year == year])
        told = {
            str(c): _plain(made.values[c][0, 0]) for c in (Column.THIS, Column.PLAN, Column.PERCENT_OF_PLAN)
        }
        rows.append({"year": year, "figures": told})
    return rows


def _count(scope: Scope, periods: Sequence[Period], figures: Content, day: date) -> Content:
    """How many reports at and below the unit stand how, over all periods."""
    below = Report.objects.filter(path__contains=f"/{scope.unit.pk}/")
    whole = Tally()
    for tally in tallies_by_period(below, periods, on=day).values():
        whole += tally
    return {
        **{str(came): count for came, count in whole.counts.items()},
        "expected": whole.expected,
        "came": whole.came,
        "in_time": whole.in_time,
        "late": whole.late,  # of all that came, those with nothing in them too
        "not_sent": whole.not_sent,
        "counted": figures["reported"][0],
    }


def _names(scope: Scope, children: Iterable[int], reports: Iterable[dict[str, Any]]) -> dict[int, UnitThen]:
    ids = {scope.unit.pk, *children, *(row["unit_id"] for row in reports)}
    return units_then(ids, scope.last.ends_on)


def _units(
    children: Sequence[int],
    figures: Content,
    direct: Sequence[dict[str, Any]],
    names: dict[int, UnitThen],
    day: date,
) -> list[Content]:
    """The units directly below, each with its figures and how its own report of the last period stands."""
    own = {row["unit_id"]: row for row in direct}
    made = []
    for index, key in enumerate(children, start=1):
        row = own.get(key)
        made.append(
            {
                "code": names[key].code,
                "name": names[key].name,
                "expected": figures["expected"][index],
                "reported": figures["reported"][index],
                "report": row["code"] if row else "",
                "revision": (row["latest__number"] or 0) if row else 0,
                "standing": standing_of(row, day) if row else None,
                "figures": figures["by_unit"][index - 1],
            }
        )
    return made


def _said(
    scope: Scope, periods: Sequence[Period], direct: Sequence[dict[str, Any]], names: dict[int, UnitThen]
) -> list[Content]:
    """
    What the units wrote under each item for words, with where it stands: unit, period, sending.

    Only what is counted is gathered: the figures beside it are of the same sendings.
    """
    by_report = {row["code"]: row["unit_id"] for row in direct}
    texts: dict[str, list[Content]] = {}
    for code, period, number, said in _words(scope.unit, periods, direct):
        unit = names[by_report[code]]
        source = {"unit": unit.name, "code": unit.code, "period": period, "report": code, "revision": number}
        for item, text in said.items():
            if isinstance(text, str) and text.strip():
                texts.setdefault(item, []).append({**source, "text": text.strip()})
    return [
        {"item": item.id, "title": item.name, "section": section.title, "texts": texts[item.id]}
        for section in _definition(scope.last).sections
        if section.kind == SectionKind.NARRATIVE
        for item in section.items
        if item.id in texts
    ]


def _words(
    unit: Unit, periods: Sequence[Period], direct: Sequence[dict[str, Any]]
) -> QuerySet[Report, tuple[str, str, int, dict[str, Any]]]:
    """The words of the highest units below `unit` that report themselves, by units and periods."""
    mark = f"/{unit.pk}/"
    over = {int(key) for row in direct for key in row["path"].partition(mark)[0].split("/") if key}
    rows = Report.objects.filter(period__in=periods, path__contains=mark, counted__isnull=False)
    rows = rows.exclude(unit=unit).filter(Q(above__isnull=True) | Q(above__in=[*over, unit.pk]))
    in_order = rows.order_by("unit__sort_key", "unit", "period__ends_on")
    return in_order.values_list("code", "period__name", "counted__number", "counted__words")
