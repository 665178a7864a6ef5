"""What papers call a period; these names are facts of Vietnamese papers and are kept as they are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

_ROMAN: Final = ("", "I", "II", "III", "IV")


def name_of(kind: str, year: int, number: int = 1, *, until: int | None = None) -> str:
    """
    The name of a period as papers write it; `until` is the last year of a term.

    Raises ValueError for free periods, which are named by who asks.

    >>> name_of("month", 2026, 1), name_of("quarter", 2026, 1), name_of("half", 2026, 1)
    ('Tháng 01/2026', 'Quý I/2026', '6 tháng đầu năm 2026')
    """
    if kind == "day":
        return f"Ngày {date(year, 1, 1) + timedelta(days=number - 1):%d/%m/%Y}"
    if kind == "week":
        return f"Tuần {number:02d}/{year}"
    if kind == "month":
        return f"Tháng {number:02d}/{year}"
    if kind == "quarter":
        return f"Quý {_ROMAN[number]}/{year}"
    if kind == "half":
        return f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}"
    if kind == "term" and until is not None:
        return f"Nhiệm kỳ {year} - {until}"
    names = {"nine": f"9 tháng năm {year}", "year": f"Năm {year}", "plan": f"Chỉ tiêu năm {year}"}
    if kind not in names:
        raise ValueError(f"periods of the kind {kind} are named by who asks")
    return names[kind]
