"""The reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.reports"

    def ready(self) -> None:
        import giaoban.reports.actions  # noqa: F401 -- with it the opening of periods
