"""Totals on the sheets of offices: the sum of their parts where the sheet says so, else left alone."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from giaoban.files.reading import SheetTable, read_tables
from giaoban.reports.forming import Nature, Numbering, RuleKind, SectionKind, build, faults

HEAD = ("STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú")


def workbook(rows, merged=()):
    """The rows as an office's workbook; `merged` as spreadsheets write it ("D4:G4")."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        page = book.add_worksheet("Biểu")
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
        for span in merged:
            row, column = xlsxwriter.utility.xl_cell_to_rowcol(span.partition(":")[0])
            page.merge_range(span, rows[row][column])
    return kept.getvalue()


def sheet(rows, merged=()):
    """The same, read back."""
    return read_tables(workbook(rows, merged), filename="bieu.xlsx")[0]


def lines(*rows):
    return build(sheet([HEAD, *rows]), Numbering())


def sums(found):
    """Each sum that is proposed, by the labels of its figures."""
    return told(found, RuleKind.PARTS)


def shares(found):
    """Each figure that is not more than another, by labels."""
    return told(found, RuleKind.AT_MOST)


def told(found, kind):
    form = found.definition
    assert [fault for fault in faults(form) if fault.kind != "empty"] == []
    return {
        (cell.label, tuple(form.by_slot[slot].label for slot in rule.slots))
        for cell in form.cells
        for rule in cell.rules
        if rule.kind == kind
    }


def remarks(found):
    return [(remark.cell, remark.doubt.value) for remark in found.remarks]


SETTLED = [
    ["BIỂU SỐ 06/KSTT", *[None] * 10],
    ["TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", *[None] * 10],
    [None] * 11,
    [
        "STT",
        "Lĩnh vực giải quyết",
        "Số hồ sơ tiếp nhận",
        None,
        None,
        None,
        "Số hồ sơ đã giải quyết",
        *[None] * 3,
        "Ghi chú",
    ],
    [None, None, "Tổng số", "Trong kỳ", None, "Từ kỳ trước", "Tổng số", "Chia ra", None, None, None],
    [None, None, None, "Trực tuyến", "Trực tiếp", None, None, "Trước hạn", "Đúng hạn", "Quá hạn", None],
    ["(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)"],
    [1, "Đất đai", *[None] * 9],
    [2, "Xây dựng", *[None] * 9],
    [None, "TỔNG CỘNG", *[None] * 9],
]
MERGED = (
    "A4:A6",
    "B4:B6",
    "K4:K6",
    "C4:F4",
    "G4:J4",
    "C5:C6",
    "D5:E5",
    "F5:F6",
    "G5:G6",
    "H5:J5",
    "A1:K1",
    "A2:K2",
)


def test_a_form_with_heads_of_three_rows_adds_up_across_and_down():
    found = build(sheet(SETTLED, MERGED), Numbering())
    [section] = found.definition.sections
    assert (section.kind, section.columns) == (
        SectionKind.TABLE,
        (
            "Số hồ sơ tiếp nhận: Tổng số",
            "Số hồ sơ tiếp nhận: Trong kỳ: Trực tuyến",
            "Số hồ sơ tiếp nhận: Trong kỳ: Trực tiếp",
            "Số hồ sơ tiếp nhận: Từ kỳ trước",
            "Số hồ sơ đã giải quyết: Tổng số",
            "Số hồ sơ đã giải quyết: Chia ra: Trước hạn",
            "Số hồ sơ đã giải quyết: Chia ra: Đúng hạn",
            "Số hồ sơ đã giải quyết: Chia ra: Quá hạn",
        ),
    )
    land, building, all_of_it = section.items
    assert (land.name, building.name, all_of_it.name) == ("Đất đai", "Xây dựng", "TỔNG CỘNG")
    for item in section.items:
        slots = [cell.slot for cell in item.cells]
        assert slots[1:4] in [list(rule.slots) for rule in item.cells[0].rules]
        assert slots[5:8] in [list(rule.slots) for rule in item.cells[4].rules]
    for at, cell in enumerate(all_of_it.cells):
        assert cell.rules[-1].kind == RuleKind.PARTS
        assert cell.rules[-1].slots == (land.cells[at].slot, building.cells[at].slot)
    assert len(sums(found)) == 3 * 2 + 8
    assert [each for each in remarks(found) if each[1] == "sum"] == [
        ("C5", "sum"),
        ("G5", "sum"),
        ("B10", "sum"),
    ]


