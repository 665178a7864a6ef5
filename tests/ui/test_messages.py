"""The catalogues: nothing stays English by accident, and the tool that says so can be trusted."""

from __future__ import annotations

import polib
import pytest
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils import translation

from tools import messages


def catalogue(*entries):
    book = polib.POFile()
    book.extend(entries)
    return book


def entry(msgid, msgstr="", **more):
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


def test_the_words_of_the_components_are_all_translated():
    assert messages.faults("ui") == []


def test_merging_keeps_translations_drops_the_unused_and_keeps_those_of_libraries():
    new = catalogue(entry("Receive"), entry("Accept"))
    old = catalogue(
        entry("Receive", "Tiếp nhận"),
        entry("Gone", "Hết"),
        entry("This field is required.", "Bắt buộc.", tcomment="From Django"),
    )
    merged = messages.merged(new, old)
    assert [(each.msgid, each.msgstr) for each in merged] == [
        ("Accept", ""),
        ("Receive", "Tiếp nhận"),
        ("This field is required.", "Bắt buộc."),
    ]


def test_the_same_word_in_two_senses_stays_two_entries():
    new = catalogue(entry("Open", msgctxt="state"), entry("Open", msgctxt="verb"))
    old = catalogue(entry("Open", "Đang mở", msgctxt="state"))
    assert [(each.msgctxt, each.msgstr) for each in messages.merged(new, old)] == [
        ("state", "Đang mở"),
        ("verb", ""),
    ]


def test_a_second_run_writes_the_same_bytes():
    book = messages.merged(messages.extracted("ui"), messages.stored("ui"))
    assert f"{book}".rstrip("\n") + "\n" == (messages.PROJECT / "ui" / messages.CATALOGUE).read_text()
    assert set(book.metadata) == set(messages.HEADER)


@pytest.fixture
def small_app(tmp_path, monkeypatch):
    """An app with one module, one template and no catalogue yet."""
    monkeypatch.setattr(messages, "PROJECT", tmp_path)
    monkeypatch.setattr(messages, "HOME", tmp_path)
    (tmp_path / "desk/templates").mkdir(parents=True)
    (tmp_path / "desk/__init__.py").write_text(
        'from x import ngettext\nngettext("%(n)d duty", "%(n)d duties", 2)\n'
    )
    block = "{% blocktranslate trimmed with n=1 %}\n  See {{ n }}\n{% endblocktranslate %}"
    page = '{% load i18n %}{% translate "Hello" %}' + block
    (tmp_path / "desk/templates/a.html").write_text(page)
    return tmp_path / "desk"


def translate(app, **words):
    path = app / messages.CATALOGUE
    book = polib.pofile(path.read_text())
    for each in book:
        text = words.get(each.msgid.split()[0].strip("%()nd") or "duty", "")
        if each.msgid_plural:
            each.msgstr_plural = {0: text}
        else:
            each.msgstr = text
    path.write_text(str(book) + "\n")


def test_strings_come_from_modules_and_templates_and_must_all_be_translated(small_app):
    assert messages.main(["--check"]) == 1
    assert messages.update("desk") == 3
    assert [each.msgid for each in messages.stored("desk")] == ["%(n)d duty", "Hello", "See %(n)s"]
    translate(small_app, Hello="Xin chào", See="Xem %(n)s", duty="%(n)d việc")
    assert messages.faults("desk") == ["desk: the compiled catalogue is out of date"]
    assert messages.update("desk") == 0
    assert messages.main(["--check"]) == 0


def test_a_lost_placeholder_and_an_untrimmed_block_are_found(small_app):
    messages.update("desk")
    translate(small_app, Hello="Xin chào", See="Xem", duty="%(n)d việc")
    messages.update("desk")
    page = small_app / "templates/a.html"
    page.write_text(page.read_text().replace(" trimmed", ""))
    found = messages.faults("desk")
    assert "desk: other placeholders than the source: 'See %(n)s'" in found
    assert "desk: a blocktranslate without trimmed: desk/templates/a.html" in found


def test_two_apps_may_not_translate_one_string_differently(small_app):
    other = small_app.parent / "board"
    other.mkdir()
    (other / "__init__.py").write_text('from x import gettext as _\n_("Hello")\n')
    for app in ("desk", "board"):
        messages.update(app)
    translate(small_app, Hello="Xin chào", See="Xem %(n)s", duty="%(n)d việc")
    translate(other, Hello="Chào")
    assert messages.contradictions(["board", "desk"]) == [
        "desk: 'Hello' is translated otherwise in board; give one a context"
    ]


@pytest.mark.parametrize(
    ("validator", "password"),
    [
        (password_validation.MinimumLengthValidator(10), "ngan"),
        (password_validation.NumericPasswordValidator(), "1234567890123"),
        (password_validation.CommonPasswordValidator(), "password123"),
    ],
)
def test_why_a_password_is_refused_is_said_in_vietnamese(validator, password):
    with translation.override("vi"), pytest.raises(ValidationError, match=r"^.'Mật khẩu "):
        validator.validate(password)
