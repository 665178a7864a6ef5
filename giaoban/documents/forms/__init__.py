"""Forms of the papers room."""

from giaoban.documents.forms.drafts import BeginForm, HeadForm, ImportForm, TextForm
from giaoban.documents.forms.handling import RelationForm, SlipForm
from giaoban.documents.forms.intake import HandInForm, SetAsideForm
from giaoban.documents.forms.register import BookForm, FollowUpForm, ForceForm, PassOnForm, RecordForm

__all__ = [
    "BeginForm",
    "BookForm",
    "FollowUpForm",
    "ForceForm",
    "HandInForm",
    "HeadForm",
    "ImportForm",
    "PassOnForm",
    "RecordForm",
    "RelationForm",
    "SetAsideForm",
    "SlipForm",
    "TextForm",
]
