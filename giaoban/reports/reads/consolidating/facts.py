"""A snapshot and its words as the fields of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import translation

from giaoban.documents.layout import number_text
from giaoban.documents.layout.wording import clean, day_text, roman
from giaoban.reports.models import Consolidation, Snapshot
from giaoban.reports.reads.consolidating.charting import main_charts
from giaoban.reports.reads.consolidating.drawing import name_of, title_of_chart
from giaoban.reports.reads.consolidating.lines import Facts, across, figure, lines_of, tables_of
from giaoban.reports.reads.consolidating.wording import lowered, unit_state
from giaoban.reports.vocabulary import SnapshotKind

MOST_ANNEXES: Final = 45
"""So many units have an annex each; more stand in tables of units by indicators."""
_LEVEL: Final = re.compile(r"(?i)^(?:(?:UBND|Ủy ban nhân dân)\s+)?(tỉnh|thành phố|xã|phường|đặc khu)\s+(.+)")
_OF_A_REPORT: Final = re.compile(
    r"(?i)^báo cáo\s+(?:(?:định kỳ|hằng|hàng)\s+)?(?:(?:6 |9 )?(?:ngày|tuần|tháng|quý|năm)\s+)?(?:về\s+)?"
)
"""What the name of a regime begins with and the title of a paper has already."""


@dataclass(frozen=True, slots=True)
class Written:
    """A snapshot with the version of its words that is printed."""

    snapshot: Snapshot
    number: int
    words: dict[str, str]

    @classmethod
    def of(cls, version: Consolidation) -> Written:
        """What a version says, loaded with its snapshot."""
        return cls(version.snapshot, version.number, version.words)


def facts_of(written: Written) -> Facts:
    """All fields of a template. Papers are in Vietnamese, whatever the language of the screen."""
    with translation.override("vi"):
        found: Facts = _cleaned(_facts(written))
        return found


def _cleaned(value: Any) -> Any:
    """The same with every text made fit for a file."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    if isinstance(value, dict):
        return value if "=" in value else {key: _cleaned(each) for key, each in value.items()}
    return value


def _facts(written: Written) -> Facts:
    content = written.snapshot.content
    measures = content["measures"]
    lines = lines_of(measures, content["figures"], content["given"], content["years"])
    return {
        **_head(written),
        **_paper(content),
        "gui": _sent(content["count"]),
        "so": lines,
        "bang": tables_of(measures, lines),
        "muc": list(_parts(written)),
        "chua_gui": _unsent(content),
        "chua_gui_them": figure(content["unsent_more"]),
        "cac_don_vi": [_unit(content, unit, place) for place, unit in enumerate(content["units"], start=1)],
        "phu_luc": _annexes(content),
        "bang_don_vi": across(content),
        "cac_nam": [str(year["year"]) for year in content["years"]],
        "co_y_kien": bool(content["said"]),
        "hinh": _pictures(content),
    }


def _pictures(content: Facts) -> Facts:
    """The places of the pictures by their names; what there is nothing to draw for stays empty."""
    keys = [measure["key"] for measure in content["measures"]]
    main = main_charts(content)
    return {
        "gui_bao_cao": {"@": "gui_bao_cao"},
        "ke_hoach": {"@": "ke_hoach"},
        "chinh": [{"ten": title_of_chart(chart), "hinh": {"@": name_of(chart)}} for chart in main],
        "dien_bien": {key: {"@": f"dien_bien/{key}"} for key in keys},
        "don_vi": {key: {"@": f"don_vi/{key}"} for key in keys},
    }


def _head(written: Written) -> Facts:
    snapshot, content = written.snapshot, written.snapshot.content
    span = content["span"]
    return {
        "ten_bao_cao": title_of(snapshot),
        "ky": span["name"],
        "tu_ngay": _day(span["starts_on"]),
        "den_ngay": _day(span["ends_on"]),
        "han_gui": _day(span["due_on"]),
        "nam": content["day"][:4],
        "la_so_ket": snapshot.kind == SnapshotKind.MIDTERM,
        "la_tong_ket": snapshot.kind == SnapshotKind.FINAL,
        "don_vi": content["unit"]["name"],
        "che_do": {
            "ten": content["regime"]["name"],
            "ky_hieu": content["regime"]["symbol"],
            "noi_dung": content["regime"]["content"],
            "can_cu": content["regime"]["basis"],
        },
        "so_lieu_luc": moment_words(content["as_of"]),
        "ma_so_lieu": snapshot.code,
        "ma_bam": snapshot.sha256,
        "phien_ban": figure(written.number),
    }


def title_of(snapshot: Snapshot) -> str:
    """The trích yếu: what the report is about and of when, "Kết quả chuyển đổi số tháng 05/2026"."""
    content = snapshot.content
    name = content["regime"]["name"]
    bare = _OF_A_REPORT.sub("", name)
    about = bare if bare[:1].isalpha() else name
    span = lowered(content["span"]["name"])
    match snapshot.kind:
        case SnapshotKind.MIDTERM:
            return f"Sơ kết {lowered(about)}, {span}"
        case SnapshotKind.FINAL:
            return f"Tổng kết {lowered(about)}, {span}"
    return f"{about[:1].upper()}{about[1:]} {span}"


