"""Every write of the papers room."""

from giaoban.documents.actions.answering import (
    Said,
    change_comment,
    drop_comment,
    read_answer_file,
    send_answer,
    write_comment,
)
from giaoban.documents.actions.consulting import Round, close_round, extend_round, open_round, publish_table
from giaoban.documents.actions.dispatching import (
    Sending,
    note_seen,
    recall_dispatch,
    receive_dispatch,
    replace_dispatch,
    send_paper,
)
from giaoban.documents.actions.disposing import Decision, dispose
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
from giaoban.documents.actions.folder import clear_leftovers, look_into_the_folder, take_in_folder
from giaoban.documents.actions.intake import hand_in, register_intake, set_intake_aside
from giaoban.documents.actions.issuing import Issuing, issue
from giaoban.documents.actions.numbering import reserve_numbers, take_number, void_number
from giaoban.documents.actions.recording import Record, correct_record, pass_paper_on, record_paper
from giaoban.documents.actions.registering import Details, change_details, clean_text, fingerprint, register
from giaoban.documents.actions.relating import relate_papers, unrelate_papers
from giaoban.documents.actions.series import SeriesFacts, change_series, open_series, open_term
from giaoban.documents.actions.signing import check_signatures, keep_signed
from giaoban.documents.actions.slips import Handling, write_slip

__all__ = [
    "Decision",
    "Details",
    "DraftHead",
    "Handling",
    "Issuing",
    "Record",
    "Round",
    "Said",
    "Saved",
    "Sending",
    "SeriesFacts",
    "begin_draft",
    "bring_text_in",
    "change_comment",
    "change_details",
    "change_head",
    "change_series",
    "check_signatures",
    "clean_text",
    "clear_leftovers",
    "close_round",
    "correct_record",
    "dispose",
    "drop_comment",
    "extend_round",
    "find_ready",
    "fingerprint",
    "freeze",
    "hand_in",
    "issue",
    "keep_signed",
    "look_into_the_folder",
    "note_seen",
    "open_round",
    "open_series",
    "open_term",
    "pass_paper_on",
    "publish_table",
    "read_answer_file",
    "recall_dispatch",
    "receive_dispatch",
    "record_paper",
    "register",
    "register_intake",
    "relate_papers",
    "reopen",
    "replace_dispatch",
    "reserve_numbers",
    "save_text",
    "send_answer",
    "send_paper",
    "set_intake_aside",
    "take_in_folder",
    "take_number",
    "unrelate_papers",
    "void_number",
    "withdraw",
    "write_comment",
    "write_slip",
]
