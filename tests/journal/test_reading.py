"""Reading personal data and taking data along leave entries, one's own data none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from giaoban.journal.actions import record_export, record_viewing
from giaoban.journal.models import Entry
from tests.make import NOON


def verbs():
    return list(Entry.objects.order_by("number").values_list("verb", "actor_name", "target_label"))


def test_a_look_is_entered_once_an_hour_and_not_at_oneself(cast):
    administrator = cast.officer(cast.administrator)
    assert record_viewing(cast.administrator, actor=administrator, at=NOON) == []
    assert record_viewing(cast.reader, actor=administrator, at=NOON)
    assert record_viewing(cast.reader, actor=administrator, at=NOON + timedelta(minutes=59)) == []
    assert record_viewing(cast.chair, actor=administrator, at=NOON)
    assert record_viewing(cast.reader, actor=cast.officer(cast.chair), at=NOON)
    assert record_viewing(cast.reader, actor=administrator, at=NOON + timedelta(minutes=60))
    assert [target for _verb, _who, target in verbs()].count("Ngô Văn Ước") == 3


def test_an_export_says_whose_data_which_file_and_how_many_lines(cast):
    entry = record_export(
        cast.committee, actor=cast.officer(cast.secretary), at=NOON, file="viec.xlsx", rows=12
    )
    assert (entry.verb, entry.target_label, entry.after) == (
        "journal.exported",
        str(cast.committee),
        {"file": "viec.xlsx", "rows": 12},
    )
    assert record_export(cast.reader, actor=cast.officer(cast.reader), at=NOON, file="x.json") is None


def test_opening_the_page_of_a_person_is_entered_and_not_among_the_acts(cast):
    client = Client()
    client.force_login(cast.administrator)
    client.get(f"/people/{cast.reader.code}/")
    assert verbs() == [("journal.viewed", "Đặng Thị Uyên", "Ngô Văn Ước")]
    assert Entry.objects.acts().count() == 0


def test_telephone_numbers_on_a_page_are_entered_person_by_person(cast):
    client = Client()
    client.force_login(cast.finance_leader)
    client.get(f"/units/{cast.finance.code}/")
    assert verbs() == []
    cast.finance_contact.phone = "0290 3 123 456"
    cast.finance_contact.save()
    assert "0290 3 123 456" in client.get(f"/units/{cast.finance.code}/").content.decode()
    assert [(verb, who) for verb, _who, who in verbs()] == [("journal.viewed", "Đỗ Thị Dung")]


@pytest.mark.parametrize(
    ("who", "address", "file", "target"),
    [
        ("secretary", "/work/xlsx/?committee={0.committee.code}", ".xlsx", "Ban Chỉ đạo Chuyển đổi số tỉnh"),
        ("finance_contact", "/work/xlsx/?committee=own", ".xlsx", "Sở Tài chính"),
        ("finance_contact", "/assignments/export/", ".xlsx", "Sở Tài chính"),
    ],
)
def test_an_export_leaves_an_entry(cast, who, address, file, target):
    client = Client()
    client.force_login(getattr(cast, who))
    answer = client.get(address.format(cast))
    assert answer.status_code == 200
    entry = Entry.objects.get()
    assert (entry.verb, entry.target_label) == ("journal.exported", target)
    assert entry.after["file"].endswith(file)


def test_a_brief_taken_along_leaves_an_entry_and_read_on_the_screen_none(cast):
    from tests.briefing.samples import SAMPLES  # writes one

    SAMPLES["briefing.actions.write_brief"](cast)()
    from giaoban.briefing.models import Brief

    before = Entry.objects.count()
    brief = Brief.objects.get()
    client = Client()
    client.force_login(cast.secretary)
    assert client.get(f"/briefs/{brief.code}/").status_code == 200
    assert Entry.objects.count() == before
    for kind in ("docx", "pdf"):
        assert client.get(f"/briefs/{brief.code}/{kind}/").status_code == 200
    files = [e.after["file"][-5:] for e in Entry.objects.filter(verb="journal.exported")]
    assert [name.rpartition(".")[2] for name in files] == ["docx", "pdf"]


def test_ones_own_data_leaves_no_entry(cast):
    client = Client()
    client.force_login(cast.reader)
    assert client.get("/me/data.json").status_code == 200
    assert client.get("/me/").status_code == 200
    assert verbs() == []
