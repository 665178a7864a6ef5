"""
Types of papers with their official names and abbreviations, as data.

State types and copies: Decree 30/2020/NĐ-CP, art. 7 and annex III. Party types and papers: Regulation
399-QĐ/TW. What states and courts enact (laws, decrees, circulars) comes in and is registered, never issued
by a committee. The code is ours; an abbreviation is never read back into a type, for bodies have the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PaperType:
    """
    A type: our code, its official name, its abbreviation in the State and in the Party form.

    An abbreviation is "" where the form prints none and None where the form does not know the type.
    """

    code: str
    name: str
    state: str | None = None
    party: str | None = None
    is_copy: bool = False


STATE_TYPES: Final = 29  # without the three forms of copies

TYPES: Final = (
    PaperType("NQ", "Nghị quyết", "NQ", "NQ"),
    PaperType("QĐ", "Quyết định", "QĐ", "QĐ"),
    PaperType("CT", "Chỉ thị", "CT", "CT"),
    PaperType("QC", "Quy chế", "QC", "QC"),
    PaperType("QyĐ", "Quy định", "QyĐ", "QĐ"),
    PaperType("TC", "Thông cáo", "TC", ""),
    PaperType("TB", "Thông báo", "TB", "TB"),
    PaperType("HD", "Hướng dẫn", "HD", "HD"),
    PaperType("CTr", "Chương trình", "CTr", "CTr"),
    PaperType("KH", "Kế hoạch", "KH", "KH"),
    PaperType("PA", "Phương án", "PA", "PA"),
    PaperType("ĐA", "Đề án", "ĐA", "ĐA"),
    PaperType("DA", "Dự án", "DA", ""),
    PaperType("BC", "Báo cáo", "BC", "BC"),
    PaperType("BB", "Biên bản", "BB", "BB"),
    PaperType("TTr", "Tờ trình", "TTr", "TTr"),
    PaperType("HĐ", "Hợp đồng", "HĐ"),
    PaperType("CĐ", "Công điện", "CĐ"),
    PaperType("BGN", "Bản ghi nhớ", "BGN"),
    PaperType("BTT", "Bản thỏa thuận", "BTT"),
    PaperType("GUQ", "Giấy ủy quyền", "GUQ"),
    PaperType("GM", "Giấy mời", "GM", ""),
    PaperType("GGT", "Giấy giới thiệu", "GGT", ""),
    PaperType("GNP", "Giấy nghỉ phép", "GNP", ""),
    PaperType("PG", "Phiếu gửi", "PG", ""),
    PaperType("PC", "Phiếu chuyển", "PC", ""),
    PaperType("PB", "Phiếu báo", "PB"),
    PaperType("CV", "Công văn", "", "CV"),
    PaperType("ThC", "Thư công", "", ""),
    PaperType("SY", "Sao y", "SY", is_copy=True),
    PaperType("TrS", "Trích sao", "TrS", is_copy=True),
    PaperType("SL", "Sao lục", "SL", is_copy=True),
    PaperType("CLCT", "Cương lĩnh chính trị", None, ""),
    PaperType("ĐLĐ", "Điều lệ Đảng", None, ""),
    PaperType("CL", "Chiến lược", None, ""),
    PaperType("KL", "Kết luận", None, "KL"),
    PaperType("TTri", "Thông tri", None, "TT"),
    PaperType("TBo", "Tuyên bố", None, ""),
    PaperType("LKG", "Lời kêu gọi", None, ""),
    PaperType("QH", "Quy hoạch", None, ""),
    PaperType("GCN", "Giấy chứng nhận", None, ""),
    PaperType("GĐĐ", "Giấy đi đường", None, ""),
    PaperType("BS", "Bản sao", None, "BS", is_copy=True),
    PaperType("Luật", "Luật"),
    PaperType("PL", "Pháp lệnh"),
    PaperType("NĐ", "Nghị định"),
    PaperType("TTư", "Thông tư"),
    PaperType("TTLT", "Thông tư liên tịch"),
    PaperType("Lệnh", "Lệnh"),
    PaperType("VBHN", "Văn bản hợp nhất"),
)
BY_CODE: Final = {each.code: each for each in TYPES}
BY_NAME: Final = {each.name.lower(): each for each in TYPES}


def printed_type(code: str) -> str:
    """
    How a type stands before a number: its abbreviation, else its name; "" for a type that nobody named.

    >>> printed_type("TB"), printed_type("CV"), printed_type("ThC"), printed_type("")
    ('TB', 'CV', 'Thư công', '')
    """
    found = BY_CODE.get(code)
    if found is None:
        return ""
    return found.state or found.party or found.name
