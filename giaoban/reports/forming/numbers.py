"""
Numbers as Vietnamese offices write them: points between thousands, a comma before decimals.

A figure is kept as a whole number, the number times 10 ** `decimals`. What can be read in two ways is never
guessed: 1.234 is one thousand and more to a clerk and one and a bit to many a spreadsheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from giaoban.reports.figures.packing import LARGEST, MISSING

_LONGEST: Final = 60  # characters
_SHAPE: Final = re.compile(r"([+-]?)([0-9]+(?:[., ][0-9]+)*)(%?)")
_BLANKS: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2212": "-", "\u2013": "-"})


class TroubleKind(StrEnum):
    """Why a text is no figure yet."""

    AMBIGUOUS = "ambiguous"
    NOT_A_NUMBER = "not_a_number"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A text that is no figure yet; `readings` are the figures it may mean, where it may mean two."""

    kind: TroubleKind
    readings: tuple[int, ...] = ()


def read_number(text: str, decimals: int) -> int | Trouble:
    """
    The figure that `text` means; blanks around it, a plus and a percent sign do not matter.

    Where the last sign is unlike the others it is the decimal one: 1.234,5 and 1,234.5 are the same. One
    point before three digits groups thousands, and is asked about where the figure may have decimals. One
    comma before three digits is asked about where the figure cannot have three and they are all 0.

    >>> read_number("1.234,5", 1), read_number("1.234", 0)
    (12345, 1234)
    >>> read_number("1.234", 1).readings
    (12340, 12)
    """
    cleaned = " ".join(text.translate(_BLANKS).split())
    shape = _SHAPE.fullmatch(cleaned.replace("- ", "-")) if len(cleaned) <= _LONGEST else None
    if shape is None:
        is_long = len(cleaned) > _LONGEST and cleaned.strip("+-0123456789., ") == ""
        return Trouble(TroubleKind.TOO_LARGE if is_long else TroubleKind.NOT_A_NUMBER)
    sign = -1 if shape[1] == "-" else 1
    found = _read(shape[2], decimals)
    if isinstance(found, Trouble):
        return Trouble(found.kind, tuple(sign * each for each in found.readings))
    return sign * found if found <= LARGEST else Trouble(TroubleKind.TOO_LARGE)


def _read(digits: str, decimals: int) -> int | Trouble:
    signs = [char for char in digits if not char.isdigit()]
    if not signs:
        return int(digits) * _power(decimals)
    last = signs[-1]
    whole, _sign, after = digits.rpartition(last)
    if len(signs) == 1 and last != " ":
        return _one_sign(whole, after, decimals, is_point=last == ".")
    if len(set(signs)) == 1:
        grouped = _grouped(digits, last)
        return Trouble(TroubleKind.NOT_A_NUMBER) if grouped is None else int(grouped) * _power(decimals)
    others = set(signs[:-1])
    grouped = _grouped(whole, others.pop()) if len(others) == 1 and last not in others else None
    if grouped is None or last == " ":
        return Trouble(TroubleKind.NOT_A_NUMBER)
    return _with_decimals(grouped, after, decimals)


def _one_sign(whole: str, after: str, decimals: int, *, is_point: bool) -> int | Trouble:
    grouped = _grouped(f"{whole} {after}", " ")
    if grouped is None:
        return _with_decimals(whole, after, decimals)
    thousands = int(grouped) * _power(decimals)
    if is_point:
        if not decimals:
            return thousands
        bit = int((Decimal(f"{whole}.{after}") * 10**decimals).to_integral_value(ROUND_HALF_UP))
        return Trouble(TroubleKind.AMBIGUOUS, (thousands, bit))
    exact = _with_decimals(whole, after, decimals)
    if isinstance(exact, int) and decimals < len(after):
        return Trouble(TroubleKind.AMBIGUOUS, (thousands, exact))
    return exact


def _power(decimals: int) -> int:
    return int(10**decimals)


def _with_decimals(whole: str, after: str, decimals: int) -> int | Trouble:
    kept = after.rstrip("0")
    if len(kept) > decimals:
        return Trouble(TroubleKind.TOO_MANY_DECIMALS)
    return int(whole + kept.ljust(decimals, "0"))


def _grouped(text: str, sign: str) -> str | None:
    """The digits without `sign` between them; None where it does not stand before every third digit."""
    first, *rest = text.split(sign)
    is_grouped = 1 <= len(first) <= 3 and (first[0] != "0" or not rest)
    return "".join([first, *rest]) if is_grouped and all(len(part) == 3 for part in rest) else None


def figure_of(value: float | Decimal, decimals: int) -> int | Trouble:
    """
    The figure of a number from a sheet, which keeps fifteen digits of it and may add noise behind them.

    Raises OverflowError or ValueError for what is no number (infinity, NaN).
    """
    exact = Decimal(value) if isinstance(value, int | Decimal) else Decimal(f"{value:.15g}")
    scaled = exact * 10**decimals
    if not scaled.is_finite():
        raise ValueError("no number")
    if abs(scaled) > LARGEST:
        return Trouble(TroubleKind.TOO_LARGE)
    figure = int(scaled.to_integral_value(ROUND_HALF_UP))
    return figure if figure == scaled else Trouble(TroubleKind.TOO_MANY_DECIMALS)


def write_number(value: int, decimals: int) -> str:
    """
    The figure as papers print it, with all its decimals; "" for `MISSING`. `read_number` gives it back.

    >>> write_number(12345, 1), write_number(-1234567, 0)
    ('1.234,5', '-1.234.567')
    """
    if value == MISSING:
        return ""
    digits = f"{abs(value):0{decimals + 1}d}"
    whole, after = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{'-' if value < 0 else ''}{grouped}{',' if after else ''}{after}"
