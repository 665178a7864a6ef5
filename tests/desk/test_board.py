"""The board: every number equals the list behind it, on any day, for whoever may see it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from io import BytesIO
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from giaoban.desk.reads.board import Board
from giaoban.desk.reads.selection import GROUPS, Month
from giaoban.duties.actions import freeze
from giaoban.duties.models import Duty, Progress, Standing
from giaoban.duties.models.duty import STILL
from giaoban.duties.vocabulary import CLOSED, Punctuality, Role, State
from tests import make


def _noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def _day(back):
    return timezone.localdate() - timedelta(days=back)


def _lived(duty, *steps):
    """Write the life of `duty` as (days ago, state, due_on), each until the next; the last is now."""
    Standing.objects.filter(duty=duty).delete()
    moments = [_noon(_day(back)) for back, *_rest in steps]
    duty.asked_at, duty.asked_on = moments[0], timezone.localdate(moments[0])
    duty.original_due_on = steps[0][2]
    for (_back, state, due_on), since, until in zip(steps, moments, [*moments[1:], STILL], strict=True):
        handed_in = timezone.localdate(since) if state in (State.SUBMITTED, State.ACCEPTED) else None
        standing = Standing.of(duty, since=since, until=until)
        standing.state, standing.due_on, standing.submitted_on = state, due_on, handed_in
        standing.save()
    duty.state, duty.due_on, duty.submitted_on = state, due_on, handed_in
    duty.submitted_at = since if handed_in else None
    duty.closed_at = since if state in CLOSED else None
    duty.save()
    duty.refresh_from_db()
    return duty


def _random_lives(cast, chance, count=40):
    units = [cast.finance, cast.interior, cast.an_thanh, cast.minh_khai]
    for n in range(count):
        duty = make.duty(
            cast.committee,
            chance.choice(units),
            f"Việc {n}",
            role=chance.choice([Role.LEAD, Role.LEAD, Role.COORDINATING, Role.INFORMED]),
            field=chance.choice([cast.field, None]),
            origin_key=chance.choice(["TB215", "KH9", ""]),
        )
        days = sorted(chance.sample(range(90), chance.randint(1, 4)), reverse=True)
        due = [_day(chance.randint(-40, 80)), None][chance.random() < 0.1]
        _lived(duty, *((back, chance.choice(State.values), due) for back in days))


def _total(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return page.context["page"].paginator.count


def _numbers(client, query):
    """Every number of the board and of its tables with the address of its list."""
    found = client.get(f"/board/?{query}").context
    yield from ((stat["value"], stat["url"]) for stat in found["stats"])
    yield from ((c.number, c.url) for name, c in found["beside"].items() if name != "parts")
    yield from ((cell.number, cell.url) for cell in found["beside"]["parts"])
    for what in ("units", "fields", "sources", "months"):
        table = client.get(f"/board/{what}/?{query}").context
        for row in [*table["rows"], table["sums"]]:
            yield from ((cell.number, cell.url) for cell in [row.total, *row.parts])


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.long
def test_every_number_equals_the_list_behind_it_on_any_day(client, cast, seed):
    chance = Random(seed)
    _random_lives(cast, chance)
    client.force_login(cast.standing)
    for back in (0, 1, 35):
        numbers = list(_numbers(client, f"as_of={_day(back):%d/%m/%Y}"))
        assert sum(number for number, _url in numbers) > 0
        for number, url in chance.sample(numbers, 30):
            assert (url, _total(client, url)) == (url, number)


@pytest.mark.parametrize("seed", [3, 4])
def test_a_frozen_board_says_exactly_what_counting_says(client, cast, seed):
    _random_lives(cast, Random(seed))
    client.force_login(cast.standing)
    address = f"/board/?as_of={_day(20):%d/%m/%Y}"
    asked = {}
    for frozen in (False, True):
        if frozen:
            for back in (20, 50):
                freeze(cast.committee, _day(back), actor=None, at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            found = client.get(address).context
        cost = len(queries)
        lines = {
            what: client.get(address.replace("/board/", f"/board/{what}/")).context["rows"]
            for what in ("units", "fields", "sources", "months")
        }
        asked[frozen] = found["board"], lines, found["stats"], found["beside"], cost
    (counted, *also, many), (read, *also_read, few) = asked.values()
    assert {name: getattr(read, name) for name in Board.__slots__} == {
        name: getattr(counted, name) for name in Board.__slots__
    }
    assert also_read == also
    assert few < many


@pytest.mark.parametrize("back", [0, 20])
def test_a_group_of_punctualities_is_the_sum_of_its_members(client, cast, back):
    _random_lives(cast, Random(7), count=60)
    client.force_login(cast.standing)
    address = f"/work/?as_of={_day(back):%d/%m/%Y}&role=owed&stands="
    found = {which: _total(client, address + which) for which in [*Punctuality.values, *GROUPS]}
    assert {g: found[g] for g in GROUPS} == {g: sum(found[w] for w in ws) for g, ws in GROUPS.items()}


def test_every_tile_opens_as_many_lines_as_it_shows(client, cast):
    for n, due in enumerate((40, 40, 5, 70)):
        duty = make.duty(cast.committee, cast.finance if n else cast.interior)
        _lived(duty, (80, State.RECEIVED, _day(due)))
    client.force_login(cast.chair)
    tiles = client.get("/board/").context["tiles"]
    shown = {row[0]: row[1:] for row in tiles.table.rows}
    months = tiles.table.head[1:]
    for unit in (cast.finance, cast.interior):
        for month, number in zip(months, shown[unit.name], strict=True):
            key = f"20{month[3:]}-{month[:2]}"
            total = _total(client, f"/work/?unit={unit.code}&month={key}&stands=late")
            assert total == int(number or 0)
    assert sum(int(number or 0) for row in shown.values() for number in row) == 4


def test_a_past_day_gives_the_figures_as_they_stood_then(client, cast):
    duty = _lived(
        make.duty(cast.committee, cast.finance),
        (50, State.RECEIVED, _day(30)),
        (20, State.SUBMITTED, _day(30)),
        (10, State.ACCEPTED, _day(30)),
    )
    Progress.objects.create(
        duty=duty, at=_noon(_day(26)), percent=60, words="Đang thẩm định.", author=cast.finance_contact
    )
    Duty.objects.filter(pk=duty.pk).update(last_word="Đã xong.", percent=100)
    client.force_login(cast.standing)
    seen = {}
    for back in (60, 45, 25, 15, 0):
        whole = client.get(f"/board/?as_of={_day(back):%Y-%m-%d}").context["board"].whole
        seen[back] = {which: number for which, number in whole.counts.items() if number}
    # handed in ten days late; accepted on the tenth day with the day of handing in kept as its own
    assert seen == {
        60: {},
        45: {Punctuality.RUNNING: 1},
        25: {Punctuality.OVERDUE: 1},
        15: {Punctuality.RUNNING: 1},
        0: {Punctuality.DONE_LATE: 1},
    }
    row = client.get(f"/work/?as_of={_day(25):%Y-%m-%d}").context["rows"][0]
    assert (row.stands, row.percent, row.word) == (Punctuality.OVERDUE, 60, "Đang thẩm định.")
    assert client.get("/work/").context["rows"][0].word == "Đã xong."


def test_the_change_is_against_thirty_days_before(client, cast):
    _lived(make.duty(cast.committee, cast.finance), (60, State.RECEIVED, _day(40)))
    _lived(make.duty(cast.committee, cast.finance), (60, State.RECEIVED, _day(3)))
    client.force_login(cast.standing)
    overdue = client.get("/board/").context["stats"][2]
    assert (overdue["value"], overdue["change"]) == (2, 1)


def test_the_worst_ten_come_with_their_last_word(client, cast):
    for late in range(12):
        duty = _lived(make.duty(cast.committee, cast.finance, f"Việc {late}"), (90, State.ASKED, _day(late)))
        Duty.objects.filter(pk=duty.pk).update(last_word=f"Lời {late}", last_word_at=_noon(_day(1)))
    client.force_login(cast.chair)
    page = client.get("/board/")
    assert [row.duty.title for row in page.context["worst"]] == [f"Việc {n}" for n in range(11, 1, -1)]
    assert "Lời 11" in page.content.decode()
    assert "Lời 1<" not in page.content.decode()


def test_coordinating_work_is_apart_and_informed_work_nowhere(client, cast):
    for role in (Role.LEAD, Role.COORDINATING, Role.COORDINATING, Role.INFORMED):
        make.duty(cast.committee, cast.finance, role=role, asked_at=timezone.now())
    client.force_login(cast.standing)
    board = client.get("/board/").context["board"]
    assert (board.whole.total, board.coordinating.total) == (1, 2)
    assert _total(client, "/work/") == 1
    assert _total(client, "/work/?role=owed") == 3


def test_what_was_kept_of_a_past_day_for_one_is_not_shown_to_another(client, cast):
    for unit in (cast.finance, cast.interior, cast.interior):
        _lived(make.duty(cast.committee, unit), (50, State.RECEIVED, _day(30)))
    query = f"as_of={_day(5):%d/%m/%Y}"
    seen = []
    for who in (cast.standing, cast.finance_contact, cast.interior_contact, cast.stranger):
        client.force_login(who)
        own = f"{query}&committee=own"
        total = client.get(f"/board/?{own}").context["board"].whole.total
        assert _total(client, f"/work/?{own}") == total
        seen.append(total)
    assert seen == [3, 1, 2, 0]


@pytest.mark.parametrize("address", ["/board/", "/board/units/", "/board/sources/", "/work/", "/work/xlsx/"])
def test_a_committee_of_others_looks_exactly_like_none(client, cast, address):
    client.force_login(cast.interior_contact)
    hidden = client.get(f"{address}?committee={cast.committee.code}")
    missing = client.get(f"{address}?committee=ZZZZ9999")
    assert (hidden.status_code, hidden.content) == (404, missing.content.replace(b"ZZZZ9999", b""))
    client.force_login(cast.administrator)
    assert client.get(address).status_code == 404


def test_a_unit_sees_its_own_work_on_its_board_and_no_other(client, cast):
    make.duty(cast.committee, cast.finance, asked_at=timezone.now())
    make.duty(cast.committee, cast.interior, asked_at=timezone.now())
    client.force_login(cast.finance_contact)
    page = client.get("/board/")
    assert [line.name for line in page.context["board"].units] == [cast.finance.name]
    assert page.context["board"].whole.total == _total(client, "/work/") == 1
    assert _total(client, f"/work/?unit={cast.interior.code}") == 0


@pytest.mark.parametrize("address", ["/board/", "/board/units/", "/work/", "/work/?as_of=01/06/2026"])
def test_a_page_costs_the_same_however_long(client, cast, address, django_assert_num_queries):
    client.force_login(cast.standing)
    expected = {"/board/": 24, "/board/units/": 11, "/work/": 12}.get(address, 13)
    for rows in (1, 7):
        for n in range(rows):
            place = (cast.finance, cast.interior, cast.an_thanh)[n % 3]
            duty = make.duty(cast.committee, place, field=cast.field, origin_key=f"P{n}")
            _lived(duty, (300, State.RECEIVED, _day(n + 1)))
        with django_assert_num_queries(expected):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("back", [0, 20])
@pytest.mark.parametrize(
    ("order", "column"),
    [
        ("due", lambda row: row.due_on),
        ("asked", lambda row: row.duty.asked_on),
        ("unit", lambda row: row.duty.unit.sort_key),
    ],
)
def test_a_list_is_in_the_order_asked_on_any_day(client, cast, back, order, column):
    _random_lives(cast, Random(11))
    client.force_login(cast.standing)
    address = f"/work/?role=owed&as_of={_day(back):%d/%m/%Y}&order="
    up, down = (client.get(address + word).context["rows"] for word in (order, f"-{order}"))
    known = sorted((column(row), row.duty.pk) for row in up if column(row) is not None)
    open_ended = sorted((None, row.duty.pk) for row in up if column(row) is None)
    assert len(up) > 10
    assert [(column(row), row.duty.pk) for row in up] == known + open_ended
    assert [(column(row), row.duty.pk) for row in down] == known[::-1] + open_ended[::-1]


@pytest.mark.parametrize("back", [0, 1])
def test_pages_in_the_order_of_units_join_without_gap_or_double(client, cast, back):
    asked = timezone.now() - timedelta(days=3)
    for n in range(130):
        place = (cast.finance, cast.interior, cast.an_thanh)[n * n % 7 % 3]
        make.duty(cast.committee, place, asked_at=asked)
    client.force_login(cast.standing)
    for order in ("unit", "-unit"):
        address = f"/work/?as_of={_day(back):%d/%m/%Y}&order={order}&page="
        rows = [row for page in (1, 2, 3) for row in client.get(f"{address}{page}").context["rows"]]
        listed = [(row.duty.unit.sort_key, row.duty.pk) for row in rows]
        assert len(listed) == 130
        assert listed == sorted(listed, reverse=order == "-unit")


def test_filters_find_by_words_without_marks_unit_paper_month_and_state(client, cast):
    wanted = _lived(
        make.duty(cast.committee, cast.finance, "Bố trí kinh phí", field=cast.field, origin_key="KH9"),
        (9, State.RECEIVED, _day(0)),
    )
    _lived(make.duty(cast.committee, cast.an_thanh, "Rà soát"), (9, State.ASKED, _day(-70)))
    client.force_login(cast.standing)
    month = Month.of(_day(0)).key
    for query in (
        "q=bo+tri+KINH",
        f"unit={cast.finance.code}",
        "unit=so+tai+chinh",
        f"group={cast.departments.code}",
        f"field={cast.field.pk}",
        f"month={month}",
        "state=received",
        f"due_to={_day(0):%d/%m/%Y}",
        f"unit={cast.province.code}&below=on&stands=due_soon",
    ):
        rows = client.get(f"/work/?{query}").context["rows"]
        assert (query, [row.duty.pk for row in rows]) == (query, [wanted.pk])


def test_a_filter_that_is_not_understood_says_so_and_shows_no_figures(client, cast):
    make.duty(cast.committee, cast.finance)
    client.force_login(cast.standing)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for query in (f"as_of={tomorrow:%d/%m/%Y}", "unit=khong+co", "source=999/TB", "field=x", "as_of=hom+qua"):
        for address in ("/board/", "/work/", "/board/units/"):
            page = client.get(f"{address}?{query}")
            assert page.status_code == 200
            assert "rows" not in page.context
            assert page.context["form"].errors
        assert client.get(f"/work/xlsx/?{query}").status_code == 404


def test_the_workbook_holds_every_line_of_the_list(client, cast):
    for n in range(60):
        make.duty(cast.committee, cast.finance, f"=Việc {n}", asked_at=timezone.now(), due_on=_day(n))
    client.force_login(cast.standing)
    answer = client.get("/work/xlsx/?stands=overdue&order=-due")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows if str(row[1]).startswith("=")] == [f"=Việc {n}" for n in range(1, 60)]
    assert answer["Content-Disposition"].endswith('.xlsx"')
    listed = client.get("/work/?stands=overdue&order=-due").context["rows"]
    assert [row.duty.title for row in listed] == [f"=Việc {n}" for n in range(1, 51)]


def test_links_keep_the_filters_of_the_board(client, cast):
    make.duty(cast.committee, cast.finance, asked_at=timezone.now(), field=cast.field)
    client.force_login(cast.standing)
    page = client.get(f"/board/?field={cast.field.pk}&unit={cast.finance.code}")
    query = parse_qs(urlsplit(page.context["beside"]["total"].url).query)
    assert (query["field"], query["unit"]) == ([str(cast.field.pk)], [cast.finance.code])
    assert query["committee"] == [cast.committee.code]


def test_a_part_handed_down_waits_for_its_unit_and_not_for_the_committee(client, cast):
    whole = make.duty(cast.committee, cast.an_thanh, "cả việc")
    part = make.duty(
        cast.committee, cast.finance, "phần", role=Role.HANDED_DOWN, parent=whole, asked_by=cast.an_thanh
    )
    for each in (whole, part):
        _lived(each, (9, State.ASKED, None), (3, State.SUBMITTED, None))
    client.force_login(cast.secretary)
    for day in ("", f"&as_of={_day(1):%d/%m/%Y}"):
        address = f"committee={cast.committee.code}{day}"
        assert client.get(f"/board/?{address}").context["board"].waiting == 1
        page = client.get(f"/work/?{address}&role=owed&state=submitted")
        assert [row.duty for row in page.context["rows"]] == [whole]
