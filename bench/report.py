"""The results of full runs: lines for programs, and a page for people."""
# ruff: noqa: E501  # rows of a table

from __future__ import annotations

import json
import os
import platform
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tools.postgres import binaries

RESULTS: Final = Path(__file__).resolve().parent / "results"
HOW: Final[dict[str, str]] = {
    "list.p95": "`/assignments/` of the secretary: sixteen ways to filter, sort and page, words among them; whole answers, 48 requests, 95th percentile, median of three rounds",
    "list.queries": "the most queries that one of these answers costs",
    "list.naive": "how many times longer a paginator over joined tables takes that asks of every row who may see it",
    "list.limit": "how many times as long as fifty bare rows by their keys",
    "desk.p95": "`/desk/` of a busy department with its tiles and tabs, as above",
    "desk.queries": "the most queries of one desk",
    "board.today.p95": "`/board/` of the chair, whole, one field, one unit; nothing kept from the request before",
    "board.queries": "the most queries of one board",
    "board.past.p95": "the same as of a past day that was frozen, each request another day",
    "freeze": "counting a day and keeping it as a sheet, as each night does; the mean over the days of these boards",
    "board.naive": "how many times longer it takes to load the tasks and count them in Python, without drawing a page",
    "figures.p95": "`/figures/` of the chair as of today, eight dimensions and choices, by both deadlines; nothing kept from the request before",
    "figures.queries": "the most queries of one such page",
    "figures.naive": "how many times longer it takes to load tasks and parts and count the same in Python, without drawing a page",
    "figures.compare": "`/figures/compare/`, today against thirty days ago, with what happened in between; median of five",
    "work.p95": "`/work/`, the list behind a number, eight choices",
    "work.queries": "the most queries of one such list",
    "comments.p95": "the table of 30,000 comments of sixty units on a draft of a hundred pages, revised since: eight ways to filter and order, 24 pages, 48 requests, 95th percentile, median of three rounds",
    "comments.queries": "the most queries of one such page",
    "comments.round.p95": "the page of the round: who has answered, who has not",
    "comments.export.docx": "the whole table as a Word annex",
    "comments.export.xlsx": "the same as a workbook",
    "memory.web": "resident memory of the largest web process after 300 pages, workbooks of the whole list and papers of twenty pages",
    "memory.worker": "resident memory of the background worker after its daily jobs and 500 letters",
    "upload": "a notice of twenty pages as .docx, from the request to the open review; median of three",
    **{
        f"rollup.{land}.{level}": f"a year of one {unit} (60 figures, twelve months) as every page reads it; {size}"
        for land, size in (
            ("s1", "3,321 communes, 60 months, 12 million figures"),
            ("s2", "33,210 agencies, twelve months, 24 million figures"),
        )
        for level, unit in (
            ("nation.open.p95", "nation, periods open"),
            ("nation.closed.p95", "nation, periods closed"),
            ("province.p95", "province"),
            ("commune.p95", "commune"),
        )
    },
    **{
        f"rollup.{land}.{level}.{other}": f"as many times as long as {way}"
        for land in ("s1", "s2")
        for level in ("nation.open", "nation.closed", "province", "commune")
        for other, way in (
            ("naive", "adding up one row a figure by SQL over the tree's paths"),
            ("wide", "the same from a denormalised table, a column of text a level, an index a column"),
        )
    },
    "rollup.provinces.p95": "34 provinces over a year, 24,480 figures",
    "rollup.communes.p95": "3,321 communes in a month",
    "rollup.storage": "sendings with their indexes beside one row a figure with its key and one index",
    "rollup.proof": "all totals of 24 million figures added up again from the sendings and compared",
    "rollup.proof.duckdb": "DuckDB adds up the same to every level from a table of its own, on two threads",
    "rollup.proof.ratio.sqlite": "how many times as long the proof takes, reading from SQLite",
    "rollup.proof.ratio.postgresql": "how many times as long the proof takes, reading from PostgreSQL",
    **{
        f"rollup.accept.{writers}{more}": told
        for writers in ("8", "32", "threads.1", "threads.8")
        for more, told in (
            ("", "accepting one report in the database with all totals above, so many writers at once"),
            (".bare", "how many times as many are stored without any totals"),
            (".rows", "of as many as ours, how many are accepted with a row a figure at all levels"),
            (".root.p95", "the nation's figures asked five times a second meanwhile"),
        )
    },
    "reports.read.provinces.p95": "the page of 34 provinces × 60 indicators × twelve months with all columns, whole answers",
    "reports.read.provinces.queries": "the most queries of that page",
    "reports.read.unit.p95": "the page of one unit, all indicators and columns",
    "reports.read.communes.p95": "the page of 3,321 communes × 60 indicators, none left out",
    "reports.read.page.p95": "one page of the list of communes",
    "reports.read.xlsx": "the same 3,321 × 60 as a workbook",
    "reports.read.csv": "the same as CSV",
    "reports.read.json": "the same as JSON",
    "reports.read.dhis2": "the same as a data value set for DHIS2",
    "reports.sent.nation.p95": "who has not sent, of 33,210 agencies, counts and first page, whole answers",
    "reports.sent.province.p95": "the same below one province",
    "reports.sent.queries": "the most queries of that page",
    "reports.wire.each.sqlite": "one report of 60 figures sent through the web site, 32 lines at once: session, rights, rules of the form, sending, totals, work, journal; the mean over ten seconds, median of three; the client runs on the same cores",
    "reports.wire.each.postgresql": "the same on PostgreSQL",
    "reports.wire.p95": "95th percentile of what a sender waits then",
    "reports.wire.root.p95": "the nation's figures of the open period asked five times a second meanwhile",
    "reports.day": "33,210 reports through the web site by 32 lines at once while 200 people open pages; each acknowledged report is looked for by its key, figure by figure",
    "reports.day.p95": "95th percentile of what a sender waits then",
    "reports.day.pages.p95": "95th percentile of what a reader waits then",
    "reports.day.killed": "the same with one web process killed at half-way",
    "sheets.form.p95": "the page of a form of sixty lines with last period and last year beside",
    **{
        f"sheets.{name}.{step}": f"{told} a workbook of {size}"
        for name, size in (("province", "98 communes × 60 figures"), ("large", "1,000 communes × 60 figures"))
        for step, told in (("write", "writing"), ("compare", "reading and comparing"), ("take", "taking in"))
    },
    "sheets.province": "the three together",
    "sheets.province.again": "comparing it unchanged",
    "sheets.large": "the three together",
    "sheets.large.again": "comparing it unchanged",
    **{
        f"consolidated.{name}.{kind}": f"{told} {size}"
        for name, size in (
            ("province", "of a province with 98 communes"),
            ("nation", "of a nation with 34 provinces as annexes and texts of 3,321 communes"),
        )
        for kind, told in (
            ("freeze", "gathering and freezing the snapshot"),
            ("docx", "freezing and writing the consolidated report as .docx,"),
            ("pdf", "the same as PDF,"),
            ("xlsx", "the same as a workbook,"),
        )
    },
    "reform.plan": "the table of 63 provinces and 10,035 communes read and its consequences shown",
    "reform.record": "recording it: 34 provinces, no districts, 3,321 communes",
    "reform.undo": "taking it back",
    **{
        f"reform.{step}.{what}": f"{told} {when}"
        for step, when in (("before", "before"), ("recorded", "after recording"), ("undone", "after taking it back"))
        for what, told in (
            ("nation.differences", "figures of the nation in 24 months, in any of the views, that are others than they were,"),
            ("faults", "what the proof of all totals and reports finds wrong,"),
            ("proof", "that proof,"),
        )
    },
    "reform.same_period.differences": "figures of the year before beside those of July 2025, of the nation and 34 provinces, that are not what the old units had",
    "journal.check": "proving 1,000,000 journal entries, reckoned from 100,000",
    "reports.open": "a period opened for 33,210 agencies by the worker: for each its report with 60 figures and its work, and 3,356 rows of totals",
    "reports.open.batch": "the longest of its batches of 2,000, during which the others wait",
    "import.units": "34 provinces and 3,321 communes from a CSV file",
    "import.again": "the same file again: nothing changes",
    "deadlines.recount": "100,000 open deadlines recomputed by a changed calendar, to show which of them move",
    "deadlines.move": "10,000 of them moved: deadlines before, standings, limits, an entry in the journal for each",
    "import_follow_up": "a follow-up table of 1,000 rows as .xlsx: read, every row looked at, imported; median of three",
    "import_follow_up.again": "the same file read and looked at again: every row is known, nothing to write",
    "export_50000.xlsx": "50,000 rows of the list as a workbook, written to the disk row by row",
    "export_50000.json": "the same as data",
    "export_50000.ics": "the same as a calendar",
    "export_50000.xlsx.memory": "how far the memory of the process rose above what it held before",
    "export_50000.json.memory": "the same of the data",
    "export_50000.ics.memory": "the same of the calendar",
    "export_50000.xlsx.growth": "of that, how much more 50,000 rows need than 10,000",
    "export_50000.json.growth": "the same of the data",
    "export_50000.ics.growth": "the same of the calendar",
    "fanout": "one sentence to a group of 3,400 units, confirmed: assignments, duties, parts, standings; median of three",
    "fanout.naive": "how many times longer one `save()` for each row takes (a tenth of the rows, times ten)",
    "reminders.first": "the first look of the worker over all open work, which fills the lists and mails nothing",
    "reminders.day": "a working day of 3,400 units: all open work looked at, every new reminder written, every letter promised",
    "reminders.again": "the same again: nothing is said twice",
    "search.build": "`giaoban index`: 200,000 papers of about 240 words and 20,000 tasks read from the database and indexed",
    "search.exact.p50": "the index asked for two to five words that stand together in some paper, with their marks, by one to whom all is open; a hundred questions, first twenty answers",
    "search.exact.p95": "95th percentile of the same",
    "search.folded.p50": "the same words without marks",
    "search.folded.p95": "95th percentile of the same",
    "search.tones.p50": "decomposed, with the tone of oa, oe, uy on the other vowel",
    "search.tones.p95": "95th percentile of the same",
    "search.begun.p50": "with the last word only begun, as one types",
    "search.begun.p95": "95th percentile of the same",
    "search.number.p50": "a number and symbol",
    "search.number.p95": "95th percentile of the same",
    "search.answer.p50": "the whole answer to the first kind: what waits is looked for, answers are read from the database by its own rule, snippets are cut",
    "search.answer.p95": "95th percentile of the same",
    "search.counted.p50": "the same with the number of answers and the counts of four facets",
    "search.counted.p95": "95th percentile of the same",
    "search.exact@20.missed": "share of the first twenty that lack a word with its marks though so many papers have them all, which reading all papers says",
    "search.phrase@20.missed": "the same for words that stand together",
    "search.unit.ratio": "how many times as long the index takes for the contact of one unit; median of three",
    "search.province.ratio": "the same for a leader of the province who reads by the tree",
    "search.catch_up.p50": "ten changed papers taken up before a search is answered",
    "search.catch_up.p95": "95th percentile of the same",
    "search.growth": "how many times as large the index is after 10,000 edits as one made anew",
    "propose.call": "proposals of a notice of twenty pages (60,000 characters), in the process; median of five",
    "propose.process": "`giaoban propose` of the same notice as .docx, the whole command",
    "demo.second_start": "`python3 bootstrap.py demo` on a filled demo, from the command to the first answer; median of three",
    "wire.desk": "the desk in Chromium with an empty cache: all bytes over the wire, headers included",
}  # fmt: skip
"""How each figure is measured, in the order of the page."""


