"""Citation styles (section 11)."""

import pytest

from tests.assignments.extraction.reading_help import read

STYLES = [
    ("state, named type", "theo Quyết định số 2087/QĐ-UBND ngày 11/8/2025", [("Quyết định", "2087", "QĐ-UBND", "2025-08-11")]),
    ("no 'số'", "thay thế Kế hoạch 152/KH-UBND", [("Kế hoạch", "152", "KH-UBND", None)]),
    ("with year", "theo Nghị định số 91/2023/NĐ-CP ngày 12 tháng 12 năm 2023", [("Nghị định", "91/2023", "NĐ-CP", "2023-12-12")]),
    ("law", "theo Luật số 31/2024/QH15", [("Luật", "31/2024", "QH15", None)]),
    ("letter", "tại Công văn số 5409/STC-ĐT ngày 02-9-2025", [("Công văn", "5409", "STC-ĐT", "2025-09-02")]),
    ("letter of a ministry", "tại văn bản số 2215/BGDĐT-NGCBQLGD", [("Văn bản", "2215", "BGDĐT-NGCBQLGD", None)]),
    ("body only", "tại Công văn số 47/HHDN ngày 18/8/2025", [("Công văn", "47", "HHDN", "2025-08-18")]),
    ("party", "theo Kế hoạch số 112-KH/TU, ngày 03/02/2025", [("Kế hoạch", "112", "KH/TU", "2025-02-03")]),
    ("party letter", "theo Công văn 05-CV/BCĐ", [("Công văn", "05", "CV/BCĐ", None)]),
    ("one type for several", "theo các Công văn: số 12/UBND-TH ngày 01/8/2025, số 46/UBND-KT ngày 05/8/2025",
     [("Công văn", "12", "UBND-TH", "2025-08-01"), ("Công văn", "46", "UBND-KT", "2025-08-05")]),
    ("shared date", "theo Công văn số 12/UBND-TH, số 46/UBND-KT ngày 05/8/2025",
     [("Công văn", "12", "UBND-TH", "2025-08-05"), ("Công văn", "46", "UBND-KT", "2025-08-05")]),
    ("number only", "theo Chỉ thị số 31 ngày 04/12/2023", [("Chỉ thị", "31", "", "2023-12-04")]),
    ("number only, no date", "theo Nghị quyết số 57 của Bộ Chính trị", [("Nghị quyết", "57", "", None)]),
    ("number only, no date", "theo văn bản số 2125 chỉ đạo mở lớp bơi", [("Văn bản", "2125", "", None)]),
    ("a stroke left out", "theo Công điện số 115 CĐ-TTg ngày 23/1/2025", [("Công điện", "115", "CĐ-TTg", "2025-01-23")]),
    ("an urgent dispatch", "theo Công điện hỏa tốc số 601/2020", [("Công điện", "601/2020", "", None)]),
    ("the date of another paper", "theo Công điện số 4/CĐ-TTg ngày 22/5/2025, UBND tỉnh có Công văn số 208/UBND-KT",
     [("Công điện", "4", "CĐ-TTg", "2025-05-22"), ("Công văn", "208", "UBND-KT", None)]),
    ("a morning before the number", "như chiều 27/8, UBND tỉnh ban hành Văn bản số 32/UBND-VX",
     [("Văn bản", "32", "UBND-VX", "2025-08-27")]),
    ("number only, date in brackets", "theo Công văn số 1153 (ngày 05/3/2024)", [("Công văn", "1153", "", "2024-03-05")]),
    ("dotted thousands", "tại Công văn số 2.350/UBND-KGVX", [("Công văn", "2350", "UBND-KGVX", None)]),
    ("year instead of symbol", "theo Thông báo 347/2019", [("Thông báo", "347/2019", "", None)]),
    ("space in the symbol", "theo Nghị quyết số 41/NQ -HĐND ngày 29/7/2025", [("Nghị quyết", "41", "NQ-HĐND", "2025-07-29")]),
    ("space before the stroke", "tại văn bản số 846 /UBND-TH", [("Văn bản", "846", "UBND-TH", None)]),
    ("en dash", "tại Văn bản số 5409/STC–ĐT", [("Văn bản", "5409", "STC-ĐT", None)]),
    ("ampersand", "tại Văn bản số 1534/SVHTT&DL-QLVH", [("Văn bản", "1534", "SVHTT&DL-QLVH", None)]),
    ("line break in the symbol", "theo Quyết định số 2087/QĐ-\nUBND ngày 11/8/2025", [("Quyết định", "2087", "QĐ-UBND", "2025-08-11")]),
    ("brackets", "theo đề nghị (số 1475/BTNMT-TCMT ngày 22/3/2021)", [("", "1475", "BTNMT-TCMT", "2021-03-22")]),
    ("the same twice", "theo Chỉ thị số 3/CT-UBND và Chỉ thị số 3/CT-UBND ngày 01/8/2025", [("Chỉ thị", "3", "CT-UBND", "2025-08-01")]),
    ("numbers that share a symbol", "tại các công văn số 614, 615, 616-CV/VPTW ngày 21/4/2025",
     [("Công văn", "614", "CV/VPTW", "2025-04-21"), ("Công văn", "615", "CV/VPTW", "2025-04-21"), ("Công văn", "616", "CV/VPTW", "2025-04-21")]),
    ("spaces around the hyphen", "theo Công văn số 391 - CV/ĐU", [("Công văn", "391", "CV/ĐU", None)]),
    ("space before the ampersand", "tại văn bản số 103/BKH-KTĐP &LT ngày 7 tháng 01 năm 2025", [("Văn bản", "103", "BKH-KTĐP&LT", "2025-01-07")]),
    ("a newspaper's number", "theo công văn 2326, chỉ đạo dẹp bến cóc", [("Công văn", "2326", "", None)]),
    ("no citations", "tại Km7+650, tỷ lệ 1/500, lô NOXH-03, 24/24 giờ, Đề án 06, tốc độ 50-60 km/h", []),
]  # fmt: skip


