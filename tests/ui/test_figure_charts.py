"""Drawings of figures: lines, bars, tiles on a map, grids of shapes."""

from __future__ import annotations

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
    assert len(tagged(picture, "circle")) == 2  # one in the legend
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
