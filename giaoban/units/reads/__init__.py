"""Questions of the units room that are more than one queryset."""

from giaoban.units.reads.committees import CommitteeThen, SeatThen, committee_on, committees_seen_by
from giaoban.units.reads.finding import FoundUnit, KnownName, find_units, groups_for, known_names, members_of
from giaoban.units.reads.officers import Officer, OfficerRequest, officer_for, whose_lists
from giaoban.units.reads.tree import (
    Node,
    ancestors,
    children_on,
    events_of,
    names_of,
    predecessors,
    successors,
    successors_on,
    tree_on,
)

__all__ = [
    "CommitteeThen",
    "FoundUnit",
    "KnownName",
    "Node",
    "Officer",
    "OfficerRequest",
    "SeatThen",
    "ancestors",
    "children_on",
    "committee_on",
    "committees_seen_by",
    "events_of",
    "find_units",
    "groups_for",
    "known_names",
    "members_of",
    "names_of",
    "officer_for",
    "predecessors",
    "successors",
    "successors_on",
    "tree_on",
    "whose_lists",
]
