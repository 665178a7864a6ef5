"""The worker: who does which kind of message, the loop, the letters, the turn of the day."""

from giaoban.outbox.jobs import mail, retention
from giaoban.outbox.jobs.registry import Handler, Job, daily, handler, periodic
from giaoban.outbox.jobs.worker import run_worker, work

__all__ = ["Handler", "Job", "daily", "handler", "mail", "periodic", "retention", "run_worker", "work"]
