"""Who may do what with reports, and if not, why."""

from giaoban.reports.access.entering import is_level_above, may_fill, may_read_draft
from giaoban.reports.access.regimes import (
    can_open,
    may_change_form,
    may_change_period,
    may_close,
    may_open,
    may_set_up,
)
from giaoban.reports.access.reports import (
    is_pending,
    may_decide_report,
    may_restate,
    may_send,
    may_set_targets,
    may_withdraw_report,
)

__all__ = [
    "can_open",
    "is_level_above",
    "is_pending",
    "may_change_form",
    "may_change_period",
    "may_close",
    "may_decide_report",
    "may_fill",
    "may_open",
    "may_read_draft",
    "may_restate",
    "may_send",
    "may_set_targets",
    "may_set_up",
    "may_withdraw_report",
]
