"""The fictional province Sơn Hải: its units, committees, offices and people, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from giaoban.units.vocabulary import PostRole, SeatRole, UnitKind

BEGINNING = date(2021, 1, 1)
DEPARTMENTS_MERGED = date(2025, 3, 1)
COMMUNES_SET_UP = date(2025, 7, 1)
MERGER_BASIS = "Nghị quyết số 12/NQ-HĐND ngày 20/02/2025 của HĐND tỉnh Sơn Hải"
COMMUNE_BASIS = "Nghị quyết số 31/NQ-HĐND ngày 16/6/2025 của HĐND tỉnh Sơn Hải"


@dataclass(frozen=True)
class UnitFact:
    """A unit of the province: its usual short forms, kind, whether it stands since `BEGINNING`."""

    name: str
    kind: UnitKind
    short: tuple[str, ...] = ()


OFFICES = (
    UnitFact("Văn phòng UBND tỉnh", UnitKind.OFFICE, ("VP UBND tỉnh", "VPUBND")),
    UnitFact("Sở Nội vụ", UnitKind.DEPARTMENT, ("SNV",)),
    UnitFact("Sở Tư pháp", UnitKind.DEPARTMENT, ("STP",)),
    UnitFact("Sở Tài chính", UnitKind.DEPARTMENT, ("STC",)),
    UnitFact("Sở Công Thương", UnitKind.DEPARTMENT, ("SCT",)),
    UnitFact("Sở Xây dựng", UnitKind.DEPARTMENT, ("SXD",)),
    UnitFact("Sở Khoa học và Công nghệ", UnitKind.DEPARTMENT, ("Sở KH&CN", "Sở KHCN", "SKHCN")),
    UnitFact("Sở Văn hóa, Thể thao và Du lịch", UnitKind.DEPARTMENT, ("Sở VH,TT&DL", "Sở VHTTDL")),
    UnitFact("Sở Giáo dục và Đào tạo", UnitKind.DEPARTMENT, ("Sở GD&ĐT", "Sở GDĐT")),
    UnitFact("Sở Y tế", UnitKind.DEPARTMENT, ("SYT",)),
    UnitFact("Sở Ngoại vụ", UnitKind.DEPARTMENT, ("SNgV",)),
    UnitFact("Sở Dân tộc và Tôn giáo", UnitKind.DEPARTMENT, ("Sở DT&TG",)),
    UnitFact("Thanh tra tỉnh", UnitKind.DEPARTMENT, ("TTr tỉnh",)),
    UnitFact("Công an tỉnh", UnitKind.AGENCY, ("CA tỉnh",)),
    UnitFact("Bộ Chỉ huy Quân sự tỉnh", UnitKind.AGENCY, ("Bộ CHQS tỉnh",)),
    UnitFact("Trung tâm Phục vụ hành chính công tỉnh", UnitKind.PUBLIC_SERVICE, ("TTPVHCC tỉnh",)),
    UnitFact("Báo và phát thanh, truyền hình tỉnh", UnitKind.PUBLIC_SERVICE, ("Báo và PTTH tỉnh",)),
    UnitFact("Đài Khí tượng Thủy văn tỉnh", UnitKind.AGENCY, ("Đài KTTV tỉnh",)),
    UnitFact("Công ty Điện lực Sơn Hải", UnitKind.ENTERPRISE, ("Điện lực Sơn Hải",)),
    UnitFact("Ủy ban MTTQ Việt Nam tỉnh", UnitKind.UNION, ("MTTQ tỉnh",)),
    UnitFact("Tỉnh đoàn Sơn Hải", UnitKind.UNION, ("Tỉnh đoàn",)),
)
DIVISIONS = (
    ("Phòng Ngân sách", "Sở Tài chính"),
    ("Phòng Tài chính hành chính sự nghiệp", "Sở Tài chính"),
    ("Phòng Chuyển đổi số", "Sở Khoa học và Công nghệ"),
    ("Chi cục Thủy lợi", "Sở Nông nghiệp và Môi trường"),
    ("Phòng Kinh tế xã An Thạnh", "UBND xã An Thạnh"),
)
OLD_INFORMATION = UnitFact("Sở Thông tin và Truyền thông", UnitKind.DEPARTMENT, ("Sở TT&TT", "STTTT"))
OLD_AGRICULTURE = UnitFact("Sở Nông nghiệp và Phát triển nông thôn", UnitKind.DEPARTMENT, ("Sở NN&PTNT",))
OLD_ENVIRONMENT = UnitFact("Sở Tài nguyên và Môi trường", UnitKind.DEPARTMENT, ("Sở TN&MT",))
AGRICULTURE = UnitFact("Sở Nông nghiệp và Môi trường", UnitKind.DEPARTMENT, ("Sở NN&MT", "Sở NNMT", "SNNMT"))
DISTRICTS = (
    "Thành phố Hải An",
    "Huyện Sơn Lâm",
    "Huyện Sơn Trà Đông",
    "Huyện Hải Ninh",
    "Huyện Bình Sơn Tây",
    "Huyện Thạch Khê",
    "Thị xã Cửa Lạch",
    "Huyện Vĩnh Hải",
)
WARDS = (
    "Hải An",
    "Minh Khai",
    "Trần Phú",
    "Lê Lợi",
    "Đông Hải",
    "Cửa Lạch",
    "Bến Thành Đông",
    "Phú Cát",
    "Hòa Bình",
    "Tân Lập",
    "Quang Trung",
    "Đồng Tâm",
    "Nam Sơn",
    "Vạn Hải",
    "Thanh Lạch",
    "Bắc Sơn",
)
COMMUNES = (
    "An Thạnh",
    "Tân Hòa",
    "An Bình",
    "An Khê",
    "An Lạc",
    "Bình Hải",
    "Bình Minh",
    "Bình Sơn",
    "Châu Khê",
    "Châu Sơn",
    "Đại Đồng",
    "Đại Hải",
    "Đại Lâm",
    "Định Hải",
    "Đông Khê",
    "Đông Sơn",
    "Đức Hòa",
    "Đức Lâm",
    "Giao Hải",
    "Giao Sơn",
    "Hải Đông",
    "Hải Lâm",
    "Hải Ninh",
    "Hải Thượng",
    "Hòa Khê",
    "Hòa Sơn",
    "Hoằng Khê",
    "Hương Khê",
    "Hương Lâm",
    "Khánh An",
    "Khánh Sơn",
    "Kim Khê",
    "Kim Sơn",
    "Lạc Sơn",
    "Lâm Khê",
    "Lâm Thượng",
    "Liên Hải",
    "Liên Khê",
    "Long Hải",
    "Long Sơn",
    "Mỹ Khê",
    "Mỹ Lâm",
    "Nam Hải",
    "Nam Khê",
    "Nghĩa Khê",
    "Nghĩa Lâm",
    "Nghĩa Sơn",
    "Ninh Hải",
    "Ninh Khê",
    "Phú Hải",
    "Phú Khê",
    "Phú Lâm",
    "Phước Hải",
    "Phước Sơn",
    "Quảng Khê",
    "Quảng Lâm",
    "Quỳnh Hải",
    "Quỳnh Sơn",
    "Sơn Đông",
    "Sơn Lâm",
    "Sơn Thượng",
    "Tam Khê",
    "Tân Hải",
    "Tân Khê",
    "Tân Lâm",
    "Tân Sơn",
    "Thạch Hải",
    "Thạch Khê",
    "Thạch Sơn",
    "Thanh Khê",
    "Thanh Lâm",
    "Thiện Khê",
    "Thượng Hải An",
    "Tiên Khê",
    "Trà Sơn",
    "Trung Hải",
    "Vân Khê",
    "Vân Sơn",
    "Vĩnh Hải",
    "Vĩnh Khê",
    "Yên Khê",
)
SPECIAL_ZONES = ("Hòn Mây",)


@dataclass(frozen=True)
class SeatFact:
    """A seat by office at a unit; `field` names the field in charge ("" for all)."""

    role: SeatRole
    unit: str
    office: str
    field: str = ""
    area: str = ""


@dataclass(frozen=True)
class CommitteeFact:
    """A committee of the demo."""

    key: str
    name: str
    symbol: str
    standing: str
    basis: str
    fields: tuple[str, ...]
    seats: tuple[SeatFact, ...]


DIGITAL = CommitteeFact(
    key="digital",
    name="Ban Chỉ đạo Chuyển đổi số tỉnh Sơn Hải",
    symbol="BCĐCĐS",
    standing="Sở Khoa học và Công nghệ",
    basis="Quyết định số 118/QĐ-UBND ngày 15/01/2021 của Chủ tịch UBND tỉnh Sơn Hải",
    fields=(
        "Hạ tầng số",
        "Dữ liệu số",
        "Dịch vụ công trực tuyến",
        "Kỹ năng số",
        "Kinh tế số",
        "Kinh phí và thể chế",
    ),
    seats=(
        SeatFact(SeatRole.CHAIR, "Tỉnh Sơn Hải", "Chủ tịch UBND tỉnh"),
        SeatFact(SeatRole.STANDING_VICE_CHAIR, "Tỉnh Sơn Hải", "Phó Chủ tịch UBND tỉnh"),
        SeatFact(
            SeatRole.VICE_CHAIR, "Sở Khoa học và Công nghệ", "Giám đốc Sở Khoa học và Công nghệ", "Hạ tầng số"
        ),
        SeatFact(
            SeatRole.MEMBER, "Văn phòng UBND tỉnh", "Chánh Văn phòng UBND tỉnh", "Dịch vụ công trực tuyến"
        ),
        SeatFact(SeatRole.MEMBER, "Sở Tài chính", "Giám đốc Sở Tài chính", "Kinh phí và thể chế"),
        SeatFact(SeatRole.MEMBER, "Sở Nội vụ", "Giám đốc Sở Nội vụ", "Kỹ năng số"),
        SeatFact(SeatRole.MEMBER, "Công an tỉnh", "Phó Giám đốc Công an tỉnh", "Dữ liệu số"),
        SeatFact(SeatRole.MEMBER, "Sở Công Thương", "Giám đốc Sở Công Thương", "Kinh tế số"),
        SeatFact(SeatRole.MEMBER, "Sở Giáo dục và Đào tạo", "Giám đốc Sở Giáo dục và Đào tạo", "Kỹ năng số"),
        SeatFact(SeatRole.MEMBER, "Sở Y tế", "Giám đốc Sở Y tế", "Dữ liệu số"),
        SeatFact(SeatRole.SECRETARY, "Văn phòng UBND tỉnh", "Chuyên viên Văn phòng UBND tỉnh"),
    ),
)
FLOOD = CommitteeFact(
    key="flood",
    name="Ban Chỉ đạo Phòng, chống lũ lụt tỉnh Sơn Hải",
    symbol="BCĐPCLL",
    standing="Sở Nông nghiệp và Môi trường",
    basis="Quyết định số 407/QĐ-UBND ngày 04/3/2021 của Chủ tịch UBND tỉnh Sơn Hải",
    fields=("Đê điều, hồ chứa", "Dự báo, cảnh báo", "Sơ tán dân", "Giao thông, điện", "Khắc phục hậu quả"),
    seats=(
        SeatFact(SeatRole.CHAIR, "Tỉnh Sơn Hải", "Phó Chủ tịch UBND tỉnh"),
        SeatFact(
            SeatRole.STANDING_VICE_CHAIR,
            "Sở Nông nghiệp và Môi trường",
            "Giám đốc Sở Nông nghiệp và Môi trường",
            "Đê điều, hồ chứa",
        ),
        SeatFact(
            SeatRole.VICE_CHAIR,
            "Bộ Chỉ huy Quân sự tỉnh",
            "Phó Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh",
            "Sơ tán dân",
            "Các xã ven biển",
        ),
        SeatFact(SeatRole.MEMBER, "Đài Khí tượng Thủy văn tỉnh", "Giám đốc Đài", "Dự báo, cảnh báo"),
        SeatFact(SeatRole.MEMBER, "Sở Xây dựng", "Giám đốc Sở Xây dựng", "Giao thông, điện"),
        SeatFact(SeatRole.MEMBER, "Sở Tài chính", "Giám đốc Sở Tài chính", "Khắc phục hậu quả"),
        SeatFact(SeatRole.MEMBER, "Sở Y tế", "Giám đốc Sở Y tế", "Sơ tán dân"),
        SeatFact(SeatRole.MEMBER, "Công ty Điện lực Sơn Hải", "Giám đốc Công ty", "Giao thông, điện"),
        SeatFact(SeatRole.SECRETARY, "Sở Nông nghiệp và Môi trường", "Chi cục trưởng Chi cục Thủy lợi"),
        SeatFact(SeatRole.SECRETARY, "Văn phòng UBND tỉnh", "Chuyên viên Văn phòng UBND tỉnh"),
    ),
)
COMMITTEES = (DIGITAL, FLOOD)

FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Mai",
    "Trịnh",
    "Cao",
]
MIDDLE = [
    "Văn",
    "Thị",
    "Minh",
    "Đức",
    "Hữu",
    "Thanh",
    "Ngọc",
    "Quang",
    "Xuân",
    "Thu",
    "Hồng",
    "Công",
    "Đình",
    "Kim",
    "Anh",
]
GIVEN = [
    "An",
    "Anh",
    "Ánh",
    "Ân",
    "Bình",
    "Chi",
    "Cường",
    "Dung",
    "Dũng",
    "Đạt",
    "Đông",
    "Đức",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hiền",
    "Hiếu",
    "Hòa",
    "Hoàng",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Minh",
    "Nam",
    "Nga",
    "Ngân",
    "Nhung",
    "Phong",
    "Phúc",
    "Phương",
    "Quân",
    "Quý",
    "Sơn",
    "Tâm",
    "Thảo",
    "Thắng",
    "Thủy",
    "Trang",
    "Trung",
    "Tú",
    "Tuấn",
    "Uyên",
    "Vân",
    "Việt",
    "Vinh",
    "Yến",
]


@dataclass(frozen=True)
class Account:
    """One account of the demo: `post` at `unit`, with an office in words."""

    email: str
    full_name: str
    unit: str
    role: PostRole
    office: str
    shown_as: str  # key of `ROLE_WORDS` in accounts.py
