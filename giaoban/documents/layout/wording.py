"""The fixed wordings of official documents: numbers, dates, list endings, and text made safe to print."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .paper import CellValue, Paper

BLANK = "\u00a0" * 6  # room to write a number by hand; ordinary spaces would shrink or break
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # not for XML
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"  # would show text in another order
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def clean(text: str) -> str:
    """NFC text that any file format can hold: control and direction characters dropped, one line end."""
    text = _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
    return unicodedata.normalize("NFC", text)


def number_text(value: int | float | Decimal, *, decimals: int | None = None) -> str:
    """
    A number the Vietnamese way; `decimals` None keeps the digits it has.

    >>> number_text(1234567), number_text(1234.5), number_text(Decimal("12.345"), decimals=1)
    ('1.234.567', '1.234,5', '12,3')
    """
    exact = Decimal(str(value))
    if not exact.is_finite():
        return "-"
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    elif isinstance(value, float) and value.is_integer():
        exact = Decimal(int(value))
    return f"{exact:,f}".translate(str.maketrans(",.", ".,"))


def day_text(day: date) -> str:
    """
    A date in full: day with a leading zero below 10, month only for 1 and 2 (Decree 30/2020, box 4).

    >>> day_text(date(2026, 3, 5)), day_text(date(2026, 2, 15))
    ('ngày 05 tháng 3 năm 2026', 'ngày 15 tháng 02 năm 2026')
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def date_text(paper: Paper) -> str:
    """The date of a paper, or room for it."""
    if paper.date:
        return day_text(paper.date)
    return f"ngày{BLANK}tháng{BLANK}năm {paper.year or BLANK}"


def number_and_symbol(paper: Paper) -> str:
    """`05/BC-BCĐ`; the symbol keeps its case, an open number leaves room."""
    if paper.number is None:
        return f"{BLANK}/{paper.symbol}"
    number = paper.number.strip()
    return f"{number.zfill(2) if number.isdecimal() else number}/{paper.symbol}"


def number_line(paper: Paper) -> str:
    """The line under the issuing body: `Số: 05/BC-BCĐ`."""
    written = number_and_symbol(paper)
    return f"Số:{written}" if written.startswith(BLANK) else f"Số: {written}"


def place_line(paper: Paper) -> str:
    """The line under the motto: place, then date."""
    return f"{paper.place}, {date_text(paper)}" if paper.place else date_text(paper)


def party_number(paper: Paper) -> str:
    """`01-CTr/BCĐ`: a hyphen before the type, and a công văn has one too; an open number leaves room."""
    if paper.number is None:
        return f"{BLANK}-{paper.symbol}"
    number = paper.number.strip()
    return f"{number.zfill(2) if number.isdecimal() else number}-{paper.symbol}"


def party_number_line(paper: Paper) -> str:
    """The line under the star: `Số 01-CTr/BCĐ`, without a colon."""
    written = party_number(paper)
    return f"Số{written}" if written.startswith(BLANK) else f"Số {written}"


def attached_to(paper: Paper, number: str) -> str:
    """The line under an annex's title that names the paper it belongs to, `number` with its symbol."""
    kind = paper.type_name.strip().capitalize() or "Công văn"
    gap = "" if number.startswith(BLANK) else " "
    issuer = paper.issuer_in_text or paper.issuer
    return f"(Kèm theo {kind} số{gap}{number} {date_text(paper)} của {issuer})"


def listed(
    items: tuple[str, ...], *, start: str = "", between: str = ";", last: str = "."
) -> tuple[str, ...]:
    """Lines that end with `between`, the last with `last`; empty items and their own endings are dropped."""
    kept = [text for item in items if (text := item.strip().rstrip(";.,").strip())]
    ends = [between] * (len(kept) - 1) + [last]
    return tuple(f"{start}{text}{end}" for text, end in zip(kept, ends, strict=False))


def archive_item(archive: str) -> str:
    """The last line of the recipients, without its mark."""
    archive = archive.strip()
    return archive if not archive or archive.lower().startswith("lưu") else f"Lưu: {archive}"


def party_archive_item(archive: str) -> str:
    """The last line of the recipients in the Party form: `Lưu VPBCĐ`, without colon and without VT."""
    named = archive_item(archive).removeprefix("Lưu").lstrip(": ")
    kept = [part for item in named.split(",") if (part := item.strip()) and part != "VT"]
    return f"Lưu {', '.join(kept)}" if kept else "Lưu" if named else ""


def roman(number: int) -> str:
    """Roman numeral of 1 to 89, as annexes are numbered."""
    numeral = ""
    for value, letters in _ROMAN if number < 40 else ((50, "L"), (40, "XL"), *_ROMAN):
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def cell_text(value: CellValue) -> str:
    """What a table cell shows: dd/mm/yyyy, Vietnamese numbers, "" for None."""
    match value:
        case None:
            return ""
        case str():
            return value
        case date():
            return f"{value:%d/%m}/{value.year:04d}"
        case _:
            return number_text(value)
