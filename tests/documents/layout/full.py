"""Papers in which every box of the plan of components is filled, in both forms; everything is fictional."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from giaoban.documents.layout import Annex, Clause, Column, Heading, Paper, Paragraph, Run, Signing, Table

SENTENCE = (
    "Các cơ quan, đơn vị rà soát nhiệm vụ được giao, cập nhật tiến độ trước ngày 25 hằng tháng và chịu trách "
    "nhiệm trước Trưởng Ban Chỉ đạo về tính chính xác của số liệu."
)


def decision(*, articles: int = 3, **changes: object) -> Paper:
    """A decision with bases, articles, annexes, recipients and a seal of the head's own agency."""
    body = (
        Paragraph((Run("QUYẾT ĐỊNH:", bold=True),), align="centre"),
        Clause("article", "1", "Ban hành kèm theo Quyết định này Quy chế làm việc của Ban Chỉ đạo."),
        *(Clause("article", str(n), SENTENCE) for n in range(2, articles)),
        Clause("article", str(articles), "Quyết định này có hiệu lực kể từ ngày ký./."),
    )
    regulation = Annex(
        "Quy chế làm việc",
        (
            Heading(0, "Chương I", "Quy định chung"),
            Clause("article", "1", "Quy chế này áp dụng với các thành viên.", "Phạm vi áp dụng"),
            Clause("clause", "1", SENTENCE),
            Clause("point", "a", "Họp định kỳ mỗi quý một lần;"),
            Clause("point", "đ", "Họp đột xuất theo triệu tập của Trưởng ban."),
        ),
    )
    members = Annex(
        "Phân công nhiệm vụ",
        (
            Table(
                (Column("TT", 12, "centre"), Column("Chức vụ", 90), Column("Lĩnh vực", 60)),
                (
                    (1, "Giám đốc Sở Nội vụ", "Cải cách hành chính"),
                    (2, "Giám đốc Sở Tài chính", "Kinh phí"),
                ),
            ),
        ),
    )
    facts: dict[str, object] = {
        "superior": "Ủy ban nhân dân tỉnh Sơn Hải",
        "issuer": "Ban Chỉ đạo chuyển đổi số",
        "number": "5",
        "symbol": "QĐ-BCĐCĐS",
        "place": "Sơn Hải",
        "date": date(2026, 3, 5),
        "type_name": "QUYẾT ĐỊNH",
        "subject": "Ban hành Quy chế làm việc của Ban Chỉ đạo chuyển đổi số tỉnh Sơn Hải",
        "bases": (
            "Căn cứ Luật Tổ chức chính quyền địa phương",
            (
                "Căn cứ Quyết định số 118/QĐ-UBND ngày 15 tháng 01 năm 2021 của Ủy ban nhân dân tỉnh về việc thành "
                "lập Ban Chỉ đạo chuyển đổi số tỉnh"
            ),
            "Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ",
        ),
        "body": body,
        "signing": Signing(
            "TM. Ban Chỉ đạo", ("Trưởng ban",), "Nguyễn Thị Hòa", ("Chủ tịch Ủy ban nhân dân tỉnh",)
        ),
        "recipients": ("Như Điều 3", "Ủy ban nhân dân tỉnh (để báo cáo)", "Các thành viên Ban Chỉ đạo"),
        "archive": "VT, VPBCĐ",
        "annexes": (regulation, members),
        "issuer_in_text": "Ban Chỉ đạo chuyển đổi số tỉnh Sơn Hải",
        "drafter": "PL",
        "copies": 30,
    }
    return Paper(**{**facts, **changes})


def letter(**changes: object) -> Paper:
    """An urgent công văn to several, by a deputy, with its contact line and a limit of circulation."""
    facts: dict[str, object] = {
        "type_name": "",
        "number": "12",
        "symbol": "BCĐCĐS-VP",
        "subject": "báo cáo tiến độ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
        "bases": (),
        "body": (
            Paragraph(SENTENCE),
            Paragraph(SENTENCE),
            Paragraph("Đề nghị các đơn vị quan tâm thực hiện./."),
        ),
        "addressed_to": ("Sở Nội vụ", "Sở Tài chính", "Ủy ban nhân dân các xã, phường, đặc khu"),
        "signing": Signing(
            "KT. Trưởng ban", ("Phó Trưởng ban",), "Trần Văn Bình", ("Giám đốc Sở Khoa học và Công nghệ",)
        ),
        "recipients": ("Trưởng ban (để báo cáo)",),
        "annexes": (),
        "urgency": "HỎA TỐC",
        "circulation": "LƯU HÀNH NỘI BỘ",
        "contact": "Số 1 đường Hòa Bình, phường Minh Khai, tỉnh Sơn Hải · Điện thoại 0200 3 111 222 · "
        "bcdcds@sonhai.example",
    }
    return decision(**{**facts, **changes})


