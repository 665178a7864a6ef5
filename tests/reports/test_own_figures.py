"""A unit above others that reports figures of its own: what it sees, what it is asked, what then counts."""

from __future__ import annotations

import json

import pytest

from giaoban.reports.forming import Combine
from giaoban.reports.reads.filling import standing_of
from giaoban.units.vocabulary import PostRole
from tests import make
from tests.reports import samples
from tests.reports.test_entering import report_of
from tests.reports.test_entry_screens import client_of
from tests.reports.test_figures_pages import page, rows_of

BELOW = {"c-0": "1.200", "c-1": "1.000", "c-2": "300", "c-4": "7", "c-5": "8", "w-hard": "Không"}
RECEIVED, HOUSEHOLDS = "1 Hồ sơ tiếp nhận hồ sơ", "2 Hộ có mạng hộ"


class Level:
    """A department that reports itself, with two divisions of which the first has been accepted."""

    def __init__(self, cast, combine):
        self.cast, self.above, self.person = cast, cast.finance, cast.finance_contact
        self.first, self.second = (make.unit(f"Phòng Số {n}", "division", cast.finance) for n in (1, 2))
        self.people = {}
        for number, unit in enumerate((self.first, self.second)):
            self.people[unit.pk] = make.person(f"Lê Văn {number}", f"phong{number}@sonhai.example")
            make.post(self.people[unit.pk], unit, PostRole.CONTACT, "Chuyên viên")
        kinds = ("department", "division")
        regime = samples.regime(cast, definition=samples.sample_definition(combine), kinds=kinds)
        self.period = samples.opened_period(regime)
        assert self.fill(self.people[self.first.pk], self.first, BELOW).status_code == 302
        self.accept(self.first)

    def address(self, unit, rest=""):
        return f"/reports/{report_of(self.period, unit).code}/{rest}"

    def fill(self, who, unit, data, act="send", **how):
        stamp = standing_of(report_of(self.period, unit)).stamp
        sent = {**data, "stamp": stamp, "act": act}
        return client_of(who).post(self.address(unit, "fill/"), sent, **how)

    def send(self, **figures):
        """The department sends; figures by the name of their field, "_" for "-"."""
        data = {name.replace("_", "-"): text for name, text in figures.items()}
        return self.fill(self.person, self.above, {"w-hard": "Không", **data})

    def accept(self, unit):
        done = client_of(self.cast.secretary).post(self.address(unit, "act/accept/"))
        assert done.status_code == 302
        assert report_of(self.period, unit).state == "accepted"

    def whole(self):
        """The pivot of the department: the first column by indicator."""
        code = self.period.regime.code
        rows = rows_of(page(self.cast.secretary, "report-figures", code, unit=self.above.code))
        return {row[0]: row[1].split()[0] for row in rows if len(row) > 1}


@pytest.mark.parametrize("combine", [Combine.OWN, Combine.LARGER])
def test_the_sum_of_those_below_stands_beside_a_field_of_ones_own(cast, combine):
    level = Level(cast, combine)
    body = client_of(level.person).get(level.address(level.above, "fill/")).content.decode()
    line = body.partition('id="l-received"')[2].partition("</tr>")[0]
    assert 'data-label="cấp dưới cộng">1.200' in line
    assert 'name="c-0" value=""' in line
    table = body.partition('id="l-trained"')[2].partition("</tr>")[0]
    assert "cấp dưới cộng 7 (1 đơn vị)" in table
    own = client_of(level.people[level.second.pk]).get(level.address(level.second, "fill/"))
    assert "cấp dưới cộng" not in own.content.decode()


def test_a_figure_of_its_own_wins_where_the_rule_says_so(cast):
    level = Level(cast, Combine.OWN)
    assert level.whole()[RECEIVED] == "1.200"
    assert level.send(c_0="900", c_1="800").status_code == 302
    assert level.whole()[RECEIVED] == "1.200"  # not before it is accepted
    level.accept(level.above)
    assert level.whole()[RECEIVED] == "900"
    assert level.whole()[HOUSEHOLDS] == "300"  # where it gave none, those below


