"""Every write of the papers room."""

from giaoban.documents.actions.numbering import reserve_numbers, take_number, void_number
from giaoban.documents.actions.recording import Record, correct_record, pass_paper_on, record_paper
from giaoban.documents.actions.registering import Details, change_details, clean_text, fingerprint, register
from giaoban.documents.actions.series import SeriesFacts, change_series, open_series, open_term

__all__ = [
    "Details",
    "Record",
    "SeriesFacts",
    "change_details",
    "change_series",
    "clean_text",
    "correct_record",
    "fingerprint",
    "open_series",
    "open_term",
    "pass_paper_on",
    "record_paper",
    "register",
    "reserve_numbers",
    "take_number",
    "void_number",
]
