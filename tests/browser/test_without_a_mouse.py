"""The twenty commonest jobs, each done with the keyboard alone (listed in docs/screens.md)."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document as Word

from giaoban.config.demo.accounts import PASSWORD

pytestmark = pytest.mark.browser
WORK = "rà soát bàn phím và phím tắt của phần mềm, lập danh mục"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COUNT = """
addEventListener("pointerdown", (event) => {
  if (event.isTrusted) sessionStorage.setItem("mouse", 1 + Number(sessionStorage.getItem("mouse") ?? 0));
}, true);
"""
CONTACT = [
    "sign in",
    "open my work",
    "open a piece of work from the list",
    "receive work",
    "report progress",
    "submit a result",
    "take a submission back",
    "find a unit by initials",
    "filter the tasks",
    "make a calendar address",
    "come back to a piece of work by its words",
]
ASKING = [
    "open what waits for a decision",
    "accept a result",
    "return a result",
    "open the board",
    "write a brief",
    "change the words of a brief",
    "download a brief",
]
ADMINISTRATOR = ["add a person", "find a person", "sign out"]
DUTY = r"/duties/\w+/$"


class Hands:
    """A person who has a keyboard and no mouse."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page
        self.page.add_init_script(COUNT)
        self.jobs = []

    def done(self, name):
        """This job is done."""
        self.jobs.append(name)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.insert_text(text)

    def tab_to(self, selector, most=120):
        """Go forward with Tab until the focus stands on what `selector` names."""
        for _step in range(most):
            if self.page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
            self.press("Tab")
        pytest.fail(f"Tab does not reach {selector} on {self.page.url}")

    def command(self, words, entry, leads_to=None):
        """Open the menu, type, wait for the entry, choose it."""
        self.press("Control+k")
        self.type(words)
        option = f"#commands [role=option]:has-text('{entry}')"
        self.page.wait_for_selector(option)
        for _step in range(40):
            if self.page.locator(f"{option}[aria-selected=true]").count():
                break
            self.press("ArrowDown")
        if not leads_to:
            self.press("Enter")
            return
        with self.page.expect_navigation(url=re.compile(leads_to)):
            self.press("Enter")

    def open_row(self, number):
        """Walk down a list of work by `j` and open a line; the first is 0."""
        self.press(*["j"] * (number + 1))
        with self.page.expect_navigation(url=re.compile(DUTY)):
            self.press("Enter")

    def sign_in(self, email):
        self.visitor.go("/sign-in/")
        self.tab_to("input[name=username]")
        self.type(email)
        self.press("Tab")
        self.tab_to("input[name=password]")
        self.type(PASSWORD)
        self.press("Enter")
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)

    def send(self, leads_to):
        self.press("Control+Enter")
        self.page.wait_for_url(re.compile(leads_to))
        self.page.wait_for_load_state("load")

    def says(self, words):
        assert words.lower() in self.page.inner_text("main").lower(), (words, self.page.url)


@pytest.fixture
def new_work(visitor):
    """A notice of this test's own gives the finance department one piece of work; what it is to do."""
    text = (
        "UBND TỈNH SƠN HẢI", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "Số: 977/TB-BCĐCĐS",
        f"Sơn Hải, ngày {timezone.localdate():%d tháng %m năm %Y}",
        "THÔNG BÁO", "Kết luận của Trưởng ban về bàn phím của các đơn vị",
        "Sau khi nghe các đơn vị báo cáo, Trưởng ban kết luận:",
        f"1. Giao Sở Tài chính {WORK} trước ngày {timezone.localdate() + timedelta(days=40):%d/%m/%Y}.",
        "Thông báo để các đơn vị biết, thực hiện./.",
    )  # fmt: skip
    word, data = Word(), io.BytesIO()
    for line in text:
        word.add_paragraph(line)
    word.save(data)
    with visitor() as v:
        v.sign_in("thuky@sonhai.example")
        v.bring_in({"name": "thong-bao-977.docx", "mimeType": DOCX, "buffer": data.getvalue()})
        v.give_out()
    return WORK


def test_a_contact_works_with_the_keyboard(visitor, new_work):
    with visitor() as v:
        me = Hands(v)
        me.sign_in("daumoi.stc@sonhai.example")
        me.done("sign in")
        me.command("vct", "Việc của tôi", "/desk/$")
        me.done("open my work")
        me.open_row(1)
        me.done("open a piece of work from the list")
        work = _open_new(me, new_work)
        me.command("tiep nhan", "Tiếp nhận")
        me.page.wait_for_selector("main a[href$='/report/']")
        me.done("receive work")
        me.command("bao cao", "Báo cáo", "/report/$")
        me.tab_to("input[name=percent]")
        me.press("ArrowRight", "ArrowRight")
        me.tab_to("textarea[name=words]")
        me.type("Đã gửi công văn lấy số liệu của các xã.")
        me.send(DUTY)
        me.done("report progress")
        me.command("nop", "Nộp kết quả", "/submit/$")
        me.tab_to("input[name=document_number]")
        me.type("77/STC-NS")
        me.tab_to("input[name=document_date]")
        me.type(f"{timezone.localdate():%d/%m/%Y}")
        me.send(DUTY)
        me.says("77/STC-NS")
        me.done("submit a result")
        me.command("rut", "Rút")
        me.page.wait_for_selector("main a[href$='/submit/']")
        me.done("take a submission back")
        me.command("so nv", "Sở Nội vụ", r"/units/\w+/$")
        me.done("find a unit by initials")
        me.command("nhiem vu", "Nhiệm vụ", "/assignments/$")
        me.tab_to("main input[type=search], main input[name=q]")
        me.type("số liệu")
        me.press("Enter")
        me.page.wait_for_url(re.compile(r"q="))
        me.done("filter the tasks")
        me.command("han trong lich", "Hạn trong lịch của tôi", "/feeds/$")
        me.tab_to("select[name=of]")
        me.press("Control+Enter")
        me.page.wait_for_selector("#feed-address")
        me.done("make a calendar address")
        me.command(work, work, DUTY)
        me.done("come back to a piece of work by its words")
        assert v.faults() == []
        me.press("Control+k")
        me.page.wait_for_selector("#commands [role=option]")
        assert v.faults() == []
        v.picture("commands")
        me.press("Escape", "Escape")
        assert me.jobs == CONTACT
        _no_mouse(me)


