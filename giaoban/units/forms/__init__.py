"""Forms of the units room."""

from giaoban.units.forms.committees import (
    ChangeCommitteeForm,
    CommitteeForm,
    FieldsForm,
    HolderForm,
    LastDayForm,
    SeatForm,
)
from giaoban.units.forms.files import ImportForm
from giaoban.units.forms.groups import GroupForm
from giaoban.units.forms.joining import ACTS
from giaoban.units.forms.names import AliasForm, PostForm
from giaoban.units.forms.reforming import ReformForm, TakeBackForm
from giaoban.units.forms.reorganising import ActForm, CreateForm

__all__ = [
    "ACTS",
    "ActForm",
    "AliasForm",
    "ChangeCommitteeForm",
    "CommitteeForm",
    "CreateForm",
    "FieldsForm",
    "GroupForm",
    "HolderForm",
    "ImportForm",
    "LastDayForm",
    "PostForm",
    "ReformForm",
    "SeatForm",
    "TakeBackForm",
]
