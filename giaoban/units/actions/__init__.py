"""Every change in units, committees, seats and posts."""

from giaoban.units.actions.committees import change_committee, set_fields, set_up_committee
from giaoban.units.actions.foreseeing import foresee
from giaoban.units.actions.importing import ImportResult, import_file, import_units
from giaoban.units.actions.joining import dissolve, merge, split
from giaoban.units.actions.learning import learn_alias
from giaoban.units.actions.names import add_alias, remove_alias, save_group
from giaoban.units.actions.posts import end_post, give_post
from giaoban.units.actions.reforming import record_reform, undo_reform
from giaoban.units.actions.reorganising import NewUnit, change_kind, create_unit, move, rename
from giaoban.units.actions.seats import close_seat, end_tenure, open_seat, seat_holder

__all__ = [
    "ImportResult",
    "NewUnit",
    "add_alias",
    "change_committee",
    "change_kind",
    "close_seat",
    "create_unit",
    "dissolve",
    "end_post",
    "end_tenure",
    "foresee",
    "give_post",
    "import_file",
    "import_units",
    "learn_alias",
    "merge",
    "move",
    "open_seat",
    "record_reform",
    "remove_alias",
    "rename",
    "save_group",
    "seat_holder",
    "set_fields",
    "set_up_committee",
    "split",
    "undo_reform",
]
