"""The screens of the units room: who sees what, what they cost, what they do."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from giaoban.journal.models import Entry
from giaoban.units.models import Alias, Post, ReorganisationUnit, Seat, Tenure, Unit, UnitGroup
from giaoban.units.views.reorganising import print_of
from giaoban.units.vocabulary import UnitKind
from tests import make

LIST = "Tên đơn vị,Loại,Mã đơn vị cấp trên\nTân An,Xã,98\n".encode()


@pytest.fixture
def as_(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def page(client, name, *args, query="", **how):
    return client.get(reverse(name, args=args) + query, **how)


PAGES = (
    ("units", ()),
    ("unit-groups", ()),
    ("committees", ()),
    ("unit", ("science",)),
    ("units-below", ("province",)),
    ("unit-group", ("communes",)),
    ("committee", ("committee",)),
)


@pytest.mark.parametrize(("name", "things"), PAGES)
def test_a_page_opens_for_everybody_of_the_level(cast, as_, name, things):
    args = [getattr(cast, thing).code for thing in things]
    for who in (cast.administrator, cast.chair, cast.secretary, cast.commune_contact):
        assert page(as_(who), name, *args).status_code == 200


@pytest.mark.parametrize(("name", "things"), PAGES)
def test_nobody_sees_a_page_without_signing_in(cast, client, name, things):
    answer = page(client, name, *[getattr(cast, thing).code for thing in things])
    assert answer.status_code == 302
    assert "Sơn Hải" not in answer.content.decode()


def test_a_hidden_committee_looks_like_one_that_is_not_there(cast, as_):
    stranger = as_(cast.stranger)
    seat = Seat.objects.filter(committee=cast.committee).first()
    for name, code in (("committee", cast.committee.code), ("committee-change", cast.committee.code)):
        hidden, missing = page(stranger, name, code), page(stranger, name, "ZZZZZZZZ")
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert hidden.content == missing.content
    assert page(stranger, "seat", seat.code).status_code == 404
    assert cast.committee.name not in page(stranger, "committees").content.decode()


@pytest.mark.parametrize("rows", [1, 7])
def test_lists_cost_the_same_however_long(cast, as_, rows, django_assert_max_num_queries):
    science = cast.science
    for number in range(rows):
        below = make.unit(f"Phòng {number}", UnitKind.DIVISION, science)
        make.unit(f"Tổ {number}", UnitKind.DIVISION, below)
        make.alias(science, f"Tên {number}")
        make.post(cast.reader, science, "reader", f"Chuyên viên {number}")
        make.group(f"nhóm {number}", science, "division")
        make.seat(cast.committee, "member", science, f"Ủy viên {number}", cast.reader)
    client = as_(cast.administrator)
    counts = {"units": 12, "unit-groups": 11, "committees": 10}
    for name, most in counts.items():
        with django_assert_max_num_queries(most):
            page(client, name)
    for name, code, most in (
        ("units-below", science.code, 12),
        ("unit", science.code, 22),
        ("committee", cast.committee.code, 14),
    ):
        with django_assert_max_num_queries(most):
            page(client, name, code)


def test_the_tree_opens_on_demand_and_as_on_a_day(cast, as_):
    make.unit("UBND xã Mới", UnitKind.COMMUNE, cast.province, since=date(2026, 1, 1))
    client = as_(cast.chair)
    whole = page(client, "units-below", cast.province.code, query="?on=01/06/2025").content.decode()
    assert "UBND xã An Thạnh" in whole
    assert "UBND xã Mới" not in whole
    part = page(
        client, "units-below", cast.province.code, query="?on=2026-01-01", headers={"HX-Request": "true"}
    )
    assert "UBND xã Mới" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_pickers_find_units_as_json(cast, as_):
    rows = page(as_(cast.finance_contact), "find-units", query="?q=so%20khcn").json()
    assert rows[0] == {
        "key": f"unit:{cast.science.code}",
        "name": "Sở Khoa học và Công nghệ",
        "hint": "Tỉnh Sơn Hải · còn gọi Sở KH&CN",
    }


def test_an_act_says_what_it_will_do_then_does_it(cast, as_):
    client = as_(cast.administrator)
    url = reverse("unit-act", args=[cast.finance.code, "rename"])
    sent = {"name": "Sở Tài chính - Kế hoạch", "effective_on": "01/03/2025", "basis": "Nghị quyết 12"}
    shown = client.post(url, sent)
    assert "Sở Tài chính - Kế hoạch" in " ".join(shown.context["sentences"])
    cast.finance.refresh_from_db()
    assert cast.finance.name == "Sở Tài chính"
    changed = client.post(url, {**sent, "name": "Sở Khác", "seen": shown.context["seen"]})
    assert changed.status_code == 200  # not what was shown: shown again
    assert client.post(url, {**sent, "seen": shown.context["seen"]}).status_code == 302
    cast.finance.refresh_from_db()
    assert cast.finance.name == "Sở Tài chính - Kế hoạch"


def test_what_is_refused_is_said_before_confirming(cast, as_):
    url = reverse("unit-act", args=[cast.finance.code, "rename"])
    sent = {"name": "Sở Nội vụ", "effective_on": "01/03/2025", "basis": "Nghị quyết 12"}
    answer = as_(cast.administrator).post(url, sent)
    assert answer.status_code == 422
    assert answer.context["sentences"] == []


@pytest.mark.parametrize(
    ("act", "sent"),
    [
        ("move", {"parent": "office"}),
        ("kind", {"kind": "agency"}),
        ("merge", {"others": "interior", "into": "new", "name": "Sở Chung", "kind": "department"}),
        ("merge", {"others": "interior", "into": "this", "kind": "department"}),
        ("split", {"names": "Sở Một\nSở Hai", "kind": "department"}),
        ("dissolve", {}),
    ],
)
def test_every_act_has_its_screen(cast, as_, act, sent):
    client = as_(cast.administrator)
    url = reverse("unit-act", args=[cast.finance.code, act])
    assert client.get(url).status_code == 200
    known = {"parent": f"unit:{cast.office.code}", "others": cast.interior.name}
    data = {key: known.get(key, value) for key, value in sent.items()}
    data |= {"effective_on": "01/03/2025", "basis": "Nghị quyết 12"}
    shown = client.post(url, data)
    assert shown.context["form"].errors == {}
    assert client.post(url, {**data, "seen": shown.context["seen"]}).status_code == 302


SPLIT = {"names": "Sở Một\nSở Hai\nSở Ba", "kind": "department"}
SPLIT |= {"effective_on": "01/03/2025", "basis": "Nghị quyết 12"}


def shares_of(unit):
    parts = ReorganisationUnit.objects.filter(reorganisation__parts__unit=unit, side="after")
    return dict(parts.values_list("unit__name", "share"))


def test_a_split_asks_for_the_parts_of_the_figures_shows_and_keeps_them(cast, as_):
    client = as_(cast.administrator)
    url = reverse("unit-act", args=[cast.finance.code, "split"])
    assert "share_1" not in client.get(url).content.decode()
    first = client.post(url, SPLIT)
    assert "Phần số liệu của “Sở Hai”" in first.content.decode()
    assert "chia đều" in " ".join(first.context["sentences"])
    parts = {"share_1": "12.345", "share_2": " 7 655 ", "share_3": "0"}
    shown = client.post(url, {**SPLIT, **parts, "seen": first.context["seen"]})
    assert shown.status_code == 200  # other parts than were shown: shown again
    said = shown.content.decode()
    assert "“Sở Một” được 12.345 phần trên 20.000" in said
    assert "“Sở Ba” được 0 phần trên 20.000" in said
    assert not ReorganisationUnit.objects.exists()
    assert client.post(url, {**SPLIT, **parts, "seen": shown.context["seen"]}).status_code == 302
    assert shares_of(cast.finance) == {"Sở Một": 12345, "Sở Hai": 7655, "Sở Ba": 0}
    for unit in (cast.finance, Unit.objects.get(name="Sở Hai")):
        life = page(client, "unit", unit.code).content.decode()
        assert "12.345 phần trên 20.000" in life
        assert "7.655 phần trên 20.000" in life
    assert Entry.objects.get(verb="units.split").after["shares"] == [12345, 7655, 0]


def test_below_the_fields_one_looks_again_and_nothing_is_done(cast, as_):
    client = as_(cast.administrator)
    url = reverse("unit-act", args=[cast.finance.code, "split"])
    first = client.post(url, SPLIT)
    again = client.post(url, {**SPLIT, "seen": first.context["seen"], "look": "1"})
    assert (again.status_code, again.context["seen"]) == (200, first.context["seen"])
    assert not ReorganisationUnit.objects.exists()
    assert client.post(url, {**SPLIT, "seen": again.context["seen"]}).status_code == 302


def test_without_parts_a_split_divides_equally(cast, as_):
    client = as_(cast.administrator)
    url = reverse("unit-act", args=[cast.finance.code, "split"])
    first = client.post(url, SPLIT)
    empty = {f"share_{number}": "" for number in (1, 2, 3)}  # as the page that was shown sends them
    assert client.post(url, {**SPLIT, **empty, "seen": first.context["seen"]}).status_code == 302
    assert shares_of(cast.finance) == {"Sở Một": None, "Sở Hai": None, "Sở Ba": None}
    assert "phần trên" not in page(client, "unit", cast.finance.code).content.decode()


@pytest.mark.parametrize(
    ("parts", "field", "said"),
    [
        (("3", "", "1"), "share_2", "Ghi phần của mọi đơn vị mới"),
        (("0", "0", "0"), "share_1", "lớn hơn 0"),
        (("1,5", "1", "1"), "share_1", "số nguyên"),
        (("12.00", "1", "1"), "share_1", "số nguyên"),
        (("-3", "1", "1"), "share_1", "số nguyên"),
        (("1.234,567", "1", "1"), "share_1", "số nguyên"),
        (("9999999999", "1", "1"), "share_1", "2.000.000.000"),
    ],
)
def test_parts_that_cannot_be_are_said_at_their_field(cast, as_, parts, field, said):
    url = reverse("unit-act", args=[cast.finance.code, "split"])
    sent = SPLIT | {f"share_{number}": part for number, part in enumerate(parts, start=1)}
    answer = as_(cast.administrator).post(url, sent)
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors[field])
    assert list(answer.context["form"].errors) == [field]


def test_only_administrators_reach_the_acts(cast, as_):
    client = as_(cast.finance_leader)
    for url in (
        reverse("unit-act", args=[cast.finance.code, "rename"]),
        reverse("unit-new"),
        reverse("import-units"),
        reverse("unit-group-new"),
        reverse("committee-new"),
        reverse("unit-posts", args=[cast.finance.code]),
        reverse("committee-change", args=[cast.committee.code]),
        reverse("seat-new", args=[cast.committee.code]),
    ):
        assert client.get(url).status_code == 403, url
    assert "unit-acts" not in page(client, "unit", cast.finance.code).content.decode()


def test_a_telephone_of_another_unit_is_not_on_the_page(cast, as_):
    cast.finance_leader.phone = "0298 3777888"
    cast.finance_leader.save()
    assert "0298 3777888" in page(as_(cast.reader), "unit", cast.finance.code).content.decode()
    assert "0298 3777888" not in page(as_(cast.interior_contact), "unit", cast.finance.code).content.decode()


def test_a_list_is_looked_at_and_then_imported(cast, as_):
    client = as_(cast.administrator)
    url = reverse("import-units")
    shown = client.post(url, {"file": SimpleUploadedFile("units.csv", LIST)})
    assert [c.facts.name for c in shown.context["plan"].created] == ["Xã Tân An"]
    assert not Unit.objects.filter(name="Xã Tân An").exists()
    kept = shown.context["looked_at"]
    assert client.post(url, {"looked_at": kept}).status_code == 302
    assert Unit.objects.get(name="Xã Tân An").parent == cast.province
    assert client.post(url, {"looked_at": kept}).status_code == 302  # a double click changes nothing
    assert client.post(url, {"looked_at": kept[:-3] + "abc"}).status_code == 422


def test_errors_of_a_list_are_shown_by_row_and_column(cast, as_):
    answer = as_(cast.administrator).post(
        reverse("import-units"), {"file": SimpleUploadedFile("units.csv", LIST.replace(b"98", b"77"))}
    )
    assert answer.status_code == 422
    assert [(e.row, e.column) for e in answer.context["errors"]] == [(2, "Mã đơn vị cấp trên")]
    assert answer.context["looked_at"] == ""


def test_names_posts_and_groups_are_kept_on_their_pages(cast, as_):
    client = as_(cast.administrator)
    client.post(reverse("unit-names", args=[cast.finance.code]), {"text": "Sở Tiền"})
    alias = Alias.objects.get(text="Sở Tiền")
    assert (
        client.post(reverse("unit-names", args=[cast.finance.code]), {"text": "so tien"}).status_code == 422
    )
    client.post(reverse("unit-name-remove", args=[alias.pk]))
    assert not Alias.objects.filter(pk=alias.pk).exists()
    sent = {"person": "anthanh@sonhai.example", "role": "reader", "since": "01/06/2025"}
    assert client.post(reverse("unit-posts", args=[cast.finance.code]), sent).status_code == 302
    post = Post.objects.get(unit=cast.finance, person=cast.commune_contact)
    client.post(reverse("unit-post-end", args=[post.pk]))
    post.refresh_from_db()
    assert post.until is not None
    sent = {"name": "các phường", "within": "98", "kinds": ["ward"], "other_names": "phường"}
    assert client.post(reverse("unit-group-new"), sent).status_code == 302
    group = UnitGroup.objects.get(name="các phường")
    assert (group.kinds, group.other_names) == (["ward"], ["phường"])
    assert page(client, "unit-group", group.code).status_code == 200


def test_the_secretariat_reseats_the_committee(cast, as_):
    client = as_(cast.secretary)
    sent = {"role": "member", "unit": "so noi vu", "office": "Giám đốc Sở Nội vụ", "since": "01/06/2025"}
    assert client.post(reverse("seat-new", args=[cast.committee.code]), sent).status_code == 302
    seat = Seat.objects.get(office="Giám đốc Sở Nội vụ")
    holder = {"person": "nv.daumoi@sonhai.example", "since": "01/06/2025"}
    assert client.post(reverse("seat", args=[seat.code]), holder).status_code == 302
    tenure = Tenure.objects.get(seat=seat)
    client.post(reverse("tenure-end", args=[tenure.pk]), {"last_day": "30/06/2026", "basis": "Quyết định"})
    client.post(reverse("seat-close", args=[seat.code]), {"last_day": "31/12/2026", "basis": "Quyết định"})
    tenure.refresh_from_db()
    seat.refresh_from_db()
    assert (tenure.until, seat.until) == (date(2026, 6, 30), date(2026, 12, 31))
    sent = {"names": "Dữ liệu số\nHạ tầng số"}
    assert client.post(reverse("committee-fields", args=[cast.committee.code]), sent).status_code == 302


def test_the_print_of_a_form_leaves_out_what_is_not_an_answer(rf):
    first = rf.post("/", {"name": "A", "seen": "1", "csrfmiddlewaretoken": "x", "once": "1"}).POST
    second = rf.post("/", {"name": "A", "seen": "2"}).POST
    assert print_of(first) == print_of(second) != print_of(rf.post("/", {"name": "B"}).POST)
