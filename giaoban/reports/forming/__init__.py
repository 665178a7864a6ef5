"""What a form asks and what may be typed in it; functions and values without Django."""

from giaoban.reports.forming.building import Proposal, build
from giaoban.reports.forming.checking import Finding, FindingKind, check
from giaoban.reports.forming.definition import (
    MOST_DECIMALS,
    Cell,
    Combine,
    Definition,
    Item,
    Nature,
    Ratio,
    Rule,
    RuleKind,
    Section,
    SectionKind,
    Severity,
)
from giaoban.reports.forming.editing import Asked, CannotEdit, EditTrouble, Numbering
from giaoban.reports.forming.faults import Fault, FaultKind, faults
from giaoban.reports.forming.heads import Doubt, Remark
from giaoban.reports.forming.numbers import Trouble, TroubleKind, figure_of, read_number, write_number

__all__ = [
    "MOST_DECIMALS",
    "Asked",
    "CannotEdit",
    "Cell",
    "Combine",
    "Definition",
    "Doubt",
    "EditTrouble",
    "Fault",
    "FaultKind",
    "Finding",
    "FindingKind",
    "Item",
    "Nature",
    "Numbering",
    "Proposal",
    "Ratio",
    "Remark",
    "Rule",
    "RuleKind",
    "Section",
    "SectionKind",
    "Severity",
    "Trouble",
    "TroubleKind",
    "build",
    "check",
    "faults",
    "figure_of",
    "read_number",
    "write_number",
]