def machine() -> dict[str, Any]:
    """What the figures were measured on, and how busy it was at that moment."""
    memory = re.search(r"MemTotal:\s+(\d+) kB", Path("/proc/meminfo").read_text())
    folder = binaries()
    postgres = subprocess.run(  # noqa: S603  # PostgreSQL's own program
        [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True
    ).stdout.split() if folder else []  # fmt: skip
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "memory_mb": int(memory[1]) // 1024 if memory else None,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "postgresql": postgres[2] if len(postgres) > 2 else None,
        "system": f"{platform.system()} {platform.machine()}",
        "load_average_at_start": [round(load, 2) for load in os.getloadavg()],
    }


def write(facts: dict[str, Any], figures: list[dict[str, Any]], *, beside: bool = False) -> Path:
    """
    Keep a run as `results/<date>.jsonl` (an earlier one of the same day is replaced) and renew the page.

    With `beside` the run is a part, and its figures take their places among those that were kept last; each
    says when it was measured and how busy the machine was before and after.
    """
    RESULTS.mkdir(exist_ok=True)
    facts = {**facts, "load_average_at_end": [round(load, 2) for load in os.getloadavg()]}
    path = RESULTS / f"{facts['measured_at'][:10]}.jsonl"
    last = max(RESULTS.glob("*.jsonl"), default=None)
    if beside and last is not None:
        path = last
        facts, figures = _among(last, facts, figures)
    lines = [{"machine": facts}, *figures]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    (RESULTS / "README.md").write_text(page(facts, figures, path.name), encoding="utf-8")
    return path