@pytest.mark.parametrize(
    ("heads", "below", "merged", "expected"),
    [
        (
            ["Tổng số", "Chia ra", None],
            [None, "Nam", "Nữ"],
            ("E1:F1",),
            {("Tổng số", "Chia ra: Nam", "Chia ra: Nữ")},
        ),
        (["Tổng số", "Trong đó", None], [None, "Nữ", "Trẻ"], ("E1:F1",), set()),
        (["Nam", "Nữ", "Cộng"], [], (), {("Cộng", "Nam", "Nữ")}),
        (["Tổng cộng", "Quý I", "Quý II"], [], (), {("Tổng cộng", "Quý I", "Quý II")}),
        (["Tổng số", "Nữ", "Nam"], [], (), {("Tổng số", "Nữ", "Nam")}),
        (["Tổng số", "Nữ", "Dân tộc thiểu số"], [], (), set()),
        (["Nam", "Cộng", "Nữ"], [], (), set()),
        (["Cống", "Kè", "Đập"], [], (), set()),
        (["Công", "Nam", "Nữ"], [], (), set()),
        (["Nam", "Nữ", "Tỷ lệ nữ", "Cộng"], [], (), set()),
        (["Tổng số (I+II)", "Nam", "Nữ"], [], (), set()),
        (["Tổng số", "Bao gồm cả trẻ em", "Khác"], [], (), set()),
    ],
)
def test_columns_are_added_where_the_sheet_says_so(heads, below, merged, expected):
    rows = [["TT", "Nội dung", "ĐVT", *heads], [None, None, None, *below], [1, "Tập huấn", "người"]]
    found = build(sheet(rows if below else [rows[0], rows[2]], merged), Numbering())
    names = {(whole, *parts) for whole, parts in sums(found)}
    assert names == {tuple(f"Tập huấn: {label}" for label in each) for each in expected}


def test_a_share_in_a_column_is_not_more_than_what_stands_left_of_it():
    rows = [
        ["TT", "Nội dung", "ĐVT", "Số lớp", "Số người", "Trong đó: nữ", "Trong đó: tỷ lệ %"],
        [1, "Tin học", "người"],
    ]
    found = build(sheet(rows), Numbering())
    assert shares(found) == {("Tin học: Trong đó: nữ", ("Tin học: Số người",))}
    assert sums(found) == set()


def test_two_splits_of_one_total_both_add_up_to_it():
    rows = [
        ["TT", "Nội dung", "ĐVT", "Tổng số", "Chia theo giới tính", None, "Chia theo nơi ở", None],
        [None, None, None, None, "Nam", "Nữ", "Xã", "Phường"],
        [1, "Học viên", "người"],
    ]
    found = build(sheet(rows, ("E1:F1", "G1:H1")), Numbering())
    assert {whole for whole, _parts in sums(found)} == {"Học viên: Tổng số"}
    assert len(sums(found)) == 2


def test_the_line_of_numbers_says_more_than_the_heads():
    rows = [
        ["TT", "Nội dung", "ĐVT", "Tổng số", "Trực tuyến", "Trực tiếp", "Bưu chính"],
        ["A", "B", "C", "1=2+3", "2", "3", "4"],
        [1, "Hồ sơ", "hồ sơ"],
    ]
    assert sums(build(sheet(rows), Numbering())) == {
        ("Hồ sơ: Tổng số", ("Hồ sơ: Trực tuyến", "Hồ sơ: Trực tiếp"))
    }


