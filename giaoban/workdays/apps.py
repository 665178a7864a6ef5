"""The workdays app."""

from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.workdays"
