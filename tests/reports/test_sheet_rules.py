"""Totals of a sheet on the screen: shown before anything is saved, left off by a tick, taken off later."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from giaoban.reports import actions
from giaoban.reports.forming import RuleKind
from giaoban.reports.models import FormDraft
from tests.reports import samples
from tests.reports.forming.test_summing import MERGED, SETTLED, workbook


@pytest.fixture
def desk(cast):
    client = Client()
    client.force_login(cast.secretary)
    return client


@pytest.fixture
def bare(cast):
    """A regime that has no form yet."""
    return actions.make_regime(cast.committee, said=samples.setup(cast), **samples.asking(cast))


@pytest.fixture
def read(desk, bare):
    """The page that shows what was read from a sheet with totals across and down."""
    file = SimpleUploadedFile("bieu-06.xlsx", io.BytesIO(workbook(SETTLED, MERGED)).read())
    return desk.post(f"/regimes/{bare.code}/form/sheet/", {"file": file})


def press(desk, bare, act):
    draft = FormDraft.objects.filter(regime=bare).first()
    told = {"act": act, "stamp": draft.stamp if draft else ""}
    return desk.post(f"/regimes/{bare.code}/form/edit/", told)


def take(desk, bare, read, **told):
    desk.post(f"/regimes/{bare.code}/form/sheet/", {"proposal": read.context["signed"], **told})
    return FormDraft.objects.get(regime=bare).definition


def sums(definition):
    return sum(rule.kind == RuleKind.PARTS for cell in definition.cells for rule in cell.rules)


def test_what_is_read_as_a_sum_is_shown_once_with_its_cell(read):
    page = read.content.decode()
    rules = read.context["rules"]
    assert [(rule.name, rule.target) for rule in rules] == [("", "s1.0"), ("", "s1.1"), ("TỔNG CỘNG", "s1.2")]
    split = "; ".join(
        f"Số hồ sơ đã giải quyết: Chia ra: {part}" for part in ("Trước hạn", "Đúng hạn", "Quá hạn")
    )
    assert f"“Số hồ sơ đã giải quyết: Tổng số”: bằng tổng của {split}; nếu không" in page
    places = {cell for cell, _words in read.context["remarks"]}
    assert {"C5", "G5", "B10"} <= places
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize(
    ("ticked", "left"), [(["s1.0", "s1.1", "s1.2"], 14), (["s1.0"], 3), (["s1.2"], 8), ([], 0)]
)
def test_only_rules_that_stay_ticked_are_taken_over(desk, bare, read, ticked, left):
    assert sums(take(desk, bare, read, rules="1", rule=ticked)) == left


def test_a_rule_is_taken_off_in_the_form_by_one_button(desk, bare, read):
    take(desk, bare, read)
    page = desk.get(f"/regimes/{bare.code}/form/edit/").content.decode()
    assert page.count('value="rule_off:s1.') == 3
    assert press(desk, bare, "rule_off:s1.2").status_code == 302
    assert sums(FormDraft.objects.get(regime=bare).definition) == 6
    assert press(desk, bare, "rule_off:s1.0").status_code == 302
    assert sums(FormDraft.objects.get(regime=bare).definition) == 3
    assert press(desk, bare, "rule_off:s1.7").status_code == 422
    assert press(desk, bare, "rule_off:s9.0").status_code == 422


def test_changing_a_line_keeps_what_its_columns_add_up(desk, bare, read):
    before = take(desk, bare, read)
    land = next(before.items())
    draft = FormDraft.objects.get(regime=bare)
    told = {
        "name": "Đất đai, môi trường", "code": "1", "unit": "hồ sơ", "decimals": "0", "nature": "flow",
        "combine": "below", "range_severity": "warn", "change_severity": "warn", "compare_severity": "warn",
        "least": "0", "stamp": draft.stamp,
    }  # fmt: skip
    assert desk.post(f"/regimes/{bare.code}/form/items/{land.id}/", told).status_code == 302
    after = FormDraft.objects.get(regime=bare).definition
    changed = next(after.items())
    assert changed.name == "Đất đai, môi trường"
    assert [[rule.kind for rule in cell.rules] for cell in changed.cells[:2]] == [
        ["range", "parts"],
        ["range"],
    ]
    assert sums(after) == sums(before) == 14
    assert changed.cells[0].rules[1].slots == land.cells[0].rules[0].slots
