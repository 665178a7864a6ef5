"""No input makes the reader crash, hang or quote what is not there; a long notice is read in time."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.assignments.extraction import DOUBTS, KnownUnit, as_json, read_notice

WORDS = (
    "Sở", "Y", "tế", "UBND", "các", "xã,", "phường", "giao", "Giao", "chủ trì,", "phối hợp với", "và", "trước ngày", "05/9/2025",
    "31/2", "99/99/9999", "quý", "IV", "tháng", "13", "hằng", "ngày", "tuần", "kể từ", "trong", "999 ngày", "để", "do", "đã", "là", "1.",
    "a)", "(i)", "-", "+", "\n", "\n1. ", "\n- ", ";", ":", ".", "(", ")", '"', "Số: 1/A-B", "Kính gửi:", "Nơi nhận:", "Tết", "mùng",
    "Chạp", "Bộ trưởng", "Chủ tịch", "Sở này", "các cơ quan này", "Quyết định số 12/QĐ-UBND", "\u0301", "\u200b", "\u00a0", "Cơ quan chủ trì:",
    "Thời gian hoàn thành:", "sau đây", "báo cáo", "rà soát", "Thanh tra", "Tổ", "tỉnh", "Nguyễn Văn An", "&", "/", "\ufffd", "𝒳",
)  # fmt: skip
UNITS = (KnownUnit("Sở Y tế", ("SYT",), key="1"), KnownUnit("UBND các xã, phường", kind="group"))


def _check(text: str, issued_on: date) -> None:
    reading = read_notice(text, units=UNITS, issued_on=issued_on)
    for task in reading.tasks:
        assert text[task.start : task.end] == task.quote != ""
        assert task.deadline.date is None or task.deadline.rule is None
        assert set(task.doubts) <= set(DOUBTS)
    for cited in reading.citations:
        assert cited.number != ""
        assert 0 <= cited.start < cited.end <= len(text)
    assert len(as_json(reading)["tasks"]) == len(reading.tasks)


@settings(max_examples=200, deadline=2000)
@given(st.lists(st.sampled_from(WORDS), max_size=120), st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_a_soup_of_the_languages_own_words_is_read(words: list[str], issued_on: date) -> None:
    _check(" ".join(words), issued_on)


@settings(max_examples=100, deadline=2000)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read(text: str) -> None:
    _check(text, date(2025, 9, 10))


REPEATED = (
    "Sở Y tế, ", "UBND các xã An Thạnh, Tân Hòa, ", "để Sở Y tế báo cáo ", "trước ngày 05/9/2025 ", "phối hợp với ", "1. ", "a) ",
    "12/A-", "15/", "quý I ", "tháng 5 và ", "các Công văn: ", "do Sở Y tế ", "(", "a\u0301", "Sở Y tế rà soát; ", " ", "\n", "trong vòng ",
    "trong đó Sở Y tế rà soát trước ngày 5/9/2025, ", "Bộ Công Thương và ", "Trung tâm Văn hóa, ", "chậm nhất 5 ngày kể từ ngày ", "Về: ",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_one_piece_repeated_without_end_takes_no_more_than_its_length(piece: str) -> None:
    text = (piece * (30_000 // len(piece)))[:30_000]
    begun = time.perf_counter()
    _check(text, date(2025, 9, 10))
    assert time.perf_counter() - begun < 3  # seconds; it takes a tenth of that on an idle machine


def test_a_notice_of_twenty_pages_is_read_within_a_second() -> None:
    clause = (
        "{n}. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ, UBND các xã, phường và các đơn vị liên quan rà soát danh mục thiết bị theo "
        "Quyết định số {n}/QĐ-UBND ngày 05/8/2025; báo cáo UBND tỉnh trước ngày 25 hằng tháng.\n"
    )
    text = "".join(clause.format(n=n % 90 + 1) for n in range(270))
    assert len(text) > 50_000
    fastest = float("inf")
    for _ in range(3):
        begun = time.process_time()
        reading = read_notice(text, units=UNITS, issued_on=date(2025, 9, 10))
        fastest = min(fastest, time.process_time() - begun)
    assert len(reading.tasks) == 270
    assert fastest < 1  # second of this process: what a quiet machine takes
