"""Sample acts of the units room, for tests/test_journal_of_acts.py."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from giaoban.units import actions
from giaoban.units.models import Alias, Post, Seat, Tenure
from giaoban.units.reads.importing import plan_import, read_table
from giaoban.units.reads.reforming import plan_reform
from tests import make

DAY = date(2025, 7, 1)
LIST = b"name,parent_code\nX\xc3\xa3 M\xe1\xbb\x9bi,98\n"


def told(cast):
    return {"actor": cast.officer(cast.administrator), "at": make.NOON}


def event(cast):
    return {"effective_on": DAY, "basis": "Nghị quyết 12/NQ-HĐND", **told(cast)}


def new(cast, name="Sở Mới"):
    return actions.NewUnit(name=name, kind="department", parent=cast.province)


def committee_facts(cast):
    return {
        "name": "Ban Chỉ đạo Cải cách hành chính",
        "symbol": "BCĐCCHC",
        "standing_unit": cast.interior,
        "basis": "Quyết định 7/QĐ-UBND",
        "term_from": DAY,
        "term_to": None,
    }


def seat_of(cast):
    return Seat.objects.get(committee=cast.committee, role="member")


def listed(cast):
    return plan_import(read_table(LIST, name="units.csv"), on=make.TODAY)


def file():
    path = Path(tempfile.mkdtemp()) / "units.csv"
    path.write_bytes(LIST)
    return path


def reform_plan(cast):
    rows = [f",{unit.name},,Sở Hợp nhất" for unit in (cast.finance, cast.interior)]
    table = "\n".join(["old_code,old_name,new_code,new_name", *rows])
    return plan_reform(read_table(table.encode(), name="bang.csv"), effective_on=DAY)


def reform(cast):
    return actions.record_reform(reform_plan(cast), basis="Nghị quyết 9", **told(cast))


def undoing(cast):
    made = reform(cast)
    return lambda: actions.undo_reform(made, why="Ghi nhầm", **told(cast))


A = "units.actions."
SAMPLES = {
    A + "create_unit": lambda c: lambda: actions.create_unit(new(c), **event(c)),
    A + "rename": lambda c: lambda: actions.rename(c.finance, name="Sở Khác", **event(c)),
    A + "move": lambda c: lambda: actions.move(c.finance, parent=c.office, **event(c)),
    A + "change_kind": lambda c: lambda: actions.change_kind(c.finance, kind="agency", **event(c)),
    A + "merge": lambda c: lambda: actions.merge([c.finance, c.interior], into=new(c), **event(c)),
    A + "split": lambda c: lambda: actions.split(c.finance, into=[new(c), new(c, "Sở Hai")], **event(c)),
    A + "dissolve": lambda c: lambda: actions.dissolve(c.finance, **event(c)),
    A + "import_units": lambda c: lambda: actions.import_units(listed(c), basis="Nghị quyết", **told(c)),
    A + "import_file": lambda c: lambda: actions.import_file(file(), dry_run=False, **told(c)),
    A + "record_reform": lambda c: lambda: reform(c),
    A + "undo_reform": undoing,
    A + "add_alias": lambda c: lambda: actions.add_alias(c.finance, text="Sở Tiền", **told(c)),
    A + "remove_alias": lambda c: lambda: actions.remove_alias(Alias.objects.all()[0], **told(c)),
    A + "save_group": lambda c: (
        lambda: actions.save_group(name="các phường", within=c.province, kinds=["ward"], **told(c))
    ),
    A + "set_up_committee": lambda c: (
        lambda: actions.set_up_committee(level=c.province, **committee_facts(c), **told(c))
    ),
    A + "change_committee": lambda c: (
        lambda: actions.change_committee(c.committee, **committee_facts(c), **told(c))
    ),
    A + "set_fields": lambda c: lambda: actions.set_fields(c.committee, names=["Dữ liệu số"], **told(c)),
    A + "open_seat": lambda c: (
        lambda: actions.open_seat(
            c.committee, role="member", unit=c.interior, office="Giám đốc Sở Nội vụ", since=DAY, **told(c)
        )
    ),
    A + "close_seat": lambda c: (
        lambda: actions.close_seat(seat_of(c), last_day=DAY, basis="Quyết định", **told(c))
    ),
    A + "seat_holder": lambda c: (
        lambda: actions.seat_holder(seat_of(c), person=c.finance_contact, since=DAY, **told(c))
    ),
    A + "end_tenure": lambda c: (
        lambda: actions.end_tenure(
            Tenure.objects.get(seat=seat_of(c)), last_day=DAY, basis="Quyết định", **told(c)
        )
    ),
    A + "give_post": lambda c: (
        lambda: actions.give_post(c.interior, person=c.reader, role="reader", since=DAY, **told(c))
    ),
    A + "learn_alias": lambda c: (
        lambda: actions.learn_alias(
            c.finance, text="cơ quan tài chính tỉnh", actor=c.officer(c.secretary), at=make.NOON
        )
    ),
    A + "end_post": lambda c: lambda: actions.end_post(Post.objects.all()[0], last_day=DAY, **told(c)),
}
NO_ENTRY = {A + "foresee": "tries another act out and takes it back"}
