"""Forms of the papers room."""

from giaoban.documents.forms.consulting import (
    AnswerFileForm,
    CommentForm,
    DisposeForm,
    ExtendForm,
    PlaceForm,
    RoundForm,
    SendForm,
    TableForm,
)
from giaoban.documents.forms.dispatching import RecallForm, SendPaperForm
from giaoban.documents.forms.drafts import BeginForm, HeadForm, ImportForm, TextForm
from giaoban.documents.forms.handling import RelationForm, SlipForm
from giaoban.documents.forms.intake import HandInForm, SetAsideForm
from giaoban.documents.forms.register import BookForm, FollowUpForm, ForceForm, PassOnForm, RecordForm

__all__ = [
    "AnswerFileForm",
    "BeginForm",
    "BookForm",
    "CommentForm",
    "DisposeForm",
    "ExtendForm",
    "FollowUpForm",
    "ForceForm",
    "HandInForm",
    "HeadForm",
    "ImportForm",
    "PassOnForm",
    "PlaceForm",
    "RecallForm",
    "RecordForm",
    "RelationForm",
    "RoundForm",
    "SendForm",
    "SendPaperForm",
    "SetAsideForm",
    "SlipForm",
    "TableForm",
    "TextForm",
]
