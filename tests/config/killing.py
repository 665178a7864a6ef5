"""The site as real processes that can be killed, and people at work on it over HTTP."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

from tests.make import PASSWORD

GIAOBAN = str(Path(sys.executable).parent / "giaoban")
PROJECT = Path(__file__).resolve().parents[2]
LOST = (OSError, http.client.HTTPException)
"""What a client sees when its server dies: the act may have happened or not."""
TOKEN = "k" * 32


def free_port():
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """`giaoban serve` with two web processes and `giaoban worker`, on one port, killed and started again."""

    def __init__(self, environment, log):
        self.environment, self.log, self.port = environment, log, free_port()
        self.web = self.worker = None

    def start(self):
        """Start what is not running; returns at once."""
        if self.web is None:
            self.web = self._program("serve", "--bind", f"127.0.0.1:{self.port}")
        if self.worker is None:
            self.worker = self._program("worker")

    def _program(self, *words):
        return subprocess.Popen([GIAOBAN, *words], env=self.environment, stdout=self.log, stderr=self.log)

    def web_processes(self):
        """The processes that answer, without the one that watches over them."""
        found = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children").read_text().split()
        return [int(word) for word in found]

    def kill_one(self, chance):
        """SIGKILL to one of the processes that answer; the watching one starts another."""
        found = self.web_processes()
        if found:
            _kill(chance.choice(found))

    def kill_worker(self):
        """SIGKILL to the background worker."""
        _kill(self.worker.pid)
        self.worker.wait()
        self.worker = None

    def kill_all(self):
        """SIGKILL to everything at once, as when the machine loses its power."""
        for pid in (self.web.pid, *self.web_processes(), self.worker.pid):
            _kill(pid)
        self.web.wait()
        self.worker.wait()
        self.web = self.worker = None

    def stop(self):
        """End it in peace."""
        for process in (self.web, self.worker):
            if process is not None:
                process.terminate()
                process.wait(timeout=30)


def _kill(pid):
    with suppress(ProcessLookupError):  # it was just being replaced
        os.kill(pid, signal.SIGKILL)


class Visitor(threading.Thread):
    """One person who works through a list of acts and sends again whatever stayed without an answer."""

    def __init__(self, port, email, acts, stop):
        super().__init__(name=email, daemon=True)
        self.port, self.email, self.acts, self.stop = port, email, acts, stop
        self.cookies = {"csrftoken": TOKEN}
        self.acknowledged, self.sent_again, self.fault = [], 0, None

    def run(self):
        try:
            self.until_answered("/sign-in/", {"username": self.email, "password": PASSWORD})
            for name, path, fields, file in self.acts:
                status, place = self.until_answered(path, fields, file)
                if status is None:
                    return
                self.acknowledged.append((name, status, place))
        except AssertionError as fault:
            self.fault = str(fault)

    def until_answered(self, path, fields, file=None):
        """(status, address that it leads to) of the first answer; (None, "") when told to stop before."""
        again = 0
        while not self.stop.is_set():
            try:
                status, place = self.post(path, fields, file)
            except LOST:
                again += 1
                time.sleep(0.03)
                continue
            assert status in (200, 302), (path, status)
            assert "/sign-in/" not in place, (path, place)
            self.sent_again += bool(again)
            return status, place
        return None, ""

    def post(self, path, fields, file=None, field="evidence"):
        """Send a form once: (status, address that it leads to). Raises one of `LOST`."""
        fields = {**fields, "csrfmiddlewaretoken": TOKEN}
        body, kind = _multipart(fields, file, field) if file else (urlencode(fields).encode(), FORM)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            connection.request("POST", path, body, {"Content-Type": kind, "Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _is, value = line.partition(";")[0].partition("=")
            if name == "sessionid":
                self.cookies[name] = value
        return answer.status, answer.headers.get("Location", "")


FORM = "application/x-www-form-urlencoded"


def _multipart(fields, file, file_field):
    mark, (name, content) = uuid.uuid4().hex, file
    parts = [f'name="{field}"\r\n\r\n{value}'.encode() for field, value in fields.items()]
    head = f'name="{file_field}"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
    parts.append(head.encode() + content)
    body = b"".join(f"--{mark}\r\nContent-Disposition: form-data; ".encode() + p + b"\r\n" for p in parts)
    return body + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
