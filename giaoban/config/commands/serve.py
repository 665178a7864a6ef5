"""`giaoban serve`: the web site under gunicorn."""

from __future__ import annotations

import argparse
import os
import sys
from gettext import gettext as _
from pathlib import Path

from giaoban.config.ready import make_static, pending_migrations


def gunicorn_command(bind: str, workers: int) -> list[str]:
    """The command of the web server: `workers` processes of four threads each, loaded once and forked."""
    return [
        str(Path(sys.executable).parent / "gunicorn"),
        "giaoban.config.wsgi:application",
        "--preload",  # one reading of the program for all processes
        *("--bind", bind, "--workers", str(workers), "--worker-class", "gthread", "--threads", "4"),
        *(
            "--timeout",
            "60",
            "--graceful-timeout",
            "15",
            "--keep-alive",
            "5",
            "--no-control-socket",
        ),
        *("--max-requests", "20000", "--max-requests-jitter", "2000", "--log-level", "warning"),
    ]


def run(options: argparse.Namespace) -> int:
    """Become gunicorn; refuses when the database is of another version."""
    pending = pending_migrations()
    if pending:
        print(
            _("The database needs `giaoban migrate` first ({count} steps).").format(count=pending),
            file=sys.stderr,
        )
        return 2
    make_static()
    print(_("Serving on http://{bind}").format(bind=options.bind), flush=True)
    command = gunicorn_command(options.bind, options.workers)
    os.execv(command[0], command)  # noqa: S606  # our own program with our own arguments