def _among(
    last: Path, facts: dict[str, Any], figures: list[dict[str, Any]]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The kept run with the figures of a part in the places of their like, new ones at the end."""
    first, *kept = [json.loads(line) for line in last.read_text(encoding="utf-8").splitlines()]
    when = {key: facts[key] for key in ("measured_at", "load_average_at_start", "load_average_at_end")}
    fresh = {(each["bench"], each["engine"]): {**each, **when} for each in figures}
    renewed = [fresh.pop((each["bench"], each["engine"]), each) for each in kept]
    return first["machine"], [*renewed, *fresh.values()]


def page(facts: dict[str, Any], figures: list[dict[str, Any]], name: str) -> str:
    """The run as a page: one row for each figure, one column for each engine."""
    found = {(each["bench"], each["engine"]): each for each in figures}
    load = " and ".join(
        ", ".join(str(one) for one in facts[when])
        for when in ("load_average_at_start", "load_average_at_end")
        if when in facts
    )
    head = (
        "# How fast Giao Ban is\n\n"
        f"Measured on {facts['measured_at'][:10]} by `make bench` on {facts['cores']} cores and "
        f"{facts['memory_mb']} MB of memory, {facts['system']}, Python {facts['python']}, SQLite {facts['sqlite']}, "
        f"PostgreSQL {facts['postgresql']}; load average before and after {load} (more than the cores means that others were at work). The lines for programs are in "
        f"[{name}]({name}).\n\n"
        "One committee with 100,000 tasks, 150,000 further parts and the whole history of each. Both engines keep what "
        "they acknowledge through a power cut (SQLite: WAL, `synchronous=FULL`; PostgreSQL: synchronous commits). Every "
        "answer is a whole one: sign-in, rights, queries, page. A figure is a median of several runs; a ratio compares two "
        "ways in the same run. A part that was measured again apart carries its own moment in its lines; one that was "
        "measured at a share of its size says so here.\n\n"
        "| What | Goal | SQLite | PostgreSQL | Holds | How it is measured |\n|---|---|---|---|---|---|\n"
    )
    return head + "".join(_row(bench, how, found) for bench, how in HOW.items())


def _row(bench: str, how: str, found: dict[tuple[str, str], dict[str, Any]]) -> str:
    alone = found.get((bench, "none"))
    both = [found.get((bench, engine)) for engine in ("sqlite", "postgresql")]
    known = [each for each in (alone, *both) if each]
    if not known:
        return ""
    cells = [_cell(alone), "–"] if alone else [_cell(each) for each in both]
    goal = known[0]["goal"]
    holds = ("yes" if all(each["holds"] for each in known) else "**no**") if goal else ""
    words = f"{goal} {known[0]['unit']}" if goal else "–"
    return f"| {bench} | {words} | {cells[0]} | {cells[1]} | {holds} | {how} |\n"


def _cell(figure: dict[str, Any] | None) -> str:
    if figure is None:
        return "–"
    value, unit = figure["value"], figure["unit"]
    words = f"{value:g} times" if unit == "ratio" else f"{value:g} {unit}"
    return f"{words} (at {figure['share']:g} of the size)" if "share" in figure else words
