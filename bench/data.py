"""
A large fictional province to measure on: plain bulk inserts, the same for the same seed.

One committee, 40 departments and 100 communes, six fields, 26 months of papers; every duty with the whole
history of its standings, so that figures of any past day can be counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Any, Final

from django.db import connection, models, transaction
from django.utils import timezone

from giaoban.documents.models import Document
from giaoban.duties.models import Duty, Standing
from giaoban.duties.models.duty import STILL, STILL_ON
from giaoban.duties.vocabulary import Kind, Role, State
from giaoban.foundation.text import person_sort_key, search_key, sort_key
from giaoban.people.models import Person
from giaoban.units.models import Committee, Field, Post, Seat, Spell, Tenure, Unit
from giaoban.units.vocabulary import PostRole, SeatRole, UnitKind

MONTHS: Final = 26
BATCH: Final = 500
FIELDS: Final = (
    "Hạ tầng số",
    "Dữ liệu dùng chung",
    "Dịch vụ công trực tuyến",
    "Kỹ năng số",
    "Cải cách thủ tục",
    "An toàn thông tin",
)
DEPARTMENTS: Final = (
    "Tài chính",
    "Nội vụ",
    "Xây dựng",
    "Y tế",
    "Nông nghiệp và Môi trường",
    "Công Thương",
    "Giáo dục và Đào tạo",
    "Tư pháp",
    "Văn hóa, Thể thao và Du lịch",
    "Khoa học và Công nghệ",
)
SYLLABLES: Final = [
    "An",
    "Bình",
    "Cẩm",
    "Đông",
    "Giang",
    "Hòa",
    "Khánh",
    "Lộc",
    "Minh",
    "Nam",
    "Phú",
    "Quảng",
    "Sơn",
    "Tân",
    "Vĩnh",
    "Xuân",
]
TASKS: Final = (
    "Rà soát, kết nối cơ sở dữ liệu dùng chung",
    "Bố trí kinh phí thực hiện kế hoạch chuyển đổi số",
    "Báo cáo kết quả số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
    "Tái cấu trúc quy trình dịch vụ công trực tuyến toàn trình",
    "Hoàn thành tập huấn kỹ năng số cho cán bộ, công chức",
    "Kiểm tra, khắc phục điểm yếu an toàn hệ thống thông tin",
    "Cập nhật danh mục dữ liệu mở của đơn vị",
    "Xóa vùng lõm sóng di động trên địa bàn",
)
WORDS: Final = (
    "Đã thống nhất phương án, đang lấy ý kiến các đơn vị.",
    "Chờ thẩm định kinh phí, dự kiến xong trong tháng.",
    "Đã hoàn thành 8/10 nội dung, còn khâu nghiệm thu.",
    "Đang lựa chọn nhà thầu theo quy định.",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What `fill` made: the committee, its people by part, and how many rows."""

    committee: Committee
    chair: Person
    standing: Person
    unit_contact: Person
    duties: int
    standings: int


@dataclass(frozen=True, slots=True)
class _Step:
    at: datetime
    state: State
    due_on: date | None
    submitted_on: date | None


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where the lives are lived."""

    committee: Committee
    fields: list[Field]
    units: list[Unit]
    papers: list[Document]
    now: datetime
    chance: Random


@transaction.atomic
def fill(size: int, *, coordinating: int | None = None, now: datetime, seed: int = 2025) -> Filled:
    """
    `size` tasks and `coordinating` further parts (None: half as many again) of one committee up to `now`.

    The database must be migrated and empty of units. About a minute for 100,000 tasks.
    """
    chance = Random(seed)
    province, units = _units(chance)
    committee, fields = _committee(province, units[0])
    people = _people(committee, province, units)
    papers = list(_papers(committee, now, chance, count=max(4, size // 40)))
    stage = _Stage(committee, fields, units, papers, now, chance)
    further = size * 3 // 2 if coordinating is None else coordinating
    roles = [Role.LEAD] * size + [Role.COORDINATING] * further
    lives: list[list[_Step]] = []
    number = _insert(Duty, _duties(roles, stage, lives))
    standings = _insert(Standing, _standings(lives))
    return Filled(committee, *people, duties=number, standings=standings)


def settle() -> None:
    """Let the engine learn what the tables hold, as it does by itself in daily use."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _insert(model: type[models.Model], rows: Iterable[Any]) -> int:
    rows, number = iter(rows), 0
    while batch := list(islice(rows, BATCH)):
        model._default_manager.bulk_create(batch)
        number += len(batch)
    return number


