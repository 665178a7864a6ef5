"""The filters of the page of figures and of two days side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from giaoban.desk.forms.board import BoardForm
from giaoban.desk.reads.selection import Selection
from giaoban.duties.vocabulary import Basis, Role
from giaoban.ui.forms import DayField

BY = [
    ("unit", pgettext_lazy("figures by", "unit")),
    ("committee", pgettext_lazy("figures by", "committee")),
    ("field", pgettext_lazy("figures by", "field")),
    ("source", pgettext_lazy("figures by", "paper")),
    ("month", pgettext_lazy("figures by", "month of the deadline")),
    ("asked", pgettext_lazy("figures by", "half-year in which it was asked")),
]
SHOW = [
    ("stands", pgettext_lazy("figures show", "how work stands")),
    ("ages", pgettext_lazy("figures show", "how long it has been overdue")),
]


class OneOf(forms.ChoiceField):
    """One of some words; what is none of them cleans to the first."""

    def __init__(self, words: Sequence[tuple[str, Any]], **settings: Any) -> None:
        super().__init__(choices=words, required=False, **settings)

    def clean(self, value: Any) -> str:
        words = [str(word) for word, _label in self.widget.choices]
        return str(value) if str(value) in words else words[0]


class StatisticsForm(BoardForm):
    """The filters of the figures of one day."""

    by = OneOf(BY, label=gettext_lazy("By"))
    show = OneOf(SHOW, label=gettext_lazy("Show"))
    basis = OneOf(Basis.choices, label=gettext_lazy("Counted by"))
    role = OneOf(
        [(Role.LEAD, gettext_lazy("Lead: tasks")), (Role.COORDINATING, Role.COORDINATING.label)],
        label=gettext_lazy("Part"),
    )
    also = forms.MultipleChoiceField(
        label=gettext_lazy("Together with"), required=False, widget=forms.CheckboxSelectMultiple
    )

    first_fields: tuple[str, ...] = ("committee", "as_of", "by", "show", "basis")
    said_elsewhere = (*BoardForm.said_elsewhere, "by", "show", "basis", "role", "since")

    def __init__(self, data: Any, **settings: Any) -> None:
        super().__init__(data, **settings)
        if not self.chosen:  # of other committees a unit sees its own part alone
            self._choices("by", [(word, str(words)) for word, words in BY if word != "committee"])
        here = {committee.code for committee in self.chosen}
        offered = settings["committees"]
        others = [(key, name) for key, name in offered if "." not in key and key not in {*here, "own"}]
        if others and self.chosen:
            self._choices("also", others)
        else:
            del self.fields["also"]

    def selection(self) -> Selection:
        """What the filters choose; call it on a valid form."""
        said, chosen = self.cleaned_data, super().selection()
        facts = {name: getattr(chosen, name) for name in Selection.__slots__}
        return Selection(**facts | {"role": Role(said["role"]), "basis": Basis(said["basis"])})


class ComparisonForm(StatisticsForm):
    """The filters of two days side by side: `since` is the earlier one."""

    since = DayField(label=gettext_lazy("Compared with"), required=False)

    first_fields = ("committee", "since", "as_of", "by", "basis")

    def __init__(self, data: Any, **settings: Any) -> None:
        super().__init__(data, **settings)
        self.fields["since"].widget.last = self.today

    def clean_since(self) -> date | None:
        """The earlier day must lie before the later one."""
        since: date | None = self.cleaned_data["since"]
        later = self.cleaned_data.get("as_of") or self.today
        if since is not None and since >= later:
            raise ValidationError(_("The day to compare with must lie before the other one."))
        return since
