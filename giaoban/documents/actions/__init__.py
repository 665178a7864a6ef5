"""Every write of the papers room."""

from giaoban.documents.actions.numbering import reserve_numbers, take_number, void_number
from giaoban.documents.actions.registering import Details, change_details, clean_text, fingerprint, register
from giaoban.documents.actions.series import SeriesFacts, change_series, open_series, open_term

__all__ = [
    "Details",
    "SeriesFacts",
    "change_details",
    "change_series",
    "clean_text",
    "fingerprint",
    "open_series",
    "open_term",
    "register",
    "reserve_numbers",
    "take_number",
    "void_number",
]
