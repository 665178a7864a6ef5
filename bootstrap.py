#!/usr/bin/env python3
"""
Start Giao Ban or its tests on a machine that has only Python 3.11 or newer.

    python3 bootstrap.py demo          make the environment, fill the demo, serve it
    python3 bootstrap.py demo-fresh    the same, after throwing the demo away
    python3 bootstrap.py test          everything that must hold (see docs/testing.md)
    python3 bootstrap.py check         the same without the browser flows
    python3 bootstrap.py year          a year of a province's work beside an independent model
    python3 bootstrap.py bench         full measurements; `bench-quick` at a tenth
    python3 bootstrap.py score         quality of the proposals, per construction
    python3 bootstrap.py run CMD …     any command inside the environment

Only the standard library is used here, because nothing else is there yet.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent
ENVIRONMENT = HOME / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
OLDEST = (3, 11)


def say(text: str) -> None:
    """Print one line at once, so that progress is seen while pip works."""
    print(text, flush=True)


def fail(text: str) -> None:
    """Stop with a sentence that tells what to do."""
    raise SystemExit(f"bootstrap: {text}")


def may_install() -> list[str] | None:
    """The prefix under which Debian packages may be installed; None when they may not."""
    if shutil.which("apt-get") is None:
        return None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install_debian(packages: list[str], *, why: str) -> None:
    """Install Debian packages, or stop and say which and why."""
    prefix = may_install()
    if prefix is None:
        message = f"{why} needs the Debian packages {' '.join(packages)}; install them and start again."
        raise SystemExit(f"bootstrap: {message}")
    say(f"Installing {' '.join(packages)} ({why}) …")
    environment = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*environment, "update"], check=False, stdout=subprocess.DEVNULL)
    done = subprocess.run(
        [*environment, "install", "-y", "--no-install-recommends", *packages], stdout=subprocess.DEVNULL
    )
    if done.returncode:
        fail(f"apt-get could not install {' '.join(packages)}, which {why} needs.")


def make_environment(lock: Path) -> None:
    """Make `.venv` hold exactly what `lock` names; costs nothing when it already does."""
    stamp = ENVIRONMENT / f".{lock.stem}"
    wanted = hashlib.sha256(
        lock.read_bytes() + (HOME / "pyproject.toml").read_bytes() + sys.version.encode() + str(HOME).encode()
    ).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not (BIN / "python").exists():
        try:
            import ensurepip  # noqa: F401  # only to learn whether Debian split it off
        except ImportError:
            install_debian(["python3-venv"], why="making the environment")
        say("Making the environment .venv …")
        venv.EnvBuilder(with_pip=True, clear=True).create(ENVIRONMENT)
    say(f"Installing the packages of {lock.name} (once, about half a minute) …")
    pip = [str(BIN / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run(
        [*pip, "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(lock)], check=True
    )
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(HOME)], check=True)
    stamp.write_text(wanted)


def run(*command: str, **environment: str) -> int:
    """Run a command of the environment in the project folder; its exit code."""
    program = BIN / command[0]
    known = str(program) if program.exists() else command[0]
    return subprocess.run(
        [known, *command[1:]],
        cwd=HOME,
        env={**os.environ, "PATH": f"{BIN}:{os.environ.get('PATH', '')}", **environment},
    ).returncode


def become(*command: str) -> int:
    """Replace this process, so that Ctrl C reaches the program itself."""
    program = str(BIN / command[0])
    os.chdir(HOME)
    if os.name == "nt":
        return subprocess.run([program, *command[1:]]).returncode
    sys.stdout.flush()
    os.execv(program, [program, *command[1:]])


def need_test_tools() -> None:
    """Chromium, PostgreSQL, gettext and LibreOffice for the tests; installed from Debian where allowed."""
    wanted = {
        "chromium": ["chromium", "libatomic1"],
        "msgfmt": ["gettext"],
        "pdftotext": ["poppler-utils"],
        "soffice": ["libreoffice-writer-nogui", "fonts-liberation"],
    }
    missing = [package for tool, names in wanted.items() if shutil.which(tool) is None for package in names]
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not servers and shutil.which("initdb") is None:
        missing.append("postgresql")
    if missing:
        install_debian(missing, why="`make test`")


def main(arguments: list[str]) -> int:
    """Carry out one of the commands of the module's docstring; the process's exit code."""
    if sys.version_info < OLDEST:
        fail(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}.")
    command, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if command in {"demo", "demo-fresh"}:
        make_environment(HOME / "requirements.txt")
        return become("giaoban", "demo", *(["--fresh"] if command == "demo-fresh" else []), *rest)
    if command in {"test", "check", "year", "bench", "bench-quick", "score", "run", "prepare"}:
        make_environment(HOME / "requirements-dev.txt")
        if command == "prepare":
            return 0
        if command == "run":
            return run(*rest)
        if command == "score":
            return run("python", "-m", "tools.score_constructions", *rest)
        if command != "bench-quick":
            need_test_tools()
        if command == "year":
            return run("python", "-m", "tools.year", *rest)
        if command in {"bench", "bench-quick"}:
            return run("python", "-m", "bench", *(["--quick"] if command == "bench-quick" else []), *rest)
        return run("python", "-m", "tools.verify", *(["--no-browser"] if command == "check" else []), *rest)
    say(__doc__.strip())
    return 0 if command in {"help", "-h", "--help"} else 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
