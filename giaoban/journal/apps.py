"""The journal app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.journal"
