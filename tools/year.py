"""
The whole year of a province's work, day by day, compared with an independent model: see docs/testing.md.

    python -m tools.year [--engine sqlite|postgresql|both] [--tasks N] [--units N] [--seed N]

Plays 1,700 tasks in 120 units unless told otherwise and prints what the year was like. The exit code is 1
when program and model differ anywhere; then it says where.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tools.postgres import server

HOME: Final = Path(__file__).resolve().parents[1]
TASKS: Final = 1_700
UNITS: Final = 120
SEED: Final = 2026


def play(engine: str, *, tasks: int = TASKS, units: int = UNITS, seed: int = SEED) -> int:
    """Play a year of so many tasks on one engine; 0 when program and model agree."""
    if engine == "postgresql":
        with server() as url:
            return _play(tasks, units, seed, DATABASE_URL=url)
    return _play(tasks, units, seed)


def _play(tasks: int, units: int, seed: int, **environment: str) -> int:
    year = {
        "GIAOBAN_MODE": "test",
        "GIAOBAN_YEAR_TASKS": str(tasks),
        "GIAOBAN_YEAR_UNITS": str(units),
        "GIAOBAN_YEAR_SEED": str(seed),
    }
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "--show-capture=no", "--tb=short", "tests/year"]
    return subprocess.run(
        command, cwd=HOME, env={**os.environ, **year, **environment}, check=False
    ).returncode


def main() -> int:
    """Play the year on the engines that were asked for; 0 when all agree."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--engine", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--tasks", type=int, default=TASKS)
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--seed", type=int, default=SEED)
    wanted = parser.parse_args()
    engines = ("sqlite", "postgresql") if wanted.engine == "both" else (wanted.engine,)
    failed = []
    for engine in engines:
        print(f"── a year on {engine} …", flush=True)
        if play(engine, tasks=wanted.tasks, units=wanted.units, seed=wanted.seed):
            failed.append(engine)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
