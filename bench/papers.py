"""Official papers: ten pages in each form, as a Word file and as a PDF."""
# ruff: noqa: E501  # sentences of a paper

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

import pypdfium2

from bench.figures import Figure, middle_of, say
from giaoban.documents.layout import Clause, Column, Form, Paper, Paragraph, Signing, Table, to_docx, to_pdf

PAGES: Final = 10
ROUNDS: Final = 7
_SENTENCE: Final = (
    "Các sở, ban, ngành, Ủy ban nhân dân các xã, phường, đặc khu rà soát nhiệm vụ được giao, cập nhật tiến độ trước ngày "
    "25 hằng tháng, chịu trách nhiệm trước Trưởng Ban Chỉ đạo về kết quả thực hiện và tính chính xác của số liệu báo cáo."
)
_FORMS: Final[dict[Form, str]] = {"state": "QĐ-BCĐ", "party": "QĐ/BCĐ"}


def paper(form: Form, *, articles: int) -> Paper:
    """A decision of so many articles with a table."""
    rows = tuple((n, f"Nhiệm vụ thứ {n}", date(2026, 3, 9)) for n in range(1, 21))
    return Paper(
        superior="Ủy ban nhân dân tỉnh Sơn Hải",
        issuer="Ban Chỉ đạo chuyển đổi số",
        number="5",
        symbol=_FORMS[form],
        place="Sơn Hải",
        date=date(2026, 3, 5),
        type_name="Quyết định",
        subject="Ban hành Quy chế làm việc của Ban Chỉ đạo",
        bases=("Căn cứ Luật Tổ chức chính quyền địa phương",),
        body=(
            *(Clause("article", str(n), f"{_SENTENCE} {_SENTENCE}") for n in range(1, articles + 1)),
            Table((Column("TT", 15), Column("Nhiệm vụ", 110), Column("Hạn", 40)), rows),
            Paragraph("Quyết định này có hiệu lực kể từ ngày ký./."),
        ),
        signing=Signing("TM. Ban Chỉ đạo", ("Trưởng ban",), "Nguyễn Thị Hòa"),
        recipients=("Các thành viên Ban Chỉ đạo",),
        archive="VT",
    )


def layout(*, share: float) -> Iterator[Figure]:
    """The median time of each writer for ten pages, or the share of them."""
    for form in _FORMS:
        made, pages = _of_pages(form, max(1, round(PAGES * share)))
        say(f"    {form}: {pages} pages")
        for kind, act in (("docx", to_docx), ("pdf", to_pdf)):
            seconds = middle_of(partial(act, made, form), rounds=ROUNDS)
            yield Figure(f"layout.{form}.{kind}", "none", seconds * 1000, "ms")


def _of_pages(form: Form, wanted: int) -> tuple[Paper, int]:
    """The shortest paper of at least so many pages, and how many it has."""
    articles = 1
    while True:
        made = paper(form, articles=articles)
        with pypdfium2.PdfDocument(to_pdf(made, form)) as file:
            pages = len(file)
        if pages >= wanted:
            return made, pages
        articles += max(1, 3 * (wanted - pages))
