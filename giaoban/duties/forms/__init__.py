"""What people write when they act on a duty."""

from giaoban.duties.forms.acting import (
    ActForm,
    DeclineForm,
    ReportForm,
    SubmitForm,
    files_are_lost,
    first_error,
)
from giaoban.duties.forms.deadlines import (
    AskExtensionForm,
    ChangeDeadlineForm,
    DateEventForm,
    GrantAnotherDayForm,
    GrantForm,
    RefuseExtensionForm,
)
from giaoban.duties.forms.deciding import AcceptInPartForm, AskAgainForm, ReopenForm, ReturnForm, StopForm
from giaoban.duties.forms.feeds import FeedForm

__all__ = [
    "AcceptInPartForm",
    "ActForm",
    "AskAgainForm",
    "AskExtensionForm",
    "ChangeDeadlineForm",
    "DateEventForm",
    "DeclineForm",
    "FeedForm",
    "GrantAnotherDayForm",
    "GrantForm",
    "RefuseExtensionForm",
    "ReopenForm",
    "ReportForm",
    "ReturnForm",
    "StopForm",
    "SubmitForm",
    "files_are_lost",
    "first_error",
]
