"""The assignments app."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.assignments"
