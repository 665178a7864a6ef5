"""Drawings of figures: lines, bars, tiles on a map, grids of shapes."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.ui import charts

VALUES = st.lists(st.none() | st.integers(-(10**12), 10**12), max_size=14)


def parsed(picture):
    return ET.fromstring(str(picture.svg))  # noqa: S314  # our own drawing


def tagged(picture, name):
    return [element for element in parsed(picture).iter() if element.tag == name]


def line(these, those=None, **more):
    columns = [f"{n:02d}" for n in range(1, len(these) + 1)]
    those = [None] * len(these) if those is None else those
    return charts.lines(columns, these, those, title="Hồ sơ", desc="…", names=("2026", "2025"), **more)


def test_a_gap_breaks_the_line_and_is_not_zero():
    picture = line([3, 4, None, 5, 6], [1, None, 2, 3, 4])
    assert len(tagged(picture, "polyline")) == 3  # 3–4 and 5–6; of last year 2–3–4, its lone 1 is a dot
    assert len(tagged(picture, "circle")) == 8
    assert picture.table.rows[2] == ("03", "–", "2")


@given(VALUES)
def test_any_figures_make_a_drawing_within_its_sheet(values):
    picture = line(values, list(reversed(values)))
    height = float(parsed(picture).get("height"))
    assert all(0 <= float(dot.get("cy")) <= height for dot in tagged(picture, "circle"))


def bars(*values):
    figures = [charts.Figure(f"Xã {n}", value, "/x/", "1/1") for n, value in enumerate(values)]
    return charts.value_bars(figures, title="Hồ sơ", desc="…", head=("Đơn vị", "Hồ sơ", "Báo cáo"))


def test_bars_share_a_zero_and_what_is_missing_has_none():
    picture = bars(30, -10, None, 0)
    high, low, none = (float(bar.get("width")) for bar in tagged(picture, "rect"))
    assert (high, low, none) == (300, 100, 1)
    left = [float(bar.get("x")) for bar in tagged(picture, "rect")]
    assert left[0] == left[2] == left[1] + 100
    assert picture.table.rows[2] == ("Xã 2", "–", "1/1")


def listed(*values):
    figures = [charts.Figure(f"Xã {n}", value, "/x/", "1/1") for n, value in enumerate(values)]
    return charts.value_list(figures, title="Hồ sơ", desc="…", head=("Đơn vị", "Hồ sơ", "Báo cáo"))


def test_a_list_of_bars_is_as_wide_as_its_page():
    picture = listed(30, -10, None, 0)
    assert (parsed(picture).get("width"), parsed(picture).get("viewBox")) == ("100%", None)
    drawn = [(bar.get("x"), bar.get("width")) for bar in tagged(picture, "rect")]
    assert drawn == [("25.00%", "75.00%"), ("0.00%", "25.00%"), ("25.00%", "1")]
    assert [text.text for text in tagged(picture, "text")][:4] == ["30", "Xã 0", "-10", "Xã 1"]
    assert picture.table.rows == bars(30, -10, None, 0).table.rows
    alone = charts.value_list([charts.Figure("Xã", 5)], title="…", desc="…", head=("Đơn vị", "Hồ sơ", ""))
    assert (alone.table.head, alone.table.rows) == (("Đơn vị", "Hồ sơ"), (("Xã", "5"),))


@given(VALUES)
def test_any_list_of_bars_stays_within_its_page(values):
    for bar in tagged(listed(*values), "rect"):
        left, wide = (float(bar.get(name).rstrip("%")) for name in ("x", "width"))
        assert 0 <= left <= left + wide <= 101


def test_tiles_stand_at_their_places_and_the_others_below_them():
    figures = [charts.Figure(name, value) for name, value in (("A", 5), ("B", None), ("C", 50), ("D", 7))]
    picture = charts.place_tiles(
        figures, {0: (2, 1), 2: (0, 0)}, title="…", desc="…", head=("Đơn vị", "Hồ sơ", "Báo cáo")
    )
    boxes = [(float(b.get("x")), float(b.get("y")), b.get("class")) for b in tagged(picture, "rect")]
    assert boxes == [
        (192, 50, "p-level-2"), (0, 100, "p-level-0"), (0, 0, "p-level-4"), (96, 100, "p-level-3"),
    ]  # fmt: skip


def grid(cells):
    legend = [charts.Mark("Đúng hạn", "disc", "ok"), charts.Mark("Chưa gửi", "cross", "late")]
    return charts.marks_grid(["Xã <A>", "Xã B"], ["01/2026", "02/2026"], cells, legend, title="…", desc="…")


def test_a_grid_says_by_shape_what_it_says_by_colour():
    picture = grid({
        (0, 0): charts.Mark("Đúng hạn", "disc", "ok", url="/x/?a=1&b=2"),
        (1, 1): charts.Mark("3/4 (75,0 %)", level=2, short="75 %"),
    })  # fmt: skip
    assert len(tagged(picture, "circle")) == 1
    assert [words for _sample, words in picture.legend] == ["Đúng hạn", "Chưa gửi"]
    assert "<circle" in picture.legend[0][0]
    assert picture.table.rows == (("Xã <A>", "Đúng hạn", ""), ("Xã B", "", "3/4 (75,0 %)"))
    assert [a.get("href") for a in tagged(picture, "a")] == ["/x/?a=1&b=2"]
    assert "75 %" in [text.text for text in tagged(picture, "text")]


@pytest.mark.parametrize("shape", ["ring", "cross", "disc", "triangle", "diamond", "bar"])
def test_every_shape_is_drawn(shape):
    tone = "plain" if shape == "ring" else "ok"
    assert tagged(grid({(0, 0): charts.Mark("…", shape, tone)}), "svg")


def test_an_unknown_shape_is_a_fault():
    with pytest.raises(ValueError, match="star"):
        grid({(0, 0): charts.Mark("…", "star", "ok")})


@pytest.mark.parametrize("picture", [line([1, 2], standalone=True)])
def test_alone_a_drawing_has_colours_instead_of_classes(picture):
    assert "class=" not in str(picture.svg)
    assert "stroke=" in str(picture.svg)


def pairs(these, those=None, **more):
    columns = [f"{n:02d}" for n in range(1, len(these) + 1)]
    those = [None] * len(these) if those is None else those
    facts = {"title": "Hồ sơ", "desc": "…", "names": ("2026", "2025")}
    return charts.paired_columns(columns, these, those, **facts, **more)


def test_every_pair_of_columns_bears_its_figures_and_what_is_missing_is_a_dash():
    picture = pairs([30, None, -10], [20, 0, None])
    legend, heights = 2, [float(bar.get("height")) for bar in tagged(picture, "rect")]
    high, before, nothing, low = heights[legend:]
    assert (high, before, nothing) == (pytest.approx(3 * low), pytest.approx(2 * low), 1)
    assert picture.table.rows == (("01", "30", "20"), ("02", "–", "0"), ("03", "-10", "–"))
    words = [text.text for text in tagged(picture, "text")]
    assert [words.count(said) for said in ("30", "20", "0", "-10", "–")] == [1, 1, 1, 1, 2]


def test_figures_wider_than_their_columns_are_written_upwards():
    turned = [text for text in tagged(pairs([1_234_567] * 12, [1] * 12), "text") if text.get("transform")]
    assert [text.text for text in turned] == ["1234567"] * 12
    assert not [text for text in tagged(pairs([12] * 3), "text") if text.get("transform")]


@given(VALUES)
def test_any_columns_stay_within_their_sheet(values):
    picture = pairs(values, list(reversed(values)))
    height = float(parsed(picture).get("height"))
    for bar in tagged(picture, "rect"):
        assert 0 <= float(bar.get("y")) <= float(bar.get("y")) + float(bar.get("height")) <= height + 0.1


def test_a_line_within_a_width_leaves_out_names_that_would_touch():
    picture = line(list(range(60)), within=688)
    assert float(parsed(picture).get("width")) == 688
    names = [text.text for text in tagged(picture, "text") if text.get("y") == "214"]
    assert names[:3] == ["01", "03", "05"]
    assert len(tagged(picture, "circle")) == 60


def test_names_of_months_do_not_touch_and_the_last_is_not_cut():
    months = [f"{1 + n % 12:02d}/{2025 + n // 12}" for n in range(22)]
    facts = {"title": "…", "desc": "…", "names": ("2026", "2025"), "within": 688}
    picture = charts.lines(months, list(range(22)), [None] * 22, **facts)
    named = [text for text in tagged(picture, "text") if text.get("y") == "214"]
    middles = [float(text.get("x")) for text in named]
    wide = len("01/2025") * 12 * 0.6  # of digits of the screen font
    assert all(right - left > wide for left, right in pairwise(middles))
    assert middles[-1] + wide / 2 <= 688


def test_notes_stand_beside_the_figures_where_there_is_room_for_them():
    figures = [charts.Figure("Xã 1", 5, note="3/4")]
    facts = {"title": "Hồ sơ", "desc": "…", "head": ("Đơn vị", "Hồ sơ", "Báo cáo")}
    with_notes = charts.value_bars(figures, noted=44, **facts)
    assert "3/4" in [text.text for text in tagged(with_notes, "text")]
    assert "3/4" not in [text.text for text in tagged(charts.value_bars(figures, **facts), "text")]
    listed_with = charts.value_list(figures, noted=True, **facts)
    assert "3/4" in [text.text for text in tagged(listed_with, "text")]
    assert "3/4" not in [text.text for text in tagged(charts.value_list(figures, **facts), "text")]
