"""
A PostgreSQL of one's own for tests and measurements, thrown away afterwards.

Uses the binaries of Debian's package. Run as root, the server runs as the user `postgres`.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
DURABLE = "-c synchronous_commit=on -c shared_buffers=1GB -c jit=off"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, newest version first; None when PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """
    Start a server, yield its DATABASE_URL, stop it and remove its files.

    `durable` keeps synchronous commits, for measurements; tests do without. Raises SystemExit with a
    sentence when PostgreSQL is not installed.
    """
    folder = binaries()
    if folder is None:
        raise SystemExit("PostgreSQL is not installed (Debian package `postgresql`), and the tests need it.")
    home = Path(tempfile.mkdtemp(prefix="giaoban-pg-", dir="/tmp"))  # short path for the socket
    root = os.geteuid() == 0
    who = {"user": "postgres", "group": "postgres"} if root else {}
    if root:
        shutil.chown(home, "postgres", "postgres")
    port, data = _free_port(), home / "data"
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(home)}

    def call(*command: str) -> None:
        done = subprocess.run(
            command, cwd=home, env=environment, capture_output=True, text=True, check=False, **who
        )  # type: ignore[call-overload]
        if done.returncode:
            raise SystemExit(f"{command[0]} failed: {done.stderr or done.stdout}")

    call(str(folder / "initdb"), "-D", str(data), "-U", "giaoban", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = (
        f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c max_connections=100 "
        f"{DURABLE if durable else FAST}"
    )
    call(str(folder / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(home / "log"), "-w", "start")
    try:
        call(str(folder / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "giaoban", "giaoban")
        yield f"postgres://giaoban@127.0.0.1:{port}/giaoban"
    finally:
        call(str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
        time.sleep(0.1)
        shutil.rmtree(home, ignore_errors=True)
