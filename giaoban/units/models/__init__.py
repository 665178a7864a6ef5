"""Units through time, committees, seats by office, posts."""

from giaoban.units.models.committees import Committee, Field, Seat, Tenure
from giaoban.units.models.posts import Post
from giaoban.units.models.tree import (
    Alias,
    Reform,
    Reorganisation,
    ReorganisationUnit,
    Spell,
    Unit,
    UnitGroup,
)

__all__ = [
    "Alias",
    "Committee",
    "Field",
    "Post",
    "Reform",
    "Reorganisation",
    "ReorganisationUnit",
    "Seat",
    "Spell",
    "Tenure",
    "Unit",
    "UnitGroup",
]
