"""Report regimes for tests: a form with one item of each nature, a monthly regime, periods that are open."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from giaoban.reports import actions
from giaoban.reports.forming import (
    Cell,
    Combine,
    Definition,
    Item,
    Nature,
    Ratio,
    Rule,
    RuleKind,
    Section,
    SectionKind,
    Severity,
)
from giaoban.reports.models import Period, Regime
from giaoban.reports.vocabulary import Frequency
from giaoban.units.vocabulary import COMMUNE_LEVEL
from tests import make
from tests.reports import consolidated_samples, entry_samples

SINCE = date(2024, 12, 15)
RECEIVED, ON_TIME, HOUSEHOLDS, PAID, MEN, WOMEN, MEETS, PAPER, SCREEN = range(9)
"""Slots of `sample_definition`: a flow, its part, a stock, a cumulative one with a decimal, a table's two."""


def _cell(slot: int, key: str, label: str, nature: Nature = Nature.FLOW, **facts: Any) -> Cell:
    return Cell(slot=slot, key=key, label=label, nature=nature, **facts)


def sample_definition(combine: Combine = Combine.BELOW) -> Definition:
    """
    Eight items: flow, flow that is part of it, stock, cumulative, ratio, a table, yes/no, a choice.

    Then a narrative and files. `combine` holds for all numbers.
    """
    c = {"combine": combine}
    not_more = Rule(RuleKind.AT_MOST, Severity.REFUSE, slots=(RECEIVED,))
    jump = Rule(RuleKind.CHANGE, Severity.WARN, most="50")
    limits = Rule(RuleKind.RANGE, Severity.REFUSE, least="0", most="100000")
    received = _cell(
        RECEIVED, "received", "Hồ sơ tiếp nhận", unit="hồ sơ", required=True, rules=(limits, jump), **c
    )
    on_time = _cell(ON_TIME, "on_time", "Giải quyết đúng hạn", unit="hồ sơ", rules=(not_more,), **c)
    households = _cell(HOUSEHOLDS, "households", "Hộ có mạng", Nature.STOCK, unit="hộ", **c)
    paid = _cell(PAID, "paid", "Kinh phí đã chi", Nature.CUMULATIVE, unit="triệu đồng", decimals=1, **c)
    numbers = Section(
        "a",
        SectionKind.INDICATORS,
        "Chỉ tiêu",
        (
            Item("received", "Hồ sơ tiếp nhận", "1", "hồ sơ", required=True, cells=(received,)),
            Item("on_time", "Trong đó: giải quyết đúng hạn", "1.1", "hồ sơ", cells=(on_time,)),
            Item("share", "Tỷ lệ đúng hạn", "1.2", "%", 1, Nature.RATIO, ratio=Ratio(ON_TIME, RECEIVED)),
            Item("households", "Số hộ có mạng băng rộng", "2", "hộ", 0, Nature.STOCK, cells=(households,)),
            Item(
                "paid", "Kinh phí đã chi từ đầu năm", "3", "triệu đồng", 1, Nature.CUMULATIVE, cells=(paid,)
            ),
        ),
    )
    trained = Item(
        "trained",
        "Số người được tập huấn",
        "4",
        "người",
        cells=(
            _cell(MEN, "trained:nam", "Số người được tập huấn: nam", unit="người", **c),
            _cell(WOMEN, "trained:nu", "Số người được tập huấn: nữ", unit="người", **c),
        ),
    )
    meets = Item(
        "meets",
        "Tổ công nghệ số cộng đồng có họp trong kỳ không?",
        "5",
        nature=Nature.COUNT,
        cells=(_cell(MEETS, "meets", "Có họp", Nature.COUNT, **c),),
    )
    way = Item(
        "way",
        "Hình thức niêm yết thủ tục",
        "6",
        nature=Nature.COUNT,
        options=("Bảng giấy", "Màn hình"),
        cells=(
            _cell(PAPER, "way=1", "Bảng giấy", Nature.COUNT, **c),
            _cell(SCREEN, "way=2", "Màn hình", Nature.COUNT, **c),
        ),
    )
    return Definition(
        (
            numbers,
            Section("b", SectionKind.TABLE, "Tập huấn", (trained,), ("Nam", "Nữ")),
            Section("c", SectionKind.QUESTIONS, "Câu hỏi", (meets, way)),
            Section(
                "d", SectionKind.NARRATIVE, "Đánh giá", (Item("hard", "Khó khăn, vướng mắc", required=True),)
            ),
            Section("e", SectionKind.FILES, "Tệp kèm theo", (Item("annex", "Phụ lục"),)),
        )
    )


def asking(cast: make.Cast, at: datetime = make.NOON) -> dict[str, Any]:
    """The facts of an act of the committee's secretary."""
    return {"actor": cast.officer(cast.secretary), "at": at}


def setup(cast: make.Cast, **said: Any) -> actions.Setup:
    """What a monthly regime of the communes below the province states."""
    facts: dict[str, Any] = {
        "name": "Báo cáo tháng kết quả chuyển đổi số",
        "symbol": "BM 01-CĐS",
        "content": "Kết quả thực hiện các chỉ tiêu chuyển đổi số trong tháng.",
        "basis": "Quyết định số 118/QĐ-UBND ngày 15/01/2021",
        "receiver": cast.science,
        "within": cast.province,
        "kinds": tuple(COMMUNE_LEVEL),
        "frequency": Frequency.MONTH,
        "outline": "I. Kết quả; II. Khó khăn, vướng mắc; III. Nhiệm vụ kỳ tới",
        "guide": "Đơn vị nhập số liệu, lãnh đạo duyệt và gửi trên hệ thống.",
        "since": SINCE,
    }
    return actions.Setup(**facts | said)


