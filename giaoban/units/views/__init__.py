"""Screens of the units room."""

from giaoban.units.views.committees import committee, committees, edit_committee, edit_fields, new_committee
from giaoban.units.views.files import import_list
from giaoban.units.views.groups import edit_group, groups
from giaoban.units.views.reforming import reforms
from giaoban.units.views.reorganising import new_unit, reorganise
from giaoban.units.views.seats import finish_tenure, new_seat, seat, shut_seat
from giaoban.units.views.tree import below, find, units
from giaoban.units.views.unit import finish_post, forget_name, name_unit, new_post, unit

__all__ = [
    "below",
    "committee",
    "committees",
    "edit_committee",
    "edit_fields",
    "edit_group",
    "find",
    "finish_post",
    "finish_tenure",
    "forget_name",
    "groups",
    "import_list",
    "name_unit",
    "new_committee",
    "new_post",
    "new_seat",
    "new_unit",
    "reforms",
    "reorganise",
    "seat",
    "shut_seat",
    "unit",
    "units",
]
