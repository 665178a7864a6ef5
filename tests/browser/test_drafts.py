"""Writing drafts in a real browser: as a clerk types, two at once, without JavaScript, without a mouse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
DRAFT = Path(__file__).parents[1] / "documents" / "drafting" / "gold" / "regulation.txt"
SECRETARY = "thuky@sonhai.example"


def begin(v, subject, text=""):
    """A draft of the first committee; its address."""
    v.go("/drafts/new/")
    v.page.select_option("select[name=type]", "QC")
    v.page.fill("textarea[name=subject]", subject)
    v.page.fill("textarea[name=text]", text)
    v.page.click("main form button[type=submit]")
    v.page.wait_for_url(re.compile(r"/drafts/[A-Z0-9]{8}/$"))
    return v.page.url.removeprefix(v.site)


def write(v, draft):
    """Open the editor."""
    v.go(f"{draft}edit/")
    v.page.wait_for_selector(".ProseMirror")


def clauses(v):
    """(mark, words) of each clause in the editor."""
    return v.page.eval_on_selector_all(
        ".ProseMirror > p", "all => all.map(p => [p.dataset.mark ?? '', p.textContent])"
    )


def ids(v):
    return v.page.eval_on_selector_all(".ProseMirror > *", "all => all.map(p => p.dataset.id)")


def save_here(v, said="Đã lưu nội dung"):
    """Ctrl S, until the page says what became of it."""
    v.page.keyboard.press("Control+s")
    v.page.wait_for_function("w => document.querySelector('[data-said]').textContent.startsWith(w)", arg=said)


def test_a_clerk_types_a_regulation(visitor):
    with visitor() as v:
        v.sign_in(SECRETARY)
        draft = begin(v, "Làm việc của Tổ giúp việc")
        write(v, draft)
        k = v.page.keyboard
        for words, *keys in (
            ("Điều 1. Phạm vi", "Enter"), ("1. Quy chế quy định:", "Enter", "Tab"), ("nguyên tắc;", "Enter"),
            ("chế độ.", "Enter", "Enter"), ("Áp dụng cho Tổ.", "Enter", "Enter"), ("Điều 2. Tên", "Enter"),
            ("Từ ngày ký, ", "Control+b"), ("trừ Điều 1", "Control+b"), (".", "Enter"), ("- gạch", "Enter"),
        ):  # fmt: skip
            k.type(words)
            for key in keys:
                k.press(key)
        assert clauses(v)[:-1] == [
            ["Điều 1.", "Phạm vi"], ["1.", "Quy chế quy định:"], ["a)", "nguyên tắc;"], ["b)", "chế độ."],
            ["2.", "Áp dụng cho Tổ."], ["Điều 2.", "Tên"], ["", "Từ ngày ký, trừ Điều 1."],
            ["-", "gạch"],
        ]  # fmt: skip
        before = ids(v)
        k.press("Control+z")
        k.press("Control+Shift+z")
        v.page.click("[data-do=table]")
        k.type("TT")
        k.press("Tab")
        k.type("Việc")
        save_here(v)
        v.picture("draft-editor")
        v.page.reload()
        v.page.wait_for_selector(".ProseMirror table")
        assert ids(v)[:8] == before[:8]
        assert v.page.locator(".keep-note").count() == 0
        assert v.page.locator(".ProseMirror th").first.text_content() == "TT"
        v.go(draft)
        assert v.page.locator("article.sheet b:has-text('trừ Điều 1')").count() == 1
        assert v.complaints == []


def test_two_who_write_at_once_lose_nothing(visitor):
    with visitor() as one, visitor() as other:
        one.sign_in(SECRETARY)
        other.sign_in("thuongtruc@sonhai.example")
        draft = begin(one, "Hai người cùng soạn", "1. Việc thứ nhất.\n2. Việc thứ hai.")
        write(one, draft)
        write(other, draft)
        one.page.click(".ProseMirror p:nth-child(1)")
        one.page.keyboard.press("End")
        one.page.keyboard.type(" Người thứ nhất viết.")
        save_here(one)
        other.page.click(".ProseMirror p:nth-child(2)")
        other.page.keyboard.press("End")
        other.page.keyboard.type(" Người thứ hai viết.")
        save_here(other, "Đã lưu nội dung, gộp cả")
        both = [["1.", "Việc thứ nhất. Người thứ nhất viết."], ["2.", "Việc thứ hai. Người thứ hai viết."]]
        assert clauses(other) == both
        one.page.click(".ProseMirror p:nth-child(2)")
        one.page.keyboard.press("Home")
        one.page.keyboard.type("Cũng ")
        save_here(one, "Đã lưu nội dung, gộp cả")
        assert clauses(one)[1] == ["2.", "Cũng Việc thứ hai. Người thứ hai viết."]
        # The same words: the page asks which stay.
        write(one, draft)
        write(other, draft)
        for v, words in ((one, "MỘT"), (other, "HAI")):
            v.page.dblclick(".ProseMirror p:nth-child(1)", position={"x": 60, "y": 12})
            v.page.keyboard.press("Home")
            v.page.keyboard.press("Shift+End")
            v.page.keyboard.type(words)
        save_here(one)
        other.page.keyboard.press("Control+s")
        other.page.wait_for_selector("fieldset.conflict")
        assert other.page.locator("fieldset.conflict >> text=MỘT").count() == 1
        assert other.faults() == []
        other.page.check("input[value=both]")
        other.page.click("main .draft-foot button[type=submit]")
        other.page.wait_for_url(re.compile(r"/drafts/[A-Z0-9]{8}/$"))
        told = other.page.locator("article.sheet .c-clause").all_text_contents()
        assert [words.split(" ", 1)[1] for words in told[:2]] == ["HAI", "MỘT"]
        assert one.complaints == []
        assert [words for words in other.complaints if not re.search("409|422", words)] == []


def test_a_pasted_text_becomes_clauses(visitor):
    with visitor() as v:
        v.sign_in(SECRETARY)
        write(v, begin(v, "Dán nội dung"))
        v.page.evaluate(
            """() => {
              const data = new DataTransfer();
              data.setData("text/plain", "Điều 1. Chung\\n1. Một\\na) điểm\\nĐoạn văn");
              const how = {clipboardData: data, bubbles: true, cancelable: true};
              const paste = new ClipboardEvent("paste", how);
              document.querySelector(".ProseMirror").dispatchEvent(paste);
            }"""
        )
        assert clauses(v) == [["Điều 1.", "Chung"], ["1.", "Một"], ["a)", "điểm"], ["", "Đoạn văn"]]
        assert v.complaints == []


def test_without_javascript_a_draft_is_written_as_lines(visitor):
    with visitor(java_script_enabled=False) as v:
        v.sign_in(SECRETARY)
        draft = begin(v, "Không có JavaScript", "1. Việc thứ nhất.")
        v.go(f"{draft}edit/")
        v.page.fill("#draft-text", "1. Việc thứ nhất.\n2. Việc thêm.")
        v.page.click("main .draft-foot button[type=submit]")
        assert v.page.locator("article.sheet .c-clause").count() == 2
        v.page.click("text=Chốt một bản")
        v.page.fill("#freeze-note", "Gửi các đơn vị")
        v.page.click("dialog:popover-open button[type=submit]")
        assert "Gửi các đơn vị" in v.page.text_content(".versions")


def test_a_draft_is_written_and_left_without_a_mouse(visitor):
    with visitor() as v:
        v.sign_in(SECRETARY)
        write(v, begin(v, "Không dùng chuột"))
        k = v.page.keyboard
        k.type("1. Việc")
        k.press("Tab")
        assert clauses(v) == [["a)", "Việc"]]
        k.press("Shift+Tab")
        assert clauses(v) == [["1.", "Việc"]]
        k.press("Control+Alt+4")
        assert clauses(v) == [["-", "Việc"]]
        k.press("Escape")
        k.press("Tab")
        assert v.page.evaluate("document.activeElement.closest('.ProseMirror')") is None
        k.press("Shift+Tab")
        k.type(" mới")
        k.press("Control+Enter")
        v.page.wait_for_url(re.compile(r"/drafts/[A-Z0-9]{8}/$"))
        assert v.complaints == []


def test_screens_of_drafts_are_accessible_and_fit_a_phone(visitor):
    with visitor() as v:
        v.sign_in(SECRETARY)
        text = DRAFT.read_text(encoding="utf-8")
        draft = begin(v, "Làm việc của Ban Chỉ đạo chuyển đổi số tỉnh Sơn Hải", text)
        v.page.click("text=Chốt một bản")
        v.page.fill("#freeze-note", "Gửi lấy ý kiến lần 1")
        v.page.click("dialog[open] button[type=submit]")
        v.page.wait_for_load_state()
        v.picture("draft")
        write(v, draft)
        v.page.click(".ProseMirror p:has-text('họp định kỳ')")
        v.page.keyboard.press("End")
        v.page.keyboard.type(" Việc thêm.")
        v.page.click("main .draft-foot button[type=submit]")
        v.page.wait_for_url(re.compile(r"/drafts/[A-Z0-9]{8}/$"))
        pages = ("/drafts/", "/drafts/new/", draft, f"{draft}edit/", f"{draft}head/", f"{draft}1/",
                 f"{draft}compare/", f"{draft}compare/?as=side&all=1")  # fmt: skip
        for page in pages:
            v.go(page)
            assert v.faults() == [], page
            assert not v.is_too_wide(), page
        v.go(f"{draft}compare/?as=side")
        v.picture("draft-compare")
        assert v.complaints == []
        v.page.set_viewport_size(PHONE)
        for page in pages:
            v.go(page)
            assert not v.is_too_wide(), page
            assert v.faults() == [], page
