"""What is wrong or odd with the figures of one report, by the rules of its form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from giaoban.reports.figures.columns import is_percentage
from giaoban.reports.figures.packing import MISSING, Figures
from giaoban.reports.forming.definition import (
    Cell,
    Combine,
    Definition,
    Item,
    Rule,
    RuleKind,
    SectionKind,
    Severity,
)
from giaoban.reports.forming.numbers import write_number


class FindingKind(StrEnum):
    """What a finding says."""

    REQUIRED = "required"  # nothing was given
    UNANSWERED = "unanswered"  # a question that has to be answered
    RANGE = "range"
    PARTS = "parts"
    CHANGE = "change"
    AT_MOST = "at_most"
    DIFFERS = "differs"  # from what the units below report
    ONE_OPTION = "one_option"  # more than one was chosen
    YES_OR_NO = "yes_or_no"  # neither 0 nor 1


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One rule that does not hold.

    `slot` None: about a text or a file of the item `item`. `words` are the rule's own, "" for the program's
    sentence, which is made of `kind` and `facts`: numbers and names as they are printed.
    """

    slot: int | None
    item: str
    kind: FindingKind
    severity: Severity
    words: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def check(
    definition: Definition,
    row: Figures,
    before: Figures | None = None,
    below: Figures | None = None,
    *,
    words: Mapping[str, str] | None = None,
    files: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """
    What does not hold of `row`, in the order of the form; rows are `definition.width` long or longer.

    `before` are the figures of the period before, `below` the sums of the units below (`MISSING` where none
    reported); None where there are none. `words` are texts by item and `files` the items that have a file:
    None leaves them unchecked. Rules that compare with something missing say nothing.
    """
    found: list[Finding] = []
    for section in definition.sections:
        for item in section.items:
            if section.kind == SectionKind.NARRATIVE:
                found += _given(item, words)
            elif section.kind == SectionKind.FILES:
                found += _given(item, None if files is None else dict.fromkeys(files, "x"))
            elif section.kind == SectionKind.QUESTIONS:
                found += _answered(item, row)
            found += _figures(definition, item, row, before, below)
    return tuple(found)


def _given(item: Item, texts: Mapping[str, str] | None) -> Iterator[Finding]:
    if item.required and texts is not None and not texts.get(item.id, "").strip():
        facts = {"name": item.name}
        yield Finding(None, item.id, FindingKind.REQUIRED, Severity.REFUSE, facts=facts)


def _answered(item: Item, row: Figures) -> Iterator[Finding]:
    values = [int(row[cell.slot]) for cell in item.cells]
    first = item.cells[0].slot if item.cells else None
    facts = {"name": item.name}
    if any(value not in {MISSING, 0, 1} for value in values):
        yield Finding(first, item.id, FindingKind.YES_OR_NO, Severity.REFUSE, facts=facts)
    elif values.count(1) > 1:
        yield Finding(first, item.id, FindingKind.ONE_OPTION, Severity.REFUSE, facts=facts)
    elif item.required and (values.count(1) != 1 if item.options else MISSING in values):
        yield Finding(first, item.id, FindingKind.UNANSWERED, Severity.REFUSE, facts=facts)


def _figures(
    definition: Definition, item: Item, row: Figures, before: Figures | None, below: Figures | None
) -> Iterator[Finding]:
    for cell in item.cells:
        value = int(row[cell.slot])
        if value == MISSING:
            if cell.required:
                facts = {"name": cell.label}
                yield Finding(cell.slot, item.id, FindingKind.REQUIRED, Severity.REFUSE, facts=facts)
            continue
        for rule in cell.rules:
            broken = _broken(rule, cell, value, definition, row, before)
            if broken is not None:
                facts = {"name": cell.label, "figure": write_number(value, cell.decimals), **broken}
                kind = FindingKind(rule.kind.value)
                yield Finding(cell.slot, item.id, kind, rule.severity, rule.words, facts)
        yield from _differs(item, cell, value, below)


def _differs(item: Item, cell: Cell, value: int, below: Figures | None) -> Iterator[Finding]:
    sums = MISSING if below is None else int(below[cell.slot])
    if cell.combine == Combine.LARGER and sums not in {MISSING, value}:
        facts = {"name": cell.label, "figure": write_number(value, cell.decimals)}
        facts["below"] = write_number(sums, cell.decimals)
        yield Finding(cell.slot, item.id, FindingKind.DIFFERS, Severity.WARN, facts=facts)


def _broken(  # noqa: PLR0917  # a rule, what it looks at, and with what it compares
    rule: Rule, cell: Cell, value: int, definition: Definition, row: Figures, before: Figures | None
) -> dict[str, str] | None:
    """What the sentence of a broken rule tells besides name and figure; None where the rule holds."""
    if rule.kind == RuleKind.RANGE:
        return _range(rule, _exact(value, cell))
    if rule.kind == RuleKind.CHANGE:
        return _change(rule, cell, value, MISSING if before is None else int(before[cell.slot]))
    others = [definition.by_slot[slot] for slot in rule.slots if slot in definition.by_slot]
    given = [int(row[other.slot]) for other in others]
    if not others or MISSING in given:
        return None
    total = sum((_exact(each, other) for each, other in zip(given, others, strict=True)), Decimal(0))
    names = {"others": "; ".join(other.label for other in others)}
    decimals = max(other.decimals for other in others)
    against = {**names, "sum": write_number(int(total * 10**decimals), decimals)}
    if rule.kind == RuleKind.PARTS:
        return against if total != _exact(value, cell) else None
    return against if _exact(value, cell) > total else None


def _range(rule: Rule, value: Decimal) -> dict[str, str] | None:
    too_low = rule.least != "" and value < Decimal(rule.least)
    too_high = rule.most != "" and value > Decimal(rule.most)
    if not (too_low or too_high):
        return None
    return {"least": written(rule.least), "most": written(rule.most)}


def _change(rule: Rule, cell: Cell, value: int, before: int) -> dict[str, str] | None:
    if before != MISSING and is_percentage(cell.unit):
        return _points(rule, cell, value, before)
    if before in {MISSING, 0}:
        return None
    change = Decimal(abs(value - before)) * 100
    if change <= Decimal(rule.most) * abs(before):
        return None
    percent = change / abs(before)
    return {
        "before": write_number(before, cell.decimals),
        "percent": written(f"{percent:.0f}" if percent >= 10 else f"{percent:.1f}"),
        "most": written(rule.most),
    }


def _points(rule: Rule, cell: Cell, value: int, before: int) -> dict[str, str] | None:
    """Two percentages differ by percentage points; `most` counts these."""
    change = abs(value - before)
    if _exact(change, cell) <= Decimal(rule.most):
        return None
    facts = {"before": write_number(before, cell.decimals), "most": written(rule.most)}
    return facts | {"points": write_number(change, cell.decimals)}


def _exact(value: int, cell: Cell) -> Decimal:
    return Decimal(value).scaleb(-cell.decimals)


def written(number: str) -> str:
    """A bound of a rule as papers print it; "" for none."""
    if not number:
        return ""
    exact = Decimal(number)
    decimals = max(0, -int(exact.as_tuple().exponent))
    return write_number(int(exact.scaleb(decimals)), decimals)
