"""Rows of a table understood as units: headings in either language, kinds in Vietnamese words, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from giaoban.foundation.text import search_key, unify_tones
from giaoban.foundation.verdict import Refused
from giaoban.units.reads.importing.table_file import NUMBER_MARK, TableRow
from giaoban.units.vocabulary import COMMUNE_LEVEL, PROVINCE_LEVEL, UnitKind

HEADINGS: Final[dict[str, str]] = {
    heading: column
    for column, headings in {
        "code": "official_code|code|ma|ma don vi|ma hanh chinh|ma dvhc|ma so|administrative code",
        "name": "name|ten|ten don vi|don vi|unit",
        "kind": "kind|type|loai|loai don vi|loai hinh|cap",
        "parent": "parent_code|province_code|ma don vi cap tren|ma cap tren|ma cha|ma tinh|parent code",
        "abbreviations": "abbreviations|ten viet tat|viet tat|ten khac|other names",
        "since": "valid_from|hieu luc tu|co hieu luc tu|tu ngay|ngay hieu luc|since|valid from",
    }.items()
    for heading in headings.split("|")
}
# Longest first: "chi cục" before "cục", "thị xã" before "xã".
KIND_WORDS: Final[tuple[tuple[str, UnitKind], ...]] = (
    ("uy ban mat tran to quoc", UnitKind.UNION),
    ("van phong tinh uy", UnitKind.PARTY_BODY),
    ("van phong", UnitKind.OFFICE),
    ("ngan hang nha nuoc", UnitKind.AGENCY),
    ("bao hiem xa hoi", UnitKind.AGENCY),
    ("bo chi huy quan su", UnitKind.AGENCY),
    ("kho bac nha nuoc", UnitKind.AGENCY),
    ("thanh pho", UnitKind.CITY),
    ("thanh tra", UnitKind.DEPARTMENT),
    ("trung tam", UnitKind.PUBLIC_SERVICE),
    ("dac khu", UnitKind.SPECIAL_ZONE),
    ("cong an", UnitKind.AGENCY),
    ("cong ty", UnitKind.ENTERPRISE),
    ("chi cuc", UnitKind.DIVISION),
    ("thi xa", UnitKind.DISTRICT),
    ("dang uy", UnitKind.PARTY_BODY),
    ("benh vien", UnitKind.PUBLIC_SERVICE),
    ("phuong", UnitKind.WARD),
    ("huyen", UnitKind.DISTRICT),
    ("truong", UnitKind.PUBLIC_SERVICE),
    ("phong", UnitKind.DIVISION),
    ("tinh", UnitKind.PROVINCE),
    ("quan", UnitKind.DISTRICT),
    ("vien", UnitKind.PUBLIC_SERVICE),
    ("hoi", UnitKind.UNION),
    ("ban", UnitKind.DIVISION),
    ("bo", UnitKind.MINISTRY),
    ("so", UnitKind.DEPARTMENT),
    ("xa", UnitKind.COMMUNE),
)
TERRITORY_WORDS: Final = ("tinh", "thanh pho", "xa", "phuong", "dac khu", "huyen", "quan", "thi xa")
TERRITORY_KINDS: Final = (*PROVINCE_LEVEL, *COMMUNE_LEVEL, UnitKind.DISTRICT)
# Length of administrative codes (Decision 19/2025/QĐ-TTg); spreadsheets drop the zeros in front.
CODE_DIGITS: Final = {2: PROVINCE_LEVEL, 3: (UnitKind.DISTRICT,), 5: COMMUNE_LEVEL}


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong: the row in the file (None: the whole file), the column's heading, a sentence."""

    row: int | None
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One unit as the file gives it; `kind` and `since` None when it does not say."""

    number: int
    code: str
    name: str
    kind: UnitKind | None
    parent_code: str
    abbreviations: tuple[str, ...]
    since: date | None


def understand(table: Sequence[TableRow]) -> tuple[list[ImportRow], list[RowError], dict[str, str]]:
    """
    The units of a table, what is wrong with the rows that are no units, and the headings by column.

    Raises `Refused` when the first row has no heading for the name.
    """
    if not table:
        raise Refused(_("The file is empty."))
    columns: dict[str, int] = {}
    for place, heading in enumerate(table[0].cells):
        column = HEADINGS.get(search_key(heading).replace("\n", " "))
        if column:
            columns.setdefault(column, place)
    if "name" not in columns:
        raise Refused(
            _("The first row must hold the headings; none of them says “name”. Known are: %(known)s.")
            % {"known": "official_code, name, kind, parent_code, abbreviations, valid_from"}
        )
    headings = {column: table[0].cells[place] for column, place in columns.items()}
    rows: list[ImportRow] = []
    errors: list[RowError] = []
    for line in table[1:]:
        cells = {c: line.cells[place] if place < len(line.cells) else "" for c, place in columns.items()}
        row = _row(line.number, cells, headings, errors)
        if row:
            rows.append(row)
    errors += _doubles(rows, headings)
    return rows, errors, headings


def _row(
    number: int, cells: dict[str, str], headings: dict[str, str], errors: list[RowError]
) -> ImportRow | None:
    found = len(errors)
    name = cells["name"].lstrip(NUMBER_MARK)
    if not name:
        errors.append(RowError(number, headings["name"], _("The name is missing.")))
    words = cells.get("kind", "").lstrip(NUMBER_MARK)
    name, kind = _named(name, words, has_parent=bool(cells.get("parent", "").strip(NUMBER_MARK)))
    if words and kind is None:
        text = _("“%(words)s” is not a kind of unit.") % {"words": words}
        errors.append(RowError(number, headings["kind"], text))
    since, readable = _day(cells.get("since", "").lstrip(NUMBER_MARK))
    if not readable:
        errors.append(RowError(number, headings["since"], _("Write the day as dd/mm/yyyy.")))
    if len(name) > 200:
        errors.append(RowError(number, headings["name"], _("The name is longer than 200 characters.")))
    if len(errors) > found:
        return None
    short = [part.strip() for part in re.split(r"[|;]", cells.get("abbreviations", "")) if part.strip()]
    code = _code(cells.get("code", ""), kind)
    return ImportRow(
        number, code, name, kind, _parent_code(cells.get("parent", ""), kind), tuple(short), since
    )


def _named(name: str, words: str, *, has_parent: bool) -> tuple[str, UnitKind | None]:
    """The full name ("Phường Ba Đình") and the kind, from a name and the words for the kind beside it."""
    kind = kind_from(words, has_parent=has_parent) if words else kind_from(name, has_parent=has_parent)
    key = search_key(words)
    if kind and key in TERRITORY_WORDS and not search_key(name).startswith(f"{key} "):
        name = f"{words} {name}"
    elif not words and kind is None:
        kind = UnitKind.OTHER
    return name[:1].upper() + name[1:], kind


def kind_from(words: str, *, has_parent: bool) -> UnitKind | None:
    """
    The kind that words name ("Phường", "ward", "Sở Tài chính"); None when they name none.

    A "Thành phố" below a province was a district until 30/06/2025: it counts as one when the row names a
    parent.
    """
    key = search_key(words)
    key = re.sub(r"^(ubnd|uy ban nhan dan) ", "", key)
    if key in _labels():
        return _labels()[key]
    for head, kind in KIND_WORDS:
        if key == head or key.startswith(f"{head} "):
            return UnitKind.DISTRICT if kind == UnitKind.CITY and has_parent else kind
    return None


@lru_cache(maxsize=1)
def _labels() -> dict[str, UnitKind]:
    """The kinds by value and by label in both languages."""
    labels = {kind.value: kind for kind in UnitKind}
    labels |= {kind.value.replace("_", " "): kind for kind in UnitKind}
    for language in ("en", "vi"):
        with translation.override(language):
            labels |= {search_key(str(kind.label)): kind for kind in UnitKind}
    return labels


def _code(cell: str, kind: UnitKind | None) -> str:
    if not cell.startswith(NUMBER_MARK):
        return cell
    digits = next((n for n, kinds in CODE_DIGITS.items() if kind in kinds), 0)
    return cell.lstrip(NUMBER_MARK).zfill(digits)


def _parent_code(cell: str, kind: UnitKind | None) -> str:
    """A number loses its zeros in a spreadsheet; the parent of a territory is a province: two digits."""
    if not cell.startswith(NUMBER_MARK):
        return cell
    return cell.lstrip(NUMBER_MARK).zfill(2 if kind in TERRITORY_KINDS else 0)


def _day(text: str) -> tuple[date | None, bool]:
    """The day and whether the text could be read; no text is no day."""
    if not text:
        return None, True
    found = re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", text)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?", text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1])), True
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3])), True
    except ValueError:
        return None, False
    return None, False


def _doubles(rows: Iterable[ImportRow], headings: dict[str, str]) -> list[RowError]:
    errors: list[RowError] = []
    codes: dict[str, int] = {}
    names: dict[tuple[str, str], int] = {}
    for row in rows:
        first = codes.setdefault(row.code, row.number) if row.code else row.number
        if first != row.number:
            text = _("The code %(code)s stands in row %(row)s already.") % {"code": row.code, "row": first}
            errors.append(RowError(row.number, headings.get("code", ""), text))
        place = (row.parent_code, unify_tones(row.name).casefold())
        if (first := names.setdefault(place, row.number)) != row.number:
            text = _("“%(name)s” stands in row %(row)s already, in the same place.")
            errors.append(RowError(row.number, headings["name"], text % {"name": row.name, "row": first}))
    return errors
