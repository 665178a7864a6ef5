"""Two years of monthly reports: most come in time, some late, some go back once, a few are corrected later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any, Final

from django.utils import timezone

from giaoban.people.models import Person
from giaoban.reports import actions
from giaoban.reports.figures import Figures, row
from giaoban.reports.forming import Definition
from giaoban.reports.models import Period, Report
from giaoban.reports.vocabulary import PeriodKind, ReportState
from giaoban.units.models import Unit
from giaoban.units.reads import Officer, officer_for
from giaoban.units.vocabulary import UnitKind
from giaoban.workdays.counting import Calendar

Add = Callable[[datetime, Callable[[datetime], None]], None]

IN_TIME, NEVER, RETURNED, CORRECTED, NOTHING = 0.9, 0.006, 0.03, 0.008, 0.004
_A_DISTRICT: Final = 8  # communes
LEFT_TO_THE_VISITOR: Final = "UBND xã An Thạnh"  # its newest report is still to be written
TARGETS: Final = {
    "1": 540_000, "1.1": 460_000, "2": 530_000, "2.1": 520_000, "3": 480_000, "4": 200_000, "5.1": 1_450,
    "6.1": 260_000, "7": 120_000, "8": 4_600, "9": 165_000, "9.1": 160_000, "10": 600_000, "12": 9_500,
}  # fmt: skip
_RESULTS: Final = (
    "Duy trì tổ hỗ trợ nộp hồ sơ trực tuyến tại bộ phận một cửa.",
    "Tổ công nghệ số cộng đồng hướng dẫn người dân cài đặt chữ ký số cá nhân.",
    "Số hóa xong hồ sơ hộ tịch của năm trước.",
    "Lắp thêm điểm truy cập mạng không dây tại nhà văn hóa thôn.",
    "Toàn bộ văn bản đi không mật được ký số.",
    "Tổ chức phiên chợ thanh toán không dùng tiền mặt.",
)
_HARD: Final = (
    "Đường truyền ở hai thôn vùng cao chưa ổn định vào giờ cao điểm.",
    "Máy quét cũ, tốc độ số hóa hồ sơ chậm.",
    "Thiếu công chức chuyên trách về công nghệ thông tin.",
    "Người cao tuổi còn ngại nộp hồ sơ trực tuyến.",
    "Phần mềm một cửa đôi lúc đồng bộ chậm với cổng dịch vụ công.",
    "Kinh phí duy tu thiết bị được cấp muộn so với kế hoạch.",
)
_NEXT: Final = (
    "Tập huấn kỹ năng số cho tổ công nghệ số cộng đồng.",
    "Rà soát, cập nhật dữ liệu hộ kinh doanh.",
    "Tiếp tục số hóa kết quả giải quyết thủ tục hành chính.",
)
_ASKED: Final = (
    "Đề nghị Sở Khoa học và Công nghệ hỗ trợ nâng cấp đường truyền.",
    "Đề nghị bổ sung kinh phí thay thế máy tính đã quá hạn sử dụng.",
    "Đề nghị tổ chức tập huấn theo cụm xã.",
)
_WHY_RETURNED: Final = (
    "Số hồ sơ trực tuyến chưa khớp với hệ thống một cửa, đề nghị rà soát lại.",
    "Chưa nêu nguyên nhân của khó khăn, vướng mắc.",
)
_WHY_CORRECTED: Final = "Đính chính số hồ sơ giải quyết sau khi đối chiếu với hệ thống một cửa."
_WHY_JUMPED: Final = "Số hồ sơ thay đổi theo đợt cấp đổi giấy tờ."


@dataclass
class Reporting:
    """Who sends and who decides; `opened` is called with each period whose reports have been made."""

    contacts: dict[int, int]
    secretary: int
    calendar: Calendar
    add: Add
    chance: Random
    today: date

    def opened(self, period: Period, at: datetime) -> None:
        """Plan when each unit sends, and when the secretary looks at what came."""
        self._set_targets(period, at)
        reports = Report.objects.filter(period=period, unit__in=self.contacts)
        if period.ends_on > self.today - timedelta(days=31):
            reports = reports.exclude(unit__name=LEFT_TO_THE_VISITOR)
        days: set[date] = set()
        for pk, unit, due in reports.values_list("pk", "unit_id", "due_on").order_by("pk"):
            fate = self.chance.random()
            if fate < NEVER:
                continue
            slow = fate > NEVER + IN_TIME
            begun = due if slow and due else timezone.localdate(at)
            day = self._working(begun, self.chance.choice((1, 2, 4) if slow else (0, 0, 1, 1, 1)))
            days.add(day)
            self.add(self._moment(day, 8, 16), partial(self.send, pk, unit))
        for day in sorted(days):
            self.add(self._moment(self._working(day, 1), 16, 17), partial(self.decide, period.pk))

    def _set_targets(self, period: Period, at: datetime) -> None:
        """The province's targets of the year, with its first period."""
        clerk, regime = _officer(self.secretary, at), period.regime
        known = Period.objects.filter(regime=regime, year=period.year, kind=PeriodKind.PLAN)
        if clerk is None or period.form is None or known.exists():
            return
        definition = period.form.definition
        slots = _slots(definition)
        figures = row({slots[code]: value for code, value in TARGETS.items()}, definition.width)
        actions.set_targets(regime, regime.committee.level, period.year, figures, actor=clerk, at=at)

    def send(self, pk: int, unit: int, at: datetime) -> None:
        """One unit sends its figures and words."""
        report = Report.objects.select_related("unit", "period__form").get(pk=pk)
        sender = _officer(self.contacts[unit], at)
        if sender is None or not sender.works_for(unit) or report.period.form is None:
            return  # somebody else holds the post by now
        definition = report.period.form.definition
        chance = Random(f"{report.unit_id} {report.period_id}")
        if chance.random() < NOTHING:
            actions.send(report, figures=row({}, definition.width), is_nil=True, actor=sender, at=at)
            return
        actions.send(
            report,
            figures=figures_of(report.unit, report.period, definition, chance),
            words=_words(definition, chance),
            explained={str(_slots(definition)["1"]): _WHY_JUMPED},
            actor=sender,
            at=at,
        )

    def decide(self, period: int, at: datetime) -> None:
        """The secretary returns a few of the reports that wait, accepts the others; some are corrected later."""
        clerk = _officer(self.secretary, at)
        if clerk is None:
            return
        waiting = Report.objects.filter(period=period, state=ReportState.SUBMITTED).order_by("pk")
        for report in waiting.select_related("latest"):
            first = report.latest is not None and report.latest.number == 1
            if first and self.chance.random() < RETURNED:
                why = self.chance.choice(_WHY_RETURNED)
                actions.return_report(report, reason=why, actor=clerk, at=at)
                again = self._moment(self._working(timezone.localdate(at), 1), 8, 11)
                self.add(again, partial(self.send, report.pk, report.unit_id))
                self.add(again + timedelta(hours=4), partial(self.decide, period))
                continue
            actions.accept_report(report, actor=clerk, at=at)
            if self.chance.random() < CORRECTED:
                later = self._moment(self._working(timezone.localdate(at), self.chance.randint(5, 12)), 8, 11)
                self.add(later, partial(self.correct, report.pk, report.unit_id))

    def correct(self, pk: int, unit: int, at: datetime) -> None:
        """A unit corrects an accepted report, and the secretary accepts that."""
        report = Report.objects.select_related("period__form", "counted").get(pk=pk)
        sender, clerk = _officer(self.contacts[unit], at), _officer(self.secretary, at)
        held = sender is not None and sender.works_for(unit)
        if (
            sender is None
            or clerk is None
            or not held
            or report.counted is None
            or report.period.form is None
        ):
            return
        definition = report.period.form.definition
        slots, figures = _slots(definition), report.counted.row(definition.width)
        figures[slots["2.1"]] -= min(3, int(figures[slots["2.1"]]))
        words = dict(report.counted.words)
        facts: dict[str, Any] = {"actor": sender, "at": at, "restates": _WHY_CORRECTED}
        actions.send(report, figures=figures, words=words, **facts)
        report.refresh_from_db()
        actions.accept_report(report, actor=clerk, at=at + timedelta(hours=2))

    def _working(self, day: date, further: int) -> date:
        while not self.calendar.is_working(day):
            day += timedelta(days=1)
        return self.calendar.add_working_days(day, further) if further else day

    def _moment(self, day: date, first_hour: int, last_hour: int) -> datetime:
        hour = time(self.chance.randrange(first_hour, last_hour), self.chance.randrange(60))
        return timezone.make_aware(datetime.combine(day, hour))