@pytest.mark.parametrize(("style", "words", "expected"), STYLES, ids=[style for style, _, _ in STYLES])
def test_a_citation_style_is_read(
    style: str, words: str, expected: list[tuple[str, str, str, str | None]]
) -> None:
    text = f"Sở Y tế thực hiện {words}."
    found = read(text).citations
    assert [(c.type, c.number, c.symbol, str(c.date) if c.date else None) for c in found] == expected, style


def test_the_number_of_a_committee_is_no_citation() -> None:
    assert read("Giao bộ phận thường trực Ban Chỉ đạo 389/ĐP tỉnh kiểm tra kho.").citations == ()


def test_a_date_before_the_number_is_its_date() -> None:
    (cited,) = read("Ngày 28/8, UBND tỉnh ban hành Công văn số 123/UBND-NC về tiếp công dân.").citations
    assert str(cited.date) == "2025-08-28"


def test_a_party_number_at_a_clause_is_no_citation() -> None:
    assert read("1- Cơ bản thống nhất.\n2- Giao Sở Y tế lập đề án.").citations == ()


def test_the_notices_own_number_is_in_its_head_and_is_no_citation() -> None:
    reading = read(
        "UBND TỈNH LÂM SƠN\nSố: 402/TB-UBND\nLâm Sơn, ngày 16 tháng 10 năm 2025\nTHÔNG BÁO\nKết luận về cấp nước\n"
        "1. Sở Y tế thực hiện Kế hoạch số 7/KH-UBND."
    )
    assert [c.number for c in reading.citations] == ["7"]
    head = reading.head
    assert (head.type, head.number, head.symbol, str(head.issued_on)) == (
        "Thông báo",
        "402",
        "TB-UBND",
        "2025-10-16",
    )
    assert (head.issuer, head.place, head.subject) == ("UBND TỈNH LÂM SƠN", "Lâm Sơn", "Kết luận về cấp nước")


def test_a_citation_points_into_the_text() -> None:
    text = "Sở Y tế thực hiện Kế hoạch số 112-KH/TU, ngày 03/02/2025 của Tỉnh ủy."
    (cited,) = read(text).citations
    assert text[cited.start : cited.end] == "Kế hoạch số 112-KH/TU, ngày 03/02/2025"


def test_newspapers_leave_out_words_and_papers_space_the_symbol() -> None:
    text = "Ngày 19/6/2020, Chủ tịch UBND tỉnh có Văn bản 2786 gửi các sở; Quyết định số 15/QĐ - BATGT ngày 20/01/2014."
    found = [(c.number, c.symbol, str(c.date)) for c in read(text).citations]
    assert found == [("2786", "", "2020-06-19"), ("15", "QĐ-BATGT", "2014-01-20")]


def test_the_issuer_is_the_lower_of_two_bodies_and_the_place_stands_beside_the_number():
    text = (
        "UBND TỈNH LÂM SƠN\nBAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ\nSố: 12/TB-BCĐ Lâm Sơn, ngày 05 tháng 6 năm 2025\n"
        "THÔNG BÁO\nKết luận của Trưởng ban\n1. Giao Sở Y tế lập kế hoạch.\n"
    )
    head = read(text).head
    assert (head.issuer, head.place) == ("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "Lâm Sơn")
    assert (head.number, head.symbol, str(head.issued_on)) == ("12", "TB-BCĐ", "2025-06-05")
