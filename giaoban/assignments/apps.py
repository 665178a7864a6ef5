"""The assignments app."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    """Registers the app, and what it adds to the page of a duty."""

    name = "giaoban.assignments"

    def ready(self) -> None:
        from giaoban.assignments.reads.finding import (
            FOUND_TASKS,
            PAPERS,
            PAPERS_HANDLED_BECAUSE_OF,
            PAPERS_READ_BECAUSE_OF,
            PAPERS_SENT_BECAUSE_OF,
            readers_of_dispatches,
            readers_of_papers,
            readers_of_slips,
        )
        from giaoban.assignments.reads.lists import tell_list
        from giaoban.assignments.views.asked import TASKS
        from giaoban.assignments.views.on_duty import chain_above, further_steps
        from giaoban.assignments.vocabulary import SavedList
        from giaoban.duties.reads.chain import tell_chain, tell_steps
        from giaoban.duties.vocabulary import Kind
        from giaoban.search.reads import tell_kind, tell_readers

        tell_chain(Kind.ASSIGNMENT, chain_above)
        tell_steps(Kind.ASSIGNMENT, further_steps)
        tell_list(SavedList.TASKS, TASKS)
        tell_kind(PAPERS)
        tell_readers(PAPERS.name, readers_of_papers, touched=PAPERS_READ_BECAUSE_OF)
        tell_readers(PAPERS.name, readers_of_slips, touched=PAPERS_HANDLED_BECAUSE_OF)
        tell_readers(PAPERS.name, readers_of_dispatches, touched=PAPERS_SENT_BECAUSE_OF)
        tell_kind(FOUND_TASKS)
