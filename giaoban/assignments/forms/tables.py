"""Bringing a follow-up table in, naming its columns, binding its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.assignments.reads.known import resolve
from giaoban.assignments.reads.tables.names import NOBODY
from giaoban.assignments.vocabulary import ColumnKind, Sharing
from giaoban.ui.forms import FileDrop, Pick, Picker, PickerField
from giaoban.units.models import Committee


class TableForm(forms.Form):
    """A table file, and the committee whose work it follows."""

    committee = forms.ChoiceField(label=_("Committee"))
    file = forms.FileField(
        label=_("The follow-up table as a file"),
        help_text=_("Excel (.xlsx, .xls) or CSV (UTF-8); at most 25 MB and 20,000 rows."),
        allow_empty_file=True,  # refused with a sentence of its own
        widget=FileDrop(attrs={"accept": ".xlsx,.xls,.csv"}),
    )

    def __init__(self, *args: Any, committees: Iterable[Committee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.committees = {committee.code: committee for committee in committees}
        choice = self.fields["committee"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 -- declared above
        choice.choices = [(code, committee.name) for code, committee in self.committees.items()]
        if len(self.committees) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = next(iter(self.committees))


class ColumnsForm(forms.Form):
    """What each column holds: fields `c0`, `c1`, … in the order of the table."""

    sharing = forms.ChoiceField(
        label=_("Several units in the cell of the lead"), choices=Sharing, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, words: Sequence[str], columns: Sequence[str], sharing: str) -> None:
        super().__init__(data, initial={"sharing": sharing})
        self.words = words
        for place, head in enumerate(words):
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=head or gettext("Column %(number)s") % {"number": place + 1},
                choices=ColumnKind.choices,
                required=False,
                initial=columns[place] if place < len(columns) else "",
                widget=forms.Select(attrs={"class": "control"}),
            )

    def rows(self, samples: Sequence[Sequence[str]]) -> list[tuple[forms.BoundField, Sequence[str]]]:
        """Each column's field with values that stand below its head."""
        return [(self[f"c{place}"], samples[place]) for place in range(len(self.words))]

    @property
    def columns(self) -> list[ColumnKind]:
        """The chosen kinds of a valid form."""
        return [ColumnKind(self.cleaned_data[f"c{place}"]) for place in range(len(self.words))]


class WordForm(forms.Form):
    """Words of the table that name no unit: bound to one, or left out."""

    party = PickerField(url="", label=_("Unit or group"), required=False)
    nobody = forms.BooleanField(label=_("Not a unit: leave it out"), required=False)
    remember = forms.BooleanField(label=_("Remember as another name"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        key: str,
        words: str,
        count: int,
        candidates: Sequence[tuple[str, str]] = (),
        committee: Committee,
        on: date,
        prefix: str,
    ) -> None:
        super().__init__(data, prefix=prefix, initial={"remember": True})
        self.key, self.words, self.count = key, words, count
        self.committee, self.on = committee, on
        url = f"{reverse('addressees')}?committee={committee.code}"
        party = self.fields["party"]
        party.widget = Picker(url, offered=[Pick(found, name) for found, name in candidates])
        self.candidates = candidates

    def clean_party(self) -> str:
        typed: list[str] = self.cleaned_data["party"]
        if not typed:
            return ""
        found = resolve(self.committee, typed[0], on=self.on)
        if len(found) != 1:
            raise ValidationError(gettext("Choose one unit or group from the list."))
        return found[0].key

    @property
    def bound(self) -> str:
        """The key chosen on a valid form; "" when nothing was chosen."""
        return NOBODY if self.cleaned_data["nobody"] else self.cleaned_data["party"]
