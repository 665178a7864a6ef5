"""The demo's units, committees and people come into being, by the actions that an administrator uses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from giaoban.config.demo import province as facts
from giaoban.config.demo.accounts import PASSWORD, ROLES
from giaoban.foundation.text import search_key
from giaoban.people.actions import add_person
from giaoban.people.models import Person
from giaoban.units.actions import (
    NewUnit,
    create_unit,
    dissolve,
    give_post,
    merge,
    open_seat,
    save_group,
    seat_holder,
    set_up_committee,
)
from giaoban.units.models import Committee, Field, Seat, Unit
from giaoban.units.vocabulary import PostRole, SeatRole, UnitKind


@dataclass
class Founded:
    """What the founding made: units by name, committees by key, people by unit."""

    top: Unit
    units: dict[str, Unit] = field(default_factory=dict)
    committees: dict[str, Committee] = field(default_factory=dict)
    contacts: dict[int, int] = field(default_factory=dict)  # unit id → person id
    leaders: dict[int, Person] = field(default_factory=dict)
    secretaries: dict[int, int] = field(default_factory=dict)  # committee id → person id
    chairs: dict[int, int] = field(default_factory=dict)  # committee id → person id


def morning(day: date) -> datetime:
    """Eight o'clock of a day in Viet Nam."""
    return timezone.make_aware(datetime.combine(day, time(8)))


def found(random: Random) -> Founded:
    """Make everything that stands before the first notice."""
    start = morning(facts.BEGINNING)
    top = create_unit(
        NewUnit(name="Tỉnh Sơn Hải", kind=UnitKind.PROVINCE, official_code="98"),
        effective_on=None,
        basis="",
        actor=None,
        at=start,
    )
    made = Founded(top, {top.name: top})
    for fact in (*facts.OFFICES, facts.OLD_INFORMATION, facts.OLD_AGRICULTURE, facts.OLD_ENVIRONMENT):
        new = NewUnit(name=fact.name, kind=fact.kind, parent=top, abbreviations=fact.short)
        made.units[fact.name] = create_unit(new, effective_on=None, basis="", actor=None, at=start)
    for name in facts.DISTRICTS:
        new = NewUnit(name=f"UBND {name[0].lower()}{name[1:]}", kind=UnitKind.DISTRICT, parent=top)
        made.units[new.name] = create_unit(new, effective_on=None, basis="", actor=None, at=start)
    _merge_departments(made)
    _set_up_communes(made)
    for name, above in facts.DIVISIONS:
        parent = made.units[above]
        division = NewUnit(name=name, kind=UnitKind.DIVISION, parent=parent)
        since, basis = parent.valid_from, facts.COMMUNE_BASIS if parent.valid_from else ""
        made.units[name] = create_unit(division, effective_on=since, basis=basis, actor=None, at=start)
    _groups(made)
    _people(made, random)
    _committees(made, random)
    return made


def _merge_departments(made: Founded) -> None:
    """March 2025: fifteen departments."""
    common: dict[str, Any] = {
        "effective_on": facts.DEPARTMENTS_MERGED,
        "basis": facts.MERGER_BASIS,
        "actor": None,
    }
    at = morning(facts.DEPARTMENTS_MERGED)
    science = made.units["Sở Khoa học và Công nghệ"]
    merge([made.units[facts.OLD_INFORMATION.name]], into=science, at=at, **common)
    old = [made.units[facts.OLD_AGRICULTURE.name], made.units[facts.OLD_ENVIRONMENT.name]]
    new = NewUnit(
        name=facts.AGRICULTURE.name,
        kind=facts.AGRICULTURE.kind,
        parent=made.top,
        abbreviations=facts.AGRICULTURE.short,
    )
    made.units[facts.AGRICULTURE.name] = merge(old, into=new, at=at, **common)


def _set_up_communes(made: Founded) -> None:
    """July 2025: districts end, 98 communes, wards and a special zone begin."""
    common: dict[str, Any] = {
        "effective_on": facts.COMMUNES_SET_UP,
        "basis": facts.COMMUNE_BASIS,
        "actor": None,
    }
    at = morning(facts.COMMUNES_SET_UP)
    for name in facts.DISTRICTS:
        dissolve(made.units[f"UBND {name[0].lower()}{name[1:]}"], at=at, **common)
    plan = [
        *(("UBND phường", name, UnitKind.WARD) for name in facts.WARDS),
        *(("UBND xã", name, UnitKind.COMMUNE) for name in facts.COMMUNES),
        *(("UBND đặc khu", name, UnitKind.SPECIAL_ZONE) for name in facts.SPECIAL_ZONES),
    ]
    for number, (head, name, kind) in enumerate(plan, start=1):
        new = NewUnit(name=f"{head} {name}", kind=kind, parent=made.top, official_code=f"98{number:03d}")
        made.units[new.name] = create_unit(new, at=at, **common)


def _groups(made: Founded) -> None:
    """The names by which notices address many."""
    at = morning(facts.BEGINNING)
    communes = [UnitKind.COMMUNE, UnitKind.WARD, UnitKind.SPECIAL_ZONE]
    departments = [UnitKind.DEPARTMENT, UnitKind.OFFICE]
    for name, kinds, other in (
        ("UBND các xã, phường, đặc khu", communes, ["UBND các xã, phường", "UBND cấp xã", "các xã, phường"]),
        ("UBND các huyện, thị xã, thành phố", [UnitKind.DISTRICT], ["UBND cấp huyện"]),
        ("các sở, ban, ngành", [*departments, UnitKind.AGENCY], ["các sở, ngành", "các sở, ban, ngành tỉnh"]),
        ("các sở", [UnitKind.DEPARTMENT], []),
    ):
        save_group(name=name, other_names=other, within=made.top, kinds=kinds, actor=None, at=at)


