"""
Everything that must hold, as `make test` runs it: see docs/testing.md.

    python -m tools.verify [--no-browser] [--only NAME]

Each step prints its name and how long it took. All steps run even when one fails; the exit code is 1
when any failed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tools.postgres import server
from tools.year import play

HOME = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
Step = Callable[[], int]
# The same commit gives the same answer here; a developer's own runs look elsewhere each time.
SEEDED = ("--randomly-seed=20260901",)
FAST = "not browser and not long"


def call(*command: str, **environment: str) -> int:
    """Run a program of the environment; its exit code."""
    program = BIN / command[0]
    first = str(program) if program.exists() else command[0]
    everything = {**os.environ, "GIAOBAN_MODE": "test", "CI": "1", **environment}
    return subprocess.run([first, *command[1:]], cwd=HOME, env=everything, check=False).returncode


def behaviour(engine: str, which: str = FAST) -> int:
    """The tests of the marks `which` on one engine: the fast suite, when nothing else is said."""
    suite = ("python", "-m", "pytest", "-q", *SEEDED, "-n", "2", "--dist", "loadfile", "-m", which)
    if engine == "sqlite":
        return call(*suite)
    with server() as url:
        return call(*suite, DATABASE_URL=url)


def browser() -> int:
    """The flows in a real Chromium."""
    suite = ("python", "-m", "pytest", "-q", *SEEDED, "-m", "browser", "tests/browser")
    return call(*suite, DJANGO_ALLOW_ASYNC_UNSAFE="1")


STEPS: dict[str, Step] = {
    "format": lambda: call("ruff", "format", "--check", "--quiet", "."),
    "lint": lambda: call("ruff", "check", "--quiet", "."),
    "templates": lambda: call("djlint", "--lint", "--quiet", "giaoban"),
    "types": lambda: call("mypy"),
    "imports": lambda: call("lint-imports", "--no-cache"),
    "migrations": lambda: call("python", "manage.py", "makemigrations", "--check", "--dry-run"),
    "deploy": lambda: call(
        "python",
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        GIAOBAN_MODE="production",
        GIAOBAN_SECRET_KEY="for-this-check-only-" + "x7Kp2" * 12,
    ),
    "messages": lambda: call("python", "-m", "tools.messages", "--check"),
    "links": lambda: call("python", "-m", "tools.links"),
    "proposals": lambda: call("python", "-m", "tools.score_constructions"),
    "behaviour on SQLite": lambda: behaviour("sqlite"),
    "behaviour on PostgreSQL": lambda: behaviour("postgresql", f"{FAST} and not once"),
    "long lives on SQLite": lambda: behaviour("sqlite", "long"),
    "long lives on PostgreSQL": lambda: behaviour("postgresql", "long and not once"),
    "a year on SQLite": lambda: play("sqlite"),
    "a year on PostgreSQL": lambda: play("postgresql"),
    "browser": browser,
}


def main() -> int:
    """Run the steps; 0 when all hold."""
    with tempfile.TemporaryDirectory(prefix="giaoban-compiled-") as compiled:
        # Where Python keeps nothing that it compiled, each of hundreds of processes compiled all anew.
        if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
            os.environ["PYTHONPYCACHEPREFIX"] = compiled
        return run()


def run() -> int:
    """Run the steps that were asked for; 0 when all hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--only", choices=list(STEPS))
    wanted = parser.parse_args()
    held, failed, begun = 0, [], time.monotonic()
    for name, step in STEPS.items():
        if (wanted.only and name != wanted.only) or (wanted.no_browser and name == "browser"):
            continue
        print(f"── {name} …", flush=True)
        start = time.monotonic()
        code = step()
        print(
            f"── {name}: {'holds' if code == 0 else 'FAILED'} ({time.monotonic() - start:.0f} s)", flush=True
        )
        if code:
            failed.append(name)
        else:
            held += 1
    print(f"{held} steps hold, {time.monotonic() - begun:.0f} s in all.")
    if failed:
        print("Failed: " + ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
