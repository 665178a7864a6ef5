"""`giaoban demo`: a fictional province at work, in a folder of its own."""

from __future__ import annotations

import argparse
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from gettext import gettext as _
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction

from giaoban.config.commands.serve import gunicorn_command
from giaoban.config.demo import accounts, fill
from giaoban.config.progress import Progress
from giaoban.config.ready import make_static, pending_migrations
from giaoban.search.jobs import rebuild

MARK = "demo"  # this file in the data folder says that the folder is the demo's and may be thrown away


def throw_away(data: Path) -> None:
    """Remove the demo's database and files; touches only a folder that a demo has marked as its own."""
    connections.close_all()
    for name in ("giaoban.sqlite3", "giaoban.sqlite3-wal", "giaoban.sqlite3-shm"):
        (data / name).unlink(missing_ok=True)
    for name in ("files", "mail", "search"):
        shutil.rmtree(data / name, ignore_errors=True)


def prepare(*, fresh: bool, days: int) -> bool:
    """Make the demo's data when it is not there; false when the folder holds something else."""
    data: Path = settings.DATA
    mark, database = data / MARK, data / "giaoban.sqlite3"
    if settings.MODE != "demo" or (database.exists() and not mark.exists()):
        print(
            _("{folder} holds data that is not a demo's; set GIAOBAN_DATA to another folder.").format(
                folder=data
            )
        )
        return False
    if fresh and mark.exists():
        throw_away(data)
    mark.touch()
    if pending_migrations():
        print(_("Making the database …"), flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    if not accounts.filled():
        print(_("Filling the fictional province Sơn Hải (once, two or three minutes) …"), flush=True)
        with transaction.atomic():  # all or nothing, also when interrupted
            fill(progress=Progress(_("Demo")), days=days)
        rebuild(Progress(_("Index")))
    make_static()
    return True


def answers(address: str) -> bool:
    """Whether the web server answers."""
    try:
        with urllib.request.urlopen(f"http://{address}/sign-in/", timeout=1) as answer:  # our own
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def introduce(address: str) -> None:
    """Print the address and one account for each role."""
    print("\n" + _("Giao Ban is ready: http://{bind}").format(bind=address) + "\n")
    print(
        _("One account for each role; the password of all is {password}").format(password=accounts.PASSWORD)
    )
    for account in accounts.ROLES:
        print(f"  {account.email:<32} {account.role_words()}")
    print("\n" + _("A notice to try: {path}").format(path=accounts.SAMPLE_NOTICE))
    print(_("Stop with Ctrl C.") + "\n", flush=True)


def run(options: argparse.Namespace) -> int:
    """Serve the demo until stopped; 2 when it cannot."""
    if not prepare(fresh=options.fresh, days=options.days):
        return 2
    if options.fill_only:
        return 0
    connections.close_all()
    return keep_running(options.bind)


def keep_running(address: str) -> int:
    """Web server first, so that the page is there soon, then the worker; both until stopped."""
    worker = [str(Path(sys.executable).parent / "giaoban"), "worker"]
    started = [subprocess.Popen(gunicorn_command(address, 2))]  # noqa: S603  # our own programs

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while not answers(address):
            if started[0].poll() is not None:
                print(
                    _("The server stopped; is the port of {bind} taken?").format(bind=address),
                    file=sys.stderr,
                )
                return 2
            time.sleep(0.05)
        introduce(address)
        started.append(subprocess.Popen(worker))  # noqa: S603
        while all(process.poll() is None for process in started):
            time.sleep(0.5)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=30)
