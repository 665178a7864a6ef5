"""Every write of the papers room."""

from giaoban.documents.actions.registering import Details, change_details, clean_text, fingerprint, register

__all__ = ["Details", "change_details", "clean_text", "fingerprint", "register"]
