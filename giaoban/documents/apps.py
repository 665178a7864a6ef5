"""The documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the app, and what it adds to the page of a duty."""

    name = "giaoban.documents"

    def ready(self) -> None:
        import giaoban.documents.actions  # noqa: F401 -- with it the looks into the hand-in folder
        from giaoban.documents.reads.slips import chain_above
        from giaoban.documents.views import on_duty
        from giaoban.duties.reads.chain import tell_chain, tell_steps
        from giaoban.duties.vocabulary import Kind

        tell_chain(Kind.HANDLING, chain_above)
        tell_chain(Kind.OPINION, on_duty.chain_above)
        tell_steps(Kind.OPINION, on_duty.answer_step)
