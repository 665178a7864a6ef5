"""The monthly report of the digital-transformation committee: its regime, its form, two years of periods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, Final

from django.utils import timezone

from giaoban.people.models import Person
from giaoban.reports import actions
from giaoban.reports.forming import (
    Asked,
    Definition,
    Nature,
    Numbering,
    Ratio,
    Rule,
    RuleKind,
    SectionKind,
    Severity,
)
from giaoban.reports.forming.editing import add_item, add_section
from giaoban.reports.models import Period, Regime
from giaoban.reports.timing import holding, span
from giaoban.reports.vocabulary import CountsFrom, CutOff, Frequency, PeriodState, Way
from giaoban.units.models import Committee
from giaoban.units.reads import Officer, officer_for
from giaoban.units.vocabulary import COMMUNE_LEVEL, UnitKind

Add = Callable[[datetime, Callable[[datetime], None]], None]
Opened = Callable[[Period, datetime], None]

NAME: Final = "Báo cáo tháng kết quả chuyển đổi số cấp xã"
_HALF_PAST_SEVEN: Final = time(7, 30)
_DEADLINES: Final = (
    {"kinds": [kind.value for kind in COMMUNE_LEVEL], "amount": 2, "unit": "working_days"},
    {"kinds": [], "amount": 4, "unit": "working_days"},
)


@dataclass(frozen=True)
class Line:
    """One indicator; `of` names by its number the one that it is a part of, `share` two that it is made of."""

    code: str
    name: str
    unit: str
    nature: Nature = Nature.FLOW
    decimals: int = 0
    required: bool = False
    of: str = ""
    share: tuple[str, str] = ("", "")
    jump: str = ""  # percent of change against the month before that has to be explained


SERVICES: Final = (
    Line("1", "Số hồ sơ thủ tục hành chính tiếp nhận trong kỳ", "hồ sơ", required=True, jump="60"),
    Line("1.1", "Trong đó: tiếp nhận trực tuyến", "hồ sơ", required=True, of="1"),
    Line("1.2", "Tỷ lệ hồ sơ trực tuyến", "%", share=("1.1", "1")),
    Line("2", "Số hồ sơ đã giải quyết trong kỳ", "hồ sơ", required=True),
    Line("2.1", "Trong đó: đúng hạn và trước hạn", "hồ sơ", of="2"),
    Line("2.2", "Tỷ lệ giải quyết đúng hạn", "%", share=("2.1", "2")),
    Line("3", "Số kết quả trả bằng bản điện tử", "kết quả", of="2"),
    Line("4", "Số giao dịch thanh toán phí, lệ phí trực tuyến", "giao dịch"),
)
PEOPLE: Final = (
    Line("5", "Số thôn, tổ dân phố", "thôn, tổ", Nature.STOCK, required=True),
    Line("5.1", "Trong đó: có tổ công nghệ số cộng đồng hoạt động", "thôn, tổ", Nature.STOCK, of="5"),
    Line("6", "Số hộ dân", "hộ", Nature.STOCK, required=True, jump="10"),
    Line("6.1", "Trong đó: có đường truyền cáp quang", "hộ", Nature.STOCK, of="6"),
    Line("6.2", "Tỷ lệ hộ có cáp quang", "%", share=("6.1", "6")),
    Line("7", "Số lượt người được hướng dẫn kỹ năng số", "lượt"),
    Line("8", "Số buổi hướng dẫn tại thôn, tổ dân phố", "buổi"),
)
MONEY: Final = (
    Line("9", "Số văn bản đi", "văn bản", required=True),
    Line("9.1", "Trong đó: ký số", "văn bản", required=True, of="9"),
    Line("9.2", "Tỷ lệ văn bản ký số", "%", share=("9.1", "9")),
    Line("10", "Kinh phí chuyển đổi số đã chi từ đầu năm", "triệu đồng", Nature.CUMULATIVE, 1),
    Line("11", "Số máy tính dùng được của cán bộ, công chức", "máy", Nature.STOCK),
    Line("12", "Số hộ kinh doanh dùng hóa đơn điện tử", "hộ", Nature.STOCK),
)


def monthly_form() -> Definition:
    """About twenty indicators in three sections, a table, questions and texts."""
    numbering = Numbering()
    form = Definition()
    for title, lines in (
        ("I. Dịch vụ công trực tuyến", SERVICES),
        ("II. Hạ tầng số và kỹ năng số", PEOPLE),
        ("III. Chính quyền số và kinh tế số", MONEY),
    ):
        form = _section(form, title, lines, numbering)
    form = add_section(form, SectionKind.TABLE, "IV. Bồi dưỡng kỹ năng số", numbering, ("Nam", "Nữ"))
    table = form.sections[-1].id
    for code, name in (("13", "Cán bộ, công chức được bồi dưỡng"), ("14", "Người dân được tập huấn")):
        form = add_item(form, table, Asked(code=code, name=name, unit="người"), numbering)
    form = add_section(form, SectionKind.QUESTIONS, "V. Câu hỏi", numbering)
    questions = form.sections[-1].id
    meets = Asked(code="15", name="Tổ chuyển đổi số của xã có họp trong kỳ không?", required=True)
    ways = ("Bảng giấy", "Màn hình", "Cổng thông tin điện tử")
    posted = Asked(code="16", name="Hình thức niêm yết thủ tục hành chính chủ yếu", options=ways)
    for asked in (meets, posted):
        form = add_item(form, questions, asked, numbering)
    form = add_section(form, SectionKind.NARRATIVE, "VI. Đánh giá và kiến nghị", numbering)
    texts = form.sections[-1].id
    for name, required in (
        ("Kết quả nổi bật trong kỳ", True),
        ("Khó khăn, vướng mắc, nguyên nhân", True),
        ("Nhiệm vụ trọng tâm kỳ tới", False),
        ("Kiến nghị, đề xuất", False),
    ):
        form = add_item(form, texts, Asked(name=name, required=required), numbering)
    form = add_section(form, SectionKind.FILES, "VII. Tài liệu kèm theo", numbering)
    return add_item(form, form.sections[-1].id, Asked(name="Báo cáo bằng lời văn (nếu có)"), numbering)


def _section(form: Definition, title: str, lines: tuple[Line, ...], numbering: Numbering) -> Definition:
    form = add_section(form, SectionKind.INDICATORS, title, numbering)
    section = form.sections[-1].id
    slots: dict[str, int] = {}
    for line in lines:
        asked = Asked(
            name=line.name,
            code=line.code,
            unit=line.unit,
            nature=line.nature,
            decimals=1 if line.share[0] else line.decimals,
            required=line.required,
            ratio=Ratio(slots[line.share[0]], slots[line.share[1]]) if line.share[0] else None,
            rules=_rules(line, slots),
        )
        form = add_item(form, section, asked, numbering)
        item = form.sections[-1].items[-1]
        if item.cells:
            slots[line.code] = item.cells[0].slot
    return form


def _rules(line: Line, slots: dict[str, int]) -> tuple[Rule, ...]:
    if line.share[0]:
        return ()
    rules = [Rule(RuleKind.RANGE, Severity.REFUSE, least="0")]
    if line.of:
        rules.append(Rule(RuleKind.AT_MOST, Severity.REFUSE, slots=(slots[line.of],)))
    if line.jump:
        rules.append(Rule(RuleKind.CHANGE, Severity.WARN, most=line.jump))
    return tuple(rules)


def set_up_reports(committee: Committee, secretary: int, *, first: date, at: datetime) -> Regime:
    """
    The regime with its form, for months whose data hold `first` or lie later; nothing is opened yet.

    Before July 2025 districts report, from then on communes, wards and the special zone.
    """
    begins = span(Frequency.MONTH, CutOff.DECREE, *holding(Frequency.MONTH, CutOff.DECREE, first))[0]
    facts: dict[str, Any] = {"actor": _officer(secretary, at), "at": at}
    said = actions.Setup(
        name=NAME,
        symbol="BM 01-CĐS",
        content="Kết quả thực hiện các chỉ tiêu chuyển đổi số trong tháng, khó khăn, nhiệm vụ kỳ tới.",
        basis="Quyết định số 45/QĐ-BCĐCĐS ngày 04/11/2024 của Trưởng Ban Chỉ đạo",
        receiver=committee.standing_unit,
        within=committee.level,
        kinds=(*COMMUNE_LEVEL, UnitKind.DISTRICT),
        ways=(Way.HERE, Way.SIGNED_FILE),
        frequency=Frequency.MONTH,
        cut_off=CutOff.DECREE,
        deadlines=_DEADLINES,
        counts_from=CountsFrom.ACCEPTED,
        opens_itself=True,
        outline="I. Kết quả thực hiện\nII. Khó khăn, vướng mắc, nguyên nhân\nIII. Nhiệm vụ kỳ tới\nIV. Kiến nghị",
        guide=(
            "Công chức đầu mối nhập số liệu, đối chiếu với kỳ trước; lãnh đạo UBND duyệt và gửi trên hệ thống;"
            " cơ quan thường trực kiểm tra, chấp nhận hoặc trả lại trong 2 ngày làm việc."
        ),
        since=begins,
    )
    regime = actions.make_regime(committee, said=said, **facts)
    actions.set_form(regime, monthly_form(), applies_from=begins, **facts)
    return regime


def open_through(period: Period, actor: Officer, at: datetime) -> Period:
    """Open a period and make the reports of all its units at once, as the worker does in batches."""
    actions.open_period(period, actor=actor, at=at)
    while actions.open_next_units(period, at=at):
        pass
    period.refresh_from_db()
    return period


def plan_reports(
    committee: Committee,
    secretary: int,
    add: Add,
    *,
    first: date,
    today: date,
    opened: Opened = lambda _period, _at: None,
) -> None:
    """
    Put the whole on the timeline: the regime before its first period, each period on the day after its cut-off.

    `opened` is called with each period when its units have their reports, and plans what they do.
    """

    def begin(at: datetime) -> None:
        regime = set_up_reports(committee, secretary, first=first, at=at)
        facts: dict[str, Any] = {"actor": _officer(secretary, at), "at": at}
        for year in range(regime.since.year, today.year + 1):
            actions.plan_year(regime, year, **facts)
        for period in Period.objects.filter(regime=regime, state=PeriodState.PLANNED).in_order():
            day = period.ends_on + timedelta(days=1)
            if day <= today:
                add(_morning(day), partial(go, period.pk))

    def go(pk: int, at: datetime) -> None:
        period = Period.objects.get(pk=pk)
        if period.state == PeriodState.PLANNED:  # not opened by itself
            opened(open_through(period, _officer(secretary, at), at), at)

    add(_morning(first), begin)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, _HALF_PAST_SEVEN))


def _officer(person: int, at: datetime) -> Officer:
    found = officer_for(Person.objects.get(pk=person), on=timezone.localdate(at))
    if found is None:
        raise LookupError(person)
    return found