def _paper(content: Facts) -> Facts:
    """Who issues the paper: the committee, or the unit whose own report it is."""
    committee, owner = content["committee"], content["owner"]
    if owner:
        level = _LEVEL.match(owner["name"])
        return {
            "co_quan": owner["name"],
            "co_quan_tren": "",
            "dia_danh": level[2] if level else owner["name"],
            "ky_hieu": "BC",
            "quyen_han_ky": "",
            "chuc_vu_ky": "THỦ TRƯỞNG ĐƠN VỊ",
            "luu": "VT",
        }
    level = _LEVEL.match(committee["level"])
    return {
        "co_quan": committee["name"],
        "co_quan_tren": f"Ủy ban nhân dân {level[1].lower()} {level[2]}" if level else committee["level"],
        "dia_danh": level[2] if level else committee["level"],
        "ky_hieu": f"BC-{committee['symbol']}",
        "quyen_han_ky": "TM. BAN CHỈ ĐẠO",
        "chuc_vu_ky": "TRƯỞNG BAN",
        "luu": f"VT, {committee['standing']}",
    }


def _sent(count: Facts) -> Facts:
    expected, came = count["expected"], count["came"]
    share = None if not expected else (2000 * came + expected) // (2 * expected)  # half up, one decimal
    return {
        "phai_gui": figure(expected),
        "da_gui": figure(came),
        "chua_gui": figure(count["not_sent"]),
        "dung_han": figure(count["in_time"]),
        "cham": figure(count["late"]),
        "tra_lai": figure(count["returned"]),
        "khong_phat_sinh": figure(count["nil"]),
        "ty_le": figure(share, 1),
    }


def _parts(written: Written) -> Iterator[Facts]:
    content = written.snapshot.content
    said = {each["item"]: each for each in content["said"]}
    for place, part in enumerate(content["parts"], start=1):
        yield {
            "so": roman(place),
            "ten": part["title"],
            "doan": paragraphs(written.words.get(part["key"], "")),
            "co_bang": part["has_figures"],
            "y_kien": [_opinion(said[item]) for item in part["items"] if item in said],
        }


def paragraphs(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _opinion(said: Facts) -> Facts:
    units = [{"don_vi": t["unit"], "noi_dung": t["text"], "nguon": source_words(t)} for t in said["texts"]]
    return {"ten": said["title"], "cac_don_vi": units}


def source_words(told: Facts) -> str:
    """Where a text stands: unit, period, sending."""
    return f"{told['unit']}, {told['period']}, lần gửi {told['revision']}"


def _unsent(content: Facts) -> list[Facts]:
    return [
        {
            "tt": figure(place),
            "ten": row["name"],
            "cap_tren": row["above"],
            "han": _day(row["due_on"]),
            "tinh_trang": unit_state(row, lacks=row["lacks"] if content["is_span"] else 0),
        }
        for place, row in enumerate(content["unsent"], start=1)
    ]


def _unit(content: Facts, unit: Facts, place: int) -> Facts:
    standing = unit["standing"] or {"due_on": None, "sent_on": None, "late_days": 0}
    return {
        "tt": figure(place),
        "ten": unit["name"],
        "tinh_trang": unit_state(unit["standing"]) if unit["standing"] else "",
        "han": _day(standing["due_on"]),
        "ngay_gui": _day(standing["sent_on"]),
        "so_ngay_cham": figure(standing["late_days"]),
        "lan": figure(unit["revision"]),
        "phai_gui": figure(unit["expected"]),
        "da_gui": figure(unit["reported"]),
        "so": lines_of(content["measures"], unit["figures"], None, []),
    }


def _annexes(content: Facts) -> list[Facts]:
    """A table of all indicators for each unit; none where the units are too many for that."""
    units = content["units"]
    if len(units) > MOST_ANNEXES:
        return []
    return [
        {
            "so": roman(place) if len(units) > 1 else "",
            "ten": unit["name"],
            "nguon": _unit_source(content, unit),
            "bang": tables_of(content["measures"], lines_of(content["measures"], unit["figures"], None, [])),
        }
        for place, unit in enumerate(units, start=1)
    ]


def _unit_source(content: Facts, unit: Facts) -> str:
    span = content["span"]["name"]
    if unit["report"]:
        state = unit_state(unit["standing"])
        sent = f", lần gửi {unit['revision']}" if unit["revision"] else ""
        return f"{span}{sent} ({state.lower()})"
    return f"{span}: {number_text(unit['reported'])}/{number_text(unit['expected'])} báo cáo được tổng hợp"


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def moment_words(iso: str) -> str:
    """A moment as papers write it: "08 giờ 05 phút ngày 05 tháng 3 năm 2026"."""
    at = datetime.fromisoformat(iso)
    return f"{at:%H} giờ {at:%M} phút {day_text(at.date())}"
