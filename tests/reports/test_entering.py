"""Typing into a report: kept on every pause, never over somebody else's, sent when nothing is left open."""

from __future__ import annotations

import pytest

from giaoban.foundation.verdict import Refused
from giaoban.reports import actions
from giaoban.reports.models import Entry, Report
from giaoban.reports.reads.filling import filling_of, for_filling, standing_of
from giaoban.reports.reads.typed import read_typed
from tests import make
from tests.reports import samples
from tests.reports.samples import HOUSEHOLDS, MEETS, ON_TIME, PAID, PAPER, RECEIVED, SCREEN

GIVEN = {
    "c-0": "1.234",
    "c-1": "1200",
    "c-2": "0",
    "c-3": "1.234,5",
    "c-6": "1",
    "o-way": "8",
    "w-hard": "Không",
}


@pytest.fixture
def period(cast):
    return samples.opened_period(samples.regime(cast))


def report_of(period, unit):
    return for_filling(Report.objects.all()).get(period=period, unit=unit)


def by(cast, who=None, at=make.NOON):
    return {"actor": cast.officer(who or cast.commune_contact), "at": at}


def typed(period, data):
    return read_typed(period.form.definition, data, summed=frozenset())


def fill(cast, period, data=GIVEN, who=None):
    report = report_of(period, cast.an_thanh)
    stamp = standing_of(report).stamp
    return actions.save_entry(report, content=typed(period, data), stamp=stamp, **by(cast, who))


def test_figures_are_read_as_they_are_written(period):
    read = typed(period, GIVEN)
    assert read.cells == {
        RECEIVED: 1234, ON_TIME: 1200, HOUSEHOLDS: 0, PAID: 12345, MEETS: 1, PAPER: 0, SCREEN: 1,
    }  # fmt: skip
    assert read.words == {"hard": "Không"}


def test_what_may_mean_two_things_is_kept_and_asked_about(cast, period):
    saved = fill(cast, period, {**GIVEN, "c-3": "1.234"})
    assert saved.standing.content.typed == {PAID: "1.234"}
    report = report_of(period, cast.an_thanh)
    with pytest.raises(Refused, match="1 ô"):
        actions.send_entry(report, stamp=standing_of(report).stamp, **by(cast))
    fill(cast, period, {**GIVEN, "c-3": "1.234", "r-3": "12"})
    assert standing_of(report_of(period, cast.an_thanh)).content.cells[PAID] == 12


def test_zero_and_nothing_are_two_things(cast, period):
    fill(cast, period, {"c-0": "0"})
    content = standing_of(report_of(period, cast.an_thanh)).content
    assert content.cells == {RECEIVED: 0}


def test_a_save_upon_a_save_of_somebody_else_writes_nothing_and_shows_both(cast, period):
    report = report_of(period, cast.an_thanh)
    began = standing_of(report).stamp
    fill(cast, period)
    other = actions.save_entry(report, content=typed(period, {"c-0": "99"}), stamp=began, **by(cast))
    assert [(one.key, one.ours, one.theirs) for one in other.conflicts if one.key == "c-0"] == [
        ("c-0", 99, 1234)
    ]
    assert standing_of(report_of(period, cast.an_thanh)).content.cells[RECEIVED] == 1234


def test_a_save_that_changes_nothing_writes_nothing(cast, period):
    first = fill(cast, period)
    again = fill(cast, period)
    assert (first.standing.stamp, again.standing.stamp) == ("1.0", "1.0")
    assert Entry.objects.get().stamp == 1


def test_what_was_typed_is_sent(cast, period):
    saved = fill(cast, period)
    sent = actions.send_entry(report_of(period, cast.an_thanh), stamp=saved.standing.stamp, **by(cast))
    assert (sent.number, sent.words, sent.is_nil) == (1, {"hard": "Không"}, False)
    assert sent.row(9)[PAID] == 12345


def test_an_empty_form_is_not_sent_but_nothing_to_report_is(cast, period):
    report = report_of(period, cast.an_thanh)
    stamp = standing_of(report).stamp
    with pytest.raises(Refused):
        actions.send_entry(report, stamp=stamp, **by(cast))
    sent = actions.send_entry(report, stamp=stamp, is_nil=True, **by(cast))
    assert sent.is_nil
    assert bytes(sent.figures) == b""


def test_who_reports_that_nothing_occurred_has_no_figures_in_the_form(cast, period):
    saved = fill(cast, period, {"c-0": "0"})
    with pytest.raises(Refused):
        actions.send_entry(
            report_of(period, cast.an_thanh), stamp=saved.standing.stamp, is_nil=True, **by(cast)
        )


def test_the_level_above_types_and_the_unit_sends(cast, period):
    saved = fill(cast, period, who=cast.standing)
    report = report_of(period, cast.an_thanh)
    with pytest.raises(Refused):
        actions.send_entry(report, stamp=saved.standing.stamp, **by(cast, cast.standing))
    assert actions.send_entry(report, stamp=saved.standing.stamp, **by(cast)).made_by == cast.commune_contact


def test_others_do_not_type(cast, period):
    for who in (cast.finance_contact, cast.stranger, cast.administrator):
        with pytest.raises(Refused):
            fill(cast, period, who=who)


def test_an_unusual_figure_is_sent_with_its_explanation(cast):
    regime = samples.regime(cast)
    before = samples.opened_period(regime, 2025, 4)
    saved = fill(cast, before)
    actions.send_entry(report_of(before, cast.an_thanh), stamp=saved.standing.stamp, **by(cast))
    actions.accept_report(report_of(before, cast.an_thanh), **by(cast, cast.secretary))
    now = samples.opened_period(regime, 2025, 5)
    saved = fill(cast, now, {**GIVEN, "c-0": "9000"})
    report = report_of(now, cast.an_thanh)
    filling = filling_of(report)
    assert filling.last is not None
    assert [one.slot for one in filling.findings] == [RECEIVED]
    with pytest.raises(Refused):
        actions.send_entry(report, stamp=saved.standing.stamp, **by(cast))
    saved = fill(cast, now, {**GIVEN, "c-0": "9000", "e-0": "Hai xã mới nhập"})
    sent = actions.send_entry(report, stamp=saved.standing.stamp, **by(cast))
    assert sent.explained == {"0": "Hai xã mới nhập"}