def _name(random: Random, taken: set[str]) -> str:
    while True:
        name = f"{random.choice(facts.FAMILY)} {random.choice(facts.MIDDLE)} {random.choice(facts.GIVEN)}"
        if name not in taken:
            taken.add(name)
            return name


def _people(made: Founded, random: Random) -> None:
    """A leader and a contact for each unit; the printed accounts take their places first."""
    at, taken = morning(facts.BEGINNING), {account.full_name for account in ROLES}
    for account in ROLES:
        person = add_person(full_name=account.full_name, email=account.email, actor=None, at=at)
        unit = made.units[account.unit]
        since = unit.valid_from or facts.BEGINNING
        give_post(
            unit, person=person, role=account.role, title=account.office, since=since, actor=None, at=at
        )
        if account.role == PostRole.CONTACT:
            made.contacts[unit.pk] = person.pk
        if account.role == PostRole.LEADER:
            made.leaders[unit.pk] = person
    for unit in made.units.values():
        since = unit.valid_from or facts.BEGINNING
        local = search_key(unit.name).replace("ubnd ", "").replace(" ", "-").replace(",", "")[:40]
        for role, title, held in (
            (PostRole.LEADER, "Thủ trưởng", made.leaders),
            (PostRole.CONTACT, "Đầu mối", made.contacts),
        ):
            if unit.pk in held:
                continue
            person = add_person(
                full_name=_name(random, taken),
                email=f"{role}.{local}@sonhai.example",
                phone=f"0298 3{random.randint(100000, 999999)}",
                actor=None,
                at=at,
            )
            give_post(unit, person=person, role=role, title=title, since=since, actor=None, at=at)
            if role == PostRole.LEADER:
                made.leaders[unit.pk] = person
            else:
                made.contacts[unit.pk] = person.pk
    deputy = add_person(full_name="Võ Hữu Phúc", email="phochutich@sonhai.example", actor=None, at=at)
    give_post(
        made.top,
        person=deputy,
        role=PostRole.LEADER,
        title="Phó Chủ tịch UBND tỉnh",
        since=facts.BEGINNING,
        actor=None,
        at=at,
    )
    Person.objects.update(
        password=make_password(PASSWORD)
    )  # one hash for all: the demo's password is printed


def _committees(made: Founded, random: Random) -> None:
    """Both committees with their seats, a change of holder and a stand-in, so that time shows."""
    at = morning(facts.BEGINNING)
    secretary = Person.objects.get(email="thuky@sonhai.example")
    deputy = Person.objects.get(email="phochutich@sonhai.example")
    for fact in facts.COMMITTEES:
        committee = set_up_committee(
            name=fact.name,
            symbol=fact.symbol,
            level=made.top,
            standing_unit=made.units[fact.standing],
            basis=fact.basis,
            term_from=facts.BEGINNING,
            fields=fact.fields,
            actor=None,
            at=at,
        )
        made.committees[fact.key] = committee
        made.secretaries[committee.pk] = secretary.pk
        fields = {f.name: f for f in Field.objects.filter(committee=committee)}
        for seat_fact in fact.seats:
            unit = made.units[seat_fact.unit]
            since = unit.valid_from or facts.BEGINNING
            seat = open_seat(
                committee,
                role=seat_fact.role,
                unit=unit,
                office=seat_fact.office,
                field=fields.get(seat_fact.field),
                area=seat_fact.area,
                basis=fact.basis,
                since=since,
                actor=None,
                at=at,
            )
            holder = made.leaders[unit.pk]
            if seat_fact.office.startswith("Phó Chủ tịch"):
                holder = deputy
            if seat_fact.role == SeatRole.SECRETARY and seat_fact.unit == "Văn phòng UBND tỉnh":
                holder = secretary
            if seat_fact.role == SeatRole.CHAIR:
                made.chairs[committee.pk] = holder.pk
            if seat_fact.unit == "Sở Nội vụ":
                _change_holder(seat, holder, random, at)
            else:
                seat_holder(seat, person=holder, since=since, actor=None, at=at)


def _change_holder(seat: Seat, holder: Person, random: Random, at: datetime) -> None:
    """The office passed on in 2024, and a deputy stood in for a fortnight in 2025."""
    before = add_person(full_name="Lý Thanh Vân", email="nguyen.gd.snv@sonhai.example", actor=None, at=at)
    deputy = add_person(full_name="Trịnh Ngọc Lan", email="pgd.snv@sonhai.example", actor=None, at=at)
    seat_holder(seat, person=before, since=facts.BEGINNING, actor=None, at=at)
    passed_on = date(2024, 6, 1)
    basis = f"Quyết định số {random.randint(100, 900)}/QĐ-UBND ngày 28/5/2024"
    seat_holder(seat, person=holder, since=passed_on, basis=basis, actor=None, at=morning(passed_on))
    seat_holder(
        seat,
        person=deputy,
        since=date(2025, 9, 8),
        until=date(2025, 9, 21),
        is_stand_in=True,
        actor=None,
        at=morning(date(2025, 9, 8)),
    )
