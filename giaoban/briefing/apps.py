"""The briefing app."""

from django.apps import AppConfig


class BriefingConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.briefing"
