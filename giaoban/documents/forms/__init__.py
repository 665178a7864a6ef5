"""Forms of the papers room."""

from giaoban.documents.forms.handling import RelationForm, SlipForm
from giaoban.documents.forms.intake import HandInForm, SetAsideForm
from giaoban.documents.forms.register import BookForm, ForceForm, PassOnForm, RecordForm

__all__ = [
    "BookForm",
    "ForceForm",
    "HandInForm",
    "PassOnForm",
    "RecordForm",
    "RelationForm",
    "SetAsideForm",
    "SlipForm",
]