def _units(chance: Random) -> tuple[Unit, list[Unit]]:
    province = _unit("Tỉnh Sơn Hải", UnitKind.PROVINCE, None)
    names = [f"Sở {name}" for name in DEPARTMENTS]
    names += [f"Ban Quản lý dự án số {n}" for n in range(1, 41 - len(names))]
    departments = [_unit(name, UnitKind.DEPARTMENT, province) for name in names]
    pairs = [f"{a} {b}" for a in SYLLABLES for b in SYLLABLES if a != b]
    communes = [
        _unit(
            f"UBND {'phường' if n % 4 == 0 else 'xã'} {name}",
            UnitKind.WARD if n % 4 == 0 else UnitKind.COMMUNE,
            province,
        )
        for n, name in enumerate(chance.sample(pairs, 100))
    ]
    return province, departments + communes


def _unit(name: str, kind: UnitKind, parent: Unit | None) -> Unit:
    made = Unit.objects.create(
        name=name, kind=kind, parent=parent, path="", search_key=search_key(name), sort_key=sort_key(name)
    )
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    Spell.objects.create(unit=made, name=name, kind=kind, parent=parent, path=made.path)
    return made


def _committee(province: Unit, standing: Unit) -> tuple[Committee, list[Field]]:
    committee = Committee.objects.create(
        name="Ban Chỉ đạo Chuyển đổi số tỉnh",
        symbol="BCĐCĐS",
        level=province,
        standing_unit=standing,
        basis="Quyết định số 118/QĐ-UBND ngày 15/01/2021",
        term_from=date(2021, 1, 15),
    )
    fields = [
        Field.objects.create(committee=committee, name=name, position=place)
        for place, name in enumerate(FIELDS)
    ]
    return committee, fields


def _people(committee: Committee, province: Unit, units: list[Unit]) -> tuple[Person, Person, Person]:
    since = date(2021, 1, 1)
    made = []
    for name, email, at, role in (
        ("Nguyễn Thị Hòa", "chu-tich@sonhai.example", province, PostRole.LEADER),
        ("Trần Văn Bình", "thuong-truc@sonhai.example", units[0], PostRole.CONTACT),
        ("Đỗ Thị Dung", "noi-vu@sonhai.example", units[1], PostRole.CONTACT),
    ):
        person = Person(
            full_name=name, email=email, sort_key=person_sort_key(name), search_key=search_key(name)
        )
        person.set_unusable_password()
        person.save()
        Post.objects.create(person=person, unit=at, role=role, since=since)
        made.append(person)
    seat = Seat.objects.create(
        committee=committee, role=SeatRole.CHAIR, unit=province, office="Chủ tịch UBND tỉnh", since=since
    )
    Tenure.objects.create(seat=seat, person=made[0], since=since)
    return made[0], made[1], made[2]


def _papers(committee: Committee, now: datetime, chance: Random, *, count: int) -> Iterator[Document]:
    days = MONTHS * 30
    for number in range(1, count + 1):
        issued = now - timedelta(days=days * (count - number) / count, hours=chance.randint(1, 20))
        subject = f"Kết luận phiên họp số {number} của Ban Chỉ đạo"
        yield Document.objects.create(
            code=f"P{number:07d}",
            committee=committee,
            type="TB",
            number=str(number),
            symbol="TB-BCĐCĐS",
            issued_on=timezone.localdate(issued),
            year=timezone.localdate(issued).year,
            force_from=timezone.localdate(issued),
            subject=subject,
            text=subject,
            sha256=hashlib.sha256(str(number).encode()).hexdigest(),
            search_key=search_key(subject),
            registered_at=issued,
        )


def _duties(roles: list[Role], stage: _Stage, lives: list[list[_Step]]) -> Iterator[Duty]:
    """The rows of duties in order; each one's life is put into `lives` at the same place."""
    chance, units, now = stage.chance, stage.units, stage.now
    busy = [8.0 if unit.kind == UnitKind.DEPARTMENT else 3.0 for unit in units]
    care = [chance.uniform(0.55, 0.97) for _ in units]  # how often each is in time
    places = chance.choices(range(len(units)), busy, k=len(roles))
    codes = _codes(len(roles), chance)
    for role, place, code in zip(roles, places, codes, strict=True):
        paper = chance.choice(stage.papers)
        asked_at = min(paper.registered_at + timedelta(hours=chance.randint(1, 40)), now)
        life = _life(asked_at, now, chance, care[place], helps=role == Role.COORDINATING)
        lives.append(life)
        yield _duty(stage, code=code, role=role, unit=units[place], paper=paper, life=life)


