"""The files app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Registers the app."""

    name = "giaoban.files"
