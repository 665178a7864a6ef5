"""What was typed on a line that breaks is kept, and sent once when the line is back."""

import re
import time

import pytest

from giaoban.config.demo.accounts import PASSWORD

pytestmark = pytest.mark.browser
WORDS = "Đã họp với các xã, còn chờ số liệu của hai xã ven biển."
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('keep:')).length"


def open_report(visitor):
    """A piece of work in progress and its form for reporting; the address of the work. New work stays new."""
    page = visitor.page
    visitor.go("/desk/")
    for link in [a.get_attribute("href") for a in page.locator("main a.row-what").all()]:
        visitor.go(link)
        if page.locator("a[href$='/report/']").count():
            page.click("a[href$='/report/']")
            page.wait_for_url(re.compile(r"/report/$"))
            return link
    pytest.fail("the demo's unit has no work in progress")


def times_said(visitor, work, words):
    """How often the page of the work says these words."""
    visitor.go(work)
    return visitor.page.inner_text("main").count(words)


def test_a_report_typed_without_a_line_is_sent_once_when_it_is_back(visitor):
    with visitor() as contact:
        contact.sign_in("daumoi.stc@sonhai.example")
        page = contact.page
        work = open_report(contact)
        page.click("label:has-text('50')")
        page.fill("textarea[name=words]", WORDS)
        sent = []
        page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
        page.context.set_offline(True)
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".keep-note:has-text('Chưa gửi được, sẽ gửi lại khi có mạng')")
        assert contact.faults() == []
        contact.picture("lost-line")
        page.keyboard.press("Control+Enter")  # pressed again meanwhile
        page.context.set_offline(False)
        page.wait_for_url(re.compile(r"/duties/\w+/$"))
        assert page.evaluate(KEPT) == 0
        assert times_said(contact, work, WORDS) == 1


def test_an_answer_that_was_lost_is_not_acted_on_twice(visitor):
    """The act arrives, its answer does not: the form is sent again with its key, and acts no more."""
    with visitor() as contact:
        contact.sign_in("daumoi.stc@sonhai.example")
        page = contact.page
        work = open_report(contact)
        words = f"Đã gửi công văn đôn đốc lúc {time.time():.0f}."
        page.fill("textarea[name=words]", words)
        lost = []

        def lose_the_answer(route):
            if lost or route.request.method != "POST":
                route.continue_()
                return
            lost.append(route.fetch(max_redirects=0).status)
            route.abort("connectionreset")

        page.route("**/report/", lose_the_answer)
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".keep-note")
        assert lost == [204]
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_url(re.compile(r"/duties/\w+/$"))
        assert "không thực hiện lại" in page.inner_text("body")
        assert times_said(contact, work, words) == 1


def test_what_was_typed_is_offered_back_to_the_same_person_alone(visitor):
    with visitor() as contact:
        contact.sign_in("daumoi.stc@sonhai.example")
        page = contact.page
        work = open_report(contact)
        page.fill("textarea[name=words]", WORDS)
        page.wait_for_function(KEPT)
        form = page.url.removeprefix(contact.site)
        contact.go("/desk/")
        contact.go(form)
        page.wait_for_selector(".keep-note:has-text('Bản nhập chưa gửi lúc')")
        assert page.input_value("textarea[name=words]") == ""
        assert contact.faults() == []
        contact.picture("offered-back")
        page.click(".keep-note button:has-text('Khôi phục')")
        assert page.input_value("textarea[name=words]") == WORDS
        contact.go(form)
        page.click(".keep-note button:has-text('Bỏ')")
        contact.go(form)
        assert page.locator(".keep-note").count() == 0
        page.fill("textarea[name=words]", WORDS)
        page.wait_for_function(KEPT)
        page.click("[data-menu] summary")
        page.click("form[action$='/sign-out/'] button")
        page.wait_for_url(re.compile("/sign-in/"))
        assert page.evaluate(KEPT) == 0
        assert work


def test_a_form_with_a_fault_comes_back_with_what_was_typed(visitor):
    with visitor() as contact:
        contact.sign_in("daumoi.stc@sonhai.example")
        page = contact.page
        open_report(contact)
        contact.go(page.url.removeprefix(contact.site).replace("/report/", "/submit/"))
        page.fill("textarea[name=words]", WORDS)
        page.click("main form button:not([type=button])")
        page.wait_for_selector("main .alert.t-late")
        assert page.input_value("textarea[name=words]") == WORDS
        assert page.locator(".keep-note").count() == 0
        assert contact.faults() == []


def test_who_was_signed_out_meanwhile_finds_the_words_after_signing_in(visitor):
    with visitor() as contact:
        contact.sign_in("daumoi.stc@sonhai.example")
        page = contact.page
        open_report(contact)
        page.fill("textarea[name=words]", WORDS)
        cookies = [c for c in page.context.cookies() if c["name"] != "sessionid"]
        page.context.clear_cookies()
        page.context.add_cookies(cookies)
        page.keyboard.press("Control+Enter")
        page.wait_for_url(re.compile("/sign-in/"))
        page.fill("input[name=username]", "daumoi.stc@sonhai.example")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(re.compile(r"/report/$"))
        page.click(".keep-note button:has-text('Khôi phục')")
        assert page.input_value("textarea[name=words]") == WORDS
