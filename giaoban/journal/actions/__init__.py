"""Writing the journal, and keeping a form that is sent twice from acting twice."""

from giaoban.journal.actions.recording import (
    Actor,
    Change,
    Facts,
    Reader,
    plain,
    record,
    record_export,
    record_many,
    record_viewing,
)
from giaoban.journal.actions.sending import (
    SentBefore,
    answered,
    answered_before,
    begin,
    key_of_sending,
    one_request,
    will_lead_to,
)

__all__ = [
    "Actor",
    "Change",
    "Facts",
    "Reader",
    "SentBefore",
    "answered",
    "answered_before",
    "begin",
    "key_of_sending",
    "one_request",
    "plain",
    "record",
    "record_export",
    "record_many",
    "record_viewing",
    "will_lead_to",
]
