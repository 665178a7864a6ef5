"""What people fill in: papers, proposals, parts handed down, filters."""

from giaoban.assignments.forms.papers import DetailsForm, PaperForm
from giaoban.assignments.forms.proposals import AddresseeForm, NewAddresseeForm, ProposalForm
from giaoban.assignments.forms.tasks import HandDownForm, TaskFilter

__all__ = [
    "AddresseeForm",
    "DetailsForm",
    "HandDownForm",
    "NewAddresseeForm",
    "PaperForm",
    "ProposalForm",
    "TaskFilter",
]
