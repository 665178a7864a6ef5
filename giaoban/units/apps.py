"""The units app."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.units"
