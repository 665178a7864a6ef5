"""Drawings: the right shapes, the same numbers as text, and never malformed markup."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.ui import charts
from giaoban.ui.charts.drawing import PALETTE

WORDS = st.text(max_size=40)
NAMESPACE = "{http://www.w3.org/2000/svg}"


def parsed(svg):
    return ET.fromstring(str(svg))  # noqa: S314  # our own drawing


def names(svg):
    return [element.tag.removeprefix(NAMESPACE) for element in parsed(svg).iter()]


def texts(svg):
    return [element.text for element in parsed(svg).iter() if element.tag.removeprefix(NAMESPACE) == "text"]


def tiles(cells, standalone=False):
    return charts.heat_tiles(
        ["Sở Tài chính", "Sở <Y>"],
        ["01/26", "02/26"],
        cells,
        title="Việc & hạn",
        desc="…",
        corner="Đơn vị",
        standalone=standalone,
    )


def test_tiles_show_their_numbers_and_say_them_as_a_table():
    picture = tiles({(0, 0): charts.Tile(3, 4, url="/x/?a=1&b=2"), (1, 1): charts.Tile(None)})
    assert texts(picture.svg) == ["01/26", "02/26", "Sở Tài chính", "3", "Sở <Y>"]
    assert picture.table.head == ("Đơn vị", "01/26", "02/26")
    assert picture.table.rows == (("Sở Tài chính", "3", ""), ("Sở <Y>", "", ""))
    assert [link.get("href") for link in parsed(picture.svg).iter("a")] == ["/x/?a=1&b=2"]


def test_a_drawing_in_a_page_has_classes_and_no_styles_but_alone_it_has_colours():
    cells = {(0, 0): charts.Tile(3, 4, url="/x/")}
    inside, alone = tiles(cells).svg, tiles(cells, standalone=True).svg
    assert "style" not in inside
    assert not [e for e in parsed(inside).iter() if e.get("fill")]
    assert not [e for e in parsed(alone).iter() if e.get("class") or e.tag.endswith("}a")]
    assert PALETTE["p-level-4"]["fill"] in alone


def test_every_drawing_names_and_describes_itself():
    root = parsed(tiles({}).svg)
    assert [(child.tag, child.text) for child in list(root)[:2]] == [("title", "Việc & hạn"), ("desc", "…")]
    assert root.get("aria-label") == "Việc & hạn"


@pytest.mark.parametrize(("value", "level"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 3), (7, 4), (8, 4), (9, 4)])
def test_only_nothing_has_no_colour(value, level):
    assert charts.level_of(value, 8) == level


def test_bars_are_as_long_as_their_counts():
    series = [charts.Series("a", "Đúng hạn", "ok"), charts.Series("b", "Quá hạn", "late")]
    rows = [charts.bar_row("X", {"a": 3, "b": 1}), charts.bar_row("Y", {"a": 2})]
    picture = charts.stacked_bars(rows, series, title="T", desc="D", corner="Đơn vị", total="Tổng")
    widths = [float(e.get("width")) for e in parsed(picture.svg).iter("rect") if e.get("height") == "20"]
    assert widths == [329, 109, 219]
    assert picture.table.rows == (("X", "3", "1", "4"), ("Y", "2", "0", "2"))
    assert picture.table.head == ("Đơn vị", "Đúng hạn", "Quá hạn", "Tổng")


def test_a_bar_of_one_part_says_its_number_once():
    series = [charts.Series("a", "Đạt", "ok")]
    rows = [charts.bar_row("X", {"a": 1028})]
    told = {"title": "T", "desc": "D", "corner": "Chỉ tiêu", "total": "Đạt", "say": lambda n: f"{n}%"}
    picture = charts.stacked_bars(rows, series, **told)
    assert [text.text for text in parsed(picture.svg).iter("text")].count("1028%") == 1
    assert (picture.table.head, picture.table.rows) == (("Chỉ tiêu", "Đạt"), (("X", "1028%"),))


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="negative"):
        charts.bar_row("X", {"a": -1})


def dots(days):
    return charts.lateness_dots(
        [charts.Dot(f"v{n}", late) for n, late in enumerate(days)],
        title="T",
        desc="D",
        axis="ngày",
        days_head="Ngày",
        count_head="Việc",
    )


def test_late_work_stands_in_bands_by_age():
    assert dots([1, 1, 3]).table.rows == (("1", "2"), ("3", "1"))
    assert dots([1, 2, 61]).table.rows == (("1–2", "2"), ("61–62", "1"))
    assert names(dots([1, 2, 61]).svg).count("circle") == 3


def test_work_that_is_not_late_has_no_place_among_the_late():
    with pytest.raises(ValueError, match="at least one day late"):
        dots([0])


def node(key, parent=None, **more):
    return charts.Node(key, parent, f"nút {key}", **more)


def grown(nodes):
    return charts.tree(nodes, title="T", desc="D", head=("Tên", "Thuộc", "Ghi chú"))


def test_a_tree_stands_in_order_with_children_below_their_parent():
    picture = grown([node("a"), node("b", "a"), node("c"), node("d", "b", note="x")])
    assert [row[:2] for row in picture.table.rows] == [
        ("nút a", ""),
        ("nút b", "nút a"),
        ("nút d", "nút b"),
        ("nút c", ""),
    ]
    assert names(picture.svg).count("path") == 2


@pytest.mark.parametrize(
    ("nodes", "reason"),
    [
        ([node("a"), node("a")], "same key"),
        ([node("a", "b")], "not drawn"),
        ([node("a", "b"), node("b", "a")], "ring"),
    ],
)
def test_what_is_no_tree_is_refused(nodes, reason):
    with pytest.raises(ValueError, match=reason):
        grown(nodes)


def test_a_sparkline_breaks_where_nothing_is_known():
    svg = charts.sparkline([1, 2, None, 3, 4], title="Quá hạn")
    assert names(svg).count("polyline") == 2
    assert names(svg).count("circle") == 1
    assert names(charts.sparkline([], title="Trống")) == ["svg", "title", "desc"]


@given(
    st.lists(WORDS, max_size=4),
    st.lists(WORDS, max_size=4),
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 3)),
        st.builds(charts.Tile, st.none() | st.integers(0, 10**6), st.integers(0, 4), WORDS, WORDS),
    ),
    WORDS,
    st.booleans(),
)
def test_tiles_are_well_formed_whatever_their_words(rows, columns, cells, words, standalone):
    picture = charts.heat_tiles(
        rows, columns, cells, title=words, desc=words, row_urls=[words], standalone=standalone
    )
    parsed(picture.svg)


@given(st.lists(st.tuples(WORDS, st.integers(0, 10**6), WORDS), max_size=6), WORDS, st.booleans())
def test_bars_are_well_formed_whatever_their_words(rows, words, standalone):
    series = [charts.Series("a", words, "ok"), charts.Series("b", words, "soon")]
    bars = [charts.bar_row(label, {"a": count, "b": count // 2}, url) for label, count, url in rows]
    picture = charts.stacked_bars(bars, series, title=words, desc=words, standalone=standalone)
    parsed(picture.svg)


@given(st.lists(st.tuples(WORDS, st.integers(1, 10**5), WORDS), max_size=60), WORDS, st.booleans())
def test_dots_are_well_formed_and_counted_once(late, words, standalone):
    picture = charts.lateness_dots(
        [charts.Dot(*each) for each in late],
        title=words,
        desc=words,
        axis=words,
        days_head=words,
        count_head=words,
        standalone=standalone,
    )
    assert names(picture.svg).count("circle") == len(late)
    assert sum(int(count) for _band, count in picture.table.rows) == len(late)


@given(st.lists(st.tuples(st.integers(0, 30), WORDS, WORDS, st.booleans()), max_size=30), st.booleans())
def test_trees_are_well_formed_and_whole(grafts, standalone):
    nodes = [
        charts.Node(str(n), str(graft % n) if n and graft else None, label, note, main=main)
        for n, (graft, label, note, main) in enumerate(grafts)
    ]
    picture = charts.tree(nodes, title="T", desc="D", head=("", "", ""), standalone=standalone)
    parsed(picture.svg)
    assert len(picture.table.rows) == len(nodes)


@given(st.lists(st.none() | st.integers(-(10**9), 10**9), max_size=40), WORDS)
def test_sparklines_are_well_formed(values, words):
    parsed(charts.sparkline(values, title=words))
