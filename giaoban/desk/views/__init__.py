"""The pages of the desk: the day's work, people, letters."""

from giaoban.desk.views.board import board, board_table, work, work_export
from giaoban.desk.views.letters import outbox, outbox_again
from giaoban.desk.views.people import (
    people,
    people_units,
    person,
    person_add,
    person_change,
    person_close,
    person_invite,
    person_open,
    post_end,
    post_give,
)
from giaoban.desk.views.searching import search
from giaoban.desk.views.statistics import (
    figures,
    figures_compare,
    figures_freeze,
    figures_sheet,
    figures_xlsx,
)
from giaoban.desk.views.working import desk, home

__all__ = [
    "board",
    "board_table",
    "desk",
    "figures",
    "figures_compare",
    "figures_freeze",
    "figures_sheet",
    "figures_xlsx",
    "home",
    "outbox",
    "outbox_again",
    "people",
    "people_units",
    "person",
    "person_add",
    "person_change",
    "person_close",
    "person_invite",
    "person_open",
    "post_end",
    "post_give",
    "search",
    "work",
    "work_export",
]
