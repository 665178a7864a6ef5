"""The foundation app."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.foundation"
