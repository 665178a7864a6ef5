"""The search app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.search"
