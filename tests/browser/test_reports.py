"""A monthly report from a commune's form to the province's paper, in a real browser."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
COMMUNE, SECRETARY = "daumoi.anthanh@sonhai.example", "thuky@sonhai.example"
RECEIVED = "Số hồ sơ thủ tục hành chính tiếp nhận trong kỳ"


def to_fill(v):
    """The address of the report that the demo leaves to its visitor."""
    v.go("/reports/")
    v.page.click("main a[href^='/reports/']:has-text('Tháng') >> nth=0")
    v.page.wait_for_url(re.compile(r"/reports/[A-Z0-9]{8}/$"))
    return v.page.url.removeprefix(v.site)


def fill(v, report, received):
    """Type the last period's figures anew, but for the first; words where they are asked."""
    v.go(f"{report}fill/")
    for row in v.page.locator("table.sheet tbody tr").all():
        boxes = row.locator("input.box").all()
        last = [re.sub(r"\D*kỳ trước\s*", "", text) for text in row.locator("td.past").all_inner_texts()][-1:]
        for box in boxes:
            said = last[0].strip() if last else "3"
            box.fill(said or "1")
    v.page.fill("#c-0", received)
    for group in v.page.locator("fieldset").all():
        group.locator("input[type=radio]").first.check()
    for text in v.page.locator("main textarea[name^='w-']").all():
        text.fill("Duy trì tổ hỗ trợ tại bộ phận một cửa.")
    v.page.wait_for_function("() => document.querySelector('main').innerText.includes('Đã lưu')")


def send(v, report):
    v.page.click("button:has-text('Gửi báo cáo')")
    v.page.wait_for_url(re.compile(report + "$"))


def decide(v, report, button, reason=""):
    v.go(report)
    v.page.click(f"main button:has-text('{button}') >> nth=0")
    if reason:
        v.page.fill("dialog[open] textarea[name=reason]", reason)
    v.page.click("dialog[open] button[type=submit]:not([formmethod=dialog]):not([value=cancel]) >> nth=-1")
    v.page.wait_for_load_state("load")


def pivot(v):
    """Name of each indicator: this period, year to date, as the screen shows them."""
    v.go("/reports/")
    v.page.click("main a[href^='/reports/figures/']")
    v.page.wait_for_selector("main table")
    rows = v.page.eval_on_selector_all(
        "main table tbody tr",
        """rows => rows.map(row => [row.querySelector('th').innerText, ...[...row.querySelectorAll('td')]
          .map(cell => cell.innerText.trim().split(/\\s/)[0])])""",
    )
    return {re.sub(r"^[\d.]+\s+", "", name).strip(): figures for name, *figures in rows}


def figure(found, name):
    return next(figures for full, figures in found.items() if full.startswith(name))


def number(text):
    return int(text.replace(".", ""))


def test_a_report_goes_from_the_form_to_the_paper(visitor):
    with visitor() as unit, visitor() as clerk:
        unit.sign_in(COMMUNE)
        clerk.sign_in(SECRETARY)
        before = number(figure(pivot(clerk), RECEIVED)[0])
        report = to_fill(unit)
        fill(unit, report, "412")
        assert unit.faults() == []
        assert not unit.is_too_wide()
        unit.picture("report-form")
        send(unit, report)
        decide(clerk, report, "Trả lại", reason="Số hồ sơ chưa khớp với hệ thống một cửa.")
        assert number(figure(pivot(clerk), RECEIVED)[0]) == before
        unit.go(report)
        assert "chưa khớp với hệ thống một cửa" in unit.page.inner_text("main")
        unit.go(f"{report}fill/")
        unit.page.fill("#c-0", "415")
        send(unit, report)
        decide(clerk, report, "Chấp nhận")
        shown = pivot(clerk)
        assert number(figure(shown, RECEIVED)[0]) == before + 415
        assert clerk.faults() == []
        clerk.picture("report-figures")
        _paper_equals(clerk, shown)
        assert unit.complaints == clerk.complaints == []


def _paper_equals(v, shown):
    """The consolidated report as Word says what the screen says, figure by figure."""
    v.go("/consolidated/new/")
    if v.page.locator("main a[href*='regime=']").count():
        v.page.click("main a[href*='regime=']")
    v.page.click("main form button[type=submit]:has-text('Chốt')")
    v.page.wait_for_url(re.compile(r"/consolidated/[A-Z0-9]{8}/$"))
    assert v.faults() == []
    v.picture("consolidated")
    with v.page.expect_download() as coming:
        v.page.click("main a[href$='/docx/'], .page-head a[href$='/docx/'] >> nth=0")
    paper = Document(io.BytesIO(coming.value.path().read_bytes()))
    told = {}
    for table in paper.tables:
        for row in table.rows:
            cells = [cell.text.strip() for cell in row.cells]
            for place, text in enumerate(cells):
                for name in shown:
                    if text and name.startswith(text):
                        told.setdefault(text, cells[place + 1 :])
    found = {name: figures for name, figures in told.items() if any(figures)}
    assert len(found) >= 15, sorted(told)
    for name, cells in found.items():
        figures = figure(shown, name)
        assert figures[0] in cells, (name, figures, cells)
        assert figures[1] in cells, (name, figures, cells)


def test_figures_are_read_on_a_telephone(visitor):
    with visitor(PHONE) as v:
        v.sign_in(SECRETARY)
        v.go("/reports/")
        pages = v.page.eval_on_selector_all(
            "main a[href^='/reports/']", "a => a.map(x => x.getAttribute('href'))"
        )
        places = {re.sub(r"\?.*", "", page) for page in pages} | {"/reports/", "/regimes/", "/consolidated/"}
        regime = next(page for page in sorted(places) if "/figures/" in page).split("/")[3]
        places |= {
            f"/reports/figures/{regime}/charts/",
            f"/reports/sent/{regime}/heat/",
            f"/regimes/{regime}/",
        }
        found = {}
        for page in sorted(places):
            v.go(page)
            found[page] = (v.faults(), v.is_too_wide())
        assert found == {page: ([], False) for page in sorted(places)}
        assert v.complaints == []
