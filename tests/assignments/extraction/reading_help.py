"""Short forms for the tests of the reader: a sentence in, what was proposed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from giaoban.assignments.extraction import KnownUnit, Reading, Task, read_notice

ISSUED = date(2025, 9, 10)  # a Wednesday
UNITS = (
    KnownUnit("Sở Nội vụ", ("SNV",), key="noi-vu"),
    KnownUnit("Sở Văn hóa, Thể thao và Du lịch", ("Sở VH,TT&DL",), key="van-hoa"),
    KnownUnit("Công ty Điện lực tỉnh", key="dien-luc"),
    KnownUnit("UBND các xã, phường", kind="group", key="xa-phuong"),
)


@dataclass(frozen=True)
class Seen:
    """The fields of a task that a test compares, as plain words."""

    lead: str | None
    co_leads: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    due: str | None = None
    clause: str = ""


def read(text: str, *, issued_on: date = ISSUED) -> Reading:
    """The reading with the units of the tests."""
    return read_notice(text, units=UNITS, issued_on=issued_on)


def due_of(task: Task) -> str | None:
    """The deadline as the JSON gives it."""
    return task.deadline.date.isoformat() if task.deadline.date else task.deadline.rule


def seen(text: str, *, issued_on: date = ISSUED) -> list[Seen]:
    """What is proposed for `text`."""
    return [
        Seen(
            task.lead.name if task.lead else None,
            tuple(party.name for party in task.co_leads),
            tuple(party.name for party in task.coordinating),
            due_of(task),
            task.clause,
        )
        for task in read(text, issued_on=issued_on).tasks
    ]


def leads(text: str) -> list[str | None]:
    """The leads only."""
    return [one.lead for one in seen(text)]


def one_due(text: str, *, issued_on: date = ISSUED) -> str | None:
    """The deadline of the only task of `text`."""
    (task,) = read(text, issued_on=issued_on).tasks
    return due_of(task)
