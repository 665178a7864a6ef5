"""Forms of consolidated reports and of their Word templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from giaoban.reports.models import Period, Snapshot, Template
from giaoban.reports.reads.consolidating.choosing import Choices
from giaoban.reports.vocabulary import FileKind, SnapshotKind
from giaoban.ui.forms import FileDrop
from giaoban.units.models import Committee, Unit


class SnapshotForm(forms.Form):
    """What a consolidated report is to cover."""

    unit = forms.ChoiceField(label=gettext_lazy("Units at and below"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind of report"), choices=SnapshotKind)
    first = forms.ChoiceField(
        label=gettext_lazy("From period"),
        required=False,
        help_text=gettext_lazy("For reviews: the first period of the span. The period below is its last."),
    )
    last = forms.ChoiceField(label=pgettext_lazy("reports", "Period"))

    def __init__(self, *given: Any, choices: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        self.units = {unit.code: unit for unit in choices.units}
        self.periods = {period.code: period for period in choices.periods}
        _choose(self, "unit", [(unit.code, unit.name) for unit in choices.units])
        names = [(period.code, period.name) for period in choices.periods]
        _choose(self, "last", names)
        _choose(self, "first", [("", _("the same period")), *names])

    def clean(self) -> dict[str, Any]:
        """Codes become things."""
        said = super().clean() or {}
        last: Period | None = self.periods.get(said.get("last", ""))
        if said.get("kind") in {SnapshotKind.MIDTERM, SnapshotKind.FINAL} and not said.get("first"):
            self.add_error("first", _("A review covers several periods: choose the first of them."))
        first: Period | None = self.periods.get(said.get("first", "")) or last
        unit: Unit | None = self.units.get(said.get("unit", ""))
        return {**said, "unit": unit, "first": first, "last": last}


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


class WordsForm(forms.Form):
    """The words of a consolidated report, a field for each part of its outline."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, snapshot: Snapshot, words: dict[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        self.keys = [part["key"] for part in snapshot.content["parts"]]
        for part in snapshot.content["parts"]:
            text = words.get(part["key"], "")
            rows = min(24, max(5, text.count("\n") + len(text) // 90 + 2))
            self.fields[f"w_{part['key']}"] = forms.CharField(
                label=part["title"],
                required=False,
                initial=text,
                widget=forms.Textarea(attrs={"rows": rows}),
            )

    @property
    def words(self) -> dict[str, str]:
        """What was written, by the key of its part."""
        return {key: self.cleaned_data.get(f"w_{key}", "") for key in self.keys}


class MakeForm(forms.Form):
    """As what, and by which template, a file is made."""

    kind = forms.ChoiceField(label=gettext_lazy("File"), choices=FileKind)
    template = forms.ChoiceField(
        label=gettext_lazy("Word template"),
        required=False,
        help_text=gettext_lazy("For Word files; a PDF is laid out as issued papers are."),
    )

    def __init__(self, *given: Any, templates: Iterable[Template], **named: Any) -> None:
        super().__init__(*given, **named)
        self.templates = {template.code: template for template in templates}
        named_ = [(code, template.name) for code, template in self.templates.items()]
        _choose(self, "template", [("", _("Standard template")), *named_])

    @property
    def chosen(self) -> Template | None:
        """The chosen template; None for the standard one, and for a PDF."""
        if self.cleaned_data.get("kind") == FileKind.PDF:
            return None
        return self.templates.get(self.cleaned_data.get("template", ""))


class TemplateForm(forms.Form):
    """A Word template of one's own, and for whom it is: "committee code" or "committee code:unit code"."""

    whose = forms.ChoiceField(label=gettext_lazy("For"))
    name = forms.CharField(label=pgettext_lazy("template", "Name"), max_length=120)
    file = forms.FileField(
        label=gettext_lazy("Word file (.docx)"), widget=FileDrop(attrs={"accept": ".docx"})
    )

    def __init__(self, *given: Any, whose: dict[str, tuple[Committee, Unit | None]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.offers = whose
        words = [(key, unit.name if unit else committee.name) for key, (committee, unit) in whose.items()]
        _choose(self, "whose", words)
