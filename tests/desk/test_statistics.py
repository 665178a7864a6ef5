"""The page of figures: every number is a sum that a recount gives, and opens as many lines as it says."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from html.parser import HTMLParser
from io import BytesIO
from random import Random

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from giaoban.desk.reads.selection import Selection
from giaoban.desk.reads.statistics import DIMENSIONS, statistics_of
from giaoban.duties.actions import freeze
from giaoban.duties.models import Duty, Sheet, Standing
from giaoban.duties.models.punctuality import PLACED, placed
from giaoban.duties.reads.figures import end_of
from giaoban.duties.vocabulary import Basis, Changed, OverdueFor, Punctuality, Role, State
from giaoban.units.models import Committee, Spell, Unit
from giaoban.units.vocabulary import SeatRole
from tests import make
from tests.desk.test_board import _day, _lived, _random_lives, _total


@pytest.fixture
def province(cast):
    """Work of every fate, some of it held by a division below Finance, some with its deadline put off."""
    division = make.unit("Phòng Ngân sách", "division", cast.finance)
    _random_lives(cast, Random(5), count=60)
    chance = Random(6)
    for n in range(20):
        duty = make.duty(cast.committee, chance.choice([division, cast.finance]), f"Phần {n}")
        days = sorted(chance.sample(range(200), 3), reverse=True)
        due = _day(chance.randint(-20, 190))
        _lived(duty, *((back, chance.choice(State.values), due) for back in days))
        if n % 2:
            put_off = {"due_on": due + timedelta(days=40), "times_extended": 1}
            for row in [*duty.standings.all(), duty]:
                for name, value in put_off.items():
                    setattr(row, name, value)
                row.save()
    return division


def then(committee, day):
    """How each duty of the committee stood at the end of `day`, read row by row."""
    end = end_of(day)
    rows = Standing.objects.filter(committee=committee, since__lt=end, until__gte=end)
    return list(rows.select_related("unit", "duty", "field"))


def recount(rows, by, day, role=Role.LEAD):
    """The figures by a dimension in plain Python: {key: Counter of facts}."""
    found: dict = {}
    for row in rows:
        if row.role != role:
            continue
        keys = {
            "unit": [row.unit.code, *(above.code for above in _above(row.unit))],
            "committee": [row.committee.code],
            "field": [str(row.field_id or "")],
            "source": [row.origin_key],
            "month": [f"{row.due_on:%Y-%m}" if row.due_on else ""],
            "asked": [f"{row.duty.asked_on.year}-{1 if row.duty.asked_on.month < 7 else 2}"],
        }[by]
        now = PLACED[placed(row.state, row.due_on, row.submitted_on, on=day)]
        first = PLACED[placed(row.state, row.original_due_on, row.submitted_on, on=day)]
        facts = [(Basis.IN_FORCE, *now), (Basis.FIRST, *first)]
        if row.times_extended and row.state != State.STOPPED:
            facts.append("extended")
        for key in keys:
            found.setdefault(key, Counter()).update(facts)
    return found


def _above(unit):
    while unit.parent_id:
        unit = unit.parent
        yield unit


def facts_of(tally):
    """What a tally says, as `recount` says it."""
    said = Counter()
    for basis in Basis:
        figures, ages = tally.by(basis), tally.ages(basis)
        said.update({(basis, which, None): figures[which] for which in Punctuality if which != "overdue"})
        said.update({(basis, Punctuality.OVERDUE, age): ages[age] for age in OverdueFor})
        assert figures[Punctuality.OVERDUE] == sum(ages.values())
    said["extended"] = tally.extended
    return +said


@pytest.mark.parametrize("back", [0, 25])
@pytest.mark.parametrize("frozen", [False, True])
def test_figures_equal_a_recount_in_plain_python(cast, province, back, frozen):
    day, officer = _day(back), cast.officer(cast.standing, on=timezone.localdate())
    if frozen and back:
        freeze(cast.committee, day, actor=None, at=timezone.now())
    rows = then(cast.committee, day)
    for by in DIMENSIONS:
        for role in (Role.LEAD, Role.COORDINATING):
            selection = Selection(committee_ids=(cast.committee.pk,), day=day, role=role)
            found = statistics_of(selection, officer, by, now=timezone.now())
            assert bool(found.sheets) == (frozen and back > 0)
            wanted = recount(rows, by, day, role)
            assert {row.key: facts_of(row.tally) for row in found.rows} == wanted


def test_a_line_sums_the_units_below_it_before_any_share(client, cast, province):
    client.force_login(cast.standing)
    table = {row.name: row for row in client.get("/figures/").context["rows"]}
    whole, own = table["Sở Tài chính"], table["Phòng Ngân sách"]
    assert (whole.depth, own.depth) == (1, 2)
    rows = [row for row in then(cast.committee, _day(0)) if row.role == Role.LEAD]
    counted = [row for row in rows if row.unit in (cast.finance, province) and row.state != State.STOPPED]
    done = [row for row in counted if row.state == State.ACCEPTED]
    share = next(cell.words for cell in whole.cells if cell.column.name == "done_share")
    assert share.startswith(f"{len(done)}/{len(counted)} (")
    assert whole.cells[0].words == str(len(counted))


def _links(found):
    for row in found["rows"]:
        yield from row.cells
    yield from found["sums"]
    yield from found.get("helping", ())


@pytest.mark.parametrize(
    "chosen", ["", "basis=first", "show=ages", "show=ages&basis=first", "role=coordinating"]
)
@pytest.mark.parametrize("back", [0, 25])
@pytest.mark.long
def test_every_number_opens_as_many_lines(client, cast, province, chosen, back):
    client.force_login(cast.standing)
    chance = Random(f"{chosen}{back}")
    for by in DIMENSIONS:
        address = f"/figures/?by={by}&{chosen}&as_of={_day(back):%d/%m/%Y}"
        cells = [cell for cell in _links(client.get(address).context) if cell.words not in ("0", "-")]
        for cell in chance.sample(cells, 7):
            number = int(cell.words.split("/")[0].replace(".", ""))
            assert (cell.url, _total(client, cell.url)) == (cell.url, number)


@pytest.mark.parametrize("back", [0, 25])
def test_a_unit_reads_the_figures_of_its_own_work_and_no_other(client, cast, province, back):
    client.force_login(cast.finance_contact)
    day = _day(back)
    rows = [row for row in then(cast.committee, day) if row.unit in (cast.finance, province)]
    for by in DIMENSIONS:
        found = client.get(f"/figures/?committee=own&by={by}&as_of={day:%d/%m/%Y}").context
        total = sum(row.role == Role.LEAD and row.state != State.STOPPED for row in rows)
        assert found["sums"][0].words == str(total)
        cells = [cell for cell in _links(found) if cell.words not in ("0", "-")]
        for cell in Random(by).sample(cells, 5):
            assert _total(client, cell.url) == int(cell.words.split("/")[0])


def test_a_share_of_nothing_is_a_dash_and_another_prints_what_it_came_from(client, cast):
    for n in range(3):
        duty = make.duty(cast.committee, cast.finance)
        _lived(duty, (9, State.ACCEPTED if n else State.ASKED, _day(-9)))
    make.duty(cast.committee, cast.interior, role=Role.COORDINATING, asked_at=timezone.now())
    client.force_login(cast.standing)
    found = client.get("/figures/").context
    sums = {cell.column.name: cell.words for cell in found["sums"]}
    assert (sums["done_share"], sums["on_time_share"]) == ("2/3 (66,7\u00a0%)", "2/2 (100,0\u00a0%)")
    assert {c.column.name: c.words for c in found["helping"]}["on_time_share"] == "-"


def test_several_committees_stand_side_by_side_with_their_sum(client, cast):
    other = Committee.objects.create(
        name="Ban Chỉ đạo Cải cách hành chính tỉnh",
        symbol="BCĐCCHC",
        level=cast.province,
        standing_unit=cast.science,
        basis="Quyết định số 7/QĐ-UBND",
        term_from=make.SINCE,
    )
    make.seat(other, SeatRole.CHAIR, cast.province, "Chủ tịch UBND tỉnh", cast.chair)
    for committee, count in ((cast.committee, 2), (other, 3)):
        for _n in range(count):
            _lived(make.duty(committee, cast.finance), (40, State.RECEIVED, _day(30)))
    client.force_login(cast.chair)
    words = f"{cast.committee.code}.{other.code}"
    for address in (f"committee={words}", f"committee={cast.committee.code}&also={other.code}"):
        for freezing in (False, True):
            day = _day(5 if freezing else 0)
            if freezing and not Sheet.objects.exists():
                for committee in (cast.committee, other):
                    freeze(committee, day, actor=None, at=timezone.now())
            found = client.get(f"/figures/?by=committee&{address}&as_of={day:%d/%m/%Y}").context
            assert [row.cells[0].words for row in found["rows"]] == ["2", "3"]
            assert found["sums"][0].words == "5"
            assert _total(client, found["sums"][0].url) == 5
            assert len(found["sheets"]) == (2 if freezing else 0)


def test_committees_of_others_are_not_summed(client, cast):
    other = Committee.objects.create(
        name="Ban Chỉ đạo khác", symbol="BCĐ", level=cast.province, standing_unit=cast.interior,
        basis="QĐ 1", term_from=make.SINCE,
    )  # fmt: skip
    client.force_login(cast.standing)
    for address in ("/figures/", "/figures/xlsx/", "/figures/compare/"):
        for words in (other.code, f"{cast.committee.code}.{other.code}", "ZZZZ9999"):
            assert client.get(f"{address}?committee={words}").status_code == 404
        also = f"committee={cast.committee.code}&also={other.code}"
        assert client.get(f"{address}?{also}").status_code == 404


@pytest.mark.parametrize("by", DIMENSIONS)
def test_two_days_side_by_side_show_both_numbers_where_they_differ(client, cast, province, by):
    client.force_login(cast.standing)
    old, new = _day(30), _day(3)
    compared = client.get(f"/figures/compare/?since={old:%d/%m/%Y}&as_of={new:%d/%m/%Y}&by={by}").context
    apart = [client.get(f"/figures/?as_of={day:%d/%m/%Y}&by={by}").context for day in (old, new)]
    before, after = ({row.name: [c.words for c in row.cells] for row in each["rows"]} for each in apart)
    nothing = {"share": "-"}
    for row in compared["rows"]:
        for place, cell in enumerate(row.cells):
            zero = nothing["share"] if cell.column.of else "0"
            was = before[row.name][place] if row.name in before else zero
            now = after[row.name][place] if row.name in after else zero
            assert (cell.old_words or cell.words, cell.words) == (was, now)
    assert {row.name for row in compared["rows"]} == set(before) | set(after)


class _Marks(HTMLParser):
    """The texts in <del> and <ins>."""

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        for tag in ("del", "ins"):
            if tag in self.open:
                self.found.append((tag, data.strip()))


def test_old_numbers_are_deleted_and_new_ones_inserted_in_the_markup(client, cast):
    _lived(make.duty(cast.committee, cast.finance), (40, State.RECEIVED, _day(10)))
    client.force_login(cast.standing)
    page = client.get(f"/figures/compare/?since={_day(20):%d/%m/%Y}&by=unit").content.decode()
    marks = _Marks()
    marks.feed(page)
    assert ("del", "1") in marks.found  # running in time
    assert ("ins", "1") in marks.found  # overdue


def test_what_happened_between_two_days_is_counted_and_listed(client, cast):
    since = 20
    lives = {
        "added": ((10, State.ASKED, None),),
        "finished": ((40, State.RECEIVED, _day(-9)), (10, State.ACCEPTED, _day(-9))),
        "stopped": ((40, State.RECEIVED, _day(-9)), (10, State.STOPPED, _day(-9))),
        "overdue": ((40, State.RECEIVED, _day(10)),),
        "reopened": ((40, State.ACCEPTED, _day(-9)), (10, State.RECEIVED, _day(-9))),
        "nothing": ((40, State.RECEIVED, _day(30)), (10, State.RETURNED, _day(30))),
        "finished and reopened": ((40, State.ASKED, None), (9, State.ACCEPTED, None), (5, State.ASKED, None)),
    }
    made = {
        title: _lived(make.duty(cast.committee, cast.finance, title), *life) for title, life in lives.items()
    }
    later = _lived(
        make.duty(cast.committee, cast.finance, "extended"),
        (40, State.RECEIVED, _day(-9)),
        (10, State.RECEIVED, _day(-30)),
    )
    later.standings.filter(since_on=_day(10)).update(times_extended=1)
    Duty.objects.filter(pk=later.pk).update(times_extended=1)
    client.force_login(cast.standing)
    for back in (0, 2):
        page = client.get(f"/figures/compare/?since={_day(since):%d/%m/%Y}&as_of={_day(back):%d/%m/%Y}")
        changes = zip(Changed, page.context["changes"], strict=True)
        for which, (_words, number, url) in changes:
            rows = client.get(url).context["rows"]
            assert (which, number, [row.duty.title for row in rows]) == (which, 1, [str(which)])
    assert made


def test_units_that_merged_keep_their_line_on_the_earlier_day(client, cast):
    _lived(make.duty(cast.committee, cast.finance), (40, State.RECEIVED, _day(-9)))
    Unit.objects.filter(pk=cast.finance.pk).update(name="Sở Tài chính - Kế hoạch")
    Spell.objects.filter(unit=cast.finance).update(valid_to=_day(10))
    Spell.objects.create(
        unit=cast.finance, valid_from=_day(9), name="Sở Tài chính - Kế hoạch", kind="department",
        parent=cast.province, path=cast.finance.path,
    )  # fmt: skip
    client.force_login(cast.standing)
    names = [
        [row.name for row in client.get(f"/figures/?as_of={_day(back):%d/%m/%Y}").context["rows"]]
        for back in (20, 0)
    ]
    assert [each[-1] for each in names] == ["Sở Tài chính", "Sở Tài chính - Kế hoạch"]


def test_work_that_passed_on_stands_in_the_list_of_a_past_day_under_the_unit_of_then(client, cast):
    duty = _lived(
        make.duty(cast.committee, cast.finance),
        (40, State.RECEIVED, _day(-9)),
        (10, State.RECEIVED, _day(-9)),
    )
    duty.standings.filter(since_on=_day(10)).update(unit=cast.interior)
    Duty.objects.filter(pk=duty.pk).update(unit=cast.interior)
    client.force_login(cast.standing)
    for back, unit in ((20, cast.finance), (5, cast.interior), (0, cast.interior)):
        day = f"as_of={_day(back):%d/%m/%Y}"
        [row] = client.get(f"/work/?{day}&unit={unit.code}").context["rows"]
        assert row.whose.startswith(unit.name)
        shown = client.get(f"/figures/?{day}").context["rows"]
        assert [each.name for each in shown] == [cast.province.name, unit.name]


def test_the_workbook_holds_every_line_and_the_sums(client, cast, province):
    client.force_login(cast.standing)
    answer = client.get("/figures/xlsx/?by=unit")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    shown = client.get("/figures/?by=unit").context
    body = [row for row in rows if str(row[0]).strip() in {each.name for each in shown["rows"]}]
    assert [str(row[0]).strip() for row in body] == [row.name for row in shown["rows"]]
    assert [int(row[1]) for row in body] == [int(row.cells[0].words) for row in shown["rows"]]
    assert any("%" in str(row[8]) for row in body)


class TestFreezingByHand:
    def test_the_asking_side_freezes_a_day_and_reads_its_bytes(self, client, cast):
        _lived(make.duty(cast.committee, cast.finance), (40, State.RECEIVED, _day(-9)))
        client.force_login(cast.secretary)
        sent = {"committee": cast.committee.code, "day": f"{_day(5):%Y-%m-%d}"}
        page = client.post("/figures/freeze/", sent, follow=True)
        sheet = Sheet.objects.get()
        assert sheet.frozen_by == cast.secretary
        assert sheet.sha256 in page.content.decode()
        address = f"/figures/sheets/{cast.committee.code}/{_day(5):%Y-%m-%d}/1/"
        assert client.get(address).content == sheet.text
        client.force_login(cast.finance_contact)
        assert client.get(address).status_code == 404

    def test_today_cannot_be_frozen(self, client, cast):
        client.force_login(cast.secretary)
        page = client.post(
            "/figures/freeze/", {"committee": cast.committee.code, "day": f"{_day(0):%Y-%m-%d}"}, follow=True
        )
        assert not Sheet.objects.exists()
        assert any(message.level_tag == "warning" for message in page.context["messages"])

    def test_a_second_time_needs_a_reason(self, client, cast):
        _lived(make.duty(cast.committee, cast.finance), (40, State.RECEIVED, _day(-9)))
        freeze(cast.committee, _day(5), actor=None, at=timezone.now())
        _lived(make.duty(cast.committee, cast.finance), (40, State.RECEIVED, _day(-9)))
        client.force_login(cast.secretary)
        sent = {"committee": cast.committee.code, "day": f"{_day(5):%Y-%m-%d}"}
        client.post("/figures/freeze/", sent)
        client.post("/figures/freeze/", sent | {"reason": "Bổ sung việc nhập sau"})
        assert list(Sheet.objects.order_by("number").values_list("number", "reason")) == [
            (1, ""),
            (2, "Bổ sung việc nhập sau"),
        ]
