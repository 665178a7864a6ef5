"""Every change of regimes, periods, reports and their totals."""

from giaoban.reports.actions.deciding import accept_many, accept_report, return_report
from giaoban.reports.actions.entering import (
    SavedEntry,
    Taken,
    add_file,
    drop_file,
    save_entry,
    send_entry,
    take_workbook,
)
from giaoban.reports.actions.forms import set_form
from giaoban.reports.actions.opening import open_next_units, open_period
from giaoban.reports.actions.periods import change_period, close_period, plan_period, plan_year
from giaoban.reports.actions.regimes import Setup, change_regime, make_regime, setup_of
from giaoban.reports.actions.sending import send, withdraw_report
from giaoban.reports.actions.targets import set_targets

__all__ = [
    "SavedEntry",
    "Setup",
    "Taken",
    "accept_many",
    "accept_report",
    "add_file",
    "change_period",
    "change_regime",
    "close_period",
    "drop_file",
    "make_regime",
    "open_next_units",
    "open_period",
    "plan_period",
    "plan_year",
    "return_report",
    "save_entry",
    "send",
    "send_entry",
    "set_form",
    "set_targets",
    "setup_of",
    "take_workbook",
    "withdraw_report",
]
