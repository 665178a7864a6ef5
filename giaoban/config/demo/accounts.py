"""The accounts that the demo prints, one for each role."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

from giaoban.config.demo.province import Account
from giaoban.people.models import Person
from giaoban.units.vocabulary import PostRole

PASSWORD = "tre-xanh-Son-Hai-2025"  # noqa: S105  # printed for everybody who starts the demo
SAMPLE_NOTICE = Path(__file__).parents[3] / "docs" / "samples" / "thong-bao-ket-luan-mau.docx"


class RoleAccount(Account):
    """An account with its role in words of the chosen language."""

    def role_words(self) -> str:
        """What this account shows."""
        return {
            "chair": _("chair of the digital-transformation committee"),
            "standing": _("standing office (Department of Science and Technology)"),
            "secretary": _("secretary of both committees"),
            "leader": _("unit leader (Department of Finance)"),
            "contact": _("unit contact (Department of Finance)"),
            "commune": _("unit contact (An Thạnh commune)"),
            "reader": _("reader (Department of Finance)"),
            "administrator": _("administrator"),
        }[self.shown_as]


ROLES = (
    RoleAccount(
        "chutich@sonhai.example",
        "Nguyễn Thị Hòa",
        "Tỉnh Sơn Hải",
        PostRole.LEADER,
        "Chủ tịch UBND tỉnh",
        "chair",
    ),
    RoleAccount(
        "thuongtruc@sonhai.example",
        "Trần Văn Bình",
        "Sở Khoa học và Công nghệ",
        PostRole.CONTACT,
        "Trưởng phòng Chuyển đổi số",
        "standing",
    ),
    RoleAccount(
        "thuky@sonhai.example",
        "Lê Minh Ánh",
        "Văn phòng UBND tỉnh",
        PostRole.CONTACT,
        "Chuyên viên",
        "secretary",
    ),
    RoleAccount(
        "lanhdao.stc@sonhai.example", "Phạm Đình Ân", "Sở Tài chính", PostRole.LEADER, "Giám đốc", "leader"
    ),
    RoleAccount(
        "daumoi.stc@sonhai.example", "Đỗ Thị Dung", "Sở Tài chính", PostRole.CONTACT, "Chuyên viên", "contact"
    ),
    RoleAccount(
        "daumoi.anthanh@sonhai.example",
        "Hoàng Văn Quý",
        "UBND xã An Thạnh",
        PostRole.CONTACT,
        "Công chức",
        "commune",
    ),
    RoleAccount(
        "xem.stc@sonhai.example", "Ngô Văn Ước", "Sở Tài chính", PostRole.READER, "Chuyên viên", "reader"
    ),
    RoleAccount(
        "quantri@sonhai.example",
        "Đặng Thị Uyên",
        "Tỉnh Sơn Hải",
        PostRole.ADMINISTRATOR,
        "Quản trị hệ thống",
        "administrator",
    ),
)


def filled() -> bool:
    """Whether the database holds the demo already."""
    return Person.objects.filter(email=ROLES[0].email).exists()
