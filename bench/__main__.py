"""
Measure how fast Giao Ban is, on both engines.

    python -m bench            everything at full size; writes bench/results
    python -m bench --quick    the same names at a tenth of the size
    python -m bench --only list

Each figure is one JSON line on standard output; progress goes to standard error. The exit code is 1 when
a goal does not hold and 2 when something could not be measured. With `--quick` both engines are measured at
once and missed goals are only told: such times say that something is far off, not more.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from bench.figures import say
from bench.report import machine, write
from tools.postgres import server

HOME: Final = Path(__file__).resolve().parents[1]
ENGINES: Final = ("sqlite", "postgresql")
OUTSIDE: Final = ("propose", "layout", "compare", "demo")
APART: Final = {
    "search": "bench.finding",
    "reports-open": "bench.opening",
    "reports-sheets": "bench.sheets",
    "reports-rollup": "bench.rollup",
    "reports-read": "bench.reports_read",
    "reports-reform": "bench.figures_reads",
    "reports-paper": "bench.consolidated",
    "reports-day": "bench.deadline_day",
}
"""Measurements with an installation of their own on each engine, by the module that makes them."""
ON_ENGINES: Final = (
    "list",
    "desk",
    "board",
    "work",
    "brief",
    "register",
    "in-force",
    "comments",
    "export",
    "memory-web",
    "memory-worker",
    "upload",
    "journal",
    "import",
    "import-table",
    "fanout",
    "reminders",
    "deadlines",
)


def main() -> int:
    """Run what was asked for, pass the figures on, keep those of a full run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--quick", action="store_true", help="a tenth of the size, nothing is kept")
    parser.add_argument("--only", choices=(*ON_ENGINES, *APART, *OUTSIDE), help="one measurement")
    parser.add_argument("--engine", choices=ENGINES, help="one engine")
    parser.add_argument("--keep", action="store_true", help="keep the figures of a part beside the others")
    options = parser.parse_args()
    facts, figures = machine(), []
    arguments = ["--quick"] * options.quick + (["--only", options.only] if options.only else [])
    engines = ENGINES if options.engine is None else (options.engine,)
    try:
        if options.only not in OUTSIDE:
            # Each engine has the machine for itself, but for a quick look, where a minute is worth more.
            with ThreadPoolExecutor(len(engines) if options.quick else 1) as threads:
                for found in threads.map(partial(_on_engine, arguments=arguments), engines):
                    figures += found
        if options.only not in (*ON_ENGINES, *APART) and options.engine is None:
            with _installation("sqlite") as environment:
                figures += _figures("bench.outside", arguments, environment)
    except subprocess.CalledProcessError as fault:
        say(f"{fault}: not everything could be measured")
        return 2
    if not options.quick and (options.keep or not (options.only or options.engine)):
        kept = write(facts, figures, beside=options.keep)
        say(f"kept in {kept.relative_to(HOME)}")
    missed = [f"{each['bench']} on {each['engine']}" for each in figures if not each["holds"]]
    if missed:
        say("Goals missed: " + ", ".join(missed))
    return 1 if missed and not options.quick else 0


@contextmanager
def _installation(engine: str) -> Iterator[dict[str, str]]:
    """The environment of an empty installation of its own, thrown away afterwards."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIAOBAN_", "DATABASE_URL", "DJANGO_"))}
    data = tempfile.mkdtemp(prefix="giaoban-bench-")
    own = {
        **kept,
        "GIAOBAN_DATA": data,
        "GIAOBAN_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
    }
    try:
        if engine == "sqlite":
            yield own
        else:
            with server(durable=True) as url:
                yield {**own, "DATABASE_URL": url}
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _on_engine(engine: str, *, arguments: list[str]) -> list[dict[str, Any]]:
    say(f"{engine} …")
    found: list[dict[str, Any]] = []
    wanted = arguments[-1] if "--only" in arguments else None
    if wanted not in APART:
        with _installation(engine) as environment:
            found += _figures("bench.engine", arguments, environment)
    for name, module in APART.items():
        if wanted in (None, name):
            say(f"  {name} …")
            with _installation(engine) as environment:
                found += _figures(module, [each for each in arguments if each == "--quick"], environment)
    return found


def _figures(module: str, arguments: list[str], environment: dict[str, str]) -> list[dict[str, Any]]:
    """The figures that a process of its own prints, passed on as they come. Raises CalledProcessError."""
    command, found = [sys.executable, "-m", module, *arguments], []
    with subprocess.Popen(  # noqa: S603  # our own module
        command, cwd=HOME, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            found.append(json.loads(line))
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
