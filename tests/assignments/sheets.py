"""Follow-up tables as offices keep them, for tests: workbooks with merged heads, groups, odd cells."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

HEAD = (
    "STT",
    "Nội dung nhiệm vụ",
    "Văn bản giao",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời hạn",
    "Tình trạng",
)
ROWS = (
    (
        1,
        "Bố trí kinh phí chuyển đổi số",
        "TB 215/TB-BCĐ ngày 10/6/2025",
        "Sở Tài chính",
        "Sở NV",
        "30/6/2025",
        "",
    ),
    (
        2,
        "Số hóa hồ sơ lưu trữ",
        "215/TB-BCĐ, 10/06/2025",
        "Sở Nội vụ",
        "STC; VP UBND tỉnh",
        "Quý III/2025",
        "Đang thực hiện",
    ),
    (3, "Rà soát hạ tầng số", "", "UBND các xã, phường", "", "trước 15/7", "Chưa thực hiện"),
    (4, "Ban hành quy chế hoạt động", "", "SKHCN", "", "31/5/2025", "Đã hoàn thành ngày 20/5/2025"),
)


def workbook(
    rows: Sequence[Sequence[Any]] = ROWS,
    *,
    head: Sequence[str] = HEAD,
    above: Sequence[str] = ("BẢNG THEO DÕI NHIỆM VỤ NĂM 2025",),
    merged: Sequence[tuple[int, int, int, int, str]] = (),
) -> bytes:
    """A workbook: titles above, a head of one row, the rows; `merged` are places (from 0) with their text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("Nhiệm vụ")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        lines = (
            [(title,) for title in above] + ([()] if above else []) + [tuple(head)] * bool(head) + list(rows)
        )
        for place, line in enumerate(lines):
            for column, value in enumerate(line):
                if isinstance(value, date | datetime):
                    page.write_datetime(place, column, value, day)
                elif value not in (None, ""):
                    page.write(place, column, value)
        for top, left, bottom, right, text in merged:
            page.merge_range(top, left, bottom, right, text)
    return buffer.getvalue()


TWO_ROW_HEAD = (
    (2, 0, 3, 0, "STT"),
    (2, 1, 2, 2, "Văn bản giao nhiệm vụ"),
    (2, 3, 3, 3, "Nội dung nhiệm vụ"),
    (2, 4, 3, 4, "Đơn vị thực hiện"),
    (2, 5, 3, 5, "Thời hạn hoàn thành"),
    (2, 6, 2, 8, "Kết quả thực hiện"),
    (2, 9, 3, 9, "Ghi chú"),
)


def hard_table() -> bytes:
    """Titles, a head of two rows with merged cells, groups, continued rows, marks, a foot with the signer."""
    rows = [
        (),  # the upper row of the head: merged cells alone
        ("", "Số, ký hiệu", "Ngày", "", "", "", "Đã hoàn thành", "Đang thực hiện", "Chưa thực hiện"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"),
        ("I", "LĨNH VỰC HẠ TẦNG SỐ"),
        (
            1,
            "215/TB-BCĐ",
            date(2025, 6, 10),
            "Phủ sóng các thôn vùng lõm",
            "Sở Khoa học và Công nghệ, UBND các xã, phường",
            date(2025, 9, 30),
            "",
            "x",
        ),
        ("", "", "", "", "", "", "", "", "", "chờ vốn"),
        (
            2,
            "",
            "",
            "Nâng cấp mạng truyền số liệu",
            "Sở KH&CN; Sở Tài chính",
            "tháng 8",
            "x",
            "",
            "",
            "Hoàn thành 1/6/2025",
        ),
        ("II", "Cải cách thủ tục"),
        (
            3,
            "27/KH-UBND",
            "1/3/2025",
            "Công khai thủ tục hành chính",
            "Hội Chữ thập đỏ",
            "Thường xuyên",
            "",
            "",
            "x",
        ),
        (4, "", "", "Đơn giản hóa thủ tục đất đai", "Sở Nội vụ", "ngay khi có thể", "", "x"),
        (),
        ("Tổng cộng: 4 nhiệm vụ",),
        ("", "", "", "", "", "", "NGƯỜI LẬP BIỂU"),
    ]
    return workbook(rows, head=(), above=("UBND TỈNH SƠN HẢI",), merged=TWO_ROW_HEAD)
