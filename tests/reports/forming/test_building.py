"""A form read from a sheet: what offices draw, and what is doubtful by cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from giaoban.files.reading import SheetTable, read_tables
from giaoban.reports.forming import Nature, Numbering, SectionKind, build, faults
from giaoban.reports.forming.heads import address
from tests.assignments import sheets

HEAD = ("STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú")
LINES = (
    ("I", "Thủ tục hành chính", "", "", ""),
    ("1", "Số hồ sơ tiếp nhận", "hồ sơ", "", "Tính cả trực tuyến"),
    ("1.1", "Trong đó: trực tuyến", "hồ sơ", "", ""),
    ("1.2", "Tỷ lệ hồ sơ trực tuyến", "%", "", ""),
    ("II", "Hạ tầng", "", "", ""),
    ("2", "Số thôn hiện có mạng cáp quang", "thôn", "", ""),
    ("3", "Kinh phí lũy kế từ đầu năm", "triệu đồng", "", ""),
    ("4", "Có trang thông tin điện tử", "Có/Không", "", ""),
    ("5", "Khó khăn, vướng mắc", "Văn bản", "", ""),
)


def read(*lines, head=HEAD, above=("BIỂU MẪU 01",), merged=()):
    [sheet] = read_tables(
        sheets.workbook(lines, head=head, above=above, merged=merged), filename="bieu-mau.xlsx"
    )
    return build(sheet, Numbering())


def test_a_sheet_of_indicators_becomes_a_form():
    found = read(*LINES)
    assert faults(found.definition) == ()
    sections = [(section.kind, section.title) for section in found.definition.sections]
    assert sections == [
        (SectionKind.INDICATORS, "I. Thủ tục hành chính"),
        (SectionKind.INDICATORS, "II. Hạ tầng"),
        (SectionKind.QUESTIONS, "II. Hạ tầng"),
        (SectionKind.NARRATIVE, "II. Hạ tầng"),
    ]
    items = {item.code: item for item in found.definition.items()}
    natures = [items[code].nature for code in ("1", "1.1", "1.2", "2", "3")]
    assert natures == [Nature.FLOW, Nature.FLOW, Nature.RATIO, Nature.STOCK, Nature.CUMULATIVE]
    assert (items["3"].unit, items["3"].decimals) == ("triệu đồng", 1)
    assert items["1"].hint == "Tính cả trực tuyến"
    assert items["1.1"].cells[0].rules[0].slots == (items["1"].cells[0].slot,)
    ratio = items["1.2"].ratio
    assert (ratio.over, ratio.under) == (items["1.1"].cells[0].slot, items["1"].cells[0].slot)
    [remark] = found.remarks
    assert (remark.cell, remark.doubt) == ("B7", "ratio")


def test_several_columns_make_a_table_and_what_is_worked_out_is_left_out():
    head = ("TT", "Nội dung", "ĐVT", "Nam", "Nữ", "Lũy kế", "So với cùng kỳ")
    found = read(("1", "Người được tập huấn", "người", "", "", "", ""), head=head)
    [section] = found.definition.sections
    assert (section.kind, section.columns) == (SectionKind.TABLE, ("Nam", "Nữ"))
    assert [(remark.cell, remark.doubt) for remark in found.remarks] == [
        ("F3", "left_out"),
        ("G3", "left_out"),
    ]


def test_heads_of_two_rows_are_read_together():
    rows = (
        ("STT", "Chỉ tiêu", "ĐVT", "Người học", "", "Tổ"),
        ("", "", "", "Nam", "Nữ", ""),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("1", "Tập huấn", "lượt", "", "", ""),
    )
    found = build(SheetTable("x", rows, ((0, 3, 0, 4),)), Numbering())
    assert found.definition.sections[0].columns == ("Người học: Nam", "Người học: Nữ", "Tổ")
    assert [item.name for item in found.definition.items()] == ["Tập huấn"]


def test_doubts_are_said_by_cell():
    found = read(
        ("1", "Số hộ", "hộ", "", ""),
        ("2", "", "", "5", ""),
        ("1", "Số tổ", "", "", ""),
        ("3", "Tỷ lệ phủ sóng", "%", "", ""),
    )
    doubts = [(remark.cell, remark.doubt) for remark in found.remarks]
    assert doubts == [("B5", "no_name"), ("C6", "no_unit"), ("A6", "number_twice"), ("B7", "percent")]


def test_a_sheet_that_is_no_form_is_said_so():
    found = build(SheetTable("x", (("Danh sách", "Họ tên"), ("1", "An"))), Numbering())
    assert found.definition.sections == ()
    assert [remark.doubt for remark in found.remarks] == ["no_head"]


def test_cells_are_named_as_people_name_them():
    assert [address(6, 1), address(0, 25), address(0, 26), address(9, 701), address(0, 702)] == [
        "B7", "Z1", "AA1", "ZZ10", "AAA1",
    ]  # fmt: skip


def test_numbers_begin_again_below_each_heading():
    found = read(
        ("I", "Chuẩn bị", "", "", ""),
        ("1", "Số đợt diễn tập", "đợt", "", ""),
        ("2", "Số xuồng hiện có", "chiếc", "", ""),
        ("II", "Thiệt hại", "", "", ""),
        ("1", "Số nhà bị ngập", "nhà", "", ""),
        ("2", "Số nhà đã khắc phục", "nhà", "", ""),
        ("", "Tỷ lệ khắc phục", "%", "", ""),
    )
    [remark] = found.remarks
    assert (remark.doubt, remark.more) == ("ratio", "Số nhà đã khắc phục : Số nhà bị ngập")
    flooded, mended, ratio = found.definition.sections[1].items
    assert (ratio.ratio.over, ratio.ratio.under) == (mended.cells[0].slot, flooded.cells[0].slot)


def test_a_share_of_something_else_is_not_guessed():
    found = read(
        ("1", "Số máy tính hiện có", "máy", "", ""),
        ("2", "Kinh phí đã giải ngân", "triệu đồng", "", ""),
        ("3", "Tỷ lệ giải ngân", "%", "", ""),
    )
    assert [(remark.cell, remark.doubt) for remark in found.remarks] == [("B6", "percent")]


def test_what_stands_at_a_day_is_a_stock():
    found = read(("1", "Hồ sơ đang giải quyết (tại thời điểm báo cáo)", "hồ sơ", "", ""))
    [item] = found.definition.items()
    assert item.nature == Nature.STOCK


CELLS = st.one_of(
    st.sampled_from(["", "1", "1.1", "I", "A", "%", "Tỷ lệ", "- Trong đó: nữ", "hộ", "Có/Không", "(1)"]),
    st.text(max_size=8),
)


@given(rows=st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=12))
def test_any_sheet_gives_a_good_form_or_none(rows):
    found = build(SheetTable("x", (HEAD, *(tuple(row) for row in rows))), Numbering())
    assert [fault for fault in faults(found.definition) if fault.kind != "empty"] == []


def test_a_dash_alone_is_no_name():
    found = read(("1", "-", "hộ", "", ""), ("2", "Số tổ", "tổ", "", ""))
    assert [(remark.cell, remark.doubt) for remark in found.remarks] == [("B4", "no_name")]
    assert [item.name for section in found.definition.sections for item in section.items] == ["Số tổ"]
