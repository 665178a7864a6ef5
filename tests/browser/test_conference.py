"""Three drafts of a conference: written, put to forty units, revised, decided on, issued."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections import Counter

import pypdfium2
import pytest
from django.utils import timezone
from docx import Document as Word

from giaoban.config.demo.conference_papers import REGULATION, RULE, RULE_SOURCE
from tests.browser.asked import ASKED, GROUP, SILENT
from tests.browser.conftest import PHONE, PICTURES, WIDE
from tests.browser.test_drafts import begin

pytestmark = pytest.mark.browser
SECRETARY, FINANCE, AN_THANH = (
    f"{name}@sonhai.example" for name in ("thuky", "daumoi.stc", "daumoi.anthanh")
)
SIGNER, OWN_OFFICE = "Nguyễn Thị Hòa", "CHỦ TỊCH UBND TỈNH"
OWN_WORDS = "Đề nghị gửi tài liệu trước 5 ngày làm việc đối với cấp xã."
CLAUSE = "khoản 2 Điều 7"


@pytest.fixture(scope="module")
def others(site, demo_folder):
    """What other people do, through the actions: `others("answers", code)`; a dictionary comes back."""

    def act(what, *words):
        clean = {
            k: v for k, v in os.environ.items() if not k.startswith(("GIAOBAN_", "DATABASE_URL", "DJANGO_"))
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.browser.asked", what, *words], check=False, capture_output=True,
            text=True, env={**clean, "GIAOBAN_DATA": str(demo_folder)}, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout.splitlines()[-1])

    act("group")
    return act


def look(v, picture=""):
    """The page as it stands has no fault on a desk and on a phone."""
    if picture:
        v.picture(picture)
    for viewport in (WIDE, PHONE):
        v.page.set_viewport_size(viewport)
        assert v.faults() == [], (v.page.url, viewport)
        assert not v.is_too_wide(), (v.page.url, viewport)
    v.page.set_viewport_size(WIDE)


def fill_head(v, draft):
    """Bases, recipients and signer; the rest is proposed."""
    v.page.click(f"a[href='{draft}head/'], form[action='{draft}head/'] button")
    page = v.page
    assert page.input_value("input[name=symbol]") == "QC-BCĐCĐS"
    page.fill("textarea[name=bases]", "\n".join(REGULATION.bases))
    page.fill("textarea[name=recipients]", "Các thành viên Ban Chỉ đạo\nCác cơ quan, đơn vị dự hội nghị")
    page.fill("textarea[name=own_office]", OWN_OFFICE)
    page.fill("input[name=signer]", SIGNER)
    page.click("form.draft-head .form-foot button[type=submit]")
    page.wait_for_url(re.compile(r"/drafts/[A-Z0-9]{8}/$"))


def ask_forty(v, draft):
    """The round is opened for the group; its address."""
    page = v.page
    page.click(
        f"form[action='/consultations/new/{draft[8:]}'] button, a[href='/consultations/new/{draft[8:]}']"
    )
    box = page.get_by_role("combobox", name="Đơn vị được lấy ý kiến")
    box.fill("du hoi nghi")
    page.get_by_role("option", name=GROUP).wait_for()
    box.press("Enter")
    page.fill("textarea[name=letter]", "Đề nghị các cơ quan, đơn vị góp ý trực tiếp vào từng điều, khoản.")
    page.fill("input[name=amount]", "10")
    page.check("input[name=silence][value=agrees]")
    page.fill("textarea[name=silence_words]", RULE)
    page.fill("input[name=silence_source]", RULE_SOURCE)
    page.click("button[value=preview]")
    page.wait_for_selector("button[value=send]")
    assert page.locator(".preview-units li").count() == ASKED
    page.click("button[value=send]")
    page.wait_for_url(re.compile(r"/consultations/[A-Z0-9]{8}/$"))
    return page.url.removeprefix(v.site)


def agree(v, asked):
    """A department finds the draft on its desk and agrees with one click and its confirmation."""
    v.sign_in(FINANCE)
    v.go(asked)
    v.page.wait_for_url(re.compile(r"/answers/"))
    v.page.click("header button:has-text('Thống nhất')")
    v.page.click("dialog[open] button[type=submit]")
    v.page.wait_for_selector("text=Đã gửi")
    assert v.complaints == []


def comment(v, asked):
    """A commune comments on one clause, on a phone."""
    v.sign_in(AN_THANH)
    v.go(asked)
    page = v.page
    page.wait_for_url(re.compile(r"/answers/"))
    look(v)
    page.set_viewport_size(PHONE)
    page.click(f".answer-clause a.add-comment[aria-label*='{CLAUSE}']")
    page.fill("#comment-form textarea[name=text]", OWN_WORDS)
    page.click("#comment-form button[type=submit]")
    page.wait_for_selector(f".own-comment:has-text('{OWN_WORDS}')")
    v.picture("answering-phone")
    page.set_viewport_size(WIDE)
    page.locator(".has-comments").scroll_into_view_if_needed()
    v.picture("answering")
    page.click("a[href='#send']")
    page.click("#send button[type=submit]")
    page.wait_for_selector("text=Đã gửi")
    look(v)
    assert v.complaints == []


def stats(v):
    """The figures at the head of the round."""
    return [int(number) for number in re.findall(r"\d+", v.page.inner_text(".stats"))]


def revise(v, draft):
    """One clause is typed anew; the others come back in the draft's own Word file."""
    (old, new), *others = REGULATION.revised
    v.go(f"{draft}edit/")
    v.page.wait_for_selector(".ProseMirror")
    v.page.locator(".ProseMirror p", has_text=old).click()
    v.page.keyboard.press("End")
    v.page.wait_for_timeout(300)  # the editor follows the caret a moment later
    for _letter in "2 ngày làm việc.":
        v.page.keyboard.press("Backspace")
    v.page.keyboard.type("3 ngày làm việc.")
    v.page.wait_for_selector(f".ProseMirror p:has-text('{new}')")
    v.page.click("main .draft-foot button[type=submit]")
    v.page.wait_for_selector(f"article.sheet >> text={new}")
    with v.page.expect_download() as waiting:
        v.page.click(f"a[href='{draft}paper/docx/']")
    word = Word(waiting.value.path())
    for paragraph in word.paragraphs:
        for before, after in others:
            if before in paragraph.text:
                paragraph.text = paragraph.text.replace(before, after)
    data = io.BytesIO()
    word.save(data)
    v.page.set_input_files(
        "input[type=file]", {"name": "sua.docx", "mimeType": "", "buffer": data.getvalue()}
    )
    v.page.click(f"form[action='{draft}import/'] button[type=submit]")
    v.page.wait_for_url(re.compile("/compare/"))
    changed = v.page.inner_text("main")
    assert all(after.split("; ")[-1][:30] in changed for _before, after in others)


