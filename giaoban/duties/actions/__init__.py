"""Every change of a duty; nothing else writes the state, the deadline or the moment of submission."""

from giaoban.duties.actions.asking import Order, ask_many
from giaoban.duties.actions.deciding import accept, return_, stop
from giaoban.duties.actions.receiving import ask_again, decline, receive
from giaoban.duties.actions.working import report, submit, withdraw

__all__ = [
    "Order",
    "accept",
    "ask_again",
    "ask_many",
    "decline",
    "receive",
    "report",
    "return_",
    "stop",
    "submit",
    "withdraw",
]
