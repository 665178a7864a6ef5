"""What the worker does for this room: periods are asked in time, what was left half done is forgotten."""

from giaoban.assignments.jobs.forgetting import forget_what_was_left
from giaoban.assignments.jobs.repeating import (
    ask_due,
    ask_period,
    ask_what_is_due,
    on_day,
    with_period,
)

__all__ = [
    "ask_due",
    "ask_period",
    "ask_what_is_due",
    "forget_what_was_left",
    "on_day",
    "with_period",
]