def dispose(v, table, comments):
    """All comments get a decision: the first by keys, the others together with those that say the same."""
    page = v.page
    v.go(table)
    left = "() => document.querySelector('#left b')?.textContent ?? '0'"
    assert page.evaluate(left) == str(comments)
    page.keyboard.press("j")
    page.keyboard.press("3")
    page.keyboard.type("Giữ như dự thảo để bảo đảm thống nhất.")
    page.keyboard.press("Control+Enter")
    page.wait_for_function(f"() => ({left})() === '{comments - 1}'")
    look(v, "comment-table")
    while page.locator(".comment.is-open").count():
        before = page.evaluate(left)
        row = page.locator(".comment.is-open").first
        row.locator("input[name=taken][value=accepted]").check()
        same = row.locator("input[name=together]")
        if same.count():
            same.check()
        row.locator("button[type=submit]").click()
        page.wait_for_function(f"() => ({left})() !== '{before}'")
        page.reload()
    assert page.evaluate(left) == "0"


def issue(v, draft, *, with_looks=False):
    """The number is shown before and after: number as printed, words of Word file and PDF, the PDF itself."""
    page = v.page
    v.go(f"{draft}issue/")
    expected = page.inner_text(".expected b")
    if with_looks:
        look(v)
    page.click("main form .form-foot button")
    page.wait_for_url(re.compile(r"/papers/[A-Z0-9]{8}/$"))
    assert expected in page.inner_text(".facts")
    if with_looks:
        look(v)
    files = {}
    for kind in ("docx", "pdf"):
        with page.expect_download() as waiting:
            page.click(f"a[href$='/{kind}/']")
        files[kind] = waiting.value.path().read_bytes()
    return expected, words_of_word(files["docx"]), words_of_pdf(files["pdf"]), files["pdf"]


