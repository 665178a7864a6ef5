"""`giaoban propose`: from a notice to proposed tasks, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from gettext import gettext as _
from pathlib import Path

from giaoban.assignments.extraction import KnownUnit, Reading, as_json, read_notice
from giaoban.assignments.extraction.units_csv import read_units_csv
from giaoban.files.reading import LIMIT_BYTES, Unreadable, read_paper


class Unusable(Exception):
    """An argument that cannot be used; its text says why."""


def text_of(notice: str) -> str:
    """The text of the file named, or of standard input. Raises `Unusable`."""
    if notice == "-":
        return sys.stdin.buffer.read(LIMIT_BYTES).decode("utf-8", errors="replace")
    path = Path(notice)
    try:
        if path.stat().st_size > LIMIT_BYTES:
            raise Unusable(_("The file is larger than {limit} MB.").format(limit=LIMIT_BYTES // 1_000_000))
        return read_paper(path.read_bytes(), filename=path.name).text
    except OSError as problem:
        raise Unusable(_("The file cannot be read: {reason}").format(reason=problem.strerror)) from problem
    except Unreadable as problem:
        raise Unusable(_("The file cannot be used: {reason}").format(reason=problem)) from problem


def known_units(path: Path | None) -> list[KnownUnit]:
    """The units of the CSV file; none without one. Raises `Unusable`."""
    if path is None:
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return read_units_csv(lines)
    except (OSError, ValueError) as problem:
        raise Unusable(_("The list of units cannot be used: {reason}").format(reason=problem)) from problem


def issue_date(given: str | None, text: str) -> date:
    """The date given, else the one in the notice's head. Raises `Unusable`."""
    try:
        if given:
            return date.fromisoformat(given)
    except ValueError as problem:
        raise Unusable(_("--issued-on needs a date such as 2025-06-10.")) from problem
    read = read_notice(text, units=[], issued_on=date(2000, 1, 1)).head.issued_on
    if read is None:
        raise Unusable(_("The notice does not tell its date; give it with --issued-on."))
    return read


def show(reading: Reading) -> None:
    """Print the proposals for a person."""
    for number, task in enumerate(reading.tasks, start=1):
        lead = task.lead.name if task.lead else "?"
        due = task.deadline.date or task.deadline.rule or task.deadline.event or "–"
        print(f"{number}. [{task.clause}] {lead} · {due}\n   {task.action}")
        if task.coordinating:
            print(
                "   " + _("coordinating: {units}").format(units=", ".join(p.name for p in task.coordinating))
            )
        if task.doubts:
            print("   ? " + ", ".join(task.doubts))


def run(options: argparse.Namespace) -> int:
    """Print what the notice asks of whom; 2 when the notice or the arguments cannot be used."""
    try:
        text = text_of(options.notice)
        units = known_units(options.units)
        issued_on = issue_date(options.issued_on, text)
    except Unusable as problem:
        print(problem, file=sys.stderr)
        return 2
    reading = read_notice(text, units=units, issued_on=issued_on)
    if options.json:
        print(json.dumps(as_json(reading), ensure_ascii=False, indent=1))
    else:
        show(reading)
    return 0
