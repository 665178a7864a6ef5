"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.desk"