def test_a_figure_that_differs_from_those_below_wants_a_word_and_the_larger_counts(cast):
    level = Level(cast, Combine.LARGER)
    refused = level.send(c_0="900", c_1="800", c_2="450")
    assert refused.status_code == 422
    body = refused.content.decode()
    assert "“Hồ sơ tiếp nhận” là 900, trong khi các đơn vị cấp dưới báo cáo cộng lại là 1.200" in body
    assert 'name="e-0"' in body
    assert report_of(level.period, level.above).state == "waiting"
    why = {
        "e_0": "Chưa tính hồ sơ trùng",
        "e_1": "Chưa tính hồ sơ trùng",
        "e_2": "Có hộ của khu công nghiệp",
    }
    assert level.send(c_0="900", c_1="800", c_2="450", **why).status_code == 302
    shown = client_of(cast.secretary).get(level.address(level.above)).content.decode()
    assert "Có hộ của khu công nghiệp" in shown
    level.accept(level.above)
    whole = level.whole()
    assert (whole[RECEIVED], whole[HOUSEHOLDS]) == ("1.200", "450")


def test_a_figure_like_those_below_asks_nothing(cast):
    level = Level(cast, Combine.LARGER)
    assert level.send(c_0="1200", c_1="1000").status_code == 302
    level.accept(level.above)
    assert level.whole()[RECEIVED] == "1.200"


def test_the_page_that_saves_itself_tells_of_the_difference(cast):
    level = Level(cast, Combine.LARGER)
    data = {"c-0": "900", "w-hard": "Không"}
    answer = level.fill(level.person, level.above, data, headers={"Accept": "application/json"})
    found = json.loads(answer.content)["boxes"]["c-0"]["findings"]
    assert [(one["refuses"], "1.200" in one["words"]) for one in found] == [(False, True)]


def test_whoever_decides_sees_what_differs(cast):
    level = Level(cast, Combine.LARGER)
    level.send(c_0="1500", c_1="1000", e_0="Có cả hồ sơ nộp tại tỉnh")
    listed = client_of(cast.secretary).get("/reports/review/").content.decode()
    row = listed.partition(report_of(level.period, level.above).code)[2].partition("</tr>")[0]
    assert "1 bất thường" in row
    assert "checked" not in row  # it is not accepted among many without being looked at
    one = client_of(cast.secretary).get(level.address(level.above)).content.decode()
    assert "trong khi các đơn vị cấp dưới báo cáo cộng lại là 1.200" in one
    assert "Có cả hồ sơ nộp tại tỉnh" in one
    assert "cấp dưới cộng 7 (1 đơn vị)" in one
    level.accept(level.above)
    assert level.whole()[RECEIVED] == "1.500"


@pytest.mark.parametrize("combine", [Combine.OWN, Combine.LARGER])
def test_what_comes_later_from_below_moves_what_counts_by_the_rule(cast, combine):
    level = Level(cast, combine)
    level.send(c_0="1500", c_1="1000", e_0="Có cả hồ sơ nộp tại tỉnh")
    level.accept(level.above)
    level.fill(level.people[level.second.pk], level.second, {**BELOW, "c-0": "1.100"})
    level.accept(level.second)
    assert level.whole()[RECEIVED] == ("1.500" if combine == Combine.OWN else "2.300")


def test_a_unit_above_that_only_adds_up_types_nothing(cast):
    level = Level(cast, Combine.BELOW)
    body = client_of(level.person).get(level.address(level.above, "fill/")).content.decode()
    assert 'name="c-0"' not in body
    assert level.send(c_0="9").status_code == 302
    level.accept(level.above)
    assert level.whole()[RECEIVED] == "1.200"
