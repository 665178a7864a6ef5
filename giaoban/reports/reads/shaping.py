"""What is wrong with a form or doubtful in a sheet, in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.reports.forming import CannotEdit, Doubt, EditTrouble, Fault, FaultKind, Remark

_FAULTS: Final[dict[FaultKind, Promise]] = {
    FaultKind.EMPTY: _("A form asks for something; this one is empty."),
    FaultKind.NO_NAME: _("A section or an item has no name."),
    FaultKind.NAME_TWICE: _("“%(name)s” stands in the form twice."),
    FaultKind.SLOT: _("“%(name)s” would take the place of another figure; give it one of its own."),
    FaultKind.DECIMALS: _("“%(name)s” has at most 6 decimals."),
    FaultKind.FIGURES: _("“%(name)s” does not fit its section."),
    FaultKind.RATIO: _("“%(name)s” needs two figures of the form from which it is worked out."),
    FaultKind.RULE: _("A rule of “%(name)s” compares with nothing."),
}
_TROUBLES: Final[dict[EditTrouble, Promise]] = {
    EditTrouble.GONE: _("This part of the form is no longer there."),
    EditTrouble.NOT_EMPTY: _("Take the items out of the section first."),
    EditTrouble.IN_USE: _("A ratio is worked out from this figure; change the ratio first."),
    EditTrouble.TOO_MANY: _("The form has had too many figures; begin a new regime."),
    EditTrouble.LAST_COLUMN: _("A table keeps at least one column."),
}
_DOUBTS: Final[dict[Doubt, Promise]] = {
    Doubt.NO_HEAD: _(
        "No heading was found: a row with a column for the indicator and one for its number or its unit of"
        " measure."
    ),
    Doubt.NO_FIGURES: _("There is no column for figures; one is added."),
    Doubt.LEFT_OUT: _("The column “%(text)s” is left out: the program works it out."),
    Doubt.NO_NAME: _("Line %(text)s has no name and is left out."),
    Doubt.NO_UNIT: _("“%(text)s” has no unit of measure."),
    Doubt.NUMBER_TWICE: _("The number %(text)s stands there twice."),
    Doubt.PERCENT: _(
        "“%(text)s” is left out: percentages do not add up. Add it as a ratio of two figures of the form."
    ),
    Doubt.RATIO: _("“%(text)s” is read as a ratio: %(more)s."),
    Doubt.TOO_MANY: _("The sheet has too many lines; those from “%(text)s” on are left out."),
}


def words_of_fault(fault: Fault) -> str:
    """A fault of a form in one sentence."""
    return str(_FAULTS[fault.kind]) % {"name": fault.name}


def words_of_edit(error: CannotEdit) -> str:
    """Why a form cannot be changed so."""
    return str(_TROUBLES[error.trouble])


def words_of_remark(remark: Remark) -> str:
    """What is doubtful about a cell of a sheet, in one sentence."""
    return str(_DOUBTS[remark.doubt]) % {"text": remark.text, "more": remark.more}
