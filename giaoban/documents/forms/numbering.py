"""Forms of series, numbers and terms of office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.documents.actions import SeriesFacts
from giaoban.documents.models import Series
from giaoban.documents.reading.types import BY_CODE
from giaoban.documents.vocabulary import DocumentType, PaperForm
from giaoban.ui.forms import DayField

MOST_AT_ONCE = 20


class SeriesForm(forms.Form):
    """A series: its name, the types that share it, and where it goes on."""

    name = forms.CharField(
        label=_("Name of the series"), max_length=120, help_text=_("For example: Notices; or: All types.")
    )
    types = forms.MultipleChoiceField(
        label=_("Types that take their numbers here"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One type alone, or several that share the numbers; the head of the agency decides it."),
    )
    earlier_last = forms.IntegerField(
        label=_("Last number given before the program"), min_value=0, max_value=99_999, required=False
    )
    earlier_period = forms.CharField(
        label=_("in the year, or the term of office"), max_length=20, required=False
    )

    def __init__(self, *given: Any, free: list[DocumentType], form: str, **named: Any) -> None:
        super().__init__(*given, **named)
        types = self.fields["types"]
        if isinstance(types, forms.MultipleChoiceField):
            types.choices = [(one.value, one.label) for one in free if _is_issued(one, form)]

    def facts(self) -> SeriesFacts:
        """What the form says, once it is valid."""
        told = self.cleaned_data
        return SeriesFacts(
            name=told["name"],
            types=tuple(told["types"]),
            earlier_period=told["earlier_period"],
            earlier_last=told["earlier_last"] or 0,
        )


def _is_issued(type_: DocumentType, form: str) -> bool:
    """Whether papers of this type are issued in the form; laws and decrees only come in."""
    kind = BY_CODE.get(type_.value)
    return kind is not None and (kind.party if form == PaperForm.PARTY else kind.state) is not None


def told_of_series(series: Series) -> dict[str, Any]:
    """What a form shows of `series`, with its types."""
    return {
        "name": series.name,
        "types": [one.type for one in series.types.all()],
        "earlier_last": series.earlier_last or None,
        "earlier_period": series.earlier_period,
    }


class ReserveForm(forms.Form):
    """How many numbers are kept, and what for."""

    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_AT_ONCE, initial=1)
    reason = forms.CharField(
        label=_("What for"),
        max_length=300,
        help_text=_("Stands beside the number for as long as the book is kept."),
    )


class ReasonForm(forms.Form):
    """Why a number is void."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class TermForm(forms.Form):
    """A term of office, by which numbers of the Party form run."""

    name = forms.CharField(label=_("Term of office"), max_length=20, help_text=_("For example 2025 - 2030."))
    since = DayField(label=_("begins on"))