def _codes(count: int, chance: Random) -> list[str]:
    return [f"{n:08X}" for n in chance.sample(range(16**8), count)]


def _life(asked_at: datetime, now: datetime, chance: Random, care: float, *, helps: bool) -> list[_Step]:
    """How one duty stood, step by step, until `now`."""
    asked_on = timezone.localdate(asked_at)
    due = None if chance.random() < 0.06 else asked_on + timedelta(days=chance.randint(7, 120))
    steps = [_Step(asked_at, State.ASKED, due, None)]
    if not helps or chance.random() < 0.15:
        steps.append(_Step(asked_at + timedelta(hours=chance.randint(3, 90)), State.RECEIVED, due, None))
    if chance.random() < 0.01:
        steps.append(_Step(steps[-1].at + timedelta(days=9), State.STOPPED, due, None))
        return [step for step in steps if step.at <= now]
    if due and chance.random() < 0.05:
        due += timedelta(days=30)
        steps.append(_Step(steps[-1].at + timedelta(days=5), steps[-1].state, due, None))
    goal = due or asked_on + timedelta(days=60)
    late = chance.random() > care
    days = chance.randint(1, 60) if late else -chance.randint(0, 6)
    if late and chance.random() < 0.08:
        days = chance.randint(200, 500)
    handed_in = max(_noon(goal + timedelta(days=days)), steps[-1].at + timedelta(hours=5))
    while True:
        day = timezone.localdate(handed_in)
        steps.append(_Step(handed_in, State.SUBMITTED, due, day))
        decided = handed_in + timedelta(days=chance.randint(1, 9), hours=1)
        if chance.random() < 0.9:
            steps.append(_Step(decided, State.ACCEPTED, due, day))
            break
        steps.append(_Step(decided, State.RETURNED, due, None))
        handed_in = decided + timedelta(days=chance.randint(1, 15), hours=2)
    return [step for step in steps if step.at <= now]


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _duty(stage: _Stage, *, code: str, role: Role, unit: Unit, paper: Document, life: list[_Step]) -> Duty:
    committee, chance = stage.committee, stage.chance
    last, title = life[-1], f"{chance.choice(TASKS)} ({code})"
    received = next((step.at for step in life if step.state == State.RECEIVED), None)
    handed_in = next((s.at for s in reversed(life) if s.state == State.SUBMITTED), None)
    origin = f"TB {paper.number}/{paper.symbol} · khoản {chance.randint(1, 9)}"
    told = last.state != State.ASKED
    return Duty(
        code=code,
        kind=Kind.ASSIGNMENT,
        role=role,
        title=title,
        origin=origin,
        origin_key=paper.code,
        committee=committee,
        field=None if chance.random() < 0.05 else chance.choice(stage.fields),
        unit=unit,
        asking_unit_id=committee.standing_unit_id,
        state=last.state,
        asked_at=life[0].at,
        asked_on=timezone.localdate(life[0].at),
        original_due_on=life[0].due_on,
        due_on=last.due_on,
        times_extended=int(last.due_on != life[0].due_on),
        due_words="trước ngày " + f"{last.due_on:%d/%m/%Y}" if last.due_on else "",
        received_at=received,
        submitted_at=handed_in if last.submitted_on else None,
        submitted_on=last.submitted_on,
        closed_at=last.at if last.state in (State.ACCEPTED, State.STOPPED) else None,
        percent=100 if last.submitted_on else chance.randint(0, 18) * 5 if told else 0,
        last_word=chance.choice(WORDS) if told else "",
        last_word_at=last.at if told else None,
        search_key=search_key(f"{title} {origin} {unit.name}"),
    )


def _standings(lives: list[list[_Step]]) -> Iterator[Standing]:
    """The standings of all duties, whose lives are in the order of their keys."""
    names = ("committee_id", "role", "unit_id", "field_id", "origin_key", "original_due_on", "asked_on")
    kept = list(Duty.objects.order_by("pk").values_list("pk", *names))
    for (duty_id, *values), life in zip(kept, lives, strict=True):
        facts = dict(zip(names, values, strict=True))
        for step, following in zip(life, [*life[1:], None], strict=True):
            yield Standing(
                duty_id=duty_id,
                since=step.at,
                until=following.at if following else STILL,
                since_on=timezone.localdate(step.at),
                until_on=timezone.localdate(following.at) if following else STILL_ON,
                state=step.state,
                due_on=step.due_on,
                submitted_on=step.submitted_on,
                times_extended=int(step.due_on != life[0].due_on),
                **facts,
            )