def _open_new(me, words):
    """Walk to the new work on one's desk and open it; its title."""
    me.command("vct", "Việc của tôi", "/desk/$")
    titles = me.page.locator("main a.row-what").all_inner_texts()
    number, title = next((n, title) for n, title in enumerate(titles) if words in title.lower())
    me.open_row(number)
    return title


def test_the_asking_side_works_with_the_keyboard(visitor):
    with visitor() as v:
        me = Hands(v)
        me.sign_in("thuky@sonhai.example")
        me.command("cho chap nhan", "Chờ chấp nhận", "/acceptance/$")
        me.done("open what waits for a decision")
        for verb, act in (("accept", _accept), ("return", _return)):
            if "/acceptance/" not in me.page.url:
                me.command("cho chap nhan", "Chờ chấp nhận", "/acceptance/$")
            _open_decidable(me, verb)
            act(me)
        me.command("bang", "Bảng", "/board/")
        me.press("Tab")
        me.done("open the board")
        me.command("giao ban", "Giao ban", "/briefs/$")
        me.tab_to("main form button[type=submit], main form button:not([type=button])")
        me.press("Enter")
        me.page.wait_for_url(re.compile(r"/briefs/\w+/"))
        me.done("write a brief")
        brief = me.page.url
        me.press("e")
        me.page.wait_for_url(re.compile("/edit/$"))
        me.tab_to("textarea[name=difficulties]")
        me.press("Control+a")
        me.type("Hai xã chưa có cán bộ chuyên trách.")
        me.send(re.escape(brief.removeprefix(v.site)) + "$")
        me.says("Hai xã chưa có cán bộ chuyên trách.")
        me.done("change the words of a brief")
        with me.page.expect_download() as waiting:
            me.command("word", "Word (.docx)")
        assert waiting.value.suggested_filename.endswith(".docx")
        me.done("download a brief")
        assert me.jobs == ASKING
        _no_mouse(me)


def _open_decidable(me, verb):
    count = me.page.locator("main a.row-what").count()
    for number in range(count):
        me.open_row(number)
        wanted = "[action$='/accept/']" if verb == "accept" else "[href$='/return/']"
        if me.page.locator(f"{wanted}").count():
            return
        me.command("cho chap nhan", "Chờ chấp nhận", "/acceptance/$")
    pytest.fail("nothing in the demo waits for a decision")


def _accept(me):
    me.command("chap nhan", "Chấp nhận")
    me.page.wait_for_selector("dialog[open]")
    me.tab_to("dialog[open] button[type=submit]:not([form])")
    me.press("Enter")
    me.page.wait_for_selector("main :text-is('Đã chấp nhận')")
    me.done("accept a result")


def _return(me):
    me.command("tra lai", "Trả lại", "/return/$")
    me.tab_to("textarea[name=reason]")
    me.type("Thiếu phụ lục số liệu.")
    me.send(DUTY)
    me.says("Thiếu phụ lục số liệu.")
    me.done("return a result")


def test_an_administrator_works_with_the_keyboard(visitor):
    with visitor() as v:
        me = Hands(v)
        me.sign_in("quantri@sonhai.example")
        me.command("them nguoi", "Thêm người", "/people/add/$")
        me.tab_to("input[name=full_name]")
        me.type("Lương Thị Phím")
        me.tab_to("input[name=email]")
        me.type("phim@sonhai.example")
        me.tab_to("unit-picker input[role=combobox]")
        me.type("so tc")
        me.page.wait_for_selector("unit-picker [role=option]")
        me.press("Enter")
        me.press("Control+Enter")
        me.page.wait_for_selector("main :text('Lương Thị Phím')")
        me.done("add a person")
        me.command("phim", "Lương Thị Phím", r"/people/\w+/$")
        me.done("find a person")
        me.tab_to("[data-menu] summary")
        me.press("Enter")
        me.tab_to("form[action$='/sign-out/'] button")
        me.press("Enter")
        me.page.wait_for_url(re.compile("/sign-in/"))
        me.done("sign out")
        assert me.jobs == ADMINISTRATOR
        _no_mouse(me)


def _no_mouse(me):
    assert me.page.evaluate("sessionStorage.getItem('mouse')") is None


def test_these_are_twenty_jobs():
    jobs = [*CONTACT, *ASKING, *ADMINISTRATOR]
    assert len(jobs) == len(set(jobs)) >= 20
