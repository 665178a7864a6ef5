"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the app, and how its list of work keeps filters and takes acts on many."""

    name = "giaoban.desk"

    def ready(self) -> None:
        from giaoban.assignments.reads.lists import tell_list
        from giaoban.assignments.vocabulary import SavedList
        from giaoban.desk.views.board import WORK

        tell_list(SavedList.WORK, WORK)