def regime(cast: make.Cast, *, definition: Definition | None = None, **said: Any) -> Regime:
    """A regime with its form: monthly, of the three communes of the cast, unless something else is said."""
    made = actions.make_regime(cast.committee, said=setup(cast, **said), **asking(cast))
    actions.set_form(made, definition or sample_definition(), applies_from=made.since, **asking(cast))
    return made


def planned_period(of: Regime, year: int = 2025, number: int = 5) -> Period:
    """A period of a regime's frequency that is planned, made if it is not there yet."""
    made = of.periods.filter(kind=of.frequency, year=year, number=number).first()
    if made is None:
        actions.plan_year(of, year, **_of(of))
        made = of.periods.get(kind=of.frequency, year=year, number=number)
    return made


def opened_period(of: Regime, year: int = 2025, month: int = 5) -> Period:
    """A period that is open for all its units, opened at noon of the day after its cut-off."""
    period = planned_period(of, year, month)
    day = period.ends_on + timedelta(days=1)
    at = datetime.combine(day, time(5), tzinfo=UTC)
    actions.open_period(period, **_of(of, at))
    while actions.open_next_units(period, at=at):
        pass
    period.refresh_from_db()
    return period


def _of(of: Regime, at: datetime = make.NOON) -> dict[str, Any]:
    """An act of the secretary of the regime's committee."""
    from giaoban.units.models import Tenure
    from giaoban.units.reads import officer_for
    from giaoban.units.vocabulary import SeatRole

    seats = Tenure.objects.filter(seat__committee=of.committee_id, seat__role=SeatRole.SECRETARY)
    actor = officer_for(seats.select_related("person")[0].person, on=make.TODAY)
    assert actor is not None
    return {"actor": actor, "at": at}


# ---- acts, for tests/test_journal_of_acts.py


def _making(cast: make.Cast) -> Any:
    return partial(actions.make_regime, cast.committee, said=setup(cast), **asking(cast))


def _changing(cast: make.Cast) -> Any:
    said = setup(cast, content="Kết quả trong tháng và nhiệm vụ tháng tới.")
    return partial(actions.change_regime, regime(cast), said=said, **asking(cast))


def _forming(cast: make.Cast) -> Any:
    bare = _making(cast)()
    return partial(actions.set_form, bare, sample_definition(), applies_from=SINCE, **asking(cast))


def _issuing_form(cast: make.Cast) -> Any:
    bare = _making(cast)()
    draft = actions.propose_form(bare, sample_definition(), **asking(cast))
    facts = {"stamp": draft.stamp, "applies_from": SINCE}
    return partial(actions.issue_form, bare, **facts, **asking(cast))


def _planning(cast: make.Cast) -> Any:
    return partial(actions.plan_year, regime(cast), 2025, **asking(cast))


def _planning_one(cast: make.Cast) -> Any:
    return partial(actions.plan_period, regime(cast), "year", 2025, **asking(cast))


def _moving_period(cast: make.Cast) -> Any:
    period = planned_period(regime(cast))
    days = (period.starts_on, period.ends_on)
    return partial(actions.change_period, period, days=days, due={"": date(2025, 5, 23)}, **asking(cast))


def _opening(cast: make.Cast) -> Any:
    return partial(actions.open_period, planned_period(regime(cast)), **asking(cast))


def _opening_in_time(cast: make.Cast) -> Any:
    planned_period(regime(cast), 2025, 6)
    return partial(actions.open_in_time, datetime(2025, 6, 15, tzinfo=UTC))


def _closing(cast: make.Cast) -> Any:
    return partial(actions.close_period, opened_period(regime(cast)), **asking(cast))


def _of_a_life(name: str) -> Any:
    """A sample from `life_samples`, which needs this module."""

    def sample(cast: make.Cast) -> Any:
        from tests.reports import life_samples

        return getattr(life_samples, name)(cast)

    return sample


SAMPLES = {
    **consolidated_samples.SAMPLES,
    **entry_samples.SAMPLES,
    "reports.actions.accept_many": _of_a_life("accepting_many"),
    "reports.actions.accept_report": _of_a_life("accepting"),
    "reports.actions.return_report": _of_a_life("returning"),
    "reports.actions.send": _of_a_life("sending"),
    "reports.actions.set_targets": _of_a_life("setting_targets"),
    "reports.actions.withdraw_report": _of_a_life("withdrawing"),
    "reports.actions.change_period": _moving_period,
    "reports.actions.change_regime": _changing,
    "reports.actions.close_period": _closing,
    "reports.actions.issue_form": _issuing_form,
    "reports.actions.make_regime": _making,
    "reports.actions.open_in_time": _opening_in_time,
    "reports.actions.open_period": _opening,
    "reports.actions.plan_period": _planning_one,
    "reports.actions.plan_year": _planning,
    "reports.actions.set_form": _forming,
}
NO_ENTRY = {
    **entry_samples.NO_ENTRY,
    "reports.actions.give_up_form": "what is being written is in force nowhere",
    "reports.actions.open_next_units": "it goes on with what the opening said, which is in the journal",
    "reports.actions.propose_form": "what is being written is in force nowhere",
    "reports.actions.setup_of": "a pure function of the regime",
    "reports.actions.shape_form": "what is being written is in force nowhere",
}