def words_of_word(data):
    """All words of a Word file, those in tables too."""
    word = Word(io.BytesIO(data))
    return flat(" ".join(node.text or "" for node in word.element.body.iter() if node.tag.endswith("}t")))


def words_of_pdf(data):
    """All words of a PDF."""
    return flat(" ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)))


def flat(text):
    """Words without the spaces between them: lines end elsewhere on each paper."""
    return "".join(text.replace("\ufffe", "").split())


def keep_first_page(pdf, name):
    """The first page as a picture for the documentation."""
    if os.environ.get("GIAOBAN_PICTURES"):
        command = ["pdftoppm", "-png", "-r", "80", "-singlefile", "-", str(PICTURES / name)]
        subprocess.run(command, input=pdf, check=True)


def check_paper(files, number, subject, clause):
    """Number, date, subject, a revised clause and the signer stand on both files."""
    today = timezone.localdate()
    month = f"{today.month:02d}" if today.month < 3 else str(today.month)
    date = f"Sơn Hải, ngày {today.day:02d} tháng {month} năm {today.year}"
    for text in files:
        for words in (f"Số: {number}", date, subject, clause, OWN_OFFICE, SIGNER, "./."):
            assert flat(words) in text, words
        assert flat("DỰ THẢO") not in text


def value_of(number):
    """The number alone: 3 of "03/QC-BCĐCĐS"."""
    return int(number.partition("/")[0])


def test_three_drafts_go_to_forty_units_and_are_issued(visitor, others):
    with visitor() as v:
        v.sign_in(SECRETARY)
        page = v.page
        draft = begin(v, REGULATION.subject, REGULATION.text)
        assert page.locator("article.sheet .c-article").count() == 11
        fill_head(v, draft)
        look(v)
        asked = ask_forty(v, draft)
        for act in (agree, comment):
            with visitor() as unit:
                act(unit, asked)
        silent = others("answers", asked.split("/")[2], "Sở Tài chính", "UBND xã An Thạnh")["silent"]
        v.go(asked)
        comments = stats(v)[3]
        assert stats(v) == [ASKED, ASKED - SILENT, SILENT, comments, comments]
        assert set(
            page.locator("section:has(h2:text-is('Chưa trả lời')) .row-what").all_inner_texts()
        ) == set(silent)
        look(v, "round")
        v.go(f"{draft}issue/")
        assert not page.locator(".expected + * button.primary").count()
        blocked = Counter(re.findall("Còn thiếu", page.inner_text(".findings")))
        assert blocked["Còn thiếu"] == 3, page.inner_text(".findings")
        v.go(asked)
        page.click("header button:has-text('Kết thúc')")
        page.click("dialog[open] button[type=submit]")
        page.wait_for_load_state()
        revise(v, draft)
        dispose(v, f"{asked}table/", comments)
        v.go(draft)
        page.click("button:has-text('Sẵn sàng trình ký')")
        page.click("dialog[open] button[type=submit]")
        page.wait_for_selector(f"a[href='{draft}issue/']")
        number, *files, pdf = issue(v, draft, with_looks=True)
        check_paper(files, number, REGULATION.subject, REGULATION.revised[0][1])
        keep_first_page(pdf, "conference-regulation")
        issued = [number]
        for place, name in (("1", "assignment"), ("2", "plan")):
            told = others("draft", place)
            assert (told["asked"], told["silent"]) == (ASKED, SILENT)
            number, *files, pdf = issue(v, f"/drafts/{told['draft']}/")
            check_paper(files, number, told["subject"], told["clause"])
            keep_first_page(pdf, f"conference-{name}")
            issued.append(number)
        regulation, _notice, plan = issued
        assert value_of(plan) == value_of(regulation) + 1
        assert v.complaints == []
