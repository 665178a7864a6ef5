"""Reading follow-up tables: the head is found, every row is accounted for, cells are understood."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.assignments.reads.tables.heads import find_head, kind_of_head, proposed, samples_of
from giaoban.assignments.reads.tables.lines import lines_of
from giaoban.assignments.reads.tables.values import due_of_cell, percent_of, source_of_cell, stands_of
from giaoban.assignments.vocabulary import ColumnKind, LineKind
from giaoban.duties.vocabulary import State
from giaoban.files.reading import Reason, SheetTable, Unreadable, clean_cell, read_tables, unmerged
from tests.assignments import sheets

NEW_YEAR = date(2025, 1, 1)


def kinds_of(data: bytes) -> dict[str, ColumnKind]:
    [sheet] = read_tables(data, filename="bang.xlsx")
    head = find_head(sheet)
    return dict(zip(head.words, proposed(head, samples_of(sheet, head)), strict=True))


def read(data: bytes):
    [sheet] = read_tables(data, filename="bang.xlsx")
    head = find_head(sheet)
    return lines_of(sheet, head, proposed(head, samples_of(sheet, head)))


def test_a_head_of_two_rows_under_merged_cells_is_found_and_named():
    assert kinds_of(sheets.hard_table()) == {
        "STT": ColumnKind.NUMBER,
        "Văn bản giao nhiệm vụ > Số, ký hiệu": ColumnKind.SOURCE,
        "Văn bản giao nhiệm vụ > Ngày": ColumnKind.SOURCE_DATE,
        "Nội dung nhiệm vụ": ColumnKind.TASK,
        "Đơn vị thực hiện": ColumnKind.LEAD,
        "Thời hạn hoàn thành": ColumnKind.DEADLINE,
        "Kết quả thực hiện > Đã hoàn thành": ColumnKind.STATUS,
        "Kết quả thực hiện > Đang thực hiện": ColumnKind.STATUS,
        "Kết quả thực hiện > Chưa thực hiện": ColumnKind.STATUS,
        "Ghi chú": ColumnKind.NOTE,
    }


def test_each_row_is_what_people_see_in_it():
    assert [(line.number, line.kind) for line in read(sheets.hard_table())] == [
        (1, LineKind.TITLE),
        (2, LineKind.EMPTY),
        (3, LineKind.HEAD),
        (4, LineKind.HEAD),
        (5, LineKind.HEAD),
        (6, LineKind.GROUP),
        (7, LineKind.TASK),
        (8, LineKind.MORE),
        (9, LineKind.TASK),
        (10, LineKind.GROUP),
        (11, LineKind.TASK),
        (12, LineKind.TASK),
        (13, LineKind.EMPTY),
        (14, LineKind.END),
        (15, LineKind.END),
    ]


def test_a_marked_column_says_its_head_and_a_continued_row_joins():
    first, second = [line for line in read(sheets.hard_table()) if line.kind == LineKind.TASK][:2]
    assert first.value(ColumnKind.STATUS) == "Đang thực hiện"
    assert (first.value(ColumnKind.NOTE), first.more) == ("chờ vốn", [8])
    assert first.group == ("LĨNH VỰC HẠ TẦNG SỐ",)
    assert second.value(ColumnKind.STATUS) == "Đã hoàn thành"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("STT", ColumnKind.NUMBER),
        ("Noi dung nhiem vu", ColumnKind.TASK),
        ("Nhiệm vụ được giao", ColumnKind.TASK),
        ("Đơn vị chủ trì", ColumnKind.LEAD),
        ("Đơn vị phối hợp thực hiện", ColumnKind.COORDINATING),
        ("Thời hạn thực hiện", ColumnKind.DEADLINE),
        ("Ngày hoàn thành", ColumnKind.DONE_ON),
        ("Số, ký hiệu văn bản", ColumnKind.SOURCE),
        ("Tiến độ thực hiện", ColumnKind.STATUS),
        ("Tỷ lệ hoàn thành (%)", ColumnKind.PERCENT),
        ("Sản phẩm", ColumnKind.PRODUCT),
        ("Lĩnh vực", ColumnKind.FIELD),
        ("Ghi chú", ColumnKind.NOTE),
        ("Mã màu", ColumnKind.IGNORED),
    ],
)
def test_heads_are_known_by_their_words(words, kind):
    assert kind_of_head(words) == kind


@pytest.mark.parametrize(
    ("cell", "day", "rule"),
    [
        ("30/6/2025", date(2025, 6, 30), ""),
        ("2025-06-30", date(2025, 6, 30), ""),
        ("30.6.2025", date(2025, 6, 30), ""),
        ("30/6/25", date(2025, 6, 30), ""),
        ("45838", date(2025, 6, 30), ""),
        ("trước 15/7", date(2025, 7, 15), ""),
        ("Trước ngày 15/7/2025", date(2025, 7, 15), ""),
        ("Quý II", date(2025, 6, 30), ""),
        ("Q3/2025", date(2025, 9, 30), ""),
        ("tháng 6", date(2025, 6, 30), ""),
        ("06/2025", date(2025, 6, 30), ""),
        ("T6/2025", date(2025, 6, 30), ""),
        ("Năm 2025", date(2025, 12, 31), ""),
        ("2025", date(2025, 12, 31), ""),
        ("6 tháng đầu năm", date(2025, 6, 30), ""),
        ("Từ 1/6/2025 đến 30/9/2025", date(2025, 9, 30), ""),
        ("Thường xuyên", None, ""),
        ("-", None, ""),
        ("", None, ""),
        ("Hằng tháng", None, "FREQ=MONTHLY"),
        ("Trước ngày 25 hằng tháng", None, "FREQ=MONTHLY;BYMONTHDAY=25"),
    ],
)
def test_deadlines_are_read_as_the_notices_are(cell, day, rule):
    due = due_of_cell(cell, base=NEW_YEAR)
    assert (due.day, due.rule, due.is_read, due.several) == (day, rule, True, False)


@pytest.mark.parametrize("cell", ["ngay khi có thể", "31/11/2025", "gấp", "???"])
def test_what_is_no_deadline_is_said_not_guessed(cell):
    assert not due_of_cell(cell, base=NEW_YEAR).is_read


def test_two_days_in_one_cell_are_left_to_a_person():
    assert due_of_cell("30/6/2025; 15/7/2025", base=NEW_YEAR).several


@pytest.mark.parametrize(
    ("words", "percent", "state", "late"),
    [
        ("", None, State.ASKED, None),
        ("Chưa thực hiện", None, State.ASKED, None),
        ("Đang thực hiện", None, State.RECEIVED, None),
        ("dang trien khai", None, State.RECEIVED, None),
        ("Quá hạn", None, State.RECEIVED, None),
        ("Chưa hoàn thành", None, State.RECEIVED, None),
        ("Sắp hoàn thành", None, State.RECEIVED, None),
        ("Đã hoàn thành", None, State.ACCEPTED, None),
        ("Đã hoàn thành 80%", 80, State.RECEIVED, None),
        ("Hoàn thành đúng hạn", None, State.ACCEPTED, False),
        ("Hoàn thành quá hạn", None, State.ACCEPTED, True),
        ("Hoàn thành chậm 5 ngày", None, State.ACCEPTED, True),
        ("Dừng thực hiện", None, State.STOPPED, None),
        ("Tạm dừng", None, State.RECEIVED, None),
        ("", 100, State.ACCEPTED, None),
        ("", 40, State.RECEIVED, None),
        ("abc", None, None, None),
    ],
)
def test_words_of_a_state_are_understood(words, percent, state, late):
    stands = stands_of(words, percent)
    assert (stands.state, stands.late) == (state, late)


def test_percents_are_read_as_cells_hold_them():
    cells = ("80%", "0.8", "80", "1", "x", "250", "12,5")
    assert [percent_of(text, whole_column=True) for text in cells] == [
        80,
        80,
        80,
        100,
        None,
        None,
        12,
    ]
    assert percent_of("80", whole_column=False) is None


@pytest.mark.parametrize(
    ("cell", "name", "day"),
    [
        ("TB 215/TB-BCĐ ngày 10/6/2025", "TB 215/TB-BCĐ", date(2025, 6, 10)),
        ("Thông báo số 215/TB-BCĐ, ngày 10/06/2025", "TB 215/TB-BCĐ", date(2025, 6, 10)),
        ("215/TB-BCĐ\n10/06/2025", "TB 215/TB-BCĐ", date(2025, 6, 10)),
        ("Công văn số 1234/UBND-KSTTHC", "CV 1234/UBND-KSTTHC", None),
        ("Quyết định số 05/2025/QĐ-UBND ngày 2/3/2025", "QĐ 05/2025/QĐ-UBND", date(2025, 3, 2)),
        ("Chỉ đạo tại phiên họp thứ 6", "Chỉ đạo tại phiên họp thứ 6", None),
    ],
)
def test_number_and_date_in_one_cell_come_apart(cell, name, day):
    source = source_of_cell(cell, base=NEW_YEAR)
    assert (source.name, source.issued_on) == (name, day)


def test_a_csv_with_semicolons_is_read():
    lines = ["STT;Nhiệm vụ;Đơn vị chủ trì;Hạn hoàn thành", "1;Rà soát;Sở Tài chính;30/6/2025"]
    [sheet] = read_tables("\n".join(lines).encode("utf-8-sig"), filename="b.csv")
    assert sheet.rows[1] == ("1", "Rà soát", "Sở Tài chính", "30/6/2025")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.xlsx", Reason.EMPTY),
        (b"PK\x03\x04rubbish", "a.xlsx", Reason.CORRUPT),
        (b"%PDF-1.4", "a.xlsx", Reason.NOT_A_DOCUMENT),
        (b"abc", "a.docx", Reason.NOT_A_DOCUMENT),
        (b"abc", "a.xlsm", Reason.MACRO),
        ("MẬT;Nhiệm vụ\n1;a".encode(), "a.csv", Reason.SECRET),
        (b"\xc3\x28;\xff", "a.csv", Reason.LEGACY_ENCODING),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data, name, reason):
    with pytest.raises(Unreadable) as refusal:
        read_tables(data, filename=name)
    assert refusal.value.reason == reason


@given(st.binary(max_size=400), st.sampled_from(["a.xlsx", "a.xls", "a.csv"]))
@settings(max_examples=150)
def test_no_bytes_break_the_reader(data, name):
    try:
        tables = read_tables(data, filename=name)
    except Unreadable:
        return
    assert all(isinstance(cell, str) for sheet in tables for row in sheet.rows for cell in row)


CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "",
            "",
            "1",
            "2.",
            "I",
            "II",
            "A",
            "x",
            "(1)",
            "STT",
            "Nhiệm vụ",
            "Đơn vị chủ trì",
            "Thời hạn",
            "LĨNH VỰC ĐẤT ĐAI",
            "Tổng cộng",
            "Nơi nhận:",
            "30/6/2025",
            "Sở Tài chính",
            "- tiếp theo",
            "Ghi chú",
        ]
    ),
    st.text(alphabet="aáđĐ 1/.-;,\n", max_size=12).map(clean_cell),
)
SPAN = st.tuples(st.integers(0, 14), st.integers(0, 6), st.integers(0, 14), st.integers(0, 6))


@given(
    st.lists(st.lists(CELL, max_size=6), max_size=14),
    st.lists(SPAN, max_size=4),
    st.lists(st.sampled_from(list(ColumnKind)), min_size=6, max_size=6),
)
@settings(max_examples=300)
def test_every_row_of_any_table_is_accounted_for_once(rows, spans, kinds):
    width = max((len(row) for row in rows), default=0)
    merged = tuple((min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in spans)
    sheet = SheetTable("S", tuple(tuple(row) for row in rows), merged)
    head = find_head(sheet)
    if head is None:
        return
    lines = lines_of(sheet, head, (kinds * 3)[:width])
    assert [line.number for line in lines] == list(range(1, len(rows) + 1))
    continued = Counter(number for line in lines for number in line.more)
    assert continued == Counter(line.number for line in lines if line.kind == LineKind.MORE)
    for line in lines:
        assert (line.kind == LineKind.EMPTY) == (not any(_cells(sheet, line.number)))


def _cells(sheet, number):
    head = find_head(sheet)
    return unmerged(sheet, down_only_from=head.last + 1)[number - 1]


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_no_cell_breaks_the_reading_of_its_value(text):
    due_of_cell(text, base=NEW_YEAR)
    stands_of(text, percent_of(text, whole_column=True))
    source_of_cell(text, text, base=NEW_YEAR)


def test_csv_that_a_spreadsheet_writes_gives_the_same_lines_as_its_workbook():
    buffer = io.StringIO()
    csv.writer(buffer).writerows([("BẢNG THEO DÕI NHIỆM VỤ NĂM 2025",), (), sheets.HEAD, *sheets.ROWS])
    [sheet] = read_tables(buffer.getvalue().encode(), filename="b.csv")
    head = find_head(sheet)
    lines = lines_of(sheet, head, proposed(head, samples_of(sheet, head)))
    assert [line.values for line in lines] == [line.values for line in read(sheets.workbook())]
