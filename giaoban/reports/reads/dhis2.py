"""
Reported figures as DHIS2's data value set, so that nobody is locked in.

What the units themselves reported is written, not what was added up: DHIS2 adds up on its own. `dataSet` is
the regime's code, `dataElement` the item's id, `categoryOptionCombo` the column of a table or the option of a
choice ("default" where there is none), `orgUnit` the unit's administrative code, else its code here. Import
it with all id schemes set to CODE. A figure that was not given has no entry; 0 has one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from django.utils.translation import gettext as _

from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.reports.figures import MISSING, unpack_many
from giaoban.reports.forming import Cell
from giaoban.reports.models import Period, Regime, Report
from giaoban.reports.reads.coming import path_then
from giaoban.reports.vocabulary import PeriodKind
from giaoban.units.models import Unit

_AT_ONCE: Final = 500  # reports unpacked together
_DEFAULT: Final = "default"


def dhis2_period(period: Period) -> str:
    """
    The period as DHIS2 writes it: 202601, 2026Q1, 2026S1, 2026, 2026W3, 20260131; "" for kinds it lacks.

    Weeks by ISO 8601. DHIS2's periods are those of the calendar: of a cut-off by decree the name is kept.
    """
    match period.kind:
        case PeriodKind.DAY:
            return f"{period.ends_on:%Y%m%d}"
        case PeriodKind.WEEK:
            year, week, _day = period.ends_on.isocalendar()
            return f"{year}W{week}"
        case PeriodKind.MONTH:
            return f"{period.year}{period.number:02d}"
        case PeriodKind.QUARTER:
            return f"{period.year}Q{period.number}"
        case PeriodKind.HALF:
            return f"{period.year}S{period.number}"
        case PeriodKind.YEAR:
            return str(period.year)
    return ""


def can_be_dhis2(periods: Sequence[Period]) -> Verdict:
    """Whether DHIS2 knows periods such as these."""
    if all(map(dhis2_period, periods)):
        return ALLOWED
    return denied(_("DHIS2 has no periods of this kind."))


def element_of(cell: Cell) -> tuple[str, str]:
    """The data element and the category option combination of a number of a form."""
    for joint in (":", "="):
        item, found, part = cell.key.partition(joint)
        if found:
            return item, part
    return cell.key, _DEFAULT


def data_value_set(regime: Regime, unit: Unit, periods: Sequence[Period]) -> Iterator[str]:
    """
    What `unit` and the units below it reported in `periods` (their forms loaded), as JSON in pieces.

    Only sendings that count are in it. Two queries for each period.
    """
    head = {"dataSet": regime.code}
    if len(periods) == 1:
        head["period"] = dhis2_period(periods[0])
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "dataValues": ['
    first = True
    for period in periods:
        for value in _values(period, unit):
            yield ("\n" if first else ",\n") + json.dumps(value, ensure_ascii=False)
            first = False
    yield "\n]}\n"


def _values(period: Period, unit: Unit) -> Iterator[dict[str, Any]]:
    if period.form is None:
        return
    definition, name = period.form.definition, dhis2_period(period)
    elements = [(cell.slot, cell.decimals, *element_of(cell)) for cell in definition.cells]
    rows = Report.objects.filter(period=period, counted__isnull=False).below(path_then(period, unit))
    columns = ("unit__official_code", "unit__code", "counted__made_at", "counted__figures")
    found = rows.order_by("path").values_list(*columns).iterator(chunk_size=_AT_ONCE)
    while batch := list(islice(found, _AT_ONCE)):
        figures = unpack_many([bytes(row[3]) for row in batch], definition.width)
        for (official, code, made_at, _packed), numbers in zip(batch, figures.tolist(), strict=True):
            told = {
                "period": name,
                "orgUnit": official or code,
                "storedBy": "giaoban",
                "lastUpdated": made_at.astimezone(UTC).isoformat(timespec="seconds"),
            }
            for slot, decimals, element, option in elements:
                if (value := numbers[slot]) != MISSING:
                    text = f"{Decimal(value).scaleb(-decimals):f}" if decimals else str(value)
                    yield {
                        "dataElement": element, "categoryOptionCombo": option, **told, "value": text
                    }  # fmt: skip
