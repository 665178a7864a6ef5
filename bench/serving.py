"""The program as it is started: web processes, the background worker, the demo, a real browser."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from statistics import median
from typing import Final

from bench.figures import Figure, say

HOME: Final = Path(__file__).resolve().parents[1]
GIAOBAN: Final = str(Path(sys.executable).parent / "giaoban")
PATIENCE_SECONDS: Final = 300
BROWSER: Final = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return once the sign-in page answers 200; AssertionError when `process` ends or never answers."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            status, _head, _content = ask(port, "GET", "/sign-in/")
        except OSError:
            status = 0
        if status == 200:
            return
        time.sleep(0.02)
    raise AssertionError(f"{process.args!r} does not answer on port {port}")


def ask(
    port: int, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    """One request over a connection of its own: status, headers, content."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@contextmanager
def running(*command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program of ours, stopped at the end; its words go to standard error."""
    process = subprocess.Popen(  # noqa: S603  # our own programs
        command, cwd=HOME, env={**os.environ, **environment}, stdout=sys.stderr.fileno()
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def memory_of(pid: int) -> float:
    """What a process holds of the machine's memory now (resident), in MB."""
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1000 if found else 0.0


def children_of(pid: int) -> list[int]:
    """The processes that `pid` started and that still run."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def demo(*, share: float) -> Iterator[Figure]:
    """The second start of the demo as a person types it, and the first look at a desk with a browser."""
    data = tempfile.mkdtemp(prefix="giaoban-bench-")
    days, seconds = "730" if share == 1 else "36", []
    try:
        say("    filling the demo …")
        with _demo("--fill-only", "--days", days, GIAOBAN_DATA=data) as process:
            if process.wait():
                raise AssertionError("the demo was not filled")
        for _number in range(3 if share == 1 else 1):
            port = free_port()
            begun = time.perf_counter()
            with _demo("--bind", f"127.0.0.1:{port}", GIAOBAN_DATA=data) as process:
                wait_for(port, process)
                seconds.append(time.perf_counter() - begun)
        yield Figure("demo.second_start", "sqlite", median(seconds), "s")
        port = free_port()
        with _demo("--bind", f"127.0.0.1:{port}", GIAOBAN_DATA=data) as process:
            wait_for(port, process)
            yield Figure("wire.desk", "sqlite", _first_look(port), "kB")
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _demo(*arguments: str, **environment: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    return running("python3", "bootstrap.py", "demo", *arguments, **environment)


def _first_look(port: int) -> float:
    """All bytes that a browser without a cache gets over the wire for a desk, in kB, headers included."""
    import django
    from playwright.sync_api import sync_playwright

    django.setup()
    from giaoban.config.demo.accounts import PASSWORD

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise SystemExit("Chromium is not installed (Debian package `chromium`), and `wire` needs it.")
    site, received = f"http://127.0.0.1:{port}", []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(BROWSER))
        signing = browser.new_context()
        page = signing.new_page()
        page.goto(f"{site}/sign-in/")
        page.fill("input[name=username]", "daumoi.stc@sonhai.example")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        looking = browser.new_context()  # knows who is there, has nothing in its cache
        looking.add_cookies(signing.cookies())
        page = looking.new_page()
        wire = looking.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        answer = page.goto(f"{site}/desk/", wait_until="networkidle")
        if answer is None or answer.status != 200 or "/desk/" not in page.url:
            raise AssertionError(f"the desk did not open: {page.url}")
        browser.close()
    say(f"    {len(received)} files, the page itself among them: {[round(size) for size in received]}")
    return sum(received) / 1000
