"""Stored files, and the reading of uploaded papers."""
