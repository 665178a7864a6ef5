"""A fictional province of any size, in the program and in the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from giaoban.foundation.text import person_sort_key, search_key
from giaoban.people.models import Person
from giaoban.units.models import Committee, Field, Post, Seat, Tenure, Unit
from giaoban.units.vocabulary import PostRole, SeatRole, UnitKind
from tests import make
from tests.year.model import Model, Office

FIELDS = ("Hạ tầng số", "Dữ liệu dùng chung", "Dịch vụ công trực tuyến", "Kỹ năng số", "Phòng, chống bão lũ")
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
GIVEN = ("Văn An", "Thị Bình", "Đình Cảnh", "Thị Dung", "Hải Đông", "Thị Giang", "Minh Hà", "Thị Kim", "Quý")


@dataclass
class Province:
    """The units by kind, and everybody by key."""

    committee: Committee
    top: Unit
    departments: list[Unit]
    divisions: list[Unit]
    communes: list[Unit]
    fields: list[Field]
    administrator: Person
    model: Model
    people: dict[int, Person] = field(default_factory=dict)

    @property
    def units(self) -> list[Unit]:
        """Every unit to which work may be given."""
        return [*self.departments, *self.divisions, *self.communes]


class _Maker:
    """Writes each row into the program and tells the model."""

    def __init__(self, chance: Random) -> None:
        self.chance, self.people = chance, dict[int, Person]()
        self.posts: list[Office] = []

    def person(self) -> Person:
        number = len(self.people) + 1
        name = f"{self.chance.choice(FAMILIES)} {self.chance.choice(GIVEN)} {number}"
        made = Person(
            full_name=name,
            email=f"nguoi{number}@sonhai.example",
            sort_key=person_sort_key(name),
            search_key=search_key(name),
        )
        made.set_unusable_password()
        made.save()
        self.people[made.pk] = made
        return made

    def post(self, who: Person, at: Unit, role: str) -> Person:
        Post.objects.create(person=who, unit=at, role=role, since=make.SINCE)
        self.posts.append(Office(who.pk, at.pk, str(role), make.SINCE))
        return who

    def staff(self, at: Unit) -> None:
        """Mostly a leader and one or two contacts; some units lack the one or the other, few have nobody."""
        share = self.chance.random()
        if share < 0.9:
            self.post(self.person(), at, PostRole.LEADER)
        for _number in range(0 if share > 0.98 or share < 0.06 else self.chance.choice((1, 1, 2))):
            known = list(self.people.values())
            who = self.chance.choice(known) if self.chance.random() < 0.04 else self.person()
            self.post(who, at, PostRole.CONTACT)


def build(chance: Random, units: int) -> Province:
    """A province with so many units in all; a sixth of them departments, a sixth divisions below those."""
    maker = _Maker(chance)
    top = make.unit("Tỉnh Sơn Hải", UnitKind.PROVINCE)
    office = make.unit("Văn phòng UBND tỉnh", UnitKind.OFFICE, top)
    some = max(3, units // 6)
    departments = [make.unit(f"Sở số {n}", UnitKind.DEPARTMENT, top) for n in range(1, some + 1)]
    divisions = [
        make.unit(f"Phòng số {n}", UnitKind.DIVISION, departments[n % max(2, some // 2)])
        for n in range(1, some)
    ]
    rest = max(6, units - 2 - len(departments) - len(divisions))
    communes = [make.unit(f"UBND xã số {n}", UnitKind.COMMUNE, top) for n in range(1, rest + 1)]
    for unit in (office, *departments, *divisions, *communes):
        maker.staff(unit)
    committee = Committee.objects.create(
        name="Ban Chỉ đạo Chuyển đổi số tỉnh",
        symbol="BCĐCĐS",
        level=top,
        standing_unit=departments[0],
        basis="Quyết định số 118/QĐ-UBND ngày 15/01/2021",
        term_from=make.SINCE,
    )
    for _number in range(2):  # whoever else works there, the standing unit has people
        maker.post(maker.person(), departments[0], PostRole.CONTACT)
    administrator = maker.post(maker.person(), top, PostRole.ADMINISTRATOR)
    chair = maker.post(maker.person(), top, PostRole.LEADER)
    model = Model(level=top.pk, standing=departments[0].pk)
    model.posts = maker.posts
    _seat(model, committee, SeatRole.CHAIR, top, chair)
    _seat(model, committee, SeatRole.SECRETARY, departments[0], maker.person())
    _seat(model, committee, SeatRole.SECRETARY, office, maker.post(maker.person(), office, PostRole.CONTACT))
    for unit in departments[1:4]:
        leader = next((p for p in maker.posts if p.unit == unit.pk and p.role == "leader"), None)
        if leader:
            _seat(model, committee, SeatRole.MEMBER, unit, maker.people[leader.person])
    model.above = dict(Unit.objects.values_list("pk", "parent_id"))
    fields = [Field.objects.create(committee=committee, name=name) for name in FIELDS]
    return Province(
        committee,
        top,
        [office, *departments],
        divisions,
        communes,
        fields,
        administrator,
        model,
        maker.people,
    )


def _seat(model: Model, committee: Committee, role: str, at: Unit, who: Person) -> None:
    seat = Seat.objects.create(committee=committee, role=role, unit=at, office=str(role), since=make.SINCE)
    Tenure.objects.create(seat=seat, person=who, since=make.SINCE)
    model.seats.append(Office(who.pk, at.pk, str(role), date(2021, 1, 1)))
