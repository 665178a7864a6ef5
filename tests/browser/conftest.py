"""A real demo on a port of its own, and a real Chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from giaoban.config.demo.accounts import PASSWORD

GIAOBAN = str(Path(sys.executable).parent / "giaoban")
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
ARGUMENTS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """Where the demo keeps its data."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def site(demo_folder, tmp_path_factory):
    """The address of a demo with ninety days of life, started as `make demo` starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIAOBAN_", "DATABASE_URL", "DJANGO_"))}
    environment = {**clean, "GIAOBAN_DATA": str(demo_folder)}
    log = tmp_path_factory.mktemp("log") / "demo.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [GIAOBAN, "demo", "--days", "90", "--bind", f"127.0.0.1:{port}"],
            env=environment, stdout=stream, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait_until_ready(process, log, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_until_ready(process, log, port):
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"the demo did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium under Playwright."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is not installed (Debian package `chromium`), and the browser flows need it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """A person at a browser: signs in, looks, and keeps what the page complained of."""

    def __init__(self, page, site):
        self.page = page
        self.site = site
        self.complaints = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path):
        """Open a page of the site and expect it to be there."""
        answer = self.page.goto(self.site + path)
        assert answer.status == 200, (path, answer.status)

    def sign_in(self, email):
        """Sign in with the demo's password."""
        self.go("/sign-in/")
        self.page.fill("input[name=username]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)

    def bring_in(self, notice):
        """Bring a notice in and look at what was found in it; the address of the review."""
        self.go("/documents/new/")
        self.page.set_input_files("input[type=file]", notice)
        self.page.click("main form button:not([type=button])")
        self.page.wait_for_url(re.compile(r"/documents/\w+/review/$"))
        self.page.wait_for_load_state("networkidle")
        return self.page.url

    def give_out(self, picture=""):
        """Confirm the review that is open: its work stands on the desks of its units."""
        self.page.click("a[href$='/confirm/']")
        self.page.wait_for_url(re.compile(r"/confirm/$"))
        if picture:
            self.picture(picture)
        self.page.click("main form button:not([type=button])")
        self.page.wait_for_url(re.compile(r"/documents/\w+/$"))

    def picture(self, name):
        """Keep a picture for the documentation when asked for (GIAOBAN_PICTURES=1)."""
        if os.environ.get("GIAOBAN_PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png")

    def faults(self):
        """Accessibility faults of the page by axe: WCAG 2.2, levels A and AA."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        )
        return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found["violations"]]

    def is_too_wide(self):
        """Whether the page scrolls sideways."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
        )


@pytest.fixture
def visitor(chromium, site):
    """A maker of visitors: `with visitor(WIDE) as v`."""

    @contextmanager
    def make(viewport=WIDE, **options):
        context = chromium.new_context(viewport=viewport, locale="vi-VN", accept_downloads=True, **options)
        context.set_default_timeout(15_000)
        try:
            yield Visitor(context.new_page(), site)
        finally:
            context.close()

    return make