def _officer(person: int, at: datetime) -> Officer | None:
    return officer_for(Person.objects.get(pk=person), on=timezone.localdate(at))


def _slots(definition: Definition) -> dict[str, int]:
    """The first slot of each line, by its printed number."""
    return {item.code: item.cells[0].slot for item in definition.items() if item.code and item.cells}


def _words(definition: Definition, chance: Random) -> dict[str, str]:
    texts = [
        item.id for section in definition.sections if section.kind == "narrative" for item in section.items
    ]
    pools = (_RESULTS, _HARD, _NEXT, _ASKED)
    told = {}
    for item, pool, most in zip(texts, pools, (2, 2, 1, 1), strict=False):
        if pool in (_RESULTS, _HARD) or chance.random() < 0.5:
            told[item] = " ".join(chance.sample(pool, chance.randint(1, most)))
    return told


def figures_of(unit: Unit, period: Period, definition: Definition, chance: Random) -> Figures:
    """
    What a unit of some size reports in a month; the same unit grows steadily and stays what it is.

    Parts are never more than their whole, and what was spent since the start of the year never falls.
    """
    own = Random(f"unit {unit.pk}")
    size = own.uniform(0.5, 2.0) * (_A_DISTRICT if unit.kind == UnitKind.DISTRICT else 1)
    months = (period.ends_on.year - 2024) * 12 + period.ends_on.month
    season = {1: 0.9, 2: 0.7, 3: 1.1, 12: 1.15}.get(period.ends_on.month, 1.0)
    skill = min(0.97, own.uniform(0.35, 0.6) + 0.011 * months)
    filed = round(320 * size * season * (1 + 0.006 * months) * chance.uniform(0.9, 1.1))
    online = round(filed * min(0.99, skill * chance.uniform(0.95, 1.05)))
    solved = round(filed * chance.uniform(0.94, 1.0))
    villages, households = round(12 * size), round(2_400 * size * (1 + 0.0006 * months))
    trained, sent = round(80 * size * chance.uniform(0.5, 1.6)), round(115 * size * chance.uniform(0.85, 1.2))
    values = {
        "1": filed,
        "1.1": online,
        "2": solved,
        "2.1": round(solved * chance.uniform(0.95, 1.0)),
        "3": round(solved * min(0.98, skill + 0.1)),
        "4": round(online * chance.uniform(0.3, 0.5)),
        "5": villages,
        "5.1": min(villages, round(villages * (skill + 0.15))),
        "6": households,
        "6.1": round(households * min(0.95, skill)),
        "7": trained,
        "8": max(1, trained // 26),
        "9": sent,
        "9.1": min(sent, round(sent * min(1.0, skill + 0.3))),
        "10": round(period.number * size * own.uniform(250, 520)),
        "11": round(own.uniform(22, 40) * max(1.0, size / 2)),
        "12": round(70 * size * (0.6 + 0.01 * months)),
        "15": int(chance.random() < 0.8),
    }
    slots = _slots(definition)
    found = {slots[code]: value for code, value in values.items()}
    for item in definition.items():
        if item.options:
            chosen = own.choice(item.cells).slot
            found |= {cell.slot: int(cell.slot == chosen) for cell in item.cells}
        elif item.code in {"13", "14"}:
            most = 6 if item.code == "13" else 40
            found |= {cell.slot: round(chance.uniform(0, most) * size) for cell in item.cells}
    return row(found, definition.width)
