"""The documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the app, and what it adds to the page of a duty."""

    name = "giaoban.documents"

    def ready(self) -> None:
        import giaoban.documents.actions  # noqa: F401 -- with it the looks into the hand-in folder
        from giaoban.documents.reads.slips import chain_above
        from giaoban.duties.reads.chain import tell_chain
        from giaoban.duties.vocabulary import Kind

        tell_chain(Kind.HANDLING, chain_above)
