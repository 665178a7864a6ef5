"""Filters of the list of tasks, and the part that a unit hands down."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.assignments.reads.listing import Filters
from giaoban.duties.vocabulary import Punctuality, Role, State
from giaoban.ui.forms import DayField, Pick, Picker, PickerField

RUNNING = "running"
_ANY = ("", pgettext_lazy("filter", "all"))


class MonthField(forms.Field):
    """A month as the browser's picker sends it, 2026-02; cleans to its first day."""

    widget = forms.TextInput(attrs={"type": "month"})

    def to_python(self, value: Any) -> date | None:
        if not value:
            return None
        try:
            return date.fromisoformat(f"{value}-01")
        except ValueError as error:
            raise ValidationError(_("Choose a month.")) from error


class TaskFilter(forms.Form):
    """What the list of tasks shows; every field may stay empty."""

    q = forms.CharField(label=_("Words or number"), required=False, max_length=200)
    unit = PickerField(url="", label=_("Unit"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[_ANY, (RUNNING, pgettext_lazy("filter", "Not closed")), *State.choices],
    )
    punctuality = forms.ChoiceField(
        label=_("Deadline kept"), required=False, choices=[_ANY, *Punctuality.choices]
    )
    role = forms.ChoiceField(label=_("Part"), required=False, choices=[_ANY, *Role.choices])
    field = forms.ChoiceField(label=_("Field"), required=False)
    month = MonthField(label=_("Due in the month"), required=False)
    source = forms.CharField(label=_("Paper"), required=False, max_length=12, widget=forms.HiddenInput)
    as_of = DayField(label=pgettext_lazy("filter", "As of"), required=False, widget=forms.HiddenInput)
    order = forms.ChoiceField(
        label=_("Sorted"),
        required=False,
        choices=[
            ("", _("open work first, by deadline")),
            ("-due", _("latest deadline first")),
            ("new", _("newest first")),
            ("old", _("oldest first")),
        ],
    )

    def __init__(
        self, data: Any, *, url: str, picked: list[Pick], fields: list[tuple[int, str]], of_unit: bool
    ) -> None:
        super().__init__(data)
        unit = self.fields["unit"]
        unit.widget = Picker(url, picked=picked)
        if fields:
            choice = self.fields["field"]
            assert isinstance(choice, forms.ChoiceField)  # noqa: S101 -- declared above
            choice.choices = [_ANY, *((str(pk), name) for pk, name in fields)]
        else:
            del self.fields["field"]
        if not of_unit:
            del self.fields["role"]

    def filters(self, **fixed: Any) -> Filters:
        """The filters as the list takes them; what could not be read does not filter."""
        cleaned = self.cleaned_data
        state = cleaned.get("state", "")
        return Filters(
            field_id=int(cleaned["field"]) if cleaned.get("field") else None,
            source=cleaned.get("source", ""),
            role=cleaned.get("role", ""),
            state="" if state == RUNNING else state,
            running=state == RUNNING,
            punctuality=cleaned.get("punctuality", ""),
            month=cleaned.get("month"),
            words=cleaned.get("q", ""),
            order=cleaned.get("order") or "due",
            as_of=cleaned.get("as_of"),
            **fixed,
        )


class HandDownForm(forms.Form):
    """A part of the work for a unit below."""

    unit = forms.ChoiceField(label=_("Unit"))
    title = forms.CharField(
        label=_("What is asked"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    content = forms.CharField(
        label=_("Further words"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DayField(label=_("Deadline"), required=False)

    def __init__(self, data: Any = None, *, units: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(data, **rest)
        choice = self.fields["unit"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 -- declared above
        choice.choices = [("", "–"), *units]
