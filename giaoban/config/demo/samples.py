"""Sample files: a unit's report of result, as .docx."""

from __future__ import annotations

import io
from functools import cache

from docx import Document as Word


@cache
def sample_result() -> bytes:
    """A short report with a table; always the same bytes, so that the demo stores them once."""
    word = Word()
    for line in (
        "BÁO CÁO",
        "Kết quả thực hiện nội dung được giao tại thông báo kết luận",
        "1. Đơn vị đã hoàn thành nội dung được giao; các bước thực hiện như bảng dưới.",
    ):
        word.add_paragraph(line)
    table = word.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Nội dung", "Kết quả"
    for left, right in (("Khảo sát", "Xong"), ("Lấy ý kiến", "12/12 đơn vị"), ("Hoàn thiện", "Đã ban hành")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left, right
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()
