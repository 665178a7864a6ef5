"""The documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.documents"
