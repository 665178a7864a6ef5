"""What is wrong with a form or doubtful in a sheet, in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from giaoban.reports.figures import is_percentage
from giaoban.reports.forming import (
    CannotEdit,
    Definition,
    Doubt,
    EditTrouble,
    Fault,
    FaultKind,
    Item,
    Remark,
    RuleKind,
    Section,
    SectionKind,
)
from giaoban.reports.forming.checking import written
from giaoban.reports.forming.stating import Stated, stated_rules

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
    Doubt.SUM: _("“%(text)s” is read as the sum of %(more)s; untick the rule below if it is not."),
    Doubt.NO_PARTS: _(
        "“%(text)s” seems to be a total, but the sheet does not say of what; give it a rule in the form if it"
        " adds up."
    ),
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


def words_of_rule(stated: Stated, unit: str = "") -> str:
    """What a rule of figures in `unit` asks, and what happens where it does not hold."""
    rule = stated.rule
    facts = {
        "least": written(rule.least),
        "most": written(rule.most),
        "names": "; ".join(stated.names),
    }
    if rule.kind == RuleKind.RANGE:
        kind = "least" if not rule.most else "most" if not rule.least else "range"
    elif rule.kind == RuleKind.CHANGE and is_percentage(unit):
        kind = "points"
    else:
        kind = rule.kind.value
    told = {"rule": str(_RULES[kind]) % facts, "else": SEVERITIES[rule.severity.value]}
    words = gettext("%(rule)s; else %(else)s") % told
    if not stated.columns:
        return words
    return gettext("“%(column)s”: %(rule)s") % {"column": "; ".join(stated.columns), "rule": words}


_RULES: Final[dict[str, Promise]] = {
    "least": _("at least %(least)s"),
    "most": _("at most %(most)s"),
    "range": _("from %(least)s to %(most)s"),
    "parts": _("the sum of %(names)s"),
    "change": _("at most %(most)s%% up or down against the period before"),
    "points": _("at most %(most)s percentage points up or down against the period before"),
    "at_most": _("not more than %(names)s"),
}
SEVERITIES: Final[dict[str, Promise]] = {
    "warn": _("the unit has to explain"),
    "refuse": _("it cannot be sent"),
}
NATURES: Final[dict[str, Promise]] = {
    "flow": _("in the period: added over units and over time"),
    "stock": _("at a date: added over units, the last over time"),
    "cumulative": _("reported since the start of the year: added over units, the last over time"),
    "ratio": _("a ratio, worked out after adding up"),
}
NATURES_SHORT: Final[dict[str, Promise]] = {
    "flow": pgettext_lazy("nature", "in the period"),
    "stock": pgettext_lazy("nature", "at a date"),
    "cumulative": pgettext_lazy("nature", "since the start of the year"),
    "ratio": pgettext_lazy("nature", "ratio"),
    "count": pgettext_lazy("nature", "answers counted"),
}
COMBINES: Final[dict[str, Promise]] = {
    "below": _("only what the units below report counts"),
    "own": _("its own figure counts where it gives one"),
    "larger": _("the larger counts; where they differ it has to explain"),
}
SECTION_KINDS: Final[dict[str, Promise]] = {
    "indicators": _("Indicators"),
    "table": _("Table of indicators by category"),
    "narrative": _("Texts"),
    "questions": _("Yes or no, or a choice"),
    "files": _("Files"),
}


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule in words; `target` names it to the button that takes it off ("s1.0")."""

    words: str
    target: str
    compares: bool  # with other figures of the form
    name: str = ""  # of the item that has it; "" for one between the columns of a table


@dataclass(frozen=True, slots=True)
class Line:
    """One item as the form shows it."""

    item: Item
    nature: str
    rules: tuple[ShownRule, ...]
    made_of: str = ""  # of a ratio: the two figures


Part = tuple[Section, str, list[Line], list[ShownRule]]


def shown(definition: Definition) -> list[Part]:
    """The sections of a form: kind in words, lines, rules between columns; no query."""
    stated = stated_rules(definition)
    return [_part(section, stated[section.id], definition) for section in definition.sections]


def _part(section: Section, stated: tuple[Stated, ...], definition: Definition) -> Part:
    names = {item.id: item.name for item in section.items}
    rules: dict[str, list[ShownRule]] = defaultdict(list)
    for at, each in enumerate(stated):
        compares = each.rule.kind in {RuleKind.PARTS, RuleKind.AT_MOST}
        unit = definition.by_slot[each.has[0][0]].unit
        words, target = words_of_rule(each, unit), f"{section.id}.{at}"
        rules[each.item].append(ShownRule(words, target, compares, names.get(each.item, "")))
    lines = [_line(item, section, definition, tuple(rules[item.id])) for item in section.items]
    return section, str(SECTION_KINDS[section.kind.value]), lines, rules[""]


def _line(item: Item, section: Section, definition: Definition, rules: tuple[ShownRule, ...]) -> Line:
    figures = section.kind in {SectionKind.INDICATORS, SectionKind.TABLE}
    nature = str(NATURES_SHORT[item.nature.value]) if figures else ""
    made_of = ""
    if item.ratio:
        names = [definition.by_slot[slot].label for slot in (item.ratio.over, item.ratio.under)]
        made_of = " : ".join(names)
    return Line(item, nature, rules, made_of)


def comparing(parts: list[Part]) -> list[ShownRule]:
    """All rules that compare figures of the form with each other, in its order."""
    found = [rule for _s, _k, lines, rules in parts for rule in (*rules, *_rules_of(lines))]
    return [rule for rule in found if rule.compares]


def _rules_of(lines: list[Line]) -> list[ShownRule]:
    return [rule for line in lines for rule in line.rules]
