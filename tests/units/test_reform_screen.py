"""The screen of a reform: the table is looked at, confirmed, taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from giaoban.units.models import Reform, Spell
from tests import make

TABLE = "old_code,old_name,new_code,new_name\n,Sở Tài chính,,Sở Tài chính\n,Sở Nội vụ,,Sở Tài chính\n"


@pytest.fixture
def url():
    return reverse("reforms")


def look(client, url, text=TABLE):
    file = SimpleUploadedFile("bang.csv", text.encode())
    return client.post(url, {"file": file, "effective_on": "01/07/2025", "basis": "Nghị quyết 9"})


def test_a_reform_is_looked_at_recorded_and_taken_back(cast, client, url):
    client.force_login(cast.administrator)
    page = look(client, url)
    assert page.context["counts"] == {"merged": 1, "changed": 0, "closed": 1, "moved": 0}
    assert not Reform.objects.exists()
    assert client.post(url, {"looked_at": page.context["looked_at"]}).status_code == 302
    reform = Reform.objects.get()
    assert not Spell.objects.on(date(2025, 7, 1)).filter(unit=cast.interior).exists()
    assert "Nghị quyết 9" in client.get(url).text
    client.post(url, {"reform": reform.code, "why": "Ghi nhầm"})
    assert Spell.objects.on(date(2025, 7, 1)).filter(unit=cast.interior).exists()
    assert "Ghi nhầm" in client.get(url).text


def test_a_table_with_errors_cannot_be_confirmed(cast, client, url):
    client.force_login(cast.administrator)
    page = look(client, url, TABLE.replace("Sở Nội vụ", "Sở Lạ"))
    assert (page.status_code, page.context["looked_at"]) == (422, "")


def test_others_see_why_it_is_not_for_them(cast, client, url):
    client.force_login(cast.reader)
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("rows", [1, 7])
def test_the_page_costs_the_same_however_many_reforms(cast, client, url, rows, django_assert_max_num_queries):
    client.force_login(cast.administrator)
    for _n in range(rows):
        Reform.objects.create(effective_on=date(2025, 7, 1), basis="NQ", table=[], recorded_at=make.NOON)
    with django_assert_max_num_queries(12):
        assert len(client.get(url).context["rows"]) == rows