@pytest.mark.parametrize(
    "numbers", [["1=2+9", "2", "3"], ["1=2-3", "2", "3"], ["1=2*3", "2", "3"], ["1=2+2", "2", "2"]]
)
def test_a_line_of_numbers_that_is_no_plain_sum_says_nothing(numbers):
    rows = [
        ["TT", "Nội dung", "ĐVT", "Tổng số", "Lớp", "Khóa"],
        ["A", "B", "C", *numbers],
        [1, "Học", "lượt"],
    ]
    found = build(sheet(rows), Numbering())
    assert sums(found) == set()
    assert remarks(found) == [("D1", "no_parts")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ("1", "Hồ sơ", "hồ sơ"),
                ("", "Chia ra:", ""),
                ("1.1", "Trực tuyến", "hồ sơ"),
                ("1.2", "Trực tiếp", "hồ sơ"),
            ],
            {("Hồ sơ", ("Trực tuyến", "Trực tiếp"))},
        ),
        (
            [
                ("1", "Hồ sơ", "hồ sơ"),
                ("", "Gồm:", ""),
                ("", "- Mới", "hồ sơ"),
                ("", "- Cũ", "hồ sơ"),
                ("2", "Lớp", "hồ sơ"),
            ],
            {("Hồ sơ", ("Mới", "Cũ"))},
        ),
        (
            [("1", "Hồ sơ", "hồ sơ"), ("", "- Chia ra: Mới", "hồ sơ"), ("", "- Cũ", "hồ sơ")],
            {("Hồ sơ", ("Chia ra: Mới", "Cũ"))},
        ),
        ([("1", "Hồ sơ", "hồ sơ"), ("1.1", "Trực tuyến", "hồ sơ"), ("1.2", "Đúng hạn", "hồ sơ")], set()),
        (
            [("1", "Hồ sơ", "hồ sơ"), ("", "Trong đó:", ""), ("1.1", "Mới", "hồ sơ"), ("1.2", "Cũ", "hồ sơ")],
            set(),
        ),
        ([("1", "Hồ sơ", "hồ sơ"), ("", "Chia ra:", ""), ("1.1", "Trực tuyến", "hồ sơ")], set()),
        (
            [
                ("1", "Hồ sơ", "hồ sơ"),
                ("", "Gồm:", ""),
                ("1.1", "Kinh phí", "triệu đồng"),
                ("1.2", "Số lớp", "lớp"),
            ],
            set(),
        ),
        (
            [("1", "Hộ nghèo", "hộ"), ("2", "Hộ cận nghèo", "hộ"), ("", "Cộng", "hộ")],
            {("Cộng", ("Hộ nghèo", "Hộ cận nghèo"))},
        ),
        (
            [
                ("1", "Hộ nghèo", "hộ"),
                ("1.1", "Trong đó: mới", "hộ"),
                ("2", "Hộ cận nghèo", "hộ"),
                ("", "TỔNG SỐ", ""),
            ],
            {("TỔNG SỐ", ("Hộ nghèo", "Hộ cận nghèo"))},
        ),
        (
            [("", "TỔNG SỐ", "hộ"), ("1", "Hộ nghèo", "hộ"), ("2", "Hộ cận nghèo", "hộ")],
            {("TỔNG SỐ", ("Hộ nghèo", "Hộ cận nghèo"))},
        ),
        ([("", "Tổng số", "hộ"), ("", "- Nữ làm chủ hộ", "hộ"), ("", "- Dân tộc thiểu số", "hộ")], set()),
        ([("1", "Lớp", "lớp"), ("2", "Người học", "người"), ("", "Cộng", "")], set()),
        (
            [
                ("1", "Nhà", "cái"),
                ("2", "Kho", "cái"),
                ("", "Cộng", "cái"),
                ("3", "Cầu", "cái"),
                ("", "Tổng cộng", "cái"),
            ],
            {("Cộng", ("Nhà", "Kho"))},
        ),
        ([("1", "Nhà", "cái"), ("2", "Kho", "cái"), ("", "Tổng cộng (I+II)", "cái")], set()),
        (
            [
                ("1", "Nhà", "cái"),
                ("2", "Kho", "cái"),
                ("3", "Cầu", "cái"),
                ("4", "Công trình (4=1+3)", "cái"),
            ],
            {("Công trình (4=1+3)", ("Nhà", "Cầu"))},
        ),
        ([("1", "Cống", "cái"), ("2", "Kè", "cái"), ("3", "Cống", "cái")], set()),
    ],
)
def test_lines_are_added_where_the_sheet_says_so(rows, expected):
    assert sums(lines(*rows)) == expected


