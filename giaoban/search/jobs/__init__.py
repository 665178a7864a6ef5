"""What can be found, and keeping the index in step with the database. No fact is changed here."""

from giaoban.search.jobs.keeping import catch_up, current_index, tidy_up
from giaoban.search.jobs.kinds import Kind, Readers, Shown, kinds, tell_kind, tell_readers
from giaoban.search.jobs.rebuilding import is_missing, rebuild

__all__ = [
    "Kind",
    "Readers",
    "Shown",
    "catch_up",
    "current_index",
    "is_missing",
    "kinds",
    "rebuild",
    "tell_kind",
    "tell_readers",
    "tidy_up",
]
