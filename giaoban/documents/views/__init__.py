"""Screens of the papers room."""
