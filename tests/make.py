"""
Plain makers of test data, and the one fixed cast.

Sơn Hải is a fictional province. Everybody's password is `PASSWORD`. The clock of the tests stands at
`NOON`, Thursday 12/06/2025, unless a test says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.contrib.auth.hashers import make_password

from giaoban.duties.actions import Order, ask_many
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import Kind, Role
from giaoban.foundation.text import person_sort_key, search_key, sort_key
from giaoban.people.models import Person
from giaoban.units.models import Alias, Committee, Field, Post, Seat, Spell, Tenure, Unit, UnitGroup
from giaoban.units.reads import Officer, officer_for
from giaoban.units.vocabulary import AliasKind, PostRole, SeatRole, UnitKind

PASSWORD = "tre-xanh-Son-Hai-2025"
TODAY = date(2025, 6, 12)
NOON = datetime(2025, 6, 12, 5, 0, tzinfo=UTC)  # 12.00 in Viet Nam
SINCE = date(2021, 1, 1)


def unit(
    name: str, kind: str, parent: Unit | None = None, *, code: str = "", since: date | None = None
) -> Unit:
    """A unit with its one spell."""
    return _settled([_unit(name, kind, parent, code, since)])[0]


def _unit(
    name: str, kind: str, parent: Unit | None = None, code: str = "", since: date | None = None
) -> Unit:
    """A unit that is not in the database yet."""
    return Unit(
        name=name,
        kind=kind,
        parent=parent,
        official_code=code,
        path="",
        valid_from=since,
        search_key=search_key(name),
        sort_key=sort_key(name),
    )


def _settled(made: list[Unit]) -> list[Unit]:
    """Those units in the database at once, each with its path and its one spell; the parents are there."""
    Unit.objects.bulk_create(made)
    for one in made:
        one.path = f"{one.parent.path if one.parent else '/'}{one.pk}/"
    Unit.objects.bulk_update(made, ["path"])
    Spell.objects.bulk_create(
        Spell(
            unit=one,
            valid_from=one.valid_from,
            official_code=one.official_code,
            name=one.name,
            kind=one.kind,
            parent=one.parent,
            path=one.path,
        )
        for one in made
    )
    return made


def alias(of: Unit, text: str, kind: str = AliasKind.ABBREVIATION) -> Alias:
    """Another name of a unit."""
    return Alias.objects.create(unit=of, text=text, search_key=search_key(text), kind=kind)


def person(full_name: str, email: str) -> Person:
    """A person with the common password."""
    made = _person(full_name, email)
    made.save()
    return made


def _person(full_name: str, email: str) -> Person:
    """A person with the common password who is not in the database yet."""
    return Person(
        full_name=full_name,
        email=email,
        sort_key=person_sort_key(full_name),
        search_key=search_key(full_name),
        password=make_password(PASSWORD),
    )


def post(who: Person, at: Unit, role: str, title: str = "", *, since: date = SINCE) -> Post:
    """A post at a unit."""
    return Post.objects.create(person=who, unit=at, role=role, title=title, since=since)


def seat(committee: Committee, role: str, at: Unit, office: str, who: Person | None = None) -> Seat:
    """A seat by office, with its holder when one is given."""
    made = Seat.objects.create(committee=committee, role=role, unit=at, office=office, since=SINCE)
    if who:
        Tenure.objects.create(seat=made, person=who, since=SINCE)
    return made


def group(name: str, within: Unit, *kinds: str, other_names: tuple[str, ...] = ()) -> UnitGroup:
    """A group by rule."""
    return UnitGroup.objects.create(
        name=name,
        within=within,
        kinds=list(kinds),
        search_key=search_key(name),
        other_names=list(other_names),
    )


def duty(
    committee: Committee,
    at: Unit,
    title: str = "Rà soát hạ tầng số",
    *,
    role: str = Role.LEAD,
    due_on: date | None = None,
    asked_at: datetime = NOON,
    asked_by: Unit | None = None,
    parent: Duty | None = None,
    field: Field | None = None,
    origin: str = "TB 215/TB-BCĐ · khoản 3",
    origin_key: str = "TB215",
) -> Duty:
    """One duty, just asked; by the standing unit when nobody else is named."""
    order = Order(
        kind=Kind.ASSIGNMENT,
        role=Role(role),
        title=title,
        unit_id=at.pk,
        unit_name=at.name,
        committee_id=committee.pk,
        asking_unit_id=(asked_by or committee.standing_unit).pk,
        parent_id=parent.pk if parent else None,
        field_id=field.pk if field else None,
        origin=origin,
        origin_key=origin_key,
        due_on=due_on,
    )
    return ask_many([order], at=asked_at)[0]


@dataclass(frozen=True)
class Cast:
    """The people and units that every test may name."""

    province: Unit
    office: Unit  # Văn phòng UBND tỉnh
    science: Unit  # standing unit of the committee
    finance: Unit
    interior: Unit
    an_thanh: Unit  # commune
    minh_khai: Unit  # ward
    hon_may: Unit  # special zone
    communes: UnitGroup
    departments: UnitGroup
    committee: Committee
    field: Field
    chair: Person
    standing: Person  # contact of the standing unit
    secretary: Person  # secretariat, post at the office of the people's committee
    finance_leader: Person
    finance_contact: Person
    interior_contact: Person
    commune_contact: Person  # of An Thạnh
    stranger: Person  # contact of a unit outside the province
    reader: Person  # reader at Finance
    administrator: Person

    def officer(self, who: Person, on: date = TODAY) -> Officer:
        """`who` as an officer."""
        found = officer_for(who, on=on)
        assert found is not None
        return found


def cast() -> Cast:
    """Make the whole cast."""
    province = unit("Tỉnh Sơn Hải", UnitKind.PROVINCE, code="98")
    office, science, finance, interior, an_thanh, minh_khai, hon_may, elsewhere = _settled(
        [
            _unit("Văn phòng UBND tỉnh", UnitKind.OFFICE, province),
            _unit("Sở Khoa học và Công nghệ", UnitKind.DEPARTMENT, province),
            _unit("Sở Tài chính", UnitKind.DEPARTMENT, province),
            _unit("Sở Nội vụ", UnitKind.DEPARTMENT, province),
            _unit("UBND xã An Thạnh", UnitKind.COMMUNE, province, "98001"),
            _unit("UBND phường Minh Khai", UnitKind.WARD, province, "98002"),
            _unit("UBND đặc khu Hòn Mây", UnitKind.SPECIAL_ZONE, province, "98003"),
            _unit("Tỉnh Lam Giang", UnitKind.PROVINCE, code="97"),
        ]
    )
    Alias.objects.bulk_create(
        Alias(unit=of, text=text, search_key=search_key(text), kind=AliasKind.ABBREVIATION)
        for of, text in (
            (science, "Sở KH&CN"),
            (science, "SKHCN"),
            (finance, "STC"),
            (interior, "SNV"),
            (office, "VP UBND tỉnh"),
        )
    )
    committee = Committee.objects.create(
        name="Ban Chỉ đạo Chuyển đổi số tỉnh",
        symbol="BCĐCĐS",
        level=province,
        standing_unit=science,
        basis="Quyết định số 118/QĐ-UBND ngày 15/01/2021",
        term_from=SINCE,
    )
    people = {
        "chair": _person("Nguyễn Thị Hòa", "chutich@sonhai.example"),
        "standing": _person("Trần Văn Bình", "kh.daumoi@sonhai.example"),
        "secretary": _person("Lê Minh Ánh", "thuky@sonhai.example"),
        "finance_leader": _person("Phạm Đình Ân", "tc.lanhdao@sonhai.example"),
        "finance_contact": _person("Đỗ Thị Dung", "tc.daumoi@sonhai.example"),
        "interior_contact": _person("Vũ Đông", "nv.daumoi@sonhai.example"),
        "commune_contact": _person("Hoàng Văn Quý", "anthanh@sonhai.example"),
        "stranger": _person("Bùi Thị Yên", "stranger@lamgiang.example"),
        "reader": _person("Ngô Văn Ước", "tc.xem@sonhai.example"),
        "administrator": _person("Đặng Thị Uyên", "quantri@sonhai.example"),
    }
    Person.objects.bulk_create(people.values())
    Post.objects.bulk_create(
        Post(person=people[who], unit=at, role=role, title=title, since=SINCE)
        for who, at, role, title in (
            ("chair", province, PostRole.LEADER, "Chủ tịch UBND tỉnh"),
            ("standing", science, PostRole.CONTACT, "Chuyên viên"),
            ("secretary", office, PostRole.CONTACT, "Chuyên viên"),
            ("finance_leader", finance, PostRole.LEADER, "Giám đốc"),
            ("finance_contact", finance, PostRole.CONTACT, "Chuyên viên"),
            ("interior_contact", interior, PostRole.CONTACT, "Chuyên viên"),
            ("commune_contact", an_thanh, PostRole.CONTACT, "Công chức"),
            ("stranger", elsewhere, PostRole.CONTACT, "Chuyên viên"),
            ("reader", finance, PostRole.READER, "Chuyên viên"),
            ("administrator", province, PostRole.ADMINISTRATOR, "Quản trị hệ thống"),
        )
    )
    seat(committee, SeatRole.CHAIR, province, "Chủ tịch UBND tỉnh", people["chair"])
    seat(committee, SeatRole.MEMBER, finance, "Giám đốc Sở Tài chính", people["finance_leader"])
    seat(committee, SeatRole.SECRETARY, office, "Chuyên viên Văn phòng UBND tỉnh", people["secretary"])
    communes = group(
        "UBND các xã, phường, đặc khu",
        province,
        UnitKind.COMMUNE,
        UnitKind.WARD,
        UnitKind.SPECIAL_ZONE,
        other_names=("UBND các xã, phường", "UBND cấp xã"),
    )
    departments = group("các sở, ban, ngành", province, UnitKind.DEPARTMENT, UnitKind.OFFICE)
    return Cast(
        province=province,
        office=office,
        science=science,
        finance=finance,
        interior=interior,
        an_thanh=an_thanh,
        minh_khai=minh_khai,
        hon_may=hon_may,
        communes=communes,
        departments=departments,
        committee=committee,
        field=Field.objects.create(committee=committee, name="Hạ tầng số"),
        **people,
    )