def test_shares_below_a_line_that_says_so_are_each_not_more_than_the_whole():
    found = lines(
        ("1", "Hồ sơ", "hồ sơ"), ("", "Trong đó:", ""), ("", "- Mới", "hồ sơ"), ("", "- Cũ", "hồ sơ")
    )
    assert shares(found) == {("Mới", ("Hồ sơ",)), ("Cũ", ("Hồ sơ",))}
    assert [item.name for item in found.definition.items()] == ["Hồ sơ", "Mới", "Cũ"]
    assert found.remarks == ()


def test_what_is_split_adds_up_over_time_as_its_parts():
    found = lines(
        ("1", "Số tổ hiện có", "tổ"),
        ("", "Chia ra:", ""),
        ("1.1", "Thôn", "tổ"),
        ("1.2", "Khu phố", "tổ"),
        ("", "CỘNG", ""),
    )
    whole, *parts, alone = found.definition.items()
    assert {item.nature for item in (whole, *parts)} == {Nature.STOCK}
    assert {cell.nature for item in parts for cell in item.cells} == {Nature.STOCK}
    # One line above "CỘNG" is no sum of several.
    assert (alone.name, remarks(found)[-1]) == ("CỘNG", ("B6", "no_parts"))


def test_a_total_without_a_unit_has_that_of_its_parts():
    found = lines(("1", "Đường", "km"), ("2", "Kênh", "km"), ("", "Cộng", ""))
    *_parts, total = found.definition.items()
    assert (total.unit, total.decimals, total.cells[0].decimals) == ("km", 1, 1)
    assert remarks(found) == [("B4", "sum")]


WORDS = st.sampled_from(
    [
        "Tổng số",
        "CỘNG",
        "Tổng cộng (1+2)",
        "Trong đó:",
        "- Trong đó: nữ",
        "Chia ra:",
        "Gồm: nam",
        "Chia theo tuổi",
        "- A",
        "B",
        "Hồ sơ (1=2+3)",
        "Tỷ lệ",
    ]
)
ROWS = st.tuples(
    st.sampled_from(["", "1", "2", "3", "1.1", "1.2", "1.1.1", "a", "I"]),
    WORDS,
    st.sampled_from(["", "hộ", "hộ", "km", "%"]),
    st.just(""),
    st.sampled_from(["", "= 1 + 2"]),
)
COLUMNS = st.lists(
    st.sampled_from(["Tổng số", "Cộng", "Nam", "Nữ", "Trong đó: nữ", "Chia ra", "Khác", "Lũy kế"]),
    min_size=1,
    max_size=6,
)


@given(rows=st.lists(ROWS, max_size=14))
def test_whatever_lines_stand_there_the_rules_fit_the_form(rows):
    found = build(SheetTable("x", (HEAD, *rows)), Numbering())
    assert [fault for fault in faults(found.definition) if fault.kind != "empty"] == []
    slots = [(cell.slot, rule.slots) for cell in found.definition.cells for rule in cell.rules]
    assert all(slot not in parts and len(set(parts)) == len(parts) for slot, parts in slots)
    kept = {cell.slot: cell for cell in found.definition.cells}
    for slot, parts in slots:
        assert len({kept[each].unit for each in (slot, *parts)} - {""}) <= 1


@given(heads=COLUMNS, below=st.lists(st.sampled_from(["", "Nam", "Nữ", "Tổng số"]), min_size=6, max_size=6))
def test_whatever_columns_stand_there_the_rules_stay_in_their_line(heads, below):
    rows = (("TT", "Nội dung", "ĐVT", *heads), ("", "", "", *below), ("1", "Học", "hộ"), ("2", "Hành", "hộ"))
    found = build(SheetTable("x", rows, ((0, 3, 0, 4), (0, 0, 1, 0))), Numbering())
    assert [fault for fault in faults(found.definition) if fault.kind != "empty"] == []
    for item in found.definition.items():
        own = {cell.slot for cell in item.cells}
        assert all(set(rule.slots) <= own for cell in item.cells for rule in cell.rules)
