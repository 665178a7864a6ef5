"""Who may do what with papers, and if not, why."""

from giaoban.documents.access.consulting import (
    may_answer,
    may_consult,
    may_dispose,
    may_open,
    may_publish,
    may_read_table,
    may_steer,
)
from giaoban.documents.access.dispatching import may_recall, may_receive, may_send
from giaoban.documents.access.drafting import (
    may_draft,
    may_find_ready,
    may_freeze,
    may_reopen,
    may_withdraw,
    may_write,
)
from giaoban.documents.access.issuing import may_issue, may_keep_signed
from giaoban.documents.access.numbering import may_number, may_void
from giaoban.documents.access.registering import (
    may_confirm_intake,
    may_correct,
    may_pass_on,
    may_register,
    may_relate,
    may_write_slip,
)

__all__ = [
    "may_answer",
    "may_confirm_intake",
    "may_consult",
    "may_correct",
    "may_dispose",
    "may_draft",
    "may_find_ready",
    "may_freeze",
    "may_issue",
    "may_keep_signed",
    "may_number",
    "may_open",
    "may_pass_on",
    "may_publish",
    "may_read_table",
    "may_recall",
    "may_receive",
    "may_register",
    "may_relate",
    "may_reopen",
    "may_send",
    "may_steer",
    "may_void",
    "may_withdraw",
    "may_write",
    "may_write_slip",
]
