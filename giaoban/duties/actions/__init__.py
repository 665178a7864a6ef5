"""Every change of a duty; nothing else writes the state, the deadline or the moment of submission."""

from giaoban.duties.actions.asking import Order, Terms, ask_many
from giaoban.duties.actions.deadlines import (
    ask_extension,
    change_deadline,
    grant_extension,
    refuse_extension,
    withdraw_extension,
)
from giaoban.duties.actions.deciding import accept, accept_in_part, accept_there, return_, stop
from giaoban.duties.actions.feeds import close_feed, note_fetch, open_feed, renew_feed
from giaoban.duties.actions.freezing import freeze
from giaoban.duties.actions.limits import date_event
from giaoban.duties.actions.moving import lock_with_parts
from giaoban.duties.actions.nightly import freeze_in_time
from giaoban.duties.actions.passing import lock_held, pass_on
from giaoban.duties.actions.receiving import ask_again, decline, receive
from giaoban.duties.actions.recounting import MovesChanged, apply_change, drop_change, lay_out_change
from giaoban.duties.actions.reminding import choose_mail, read_notices, set_steps, unread_notice
from giaoban.duties.actions.reopening import reopen
from giaoban.duties.actions.sorting import change_field
from giaoban.duties.actions.taking_over import TakenOver, take_over
from giaoban.duties.actions.working import hand_in, report, submit, withdraw

__all__ = [
    "MovesChanged",
    "Order",
    "TakenOver",
    "Terms",
    "accept",
    "accept_in_part",
    "accept_there",
    "apply_change",
    "ask_again",
    "ask_extension",
    "ask_many",
    "change_deadline",
    "change_field",
    "choose_mail",
    "close_feed",
    "date_event",
    "decline",
    "drop_change",
    "freeze",
    "freeze_in_time",
    "grant_extension",
    "hand_in",
    "lay_out_change",
    "lock_held",
    "lock_with_parts",
    "note_fetch",
    "open_feed",
    "pass_on",
    "read_notices",
    "receive",
    "refuse_extension",
    "renew_feed",
    "reopen",
    "report",
    "return_",
    "set_steps",
    "stop",
    "submit",
    "take_over",
    "unread_notice",
    "withdraw",
    "withdraw_extension",
]
