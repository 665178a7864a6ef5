"""Who may see and do what: the sentence and its queryset twin agree."""

from __future__ import annotations

import pytest

from giaoban.duties import access
from giaoban.duties.models import Duty
from tests import make
from tests.duties.test_life import PEOPLE, act


@pytest.fixture
def scene(cast):
    """Duties of many holders, and a part that Finance handed to its division."""
    division = make.unit("Phòng Ngân sách", "division", cast.finance)
    clerk = make.person("Lý Thị Xuân", "tc.ns@sonhai.example")
    make.post(clerk, division, "contact")
    top = make.duty(cast.committee, cast.finance)
    others = [make.duty(cast.committee, unit) for unit in (cast.science, cast.interior, cast.an_thanh)]
    part = make.duty(cast.committee, division, asked_by=cast.finance, parent=top)
    return cast, clerk, division, top, others, part


def test_the_sentence_and_the_queryset_agree_for_everybody(scene):
    cast, clerk, *_rest = scene
    people = {name: getattr(cast, name) for name in (*PEOPLE, "commune_contact")} | {"clerk": clerk}
    seen = {}
    for name, person in people.items():
        officer = cast.officer(person)
        by_query = set(Duty.objects.visible_to(officer))
        assert by_query == {d for d in Duty.objects.select_related("unit") if access.may_see(officer, d)}
        seen[name] = {str(duty.unit) for duty in by_query}
    everything = {str(duty.unit) for duty in Duty.objects.select_related("unit")}
    assert seen["chair"] == seen["standing"] == seen["secretary"] == everything
    assert seen["finance_contact"] == seen["reader"] == {"Sở Tài chính", "Phòng Ngân sách"}
    assert seen["clerk"] == {"Phòng Ngân sách"}
    assert seen["interior_contact"] == {"Sở Nội vụ"}
    assert seen["stranger"] == seen["administrator"] == set()


def test_somebody_without_a_post_sees_nothing(scene):
    assert not Duty.objects.visible_to(None).exists()


def test_work_is_handed_down_by_its_holder_to_units_below_and_to_nobody_else(scene):
    cast, clerk, division, top, _others, part = scene
    finance = cast.officer(cast.finance_contact)
    assert not access.may_hand_down(finance, top, division)  # not received yet
    act("receive", top, finance, make.NOON)
    top.refresh_from_db()
    assert access.may_hand_down(finance, top, division)
    for elsewhere in (cast.finance, cast.interior, cast.province):
        assert not access.may_hand_down(finance, top, elsewhere)
    for other in (cast.officer(cast.secretary), cast.officer(cast.reader), cast.officer(clerk)):
        assert not access.may_hand_down(other, top, division)
    act("receive", part, cast.officer(clerk), make.NOON)
    part.refresh_from_db()
    assert not access.may_hand_down(cast.officer(clerk), part, cast.finance)
