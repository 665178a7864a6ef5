"""Every change of reviews and assignments."""

from giaoban.assignments.actions.binding import bind_words
from giaoban.assignments.actions.confirming import ReviewChanged, confirm_review
from giaoban.assignments.actions.dating import correct_details
from giaoban.assignments.actions.editing import (
    AddresseeEdit,
    ProposalEdit,
    Stale,
    drop,
    edit_proposal,
    leave_out,
    settle,
    share,
    take_back,
)
from giaoban.assignments.actions.filters import delete_filter, keep_filter, rename_filter, share_filter
from giaoban.assignments.actions.handing import hand_down
from giaoban.assignments.actions.importing import import_table
from giaoban.assignments.actions.many import begin_many, choose_many, do_many
from giaoban.assignments.actions.opening import open_review, take_in
from giaoban.assignments.actions.recurring import change_rule, end_rule, skip_period
from giaoban.assignments.actions.shaping import add_proposal, add_quoted, merge, split
from giaoban.assignments.actions.tables import bind_table_words, bring_table, choose_sheet, name_columns

__all__ = [
    "AddresseeEdit",
    "ProposalEdit",
    "ReviewChanged",
    "Stale",
    "add_proposal",
    "add_quoted",
    "begin_many",
    "bind_table_words",
    "bind_words",
    "bring_table",
    "change_rule",
    "choose_many",
    "choose_sheet",
    "confirm_review",
    "correct_details",
    "delete_filter",
    "do_many",
    "drop",
    "edit_proposal",
    "end_rule",
    "hand_down",
    "import_table",
    "keep_filter",
    "leave_out",
    "merge",
    "name_columns",
    "open_review",
    "rename_filter",
    "settle",
    "share",
    "share_filter",
    "skip_period",
    "split",
    "take_back",
    "take_in",
]
