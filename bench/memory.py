"""What the running processes hold of the machine's memory after a day's use, on the filled database."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.figures import say
from bench.notice import LENGTH, as_docx, lines
from bench.place import Found, Place
from bench.screens import Visitor, reachable
from bench.serving import GIAOBAN, PATIENCE_SECONDS, ask, children_of, free_port, memory_of, running, wait_for
from giaoban.outbox.actions import enqueue_many
from giaoban.outbox.models import Message
from giaoban.people.models import Person

LOOKS: Final = 300
"""Requests before the memory is read, one after the other, spread over the web processes."""
LETTERS: Final = 500


def web(place: Place) -> Iterator[Found]:
    """The largest web process after lists, desks, boards, workbooks and papers."""
    port = free_port()
    with running(GIAOBAN, "serve", "--bind", f"127.0.0.1:{port}", GIAOBAN_TLS="0") as process:
        wait_for(port, process)
        for number in range(round(LOOKS * max(place.share, 0.2))):
            _look(port, place, number)
        for number in range(4 if place.share == 1 else 1):
            _heavy(port, place, number)
        sizes = [memory_of(pid) for pid in children_of(process.pid)]
    say(f"    web processes: {[round(size) for size in sizes]} MB")
    yield "memory.web", max(sizes), "MB"


def _cookie(person: Person) -> str:
    session: Client = Visitor(person).client
    return f"{settings.SESSION_COOKIE_NAME}={session.cookies[settings.SESSION_COOKIE_NAME].value}"


def _look(port: int, place: Place, number: int) -> None:
    """The next of the screens that people open all day."""
    name, person = (
        ("assignments", place.secretary),
        ("desk", place.contact),
        ("board", place.chair),
        ("work", place.chair),
        ("documents", place.secretary),
    )[number % 5]
    if reachable(name):
        _get(port, f"{reverse(name)}?page={number % 9 + 1}", person)


def _get(port: int, path: str, person: Person) -> None:
    status, _headers, content = ask(port, "GET", path, Cookie=_cookie(person))
    if status != 200 or not content:
        raise AssertionError(f"{path}: {status}")


def _heavy(port: int, place: Place, number: int) -> None:
    """A workbook of the whole list, and a paper of twenty pages sent and read."""
    _get(port, reverse("assignments-export"), place.secretary)
    if reachable("work-export"):
        _get(port, reverse("work-export"), place.chair)
    data = as_docx(lines(place.sized(LENGTH), seed=100 + number))
    mark, token = uuid.uuid4().hex, "a" * 32
    fields = {"committee": place.committee.code, "csrfmiddlewaretoken": token}
    head = "".join(
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    head += (
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="thong-bao.docx"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    status, _headers, _content = ask(
        port,
        "POST",
        reverse("document-new"),
        head.encode() + data + f"\r\n--{mark}--\r\n".encode(),
        Cookie=f"{_cookie(place.secretary)}; {settings.CSRF_COOKIE_NAME}={token}",
        Content_Type=f"multipart/form-data; boundary={mark}",
    )
    if status != 302:
        raise AssertionError(f"a paper sent: {status}")


def worker(place: Place) -> Iterator[Found]:
    """The background worker after its daily jobs and some hundred letters."""
    letters = place.sized(LETTERS)
    enqueue_many(
        "mail",
        (
            (
                f"bench:{n}",
                {"to": "a@sonhai.example", "subject": "Nhắc việc", "body": "Sở có việc sắp đến hạn. " * 20},
            )
            for n in range(letters)
        ),
        at=timezone.now(),
    )
    with running(GIAOBAN, "worker") as process:
        until = time.monotonic() + PATIENCE_SECONDS
        due = Message.objects.open().filter(run_at__lte=timezone.now())
        while due.exists() and time.monotonic() < until and process.poll() is None:
            time.sleep(0.3)
        if due.exists():
            raise AssertionError(f"{due.count()} messages are left")
        size = memory_of(process.pid)
    yield "memory.worker", size, "MB"
