"""Every change of a duty; nothing else writes the state, the deadline or the moment of submission."""

from giaoban.duties.actions.asking import Order, ask_many
from giaoban.duties.actions.deadlines import (
    ask_extension,
    change_deadline,
    grant_extension,
    refuse_extension,
    withdraw_extension,
)
from giaoban.duties.actions.deciding import accept, accept_in_part, return_, stop
from giaoban.duties.actions.feeds import close_feed, note_fetch, open_feed, renew_feed
from giaoban.duties.actions.receiving import ask_again, decline, receive
from giaoban.duties.actions.reopening import reopen
from giaoban.duties.actions.working import report, submit, withdraw

__all__ = [
    "Order",
    "accept",
    "accept_in_part",
    "ask_again",
    "ask_extension",
    "ask_many",
    "change_deadline",
    "close_feed",
    "decline",
    "grant_extension",
    "note_fetch",
    "open_feed",
    "receive",
    "refuse_extension",
    "renew_feed",
    "reopen",
    "report",
    "return_",
    "stop",
    "submit",
    "withdraw",
    "withdraw_extension",
]
