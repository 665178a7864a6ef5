"""The reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.reports"

    def ready(self) -> None:
        import giaoban.reports.actions  # noqa: F401 -- with it the opening of periods
        from giaoban.duties.reads.chain import tell_chain, tell_steps
        from giaoban.duties.vocabulary import Kind
        from giaoban.reports.reads.standing import opened_on_tree_of
        from giaoban.reports.views import on_duty
        from giaoban.units.reads.holdings import tell_standing

        tell_standing(opened_on_tree_of)
        tell_chain(Kind.REPORT, on_duty.chain_above)
        tell_steps(Kind.REPORT, on_duty.report_steps)
