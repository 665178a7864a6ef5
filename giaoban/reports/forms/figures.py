"""What a page of figures is asked to show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.reports.figures import Column
from giaoban.reports.models import Period
from giaoban.reports.reads.headings import COLUMN_WORDS
from giaoban.reports.vocabulary import By, Came, Level, View
from giaoban.ui.forms import DayField

BACK: Final = (3, 6, 12, 24, 60)
OF_ITEMS: Final = (
    Column.THIS,
    Column.YTD,
    Column.LAST_YEAR,
    Column.DIFFERENCE,
    Column.PERCENT,
    Column.PLAN,
    Column.PERCENT_OF_PLAN,
)
"""The columns while nobody chose any and the rows are indicators; of units it is the period's own figure."""


class PeriodForm(forms.Form):
    """Of which unit and which period: what every page of figures is asked."""

    unit = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    period = forms.ChoiceField(label=pgettext_lazy("reports", "Period"), required=False)

    def __init__(self, *given: Any, periods: Sequence[Period], **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.periods = periods
        _offer(self.fields["period"], [(each.code, each.name) for each in reversed(periods)])

    @property
    def chosen(self) -> Period:
        """The period named; else the latest."""
        code = self.cleaned_data.get("period")
        return next((each for each in self.periods if each.code == code), self.periods[-1])


class FiguresForm(PeriodForm):
    """A pivot: rows, columns, indicators, and on whose tree."""

    by = forms.ChoiceField(label=_("Rows"), required=False, choices=By)
    level = forms.ChoiceField(label=_("Units"), required=False, choices=Level)
    back = forms.TypedChoiceField(
        label=_("Columns"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("This period and what it is compared with")),
            *((count, _("The last %(count)s periods") % {"count": count}) for count in BACK),
        ],
    )
    view = forms.ChoiceField(label=_("Added up"), required=False, choices=View)
    on = DayField(label=_("On the units of"), required=False)
    col = forms.MultipleChoiceField(
        label=_("Columns of the period"),
        required=False,
        choices=[(column.value, words) for column, words in COLUMN_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    item = forms.MultipleChoiceField(
        label=_("Indicators"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, items: Sequence[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*given, **settings)
        _offer(self.fields["item"], items)

    @property
    def has_choices(self) -> bool:
        """Whether something was chosen, or is wrong, among the fields that are folded away."""
        defaults = {"level": Level.NEXT, "view": View.THEN, "on": ""}
        return any(
            name in self.errors or (self[name].data or default) != default
            for name, default in defaults.items()
        ) or any(name in self.errors for name in ("item", "col"))

    def clean(self) -> dict[str, Any]:
        """A view of a date needs the date; a date alone asks for that view."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("on") and told.get("view") in {"", View.THEN}:
            told["view"] = View.DATE
        if told.get("view") == View.DATE and not told.get("on") and "on" not in self.errors:
            self.add_error("on", _("Say on the units of which day the figures are added up."))
        return told

    def facts(self, *, today: date) -> dict[str, Any]:
        """What `Asked` takes, but regime and unit."""
        told, last = self.cleaned_data, self.chosen
        by = By(told.get("by") or By.ITEMS)
        back = told.get("back") or 0
        same = [each for each in self.periods if each.kind == last.kind and each.ends_on <= last.ends_on]
        columns = tuple(Column(name) for name in told.get("col") or ())
        view = View(told.get("view") or View.THEN)
        return {
            "periods": tuple(same[-back:]) if back else (last,),
            "by_period": bool(back),
            "by": by,
            "columns": columns or (OF_ITEMS if by == By.ITEMS else (Column.THIS,)),
            "keys": tuple(told.get("item") or ()),
            "level": Level(told.get("level") or Level.NEXT),
            "view": view,
            "on": {View.TODAY: today, View.DATE: told.get("on")}.get(view),
        }


class ChartForm(PeriodForm):
    """One indicator in pictures."""

    item = forms.ChoiceField(label=_("Indicator"), required=False)
    col = forms.ChoiceField(
        label=_("Figure"),
        required=False,
        choices=[(column.value, words) for column, words in COLUMN_WORDS.items()],
    )

    def __init__(self, *given: Any, items: Sequence[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*given, **settings)
        _offer(self.fields["item"], items)


class SentForm(PeriodForm):
    """Who has sent what."""

    came = forms.ChoiceField(
        label=_("Report"),
        required=False,
        choices=[
            ("", pgettext_lazy("filter", "all")),
            ("owed", _("Not sent, whatever the reason")),
            *Came.choices,
        ],
    )


def _offer(field: forms.Field, choices: Sequence[tuple[Any, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
    field.choices = list(choices)
