"""Columns of a table are wide enough for their words."""

from giaoban.documents.layout import Column, Table, to_docx, to_pdf
from giaoban.documents.layout.body import CELL_PADDING_MM
from tests.documents.layout.samples import docx_xml, pdf_pages, report

NARROW = Table(
    (Column("TT", 4), Column("Nhiệm vụ", 90), Column("Thời hạn", 8), Column("Sản phẩm", 30)),
    (("1", "Hoàn thành nền tảng dùng chung cấp tỉnh", "Quý III", "Nền tảng vận hành"),),
)


def widths(table: Table) -> list[float]:
    """Millimetres of the columns of the ruled table of a Word file."""
    xml = docx_xml(to_docx(report(body=(table,))))
    grids = [grid.partition("</w:tblGrid>")[0] for grid in xml.split("<w:tblGrid>")[1:]]
    ruled = next(grid for grid in grids if grid.count("w:gridCol") == len(table.columns))
    return [int(one.split('"')[1]) * 25.4 / 1440 for one in ruled.split("w:w=")[1:]]


def test_no_word_is_broken_and_the_table_is_as_wide_as_before():
    number, task, limit, _product = found = widths(NARROW)
    assert number > 4 + 2 * CELL_PADDING_MM
    assert limit > 10
    assert task < 90
    assert abs(sum(found) - 132) < 0.2
    page = pdf_pages(to_pdf(report(body=(NARROW,))))[0].split()
    assert {"TT", "Thời", "III"} <= set(page)


def test_columns_that_are_wide_enough_stay_as_they_were_asked():
    asked = Table((Column("TT", 12), Column("Nhiệm vụ", 90), Column("Mã", 20)), (("1", "Rà soát"),))
    assert [round(width) for width in widths(asked)] == [12, 90, 20]


def test_a_word_longer_than_all_room_changes_nothing():
    table = Table((Column("TT", 4), Column("Mã", 20), Column("Việc", 40)), (("1", "x" * 400),))
    assert [round(width) for width in widths(table)] == [4, 20, 40]
