"""The register of personal fields: complete by test, shown in both languages."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.apps import apps
from django.utils import translation

from giaoban.people.models import Person
from giaoban.people.reads import own_data, personal_register, register_version
from giaoban.people.reads.register import LIBRARIES, declared
from tests.make import NOON

BY_NAME = re.compile(
    r"(full_?name|first_?name|last_?name|honorific|e?mail|phone|telephone|mobile|address|birth|gender|password"
    r"|last_login|user_?agent|(^|_)ip(_|$)|username|session_(data|hash)|actor|acting_as|author|signer|holder"
    r"|recipient|payload|get_data|post_data)"
)
NOT_OF_A_PERSON = {
    # Who is addressed here is a unit or a group of units.
    ("assignments.Addressee", "position"),
    # Bodies and offices that a paper goes to, as it prints them; with what authority it is signed ("KT").
    ("documents.Document", "recipients"),
    ("documents.Draft", "recipients"),
    ("documents.Draft", "addressed_to"),
    ("documents.Draft", "authority"),
    # Whether a reminder goes by mail; who is reminded is declared there.
    ("duties.Reminder", "by_mail"),
}


def personal_by_nature():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if not field.concrete or field.auto_created:
                continue
            if (field.is_relation and field.related_model is Person) or BY_NAME.search(field.name):
                yield model, field.name


def test_every_field_that_is_personal_by_its_nature_is_in_the_register():
    missing = {
        (model._meta.label, name) for model, name in personal_by_nature() if name not in declared(model)
    }
    assert missing - NOT_OF_A_PERSON == set(), "declare these in `personal` beside the model"


def test_the_register_names_only_fields_that_exist_and_leaves_no_promise_empty():
    for entry in personal_register():
        assert apps.get_model(entry.model)._meta.get_field(entry.field)
        assert all((entry.what, entry.purpose, entry.seen_by, entry.kept))
    for label, fields in LIBRARIES.items():
        assert {field for field in fields if not apps.get_model(label)._meta.get_field(field)} == set()


def test_the_register_is_wholly_in_vietnamese_and_its_version_does_not_depend_on_the_language():
    with translation.override("en"):
        english, version = personal_register(), register_version()
    with translation.override("vi"):
        vietnamese = personal_register()
        assert register_version() == version
    same = {
        (one.model, one.field)
        for one, other in zip(english, vietnamese, strict=True)
        if {one.what, one.purpose, one.seen_by, one.kept}
        & {other.what, other.purpose, other.seen_by, other.kept}
    }
    assert same == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_privacy_notice_is_public_and_prints_the_whole_register(client, db, language):
    client.cookies["giaoban_language"] = language
    page = client.get("/privacy/")
    with translation.override(language):
        wanted = {entry.what for entry in personal_register()}
    text = unescape(page.content.decode())
    assert page.status_code == 200
    assert {what for what in wanted if what not in text} == set()
    assert register_version() in text


def test_a_person_can_take_their_own_data_along_and_nobody_elses(client, cast):
    client.force_login(cast.finance_contact)
    answer = client.get("/me/data.json")
    assert answer.headers["Content-Type"] == "application/json"
    text = answer.content.decode()
    taken = json.loads(text)
    assert taken["register_version"] == register_version()
    assert cast.finance_contact.email in text
    assert cast.finance_leader.email not in text
    assert "md5$" not in text
    assert "pbkdf2" not in text


def test_the_export_holds_every_kind_of_row_that_names_the_person(cast):
    from giaoban.journal.actions import record
    from giaoban.people.vocabulary import Verb

    record(Verb.CHANGED, actor=cast.reader, target=cast.reader, at=NOON)
    records = own_data(cast.reader)
    rows = [len(kind["rows"]) for value in records.values() if isinstance(value, list) for kind in value]
    assert sum(rows) == 2  # the post at Finance, the entry of the journal
