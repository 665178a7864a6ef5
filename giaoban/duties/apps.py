"""The duties app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.duties"
