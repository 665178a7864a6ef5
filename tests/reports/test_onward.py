"""From one report that was decided on to the next that waits, without going back to the list."""

from __future__ import annotations

import pytest
from django.test import Client

from giaoban.reports import actions
from giaoban.reports.models import Report
from giaoban.reports.reads.reviewing import next_waiting
from giaoban.units.vocabulary import UnitKind
from tests import make
from tests.reports import samples
from tests.reports.sendings import by, report_of


@pytest.fixture
def period(cast):
    return samples.opened_period(samples.regime(cast))


def client_of(who):
    client = Client()
    client.force_login(who)
    return client


def sent(cast, period, unit):
    """The report of a unit, sent by somebody of it."""
    person = make.person("Người gửi", f"gui{unit.pk}-{period.pk}@sonhai.example")
    make.post(person, unit, "contact")
    report = report_of(period, unit)
    actions.send_entry(report, stamp="0.0", is_nil=True, **by(cast, person))
    return report


def act(client, report, what, **told):
    return client.post(f"/reports/{report.code}/act/{what}/", told, follow=True)


def test_from_an_accepted_report_one_key_leads_to_the_next_in_the_order_of_the_list(cast, period):
    units = sorted([cast.an_thanh, cast.minh_khai, cast.hon_may], key=lambda unit: unit.sort_key)
    first, second, third = (sent(cast, period, unit) for unit in units)
    client = client_of(cast.secretary)
    page = act(client, second, "accept")
    assert page.redirect_chain[-1][0] == f"/reports/{second.code}/?decided=1"
    body = page.content.decode()
    assert f'href="/reports/{third.code}/" data-key="n" autofocus' in body
    assert "Còn 2" in body
    page = act(client, third, "return", reason="Thiếu số liệu hộ")
    # Below it nothing waits any more: from the top again.
    assert f'href="/reports/{first.code}/" data-key="n" autofocus' in page.content.decode()
    page = act(client, first, "accept").content.decode()
    assert 'data-key="n"' not in page
    assert "Không còn báo cáo nào chờ" in page


def test_when_a_period_is_done_the_next_period_follows(cast, period):
    later = samples.opened_period(period.regime, 2025, 6)
    here, there = sent(cast, period, cast.an_thanh), sent(cast, later, cast.minh_khai)
    client = client_of(cast.secretary)
    waits = client.get(f"/reports/{here.code}/").content.decode()
    assert 'data-key="n"' in waits  # it may be left for later
    page = act(client, here, "accept").content.decode()
    assert f'href="/reports/{there.code}/" data-key="n" autofocus' in page
    assert later.name in page


@pytest.mark.parametrize("count", [1, 7])
def test_the_way_on_costs_the_same_however_many_wait(cast, count, django_assert_num_queries):
    units = [make.unit(f"Xã {number}", UnitKind.COMMUNE, cast.province) for number in range(count)]
    period = samples.opened_period(samples.regime(cast))
    decided, *waiting = [sent(cast, period, unit) for unit in (cast.an_thanh, *units)]
    client = client_of(cast.secretary)
    act(client, decided, "accept")
    officer = cast.officer(cast.secretary)
    loaded = Report.objects.select_related("unit").get(pk=decided.pk)
    with django_assert_num_queries(3):
        found = next_waiting(officer, loaded)
    assert (found.left, found.elsewhere, found.report in waiting) == (count, 0, True)
    with django_assert_num_queries(14):
        page = client.get(f"/reports/{decided.code}/?decided=1")
    assert f"Còn {count}" in page.content.decode()


def test_who_does_not_decide_finds_no_way_on(cast, period):
    mine = sent(cast, period, cast.an_thanh)
    other = sent(cast, period, cast.minh_khai)
    actions.accept_report(mine, **by(cast, cast.secretary))
    own = client_of(cast.commune_contact).get(f"/reports/{mine.code}/?decided=1")
    assert other.code not in own.content.decode()
    assert 'data-key="n"' not in own.content.decode()
    hidden, missing = (
        client_of(cast.commune_contact).get(f"/reports/{code}/?decided=1") for code in (other.code, "0" * 10)
    )
    assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_nobody_is_led_to_what_he_sent_himself(cast, period):
    mine = sent(cast, period, cast.an_thanh)
    make.post(cast.secretary, cast.minh_khai, "contact")
    actions.send_entry(
        report_of(period, cast.minh_khai), stamp="0.0", is_nil=True, **by(cast, cast.secretary)
    )
    assert next_waiting(cast.officer(cast.secretary), mine).report is None
