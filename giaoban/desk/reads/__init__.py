"""What the desk shows."""

from giaoban.desk.reads.navigation import Way, ways_for
from giaoban.desk.reads.unit_desk import SHOWS, DeskNumbers, desk_duties, numbers_of, units_of

__all__ = ["SHOWS", "DeskNumbers", "Way", "desk_duties", "numbers_of", "units_of", "ways_for"]
