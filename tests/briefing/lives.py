"""Makers of work that has lived for a while, for tests of briefs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from giaoban.duties import actions
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import ProductKind
from tests import make

HOLDERS = {"finance": "finance_contact", "interior": "interior_contact", "an_thanh": "commune_contact"}
FURTHER = {
    "decline": {"reason": "Không thuộc chức năng"},
    "ask_again": {"reason": "Đúng chức năng"},
    "report": {"percent": 40, "words": "Đã khảo sát xong đợt 1"},
    "submit": {"product_kind": ProductKind.LINK, "link": "https://sonhai.example/ket-qua"},
    "return_": {"reason": "Thiếu phụ lục"},
    "stop": {"reason": "Không còn cần thiết", "decision": "QĐ 9/QĐ-BCĐ"},
}
BY_HOLDER = {"receive", "decline", "report", "submit"}


def at(day: date, hour: int = 5) -> datetime:
    """`hour` o'clock UTC on the day; 5 is noon in Viet Nam."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def lived(
    cast: make.Cast, unit: str, asked_on: date, steps: Iterable[tuple[str, date]] = (), **columns: object
) -> Duty:
    """Work of `unit` ("finance"), asked on a day, with the acts that followed on theirs."""
    duty = make.duty(cast.committee, getattr(cast, unit), asked_at=at(asked_on), **columns)
    for name, day in steps:
        act(cast, duty, unit, name, at(day))
    return duty


def act(cast: make.Cast, duty: Duty, unit: str, name: str, moment: datetime) -> None:
    """One act on `duty` by whoever may."""
    who = getattr(cast, HOLDERS[unit]) if name in BY_HOLDER else cast.standing
    getattr(actions, name)(duty.pk, actor=cast.officer(who), at=moment, **FURTHER.get(name, {}))


def days(start: date, names: Iterable[str], gaps: Iterable[int]) -> list[tuple[str, date]]:
    """The acts with the days on which they happen, each so many days after the one before."""
    steps, day = [], start
    for name, gap in zip(names, gaps, strict=False):
        day += timedelta(days=gap)
        steps.append((name, day))
    return steps


def province(cast: make.Cast) -> None:
    """A small committee's spring: one task of every fate around May 2025."""
    april, may = date(2025, 4, 3), date(2025, 5, 1)
    done, back = ("receive", "submit", "accept"), ("receive", "submit", "return_")
    lived(cast, "finance", may, days(may, done, (1, 5, 2)), due_on=date(2025, 5, 10), field=cast.field)
    lived(cast, "finance", may, days(may, done, (1, 20, 2)), due_on=date(2025, 5, 10), field=cast.field)
    lived(cast, "interior", may, days(may, ("receive", "report"), (1, 9)), due_on=date(2025, 5, 12))
    lived(cast, "an_thanh", may, days(may, back, (1, 9, 3)), due_on=date(2025, 6, 5))
    lived(cast, "an_thanh", may, days(may, ("stop",), (9,)), due_on=date(2025, 6, 5))
    lived(cast, "interior", may, days(may, ("decline",), (4,)), due_on=date(2025, 6, 20))
    lived(cast, "finance", may, days(may, ("receive", "submit"), (2, 18)), due_on=date(2025, 6, 9))
    lived(
        cast, "interior", date(2025, 4, 3), days(date(2025, 4, 3), done, (1, 5, 2)), due_on=date(2025, 4, 30)
    )
    lived(cast, "an_thanh", april, due_on=date(2025, 4, 9), role="coordinating")
    lived(cast, "an_thanh", april, role="informed")
    lived(cast, "finance", date(2025, 6, 2), due_on=date(2025, 6, 30))
