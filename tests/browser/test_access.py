"""Key pages: accessible, no wider than the screen, nothing untranslated, usable without scripts."""

import re

import pytest

from tests.browser.conftest import PHONE, WIDE

pytestmark = pytest.mark.browser
PAGES = {
    "thuky@sonhai.example": [
        "/desk/",
        "/documents/",
        "/documents/new/",
        "/assignments/",
        "/acceptance/",
        "/committees/",
        "/me/",
    ],
    "chutich@sonhai.example": ["/board/", "/work/", "/briefs/", "/units/"],
    "quantri@sonhai.example": [
        "/units/",
        "/people/",
        "/people/add/",
        "/calendar/",
        "/outbox/",
        "/units/import/",
        "/units/groups/",
    ],
}
ENGLISH = re.compile(
    r"\b(the|and|your|with|this|from|nothing|already|units?|tasks?|paper|work|date|edit|drop|save|cancel)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\S+@\S+")  # of the Department of Culture and Sports: van-hoa-the-thao


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("email", PAGES)
def test_key_pages_are_accessible_and_fit_the_screen(visitor, email, viewport):
    with visitor(viewport) as person:
        person.sign_in(email)
        found = {}
        for path in PAGES[email]:
            person.go(path)
            found[path] = (person.faults(), person.is_too_wide())
        assert found == {path: ([], False) for path in PAGES[email]}
        assert person.complaints == []


def test_the_dark_ground_is_as_readable(visitor):
    with visitor(WIDE, color_scheme="dark") as person:
        person.sign_in("chutich@sonhai.example")
        for path in ("/board/", "/work/"):
            person.go(path)
            assert (path, person.faults()) == (path, [])


@pytest.mark.parametrize("email", PAGES)
def test_vietnamese_pages_hold_no_english(visitor, email):
    with visitor(WIDE) as person:
        person.sign_in(email)
        for path in PAGES[email]:
            person.go(path)
            text = ADDRESS.sub("", person.page.inner_text("body"))
            words = [w.group() for w in ENGLISH.finditer(text)]
            assert (path, words) == (path, [])


def test_english_is_one_click_away(visitor):
    with visitor(WIDE) as person:
        person.go("/sign-in/")
        person.page.click("button:has-text('English'), input[value='English']")
        person.page.wait_for_load_state("load")
        assert person.page.get_attribute("html", "lang") == "en"
        assert "Sign in" in person.page.inner_text("body")


def test_key_pages_work_without_scripts(visitor):
    with visitor(WIDE, java_script_enabled=False) as person:
        person.sign_in("daumoi.stc@sonhai.example")
        person.go("/desk/")
        assert person.page.locator("main a[href^='/duties/']").count() > 0
        person.page.locator("main a[href^='/duties/']").first.click()
        assert re.search(r"/duties/\w+/$", person.page.url)
