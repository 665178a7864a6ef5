"""The worker: who does which kind of message, the loop, the letters, the turn of the day."""

from giaoban.outbox.jobs import chain, mail, retention
from giaoban.outbox.jobs.registry import Handler, Job, daily, handler, periodic
from giaoban.outbox.jobs.worker import run_worker, work

__all__ = [
    "Handler",
    "Job",
    "chain",
    "daily",
    "handler",
    "mail",
    "periodic",
    "retention",
    "run_worker",
    "work",
]
