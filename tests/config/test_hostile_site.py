"""While hostile files come in at every form of a running site, everybody else is answered."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
import time
from itertools import cycle

import pytest

from tests.config.killing import LOST, PROJECT, Site, Visitor
from tests.files.hostile import CORPUS
from tests.make import PASSWORD

HOSTILE = (
    "docx-long-numbers", "docx-many-cells", "docx-nested-tables-of-runs", "docx-many-references",
    "docx-heaped-marks", "pdf-letters-without-end", "pdf-doubling-forms", "pdf-bomb", "pdf-map-of-letters",
    "xlsx-a-cell-at-the-end", "xlsx-strings-that-multiply", "xls-ring-of-sectors", "csv-heaped-marks",
    "text-one-line-of-a-million", "text-heaped-marks", "zip-many-entries", "xml-many-namespaces",
)  # fmt: skip
SENDERS = 3
LONGEST_SECONDS = 5.0  # for an ordinary page, on two processors that all of this shares
MOST_SECONDS = 1.5  # for nineteen of twenty


def program(environment, *command):
    """Run a program in the project folder; what it prints, read as JSON."""
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


class Sender(threading.Thread):
    """Signs in at each form in turn and sends hostile files there until told to stop."""

    def __init__(self, port, doors, files, stop):
        super().__init__(daemon=True)
        self.port, self.doors, self.files, self.stop = port, doors, files, stop
        self.sent, self.drafted, self.faults = 0, 0, []

    def run(self):
        signed_in = {}
        for (email, address, field, fields), (name, data) in zip(
            cycle(self.doors), cycle(self.files), strict=False
        ):
            if self.stop.is_set():
                return
            visitor = signed_in.get(email) or signed_in.setdefault(email, signed_in_visitor(self.port, email))
            try:
                status, place = visitor.post(address, fields, (name, data), field=field)
            except LOST as lost:
                self.faults.append((name, address, repr(lost)))
                continue
            self.sent += 1
            self.drafted += address == "/drafts/new/" and place.startswith("/drafts/")
            if status >= 500:
                self.faults.append((name, address, status))


def signed_in_visitor(port, email):
    visitor = Visitor(port, email, (), threading.Event())
    visitor.until_answered("/sign-in/", {"username": email, "password": PASSWORD})
    return visitor


def opened(visitor, address):
    """How long a page took, in seconds; it must be answered."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", visitor.port, timeout=30)
    try:
        cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        connection.request("GET", address, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    assert answer.status == 200, (address, answer.status)
    return time.monotonic() - begun


def both(site):
    """The two processes that answer, once both are there."""
    until = time.monotonic() + 20
    while len(found := site.web_processes()) < 2 and time.monotonic() < until:
        time.sleep(0.1)
    return sorted(found)


@pytest.mark.long
def test_the_site_answers_while_hostile_files_come_in(own_database, tmp_path):
    told = program(own_database, sys.executable, "-m", "tests.config.hostile_site", "fill")
    before = program(own_database, sys.executable, "-m", "tests.config.hostile_site", "facts")
    files = [(CORPUS[key].name, CORPUS[key].make()) for key in HOSTILE]
    doors, stop, took = list(told["doors"].values()), threading.Event(), []
    with (tmp_path / "log").open("wb") as log:
        site = Site(own_database, log)
        try:
            site.start()
            reader = signed_in_visitor(site.port, told["reader"])
            processes = both(site)
            senders = [Sender(site.port, doors[n:] + doors[:n], files, stop) for n in range(SENDERS)]
            for sender in senders:
                sender.start()
            until = time.monotonic() + 45
            while time.monotonic() < until:
                took += [opened(reader, address) for address in ("/desk/", "/documents/", "/notices/")]
            stop.set()
            for sender in senders:
                sender.join(60)
            same = both(site) == processes
        finally:
            stop.set()
            site.stop()
    assert [fault for sender in senders for fault in sender.faults] == []
    assert sum(sender.sent for sender in senders) >= 20
    assert same, (tmp_path / "log").read_text()[-4_000:]
    assert max(took) < LONGEST_SECONDS
    assert sorted(took)[len(took) * 95 // 100] < MOST_SECONDS
    after = program(own_database, sys.executable, "-m", "tests.config.hostile_site", "facts")
    assert after["units.Unit"] == before["units.Unit"]
    # One of them is a heavy text that can be read: what says it became a draft is one, and nothing else is.
    drafted = sum(sender.drafted for sender in senders)
    assert after["documents.Draft"] == before["documents.Draft"] + drafted
