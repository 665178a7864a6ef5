"""Names that the program learns are shared, so they are taught within one's own level."""

from __future__ import annotations

import pytest

from giaoban.foundation.verdict import Refused
from giaoban.units.actions.learning import learn_alias
from giaoban.units.models import Alias, Committee
from giaoban.units.vocabulary import SeatRole
from tests import make


def test_a_communes_secretary_teaches_names_of_the_commune_alone(cast):
    own = Committee.objects.create(
        name="Ban Chỉ đạo xã",
        level=cast.an_thanh,
        standing_unit=cast.an_thanh,
        basis="QĐ 1",
        term_from=make.SINCE,
    )
    make.seat(own, SeatRole.SECRETARY, cast.an_thanh, "Công chức", cast.commune_contact)
    secretary = cast.officer(cast.commune_contact)
    assert learn_alias(cast.an_thanh, text="xã nhà", actor=secretary, at=make.NOON) is not None
    assert learn_alias(cast.finance, text="cơ quan cấp trên", actor=secretary, at=make.NOON) is None
    assert not Alias.objects.filter(unit=cast.finance, text="cơ quan cấp trên").exists()


def test_who_asks_for_no_committee_teaches_nothing(cast):
    with pytest.raises(Refused):
        learn_alias(cast.finance, text="Sở Ngân khố", actor=cast.officer(cast.finance_contact), at=make.NOON)
