"""Every change of regimes, periods, reports and their totals."""

from giaoban.reports.actions import making  # noqa: F401 -- the part of the worker in consolidated reports
from giaoban.reports.actions.consolidating import (
    Wanted,
    ask_for_file,
    draft_from,
    keep_template,
    retire_template,
    save_words,
    take_snapshot,
)
from giaoban.reports.actions.deciding import accept_many, accept_report, return_report
from giaoban.reports.actions.entering import (
    SavedEntry,
    Taken,
    add_file,
    drop_file,
    save_entry,
    send_entry,
    send_typed,
    take_workbook,
)
from giaoban.reports.actions.forms import set_form
from giaoban.reports.actions.nightly import open_in_time
from giaoban.reports.actions.opening import open_next_units, open_period
from giaoban.reports.actions.periods import change_period, close_period, plan_period, plan_year
from giaoban.reports.actions.regimes import Setup, change_regime, make_regime, setup_of
from giaoban.reports.actions.sending import send, withdraw_report
from giaoban.reports.actions.shaping import give_up_form, issue_form, propose_form, shape_form
from giaoban.reports.actions.targets import set_targets

__all__ = [
    "SavedEntry",
    "Setup",
    "Taken",
    "Wanted",
    "accept_many",
    "accept_report",
    "add_file",
    "ask_for_file",
    "change_period",
    "change_regime",
    "close_period",
    "draft_from",
    "drop_file",
    "give_up_form",
    "issue_form",
    "keep_template",
    "make_regime",
    "open_in_time",
    "open_next_units",
    "open_period",
    "plan_period",
    "plan_year",
    "propose_form",
    "retire_template",
    "return_report",
    "save_entry",
    "save_words",
    "send",
    "send_entry",
    "send_typed",
    "set_form",
    "set_targets",
    "setup_of",
    "shape_form",
    "take_snapshot",
    "take_workbook",
    "withdraw_report",
]
