"""Where the provinces stand on the map of tiles."""

from __future__ import annotations

import pytest

from giaoban.foundation.text import search_key
from giaoban.reports.figures.map import PLACES, bare


def test_34_provinces_each_at_a_place_of_its_own():
    assert len(PLACES) == 34
    assert len(set(PLACES.values())) == 34


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Thành phố Hà Nội", "ha noi"),
        ("Tỉnh Đắk Lắk", "dak lak"),
        ("UBND tỉnh Khánh Hoà", "khanh hoa"),
        ("TP Hồ Chí Minh", "ho chi minh"),
        ("Thành phố Huế", "hue"),
        ("Tỉnh Sơn Hải", "son hai"),
    ],
)
def test_a_province_is_known_by_its_name(name, place):
    assert bare(search_key(name)) == place


def test_the_north_is_above_the_south():
    assert PLACES["cao bang"][1] < PLACES["ha noi"][1] < PLACES["hue"][1] < PLACES["ca mau"][1]
    assert PLACES["dien bien"][0] < PLACES["quang ninh"][0]
