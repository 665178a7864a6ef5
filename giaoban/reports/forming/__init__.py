"""What a form asks and what may be typed in it; functions and values without Django."""

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
from giaoban.reports.forming.numbers import Trouble, TroubleKind, figure_of, read_number, write_number

__all__ = [
    "MOST_DECIMALS",
    "Cell",
    "Combine",
    "Definition",
    "Finding",
    "FindingKind",
    "Item",
    "Nature",
    "Ratio",
    "Rule",
    "RuleKind",
    "Section",
    "SectionKind",
    "Severity",
    "Trouble",
    "TroubleKind",
    "check",
    "figure_of",
    "read_number",
    "write_number",
]
