"""The pages of the desk: the day's work, people, letters."""

from giaoban.desk.views.working import desk, home

__all__ = ["desk", "home"]
