"""What is typed about the form of a regime: sections, items, rules, a sheet, the day it applies from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from giaoban.files.reading import TABLES
from giaoban.foundation.text import normalise
from giaoban.reports.forming import (
    MOST_DECIMALS,
    Asked,
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
    Trouble,
    read_number,
)
from giaoban.reports.forming.checking import written
from giaoban.reports.forming.editing import rules_in_common
from giaoban.reports.reads.findings import words_of_trouble
from giaoban.reports.reads.shaping import COMBINES, NATURES, SECTION_KINDS, SEVERITIES
from giaoban.ui.forms import DayField, FileDrop
from giaoban.units.forms.picking import listed

_FIGURES: Final = (SectionKind.INDICATORS, SectionKind.TABLE)
_RULE_FIELDS: Final = ("least", "most", "range_severity", "change", "change_severity")
_FIGURE_FIELDS: Final = ("unit", "decimals", "nature", "over", "under", "factor", "combine")
_LAST_FIELDS: Final = ("parts", "at_most", "compare_severity", "words")
_MOST_OPTIONS: Final = 30


class SectionForm(forms.Form):
    """A new section."""

    kind = forms.ChoiceField(label=gettext_lazy("What it holds"), choices=list(SECTION_KINDS.items()))
    title = forms.CharField(label=gettext_lazy("Heading"), max_length=300)
    columns = forms.CharField(
        label=gettext_lazy("Columns of a table"),
        required=False,
        max_length=2_000,
        help_text=gettext_lazy("One a line; for a table only."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SheetForm(forms.Form):
    """The sheet of a form as the office has it."""

    file = forms.FileField(
        label=gettext_lazy("Excel sheet of the form"),
        help_text=gettext_lazy(
            "With columns for number, indicator, unit of measure and figures; .xlsx or .csv."
        ),
        allow_empty_file=True,
        widget=FileDrop(attrs={"accept": ",".join(f".{ending}" for ending in TABLES)}),
    )


class IssueForm(forms.Form):
    """From when on the form holds."""

    applies_from = DayField(
        label=gettext_lazy("For periods that begin on this day or later"),
        help_text=gettext_lazy("Periods that were opened keep the form they were opened with."),
    )


def _severity(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(SEVERITIES.items()), initial=Severity.WARN.value)


def _bound(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=40,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class ItemForm(forms.Form):
    """One item; of the fields only those stay that its section has a use for."""

    name = forms.CharField(label=pgettext_lazy("form", "What is asked"), max_length=500)
    code = forms.CharField(label=gettext_lazy("Number as printed"), max_length=20, required=False)
    unit = forms.CharField(label=gettext_lazy("Unit of measure"), max_length=60, required=False)
    decimals = forms.IntegerField(
        label=gettext_lazy("Decimals"), min_value=0, max_value=MOST_DECIMALS, initial=0
    )
    nature = forms.ChoiceField(
        label=gettext_lazy("How it adds up"), choices=list(NATURES.items()), widget=forms.RadioSelect
    )
    over = forms.ChoiceField(label=gettext_lazy("Ratio of"), required=False)
    under = forms.ChoiceField(label=gettext_lazy("to"), required=False)
    factor = forms.TypedChoiceField(
        label=gettext_lazy("times"),
        choices=[(100, "100 (%)"), (1000, "1.000 (‰)"), (1, "1"), (10_000, "10.000"), (100_000, "100.000")],
        coerce=int,
        empty_value="100",
        required=False,
    )
    combine = forms.ChoiceField(
        label=gettext_lazy("Where units below report it too"), choices=list(COMBINES.items())
    )
    options = forms.CharField(
        label=gettext_lazy("Options"),
        required=False,
        max_length=4_000,
        help_text=gettext_lazy("One a line; without any the answer is yes or no."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    required = forms.BooleanField(label=gettext_lazy("Has to be given"), required=False)
    hint = forms.CharField(label=gettext_lazy("Explanation for the units"), max_length=500, required=False)
    least = _bound(gettext_lazy("At least"))
    most = _bound(gettext_lazy("At most"))
    range_severity = _severity(gettext_lazy("Else"))
    change = _bound(
        gettext_lazy("Change against the period before, at most (%)"),
        gettext_lazy("Of a figure in %: percentage points."),
    )
    change_severity = _severity(gettext_lazy("Else"))
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Is the sum of"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    at_most = forms.ChoiceField(label=gettext_lazy("Is not more than"), required=False)
    compare_severity = _severity(gettext_lazy("Else"))
    words = forms.CharField(
        label=gettext_lazy("What the unit is told then"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Empty: the program's own sentence."),
    )

    def __init__(self, *given: Any, section: Section, definition: Definition, **named: Any) -> None:
        super().__init__(*given, **named)
        self.section = section
        if section.kind not in _FIGURES:
            for name in (*_FIGURE_FIELDS, *_RULE_FIELDS, *_LAST_FIELDS):
                del self.fields[name]
        if section.kind != SectionKind.QUESTIONS:
            del self.fields["options"]
        cells = [(str(cell.slot), cell.label) for cell in definition.cells]
        for name in ("over", "under", "at_most", "parts"):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = cells if name == "parts" else [("", "–"), *cells]

    def clean_options(self) -> tuple[str, ...]:
        options = tuple(dict.fromkeys(listed(normalise(self.cleaned_data["options"]))))
        if len(options) == 1 or len(options) > _MOST_OPTIONS:
            raise ValidationError(_("A choice has two options or more, thirty at most."))
        return options

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("nature") == Nature.RATIO and not (told.get("over") and told.get("under")):
            self.add_error("over", _("Choose the two figures from which the ratio is worked out."))
        for name in ("least", "most", "change"):
            if told.get(name):
                told[name] = self._number(name, 1 if name == "change" else told.get("decimals") or 0)
        return told

    def _number(self, name: str, decimals: int) -> str:
        """A bound as it is kept ("1234.5"), from one as offices write it; "" with the reason at its field."""
        text = self.cleaned_data[name]
        found = read_number(text, decimals)
        if isinstance(found, Trouble):
            self.add_error(name, words_of_trouble(found, text, decimals))
            return ""
        return format(Decimal(found).scaleb(-decimals), "f")

    def asked(self) -> Asked:
        """What was typed."""
        told = self.cleaned_data
        facts: dict[str, Any] = {name: normalise(told[name]).strip() for name in ("name", "code", "hint")}
        facts |= {"required": told["required"], "options": told.get("options", ())}
        if self.section.kind in _FIGURES:
            facts |= {"unit": normalise(told["unit"]).strip(), "decimals": told["decimals"]}
            facts |= {"nature": Nature(told["nature"]), "combine": Combine(told["combine"])}
            if told["nature"] == Nature.RATIO:
                facts["ratio"] = Ratio(int(told["over"]), int(told["under"]), int(told["factor"]))
            else:
                facts["rules"] = tuple(self._rules())
        return Asked(**facts)

    def _rules(self) -> list[Rule]:
        told = self.cleaned_data
        words = normalise(told["words"]).strip()
        rules = []
        if told["least"] or told["most"]:
            bounds = {"least": told["least"], "most": told["most"]}
            rules.append(Rule(RuleKind.RANGE, Severity(told["range_severity"]), words=words, **bounds))
        if told["change"]:
            severity = Severity(told["change_severity"])
            rules.append(Rule(RuleKind.CHANGE, severity, most=told["change"], words=words))
        compared = Severity(told["compare_severity"])
        if told["parts"]:
            slots = tuple(int(slot) for slot in told["parts"])
            rules.append(Rule(RuleKind.PARTS, compared, slots=slots, words=words))
        if told["at_most"]:
            rules.append(Rule(RuleKind.AT_MOST, compared, slots=(int(told["at_most"]),), words=words))
        return rules


def told_of_item(item: Item) -> dict[str, Any]:
    """What the form shows of an item: of its rules those that all of its figures have."""
    told: dict[str, Any] = {
        name: getattr(item, name) for name in ("name", "code", "unit", "decimals", "required", "hint")
    }
    told |= {"nature": item.nature.value, "options": "\n".join(item.options), "combine": Combine.BELOW.value}
    if item.ratio:
        told |= {"over": str(item.ratio.over), "under": str(item.ratio.under), "factor": item.ratio.factor}
    if item.cells:
        told["combine"] = item.cells[0].combine.value
        for rule in rules_in_common(item):
            told |= _told_of_rule(rule)
    return told


def _told_of_rule(rule: Rule) -> dict[str, Any]:
    told: dict[str, Any] = {"words": rule.words} if rule.words else {}
    if rule.kind == RuleKind.RANGE:
        bounds = {"least": written(rule.least), "most": written(rule.most)}
        return told | bounds | {"range_severity": rule.severity.value}
    if rule.kind == RuleKind.CHANGE:
        return told | {"change": written(rule.most), "change_severity": rule.severity.value}
    told["compare_severity"] = rule.severity.value
    if rule.kind == RuleKind.PARTS:
        return told | {"parts": [str(slot) for slot in rule.slots]}
    return told | {"at_most": str(rule.slots[0])}
