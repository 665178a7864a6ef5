"""
Which fields a Word template may speak of, and of what kind each is.

The names are Vietnamese without marks, as a clerk types them in Word. A field is reached by points,
`gui.da_gui`, or by the key of an indicator in brackets, `so["ho_so"].ky_nay`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: printed the Vietnamese way, compared as a number; one that is missing is printed "-"."""


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false, for conditions alone."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing; where there is nothing to draw, it is empty and prints nothing."""


@dataclass(frozen=True, slots=True)
class Record:
    """Further fields by their names."""

    fields: Mapping[str, Shape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """A list for a loop."""

    of: Shape


@dataclass(frozen=True, slots=True)
class ByKey:
    """One thing for each indicator of the form, by its key in brackets."""

    of: Shape


Shape: TypeAlias = Text | Number | Flag | Picture | Record | Rows | ByKey

_T, _N, _F, _P = Text(), Number(), Flag(), Picture()
_YEAR: Final = Record({"nam": _T, "ket_qua": _N, "ke_hoach": _N, "ty_le_ke_hoach": _N})
FIGURE: Final = Record(
    {
        "ten": _T,
        "ma": _T,
        "don_vi_tinh": _T,
        "la_nhom": _F,
        "ky_nay": _N,
        "luy_ke": _N,
        "cung_ky": _N,
        "luy_ke_cung_ky": _N,
        "chenh_lech": _N,
        "ty_le": _N,
        "ke_hoach": _N,
        "ty_le_ke_hoach": _N,
        "so_don_vi": _N,
        "cac_nam": Rows(_YEAR),
    }
)
_TABLE: Final = Record({"ten": _T, "dong": Rows(FIGURE)})
_SAID: Final = Record({"don_vi": _T, "noi_dung": _T, "nguon": _T})
_PART: Final = Record(
    {
        "so": _T,
        "ten": _T,
        "doan": Rows(_T),
        "co_bang": _F,
        "y_kien": Rows(Record({"ten": _T, "cac_don_vi": Rows(_SAID)})),
    }
)
_UNIT: Final = Record(
    {
        "tt": _N,
        "ten": _T,
        "tinh_trang": _T,
        "han": _T,
        "ngay_gui": _T,
        "so_ngay_cham": _N,
        "lan": _N,
        "phai_gui": _N,
        "da_gui": _N,
        "so": ByKey(FIGURE),
    }
)
_ANNEX: Final = Record({"so": _T, "ten": _T, "nguon": _T, "bang": Rows(_TABLE)})
_ACROSS: Final = Record(
    {
        "ten": _T,
        "cot": Rows(_T),
        "dong": Rows(Record({"tt": _N, "ten": _T, "o": Rows(_N)})),
        "cong": Rows(_N),
    }
)

ROOT: Final = Record(
    {
        "ten_bao_cao": _T,
        "ky": _T,
        "tu_ngay": _T,
        "den_ngay": _T,
        "han_gui": _T,
        "nam": _T,
        "la_so_ket": _F,
        "la_tong_ket": _F,
        "co_quan": _T,
        "co_quan_tren": _T,
        "dia_danh": _T,
        "ky_hieu": _T,
        "quyen_han_ky": _T,
        "chuc_vu_ky": _T,
        "luu": _T,
        "don_vi": _T,
        "che_do": Record({"ten": _T, "ky_hieu": _T, "noi_dung": _T, "can_cu": _T}),
        "so_lieu_luc": _T,
        "ma_so_lieu": _T,
        "ma_bam": _T,
        "phien_ban": _N,
        "gui": Record(
            {
                "phai_gui": _N,
                "da_gui": _N,
                "chua_gui": _N,
                "dung_han": _N,
                "cham": _N,
                "tra_lai": _N,
                "khong_phat_sinh": _N,
                "ty_le": _N,
            }
        ),
        "so": ByKey(FIGURE),
        "bang": Rows(_TABLE),
        "muc": Rows(_PART),
        "chua_gui_them": _N,
        "chua_gui": Rows(Record({"tt": _N, "ten": _T, "cap_tren": _T, "han": _T, "tinh_trang": _T})),
        "cac_don_vi": Rows(_UNIT),
        "phu_luc": Rows(_ANNEX),
        "bang_don_vi": Rows(_ACROSS),
        "cac_nam": Rows(_T),
        "co_y_kien": _F,
        "hinh": Record(
            {
                "gui_bao_cao": _P,
                "ke_hoach": _P,
                "chinh": Rows(Record({"ten": _T, "hinh": _P})),
                "dien_bien": ByKey(_P),
                "don_vi": ByKey(_P),
            }
        ),
    }
)

LOOP: Final = Record({"index": _N, "first": _F, "last": _F, "length": _N})
"""What `loop` says within a loop."""

FILTERS: Final[Mapping[str, frozenset[str]]] = {
    "upper": frozenset({"text"}),
    "lower": frozenset({"text"}),
    "capitalize": frozenset({"text"}),
    "length": frozenset({"rows", "text"}),
    "first": frozenset({"rows"}),
    "last": frozenset({"rows"}),
    "default": frozenset({"text", "number"}),
}
"""Filters, and of what each may be asked."""


def kind_of(shape: Shape) -> str:
    """One word for the kind of a field: text, number, flag, picture, record, rows, by_key."""
    names = {
        Text: "text", Number: "number", Flag: "flag", Picture: "picture",
        Record: "record", Rows: "rows", ByKey: "by_key",
    }  # fmt: skip
    return names[type(shape)]


def walk(shape: Shape = ROOT, path: str = "") -> Iterator[tuple[str, Shape]]:
    """Every field with its whole name; `[]` stands for each row of a list, `[…]` for an indicator's key."""
    if path:
        yield path, shape
    match shape:
        case Record(fields):
            for name, inner in fields.items():
                yield from walk(inner, f"{path}.{name}" if path else name)
        case Rows(of):
            if not isinstance(of, Text | Number):
                yield from _inner(of, f"{path}[]")
        case ByKey(of):
            yield from _inner(of, f"{path}[…]")
        case _:
            return


def _inner(shape: Shape, path: str) -> Iterator[tuple[str, Shape]]:
    found = walk(shape, path)
    next(found)  # the row itself
    yield from found
