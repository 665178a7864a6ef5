"""Two people at the same form: different fields are both kept, the same field shows both values."""

from __future__ import annotations

import re
import threading

import pytest
from django import forms
from django.db import connection
from django.http import QueryDict
from django.test import Client

from giaoban.assignments.models import Proposal
from giaoban.briefing.models import Brief
from giaoban.people.models import Person
from giaoban.ui.merging import MergingForm, keep_both
from giaoban.units.models import Committee
from tests import make
from tests.assignments import work

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*base|version)" value="([^"]*)"')


class Form(MergingForm):
    name = forms.CharField()
    words = forms.CharField(required=False)
    on = forms.BooleanField(required=False)


SEEN = {"name": "Hạ tầng", "words": "một\nhai", "on": True}


def sent(**changed):
    """What comes back from the form that showed SEEN, with these fields changed."""
    data = QueryDict(mutable=True)
    form = Form(initial=SEEN).stands_as(SEEN)
    values = {"name": "Hạ tầng", "words": "một\r\nhai", "on": "on", "base": form.initial["base"]} | changed
    data.update({key: value for key, value in values.items() if value is not None})
    bound = Form(data)
    assert bound.is_valid(), bound.errors
    return bound


def test_a_field_left_alone_keeps_what_another_wrote():
    form = sent(name="Hạ tầng số")
    assert form.merge(SEEN | {"words": "ba"})
    assert {name: form.cleaned_data[name] for name in SEEN} == {
        "name": "Hạ tầng số",
        "words": "ba",
        "on": True,
    }


def test_line_ends_of_browsers_are_no_change():
    form = sent()
    assert form.merge(SEEN | {"words": "ba", "on": False})
    assert (form.cleaned_data["words"], form.cleaned_data["on"]) == ("ba", False)


def test_the_same_change_by_both_is_no_conflict():
    form = sent(words="ba")
    assert form.merge(SEEN | {"words": "ba"})
    assert form.cleaned_data["words"] == "ba"


def test_a_field_changed_by_both_shows_both_values_and_keeps_the_others_edits():
    form = sent(words="của tôi", on=None)
    assert not form.merge({"name": "Tên mới", "words": "của họ", "on": True})
    [conflict] = form.conflicts
    assert (conflict.mine, conflict.theirs) == ("của tôi", "của họ")
    assert (form["name"].value(), form["words"].value(), form["on"].value()) == ("Tên mới", "của tôi", False)


@pytest.mark.parametrize(("choice", "kept"), [("theirs", "của họ"), ("mine", "của tôi"), ("", "của tôi")])
def test_the_second_chooses(choice, kept):
    form = sent(words="của tôi")
    now = SEEN | {"words": "của họ"}
    assert not form.merge(now)
    again = form.data.copy()
    again["take-words"] = choice
    second = Form(again)
    assert second.is_valid()
    assert second.merge(now)
    assert second.cleaned_data["words"] == kept


def test_a_third_change_while_the_second_chooses_is_shown_again():
    form = sent(words="của tôi")
    assert not form.merge(SEEN | {"words": "của họ"})
    again = form.data.copy()
    again["take-words"] = "theirs"
    second = Form(again)
    assert second.is_valid()
    assert not second.merge(SEEN | {"words": "lại khác"})
    assert second.conflicts[0].theirs == "lại khác"


def test_a_base_that_was_tampered_with_is_no_base():
    form = sent(words="của tôi")
    form.data = form.data.copy()
    form.data["base"] = form.data["base"][:-2] + "xx"
    assert not form.has_base
    assert form.merge(SEEN | {"words": "của họ"})
    assert form.cleaned_data["words"] == "của tôi"


def shown(client, address):
    """The hidden facts that a page's forms carry."""
    return dict(HIDDEN.findall(client.get(address).content.decode()))


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_two_administrators_change_an_account(cast):
    one, other = signed_in(cast.administrator), signed_in(cast.administrator)
    address = f"/people/{cast.reader.code}/"
    first, second = shown(one, address), shown(other, address)
    typed = {"full_name": "Ngô Văn Ước", "email": cast.reader.email, "honorific": "", "phone": ""}
    one.post(f"{address}change/", typed | first | {"phone": "0290 3 111 222"})
    other.post(f"{address}change/", typed | second | {"full_name": "Ngô Văn Ước Anh"})
    found = Person.objects.get(pk=cast.reader.pk)
    assert (found.full_name, found.phone) == ("Ngô Văn Ước Anh", "0290 3 111 222")
    page = other.post(f"{address}change/", typed | second | {"full_name": "Ngô Ước"}).content.decode()
    assert "Ngô Văn Ước Anh" in page
    assert 'name="take-full_name"' in page
    assert Person.objects.get(pk=cast.reader.pk).full_name == "Ngô Văn Ước Anh"


def test_two_people_change_a_committee(cast):
    one, other = signed_in(cast.administrator), signed_in(cast.administrator)
    address = f"/committees/{cast.committee.code}/change/"
    first, second = shown(one, address), shown(other, address)
    typed = {
        "name": cast.committee.name,
        "symbol": cast.committee.symbol,
        "standing_unit": f"unit:{cast.science.code}",
        "basis": cast.committee.basis,
        "term_from": "01/01/2021",
        "term_to": "",
    }
    assert one.post(address, typed | first | {"standing_unit": f"unit:{cast.office.code}"}).status_code == 302
    assert other.post(address, typed | second | {"term_to": "31/12/2026"}).status_code == 302
    found = Committee.objects.get(pk=cast.committee.pk)
    assert (found.standing_unit, f"{found.term_to:%d/%m/%Y}") == (cast.office, "31/12/2026")
    clash = other.post(address, typed | second | {"standing_unit": f"unit:{cast.interior.code}"})
    assert clash.status_code == 422
    assert {cast.office.name, cast.interior.name} <= {
        words for c in clash.context["form"].conflicts for words in (c.mine, c.theirs)
    }


def test_two_secretaries_write_a_brief(cast):
    from tests.briefing.samples import SAMPLES

    SAMPLES["briefing.actions.write_brief"](cast)()
    brief = Brief.objects.get()
    one, other = signed_in(cast.secretary), signed_in(cast.standing)
    address = f"/briefs/{brief.code}/edit/"
    first, second = shown(one, address), shown(other, address)
    typed = {name: getattr(brief, name) for name in ("opening", "difficulties", "proposals")}
    assert one.post(address, typed | first | {"difficulties": "Thiếu cán bộ."}).status_code == 302
    assert other.post(address, typed | second | {"proposals": "Bổ sung kinh phí."}).status_code == 302
    brief.refresh_from_db()
    assert (brief.difficulties, brief.proposals) == ("Thiếu cán bộ.", "Bổ sung kinh phí.")
    clash = other.post(address, typed | second | {"difficulties": "Đường truyền yếu."})
    assert clash.status_code == 422
    text = clash.content.decode()
    assert "Thiếu cán bộ." in text
    assert "Đường truyền yếu." in text
    chosen = shown_in(text) | {"take-difficulties": "theirs"}
    words = {"difficulties": "Đường truyền yếu.", "proposals": "Bổ sung kinh phí."}
    saved = other.post(address, typed | words | chosen)
    assert saved.status_code == 302
    brief.refresh_from_db()
    assert brief.difficulties == "Thiếu cán bộ."


def shown_in(text):
    return dict(HIDDEN.findall(text))


def test_two_reviewers_edit_a_proposal(cast):
    checking = work.review(work.document(cast, work.PLAN, number="216"))
    proposal = work.proposal(checking, work.PLAN, lead=[cast.finance], field=cast.field)
    addressee = proposal.addressees.get()
    one, other = signed_in(cast.secretary), signed_in(cast.standing)
    here = f"/documents/{checking.document.code}/review/"
    first = shown(one, f"{here}?edit={proposal.code}")
    second = shown(other, f"{here}?edit={proposal.code}")
    typed = {
        "p-action": proposal.action,
        "p-product": proposal.product,
        "p-clause": proposal.clause,
        "p-due_on": f"{proposal.due_on:%d/%m/%Y}" if proposal.due_on else "",
        "p-rule": proposal.rule,
        "p-field": str(proposal.field_id or ""),
        f"a{addressee.pk}-party": f"unit:{cast.finance.code}",
        f"a{addressee.pk}-role": addressee.role,
        f"a{addressee.pk}-content": "",
        f"a{addressee.pk}-due_on": "",
        "new-role": "coordinating",
    }
    save = f"{here}{proposal.code}/save/"
    assert one.post(save, typed | first | {"p-product": "Báo cáo"}).status_code == 302
    done = other.post(save, typed | second | {f"a{addressee.pk}-content": "Phần kinh phí"})
    assert done.status_code == 302, done.context["form"].errors
    found = Proposal.objects.get(pk=proposal.pk)
    assert (found.product, found.addressees.get().content) == ("Báo cáo", "Phần kinh phí")
    clash = other.post(save, typed | second | {"p-product": "Đề án"})
    assert clash.status_code == 200
    assert [(c.mine, c.theirs) for c in clash.context["form"].conflicts] == [("Đề án", "Báo cáo")]


@pytest.mark.django_db(transaction=True)
def test_no_edit_is_lost_however_close_two_come():
    cast = make.cast()
    lost = []
    for turn in range(15):
        now = {"full_name": f"Tên {turn}", "phone": f"số {turn}"}
        Person.objects.filter(pk=cast.reader.pk).update(full_name=f"Tên {turn}", phone=f"số {turn}")
        start = threading.Barrier(2)

        def save(changed, now=now, start=start):
            class Details(MergingForm):
                full_name = forms.CharField()
                phone = forms.CharField()

            base = Details().stands_as(now).initial["base"]
            form = Details(now | {"base": base} | changed)
            assert form.is_valid()
            start.wait()
            locked = Person.objects.select_for_update()
            keep_both(
                form,
                now=lambda: [locked.values("full_name", "phone").get(pk=cast.reader.pk)],
                act=lambda: Person.objects.filter(pk=cast.reader.pk).update(
                    full_name=form.cleaned_data["full_name"], phone=form.cleaned_data["phone"]
                ),
            )
            connection.close()

        both = [threading.Thread(target=save, args=(c,)) for c in ({"full_name": "A"}, {"phone": "1"})]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        found = Person.objects.get(pk=cast.reader.pk)
        lost += [] if (found.full_name, found.phone) == ("A", "1") else [turn]
    assert lost == []