def party_programme(*, sections: int = 3, **changes: object) -> Paper:
    """A programme of a Party committee's board."""
    body = (
        Heading(1, "I", "Mục đích, yêu cầu"),
        Paragraph(SENTENCE),
        Heading(1, "II", "Nội dung"),
        *(
            block
            for n in range(1, sections + 1)
            for block in (Heading(2, str(n), f"Nhóm việc thứ {n}"), Paragraph(SENTENCE), Paragraph(SENTENCE))
        ),
        Paragraph("Ban Chỉ đạo phân công các thành viên tổ chức thực hiện./."),
    )
    facts: dict[str, object] = {
        "superior": "Tỉnh ủy Sơn Hải",
        "issuer": "Ban Chỉ đạo cải cách hành chính",
        "number": "1",
        "symbol": "CTr/BCĐ",
        "date": date(2026, 2, 5),
        "type_name": "CHƯƠNG TRÌNH",
        "subject": "Công tác năm 2026 của Ban Chỉ đạo cải cách hành chính",
        "bases": (
            "Căn cứ Quy chế làm việc của Tỉnh ủy",
            "Căn cứ Kế hoạch số 15-KH/TU của Ban Thường vụ Tỉnh ủy",
        ),
        "body": body,
        "signing": Signing("T/M Ban Chỉ đạo", ("Trưởng ban",), "Lê Minh Ánh"),
        "recipients": (
            "Thường trực Tỉnh ủy (để báo cáo)",
            "Các ban đảng Tỉnh ủy",
            "Các thành viên Ban Chỉ đạo",
        ),
        "archive": "VT, Văn phòng Tỉnh ủy",
        "annexes": (),
        "issuer_in_text": "",
        "drafter": "",
        "copies": None,
    }
    return decision(**{**facts, **changes})


def party_letter(**changes: object) -> Paper:
    """An urgent công văn in the Party form, for a deputy."""
    facts: dict[str, object] = {
        "type_name": "",
        "number": "123",
        "symbol": "CV/BCĐ",
        "subject": "chuẩn bị nội dung phiên họp quý I",
        "bases": (),
        "body": (Paragraph(SENTENCE), Paragraph("Đề nghị các đồng chí quan tâm thực hiện./.")),
        "addressed_to": ("Đảng ủy Ủy ban nhân dân tỉnh", "Các ban đảng Tỉnh ủy"),
        "signing": Signing("K/T Trưởng ban", ("Phó Trưởng ban",), "Trần Văn Bình"),
        "urgency": "KHẨN",
        "circulation": "XEM XONG TRẢ LẠI",
    }
    return party_programme(**{**facts, **changes})


def minutes(**changes: object) -> Paper:
    """Minutes, signed by the one who wrote them and the chair."""
    facts: dict[str, object] = {
        "type_name": "BIÊN BẢN",
        "symbol": "BB-BCĐCĐS",
        "subject": "Họp Ban Chỉ đạo chuyển đổi số quý I năm 2026",
        "bases": (),
        "annexes": (),
        "body": (
            Paragraph(f"Thời gian bắt đầu: 8 giờ 00. {SENTENCE}"),
            Paragraph("Cuộc họp kết thúc vào 11 giờ 30./."),
        ),
        "signing": Signing("", (), "Nguyễn Thị Hòa"),
        "recorder": "Lê Minh Ánh",
        "recipients": ("Thành viên dự họp",),
    }
    return decision(**{**facts, **changes})


def draft_of(paper: Paper) -> Paper:
    """The same without number and date, marked as a draft."""
    return replace(paper, number=None, date=None, year=2026, is_draft=True)
