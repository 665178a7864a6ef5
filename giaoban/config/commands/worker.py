"""`giaoban worker`: mail and background jobs."""

from __future__ import annotations

import argparse

from giaoban.outbox.jobs import run_worker


def run(options: argparse.Namespace) -> int:
    """Work until told to stop, or once through what is due."""
    run_worker(once=options.once)
    return 0
