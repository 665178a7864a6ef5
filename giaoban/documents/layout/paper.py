"""
A paper without a layout: what an official document says, before anybody decides how it looks.

All values are plain text. A line feed in a text starts a new line or paragraph; nothing in a text is
markup. Widths are in millimetres. `state` arranges a paper in the State form, `party` in the Party form.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Alignment: TypeAlias = Literal["left", "centre", "right", "justify"]
CellValue: TypeAlias = str | int | float | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


Text: TypeAlias = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """
    The title of a part of the body.

    Level 0 is a part or chapter, centred (`number` is `Phần I` or `Chương I`); level 1 is `I.`,
    2 is `1.`, 3 is `a)`. `number` comes without its point or bracket; empty means no number.
    """

    level: Literal[0, 1, 2, 3]
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `indent` is the first-line indent of the style, which centred text does not take."""

    text: Text
    indent: bool = True
    align: Alignment = "justify"


@dataclass(frozen=True, slots=True)
class Bullet:
    """An unnumbered item: level 1 begins with `-`, level 2 with `+`."""

    text: Text
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Clause:
    """A điều (`Điều 1.`), khoản (`1.`) or điểm (`a)`); `title` stands bold before or above the text."""

    kind: Literal["article", "clause", "point"]
    number: str
    text: Text = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. Columns wider together than the page are narrowed in proportion."""

    title: str
    width_mm: float
    align: Alignment = "left"


@dataclass(frozen=True, slots=True)
class Group:
    """A bold row across the whole table that names the rows below it."""

    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table whose head row is repeated on every page.

    A row has at most one value per column. Numbers and dates are written the Vietnamese way, None is
    an empty cell. `totals` is the last row, bold; empty means none.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[CellValue | tuple[Run, ...], ...] | Group, ...]
    totals: tuple[CellValue, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: `svg` is one standalone SVG document that names no other file."""

    svg: str
    caption: str
    width_mm: float


Block: TypeAlias = Heading | Paragraph | Bullet | Clause | Table | Figure


@dataclass(frozen=True, slots=True)
class Signing:
    """
    Who signs: `authority` as `TM. BAN CHỈ ĐẠO`, then one line per office, then the name ("" = open).

    `own_office` is the signer's office in their own agency, printed above the name when an advisory
    body is led from another agency (Decree 30/2020, annex I, part II, 7b).
    """

    authority: str
    office: tuple[str, ...] = ()
    name: str = ""
    own_office: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """A phụ lục on pages of its own, numbered separately; two or more get Roman numbers."""

    title: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """
    One official document.

    `number` None leaves the number open for the register; `date` None leaves day and month open in
    `year` (None leaves the year open too). `type_name` "" makes a công văn, whose subject stands under
    the number. `issuer_in_text` is the issuer as a sentence writes it; "" takes `issuer`. `archive` is
    what follows `Lưu:`, for instance `VT, VPBCĐ`.

    `urgency` and `circulation` are the words of the stamps ("HỎA TỐC"; "LƯU HÀNH NỘI BỘ"), "" for none;
    `is_draft` prints DỰ THẢO. `drafter` are the initials of who wrote it, `copies` how many are made (None:
    not said), `contact` the address at the foot of the first page. `recorder` is who wrote the minutes
    ("" = open), None for a paper that is no minutes.
    """

    superior: str
    issuer: str
    number: str | None
    symbol: str
    place: str
    date: dt.date | None
    type_name: str
    subject: str
    body: tuple[Block, ...]
    signing: Signing
    addressed_to: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = ""
    annexes: tuple[Annex, ...] = ()
    year: int | None = None
    issuer_in_text: str = ""
    urgency: str = ""
    circulation: str = ""
    is_draft: bool = False
    drafter: str = ""
    copies: int | None = None
    contact: str = ""
    recorder: str | None = None
