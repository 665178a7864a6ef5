"""Every change in units, committees, seats and posts."""

from giaoban.units.actions.joining import dissolve, merge, split
from giaoban.units.actions.reorganising import NewUnit, change_kind, create_unit, move, rename

__all__ = ["NewUnit", "change_kind", "create_unit", "dissolve", "merge", "move", "rename", "split"]
