"""What a form asks and what may be typed in it; functions and values without Django."""

from giaoban.reports.forming.definition import (
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

__all__ = [
    "Cell",
    "Combine",
    "Definition",
    "Item",
    "Nature",
    "Ratio",
    "Rule",
    "RuleKind",
    "Section",
    "SectionKind",
    "Severity",
]
