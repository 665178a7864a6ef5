"""The main job as people do it: from a conclusion notice to accepted work and the next brief."""

import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document as Word

from giaoban.config.demo.accounts import SAMPLE_NOTICE
from tests.browser.conftest import PHONE, WIDE

pytestmark = pytest.mark.browser
SENTENCE = "Tham mưu UBND tỉnh bố trí kinh phí bổ sung cho hạ tầng số năm 2027"


@pytest.fixture(scope="module")
def given(chromium, site):
    """The sample notice, brought in by the secretary and its work given."""
    from tests.browser.conftest import Visitor

    context = chromium.new_context(viewport=WIDE, locale="vi-VN")
    context.set_default_timeout(15_000)
    secretary = Visitor(context.new_page(), site)
    secretary.sign_in("thuky@sonhai.example")
    page = secretary.page
    review = secretary.bring_in(SAMPLE_NOTICE)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.wait_for_timeout(400)  # the text scrolls to the sentence
    secretary.picture("review")
    assert page.locator("mark").count() >= 6
    secretary.give_out(picture="confirm")
    assert secretary.complaints == []
    context.close()
    return review


def test_a_notice_becomes_accepted_work(given, visitor):
    with visitor() as finance:
        finance.sign_in("daumoi.stc@sonhai.example")
        page = finance.page
        finance.go("/desk/")
        finance.picture("desk")
        page.click(f"main a:has-text('{SENTENCE}')")
        page.wait_for_url(re.compile(r"/duties/\w+/$"))
        work = page.url.removeprefix(finance.site)
        page.click("form[action$='/receive/'] button")
        page.click("a[href$='/report/']")
        page.click("label:has-text('60')")
        page.fill("textarea[name=words]", "Đã có dự thảo phân bổ, đang lấy ý kiến các đơn vị.")
        page.click("main form button:not([type=button])")
        page.wait_for_url(re.compile(r"/duties/\w+/$"))
        page.click("a[href$='/submit/']")
        page.fill("input[name=document_number]", "2841/STC-NS")
        page.fill("input[name=document_date]", f"{timezone.localdate():%d/%m/%Y}")
        page.fill("textarea[name=words]", "Đã trình UBND tỉnh phương án bố trí kinh phí.")
        page.click("main form button:not([type=button])")
        page.wait_for_url(re.compile(r"/duties/\w+/$"))
        finance.picture("duty")
        assert page.locator("form[action$='/accept/']").count() == 0
        assert finance.complaints == []
    with visitor() as standing:
        standing.sign_in("thuongtruc@sonhai.example")
        standing.go("/acceptance/")
        standing.picture("acceptance")
        assert SENTENCE in standing.page.inner_text("main")
        standing.go(work)
        standing.page.click("button[aria-haspopup=dialog]:has-text('Chấp nhận')")
        standing.page.click("dialog form[action$='/accept/'] button[type=submit]")
        standing.page.wait_for_load_state("load")
        standing.page.wait_for_url(re.compile(r"/duties/\w+/$"))
        assert "2841/STC-NS" in standing.page.inner_text("main")
        standing.go("/acceptance/")
        assert SENTENCE not in standing.page.inner_text("main")
        assert standing.complaints == []


def test_the_same_notice_again_opens_what_is_there(given, visitor):
    with visitor() as secretary:
        secretary.sign_in("thuky@sonhai.example")
        secretary.go("/documents/new/")
        secretary.page.set_input_files("input[type=file]", SAMPLE_NOTICE)
        secretary.page.click("main form button:not([type=button])")
        code = given.split("/documents/")[1].split("/")[0]
        secretary.page.wait_for_url(re.compile(f"/documents/{code}/"))


def test_the_brief_is_written_and_downloaded(given, visitor):
    with visitor() as standing:
        standing.sign_in("thuongtruc@sonhai.example")
        page = standing.page
        standing.go("/briefs/")
        page.click("main form button:not([type=button])")
        page.wait_for_url(re.compile(r"/briefs/\w+/"))
        standing.picture("brief")
        with page.expect_download() as waiting:
            page.click("a[href*='docx']")
        word = Word(io.BytesIO(waiting.value.path().read_bytes()))
        text = "\n".join(paragraph.text for paragraph in word.paragraphs)
        assert "BÁO CÁO" in text.upper()
        with page.expect_download() as waiting:
            page.click("a[href*='pdf']")
        assert waiting.value.path().read_bytes().startswith(b"%PDF")
        assert standing.complaints == []


def test_the_chair_sees_what_is_late_and_opens_the_list_behind_it(given, visitor):
    with visitor() as chair:
        chair.sign_in("chutich@sonhai.example")
        chair.go("/board/")
        chair.picture("board")
        a_month_ago = timezone.localdate() - timedelta(days=30)
        chair.go(f"/board/?on={a_month_ago:%Y-%m-%d}")
        assert chair.complaints == []


def test_progress_is_reported_on_a_phone_in_three_taps(given, visitor):
    with visitor(PHONE, has_touch=True, is_mobile=True) as commune:
        commune.sign_in("daumoi.anthanh@sonhai.example")
        page = commune.page
        commune.go("/desk/")
        commune.picture("phone-desk")
        page.tap("main a:has-text('bố trí công chức hướng dẫn')")
        page.wait_for_url(re.compile(r"/duties/\w+/$"))
        page.tap("form[action$='/receive/'] button")
        page.tap("a[href$='/report/']")
        page.tap("label:has-text('30')")
        page.fill("textarea[name=words]", "Đã phân công công chức bộ phận một cửa.")
        page.tap("main form button:not([type=button])")
        page.wait_for_url(re.compile(r"/duties/\w+/$"))
        commune.picture("phone-duty")
        assert "30" in page.inner_text("main")
        assert commune.complaints == []
