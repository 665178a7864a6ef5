"""
The 34 provinces on a grid of tiles, roughly as they lie on the map.

Names as of 30/04/2026; units are known by them, for codes changed owner when provinces merged.
"""

from __future__ import annotations

from typing import Final

_ROWS: Final = (
    (("lai chau", 1), ("lao cai", 2), ("tuyen quang", 3), ("cao bang", 4)),
    (("dien bien", 0), ("son la", 1), ("phu tho", 2), ("thai nguyen", 3), ("lang son", 4)),
    (("ha noi", 2), ("bac ninh", 3), ("quang ninh", 4)),
    (("ninh binh", 2), ("hung yen", 3), ("hai phong", 4)),
    (("thanh hoa", 2),),
    (("nghe an", 2),),
    (("ha tinh", 2),),
    (("quang tri", 3),),
    (("hue", 3),),
    (("da nang", 4),),
    (("quang ngai", 4),),
    (("gia lai", 4),),
    (("dong nai", 2), ("lam dong", 3), ("dak lak", 4)),
    (("an giang", 0), ("tay ninh", 1), ("ho chi minh", 2), ("khanh hoa", 4)),
    (("can tho", 0), ("dong thap", 1), ("vinh long", 2)),
    (("ca mau", 0),),
)
PLACES: Final[dict[str, tuple[int, int]]] = {
    name: (column, row) for row, line in enumerate(_ROWS) for name, column in line
}
"""(column, row) of each province by its name without marks and without "tỉnh" or "thành phố"."""
_BEFORE: Final = ("tinh ", "thanh pho ", "tp ", "tp. ", "ubnd ", "uy ban nhan dan ")


def bare(key: str) -> str:
    """A name without marks (a search key) without the words before it: "thanh pho hue" is "hue"."""
    for words in _BEFORE * 2:
        key = key.removeprefix(words)
    return key.strip()
