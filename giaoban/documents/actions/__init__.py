"""Every write of the papers room."""

from giaoban.documents.actions.drafting import (
    DraftHead,
    Saved,
    begin_draft,
    bring_text_in,
    change_head,
    find_ready,
    freeze,
    reopen,
    save_text,
    withdraw,
)
from giaoban.documents.actions.issuing import Issuing, issue
from giaoban.documents.actions.numbering import reserve_numbers, take_number, void_number
from giaoban.documents.actions.recording import Record, correct_record, pass_paper_on, record_paper
from giaoban.documents.actions.registering import Details, change_details, clean_text, fingerprint, register
from giaoban.documents.actions.series import SeriesFacts, change_series, open_series, open_term
from giaoban.documents.actions.signing import check_signatures, keep_signed

__all__ = [
    "Details",
    "DraftHead",
    "Issuing",
    "Record",
    "Saved",
    "SeriesFacts",
    "begin_draft",
    "bring_text_in",
    "change_details",
    "change_head",
    "change_series",
    "check_signatures",
    "clean_text",
    "correct_record",
    "find_ready",
    "fingerprint",
    "freeze",
    "issue",
    "keep_signed",
    "open_series",
    "open_term",
    "pass_paper_on",
    "record_paper",
    "register",
    "reopen",
    "reserve_numbers",
    "save_text",
    "take_number",
    "void_number",
    "withdraw",
]
