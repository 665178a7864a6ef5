"""The component page in a real browser: keys, dialogs, pickers, without JavaScript, and accessibility."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.ui.urls"),
]
AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text()
RULES = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, live_server, settings):
    """A function that opens the component page; faults on the console fail the test."""
    settings.DEBUG = True
    faults, contexts = [], []

    def open_page(**how):
        context = chromium.new_context(**how)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(live_server.url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def violations(page):
    page.evaluate(AXE)
    found = page.evaluate(RULES)["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_is_accessible_and_fits(opened, width, scheme):
    page = opened(viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_picker_is_worked_by_the_keyboard_alone(opened):
    page = opened()
    box = page.get_by_role("combobox", name="Đơn vị phối hợp").first
    for words, name in (("skhcn", "Sở Khoa học và Công nghệ"), ("ben lau", "Ủy ban nhân dân phường Bến Lau")):
        box.fill(words)
        page.locator(".picker-list").get_by_role("option", name=name).wait_for()
        assert violations(page) == []
        box.press("Enter")
    chosen = page.locator("input[type=hidden][name=together]")
    assert [each.get_attribute("value") for each in chosen.all()] == ["SKHCN", "BL"]
    box.press("Backspace")
    assert [each.get_attribute("value") for each in chosen.all()] == ["SKHCN"]
    page.get_by_role("button", name="Bỏ Sở Khoa học và Công nghệ").click()
    assert chosen.count() == 0


def test_a_picker_of_one_replaces_its_choice(opened):
    page = opened()
    box = page.get_by_role("combobox", name="Đơn vị chủ trì").first
    for words, name in (("stc", "Sở Tài chính"), ("hoa thuan", "Ủy ban nhân dân xã Hòa Thuận")):
        box.fill(words)
        page.locator(".picker-list").get_by_role("option", name=name).wait_for()
        box.press("Enter")
    assert [each.get_attribute("value") for each in page.locator("input[type=hidden][name=lead]").all()] == [
        "HT"
    ]


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_an_official_act_asks_first_with_and_without_javascript(opened, javascript):
    page = opened(java_script_enabled=javascript)
    page.get_by_role("button", name="Chấp nhận", exact=True).click()
    page.get_by_role("heading", name="Chấp nhận kết quả này?").wait_for()
    page.get_by_role("button", name="Để sau").click()
    page.get_by_role("heading", name="Chấp nhận kết quả này?").wait_for(state="hidden")


def test_without_javascript_every_field_is_there_under_its_name(opened):
    page = opened(java_script_enabled=False)
    names = {each.get_attribute("name") for each in page.locator("form.form").first.locator("[name]").all()}
    assert {"number", "due_on", "lead", "together", "words", "kind", "informed", "evidence"} <= names


def test_keys_open_their_list_and_walk_the_rows(opened):
    page = opened()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Phím tắt")
    dialog.wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent").startswith("Góp ý dự thảo")


def test_a_form_is_sent_once_however_often_its_button_is_pressed(opened):
    page = opened()
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    button = page.get_by_role("button", name="Tiếp nhận", exact=True).first
    with page.expect_response(lambda response: response.request.method == "POST"):
        busy = button.evaluate("b => { b.click(); b.click(); return b.getAttribute('aria-busy'); }")
    page.wait_for_load_state()
    assert busy == "true"
    assert sent.count("POST") == 1


def test_a_day_is_typed_day_first_and_the_calendar_stands_beside_it(opened):
    page = opened()
    field = page.get_by_label("Thời hạn").first
    field.fill("27/02/2026")
    assert field.input_value() == "27/02/2026"
    assert page.get_by_role("button", name="Mở lịch").first.is_visible()
