"""The assignments app."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    """Registers the app, and what it adds to the page of a duty."""

    name = "giaoban.assignments"

    def ready(self) -> None:
        from giaoban.assignments.reads.lists import tell_list
        from giaoban.assignments.views.asked import TASKS
        from giaoban.assignments.views.on_duty import chain_above, further_steps
        from giaoban.assignments.vocabulary import SavedList
        from giaoban.duties.reads.chain import tell_chain, tell_steps
        from giaoban.duties.vocabulary import Kind

        tell_chain(Kind.ASSIGNMENT, chain_above)
        tell_steps(Kind.ASSIGNMENT, further_steps)
        tell_list(SavedList.TASKS, TASKS)
