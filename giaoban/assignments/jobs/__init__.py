"""What the worker does for this room: each period of a repeated task is asked in time."""

from giaoban.assignments.jobs.repeating import (
    ask_due,
    ask_period,
    ask_what_is_due,
    on_day,
    with_period,
)

__all__ = ["ask_due", "ask_period", "ask_what_is_due", "on_day", "with_period"]
