"""Formats of Django's localisation, by language."""
