"""What people type about a brief: its committee and period, its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.briefing.models import MOST_WORDS
from giaoban.briefing.reads import Period, Words, offered
from giaoban.ui import formats
from giaoban.ui.forms import DayField
from giaoban.ui.merging import MergingForm
from giaoban.units.models import Committee

FREE = "free"
NAMES = {
    "week": gettext_lazy("This week"),
    "last-week": gettext_lazy("Last week"),
    "month": gettext_lazy("This month"),
    "last-month": gettext_lazy("Last month"),
    "quarter": gettext_lazy("This quarter"),
    "year": gettext_lazy("This year"),
}


def _days(period: Period) -> str:
    if period.first.year != period.last.year:
        return f"{formats.day(period.first)} – {formats.day(period.last)}"
    return f"{formats.day(period.first)[:5]} – {formats.day(period.last)}"


class WriteForm(forms.Form):
    """Of which committee and for which days. `last_days` are those of the latest briefs, by committee id."""

    committee = forms.ChoiceField(label=gettext_lazy("Committee"))
    period = forms.ChoiceField(label=gettext_lazy("Period"))
    first = DayField(
        label=gettext_lazy("From"), required=False, help_text=gettext_lazy("For other days only.")
    )
    last = DayField(label=gettext_lazy("To"), required=False)

    def __init__(
        self, data: Any, *, committees: Iterable[Committee], last_days: Mapping[int, date], today: date
    ) -> None:
        super().__init__(data)
        self.committees = {committee.code: committee for committee in committees}
        self.last_days, self.today = last_days, today
        self._offer("committee", [(code, each.name) for code, each in self.committees.items()])
        self._offer("period", self._periods())
        first = next(iter(self.committees.values()), None)
        has_brief = first is not None and "since" in self._periods_of(first)
        self.initial["period"] = "since" if has_brief else "month"

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = choices

    def _periods_of(self, committee: Committee) -> dict[str, Period]:
        return offered(self.today, since=self.last_days.get(committee.pk))

    def _periods(self) -> list[tuple[str, str]]:
        usual = [
            (key, _("%(name)s: %(days)s") % {"name": NAMES[key], "days": _days(period)})
            for key, period in offered(self.today, since=None).items()
        ]
        since = [("since", self._since())] if self.last_days else []
        return [*since, *usual, (FREE, _("Other days"))]

    def _since(self) -> str:
        if len(self.committees) == 1:
            period = self._periods_of(next(iter(self.committees.values()))).get("since")
            if period is not None:
                return _("%(name)s: %(days)s") % {"name": _("Since the last brief"), "days": _days(period)}
        return _("Since the committee's last brief")

    def clean(self) -> dict[str, Any]:
        """Give `chosen`, a `Period`, and `of`, the committee."""
        said = super().clean() or self.cleaned_data
        if "committee" not in said or "period" not in said:
            return said
        said["of"] = self.committees[said["committee"]]
        said["chosen"] = self._free(said) if said["period"] == FREE else self._named(said)
        return said

    def _named(self, said: dict[str, Any]) -> Period | None:
        period = self._periods_of(said["of"]).get(said["period"])
        if period is None:
            self.add_error(
                "period", _("This committee has no earlier brief to begin after; choose another period.")
            )
        return period

    def _free(self, said: dict[str, Any]) -> Period | None:
        first, last = said.get("first"), said.get("last")
        for name, day in (("first", first), ("last", last)):
            if day is None and name not in self.errors:
                self.add_error(name, _("Enter the day as dd/mm/yyyy."))
        if first is None or last is None:
            return None
        if first > last:
            self.add_error("last", _("The last day lies before the first one."))
            return None
        if first > self.today:
            self.add_error("first", _("The period has not begun yet; there is nothing to report."))
            return None
        return Period(first, last)


def _words(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 7}),
    )


class WordsForm(MergingForm):
    """The words of a brief; `version` is the one that the author sees."""

    opening = _words(gettext_lazy("Opening remark"), gettext_lazy("Each line becomes a paragraph."))
    difficulties = _words(
        gettext_lazy("Difficulties and causes"),
        gettext_lazy("Each line becomes a paragraph; a line that begins with “- ” becomes a list item."),
    )
    proposals = _words(
        gettext_lazy("Tasks next and proposals"),
        gettext_lazy("Figures are counted by the program; do not type them here."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_version(self) -> int:
        """A version that was sent, never another thing."""
        version: int = self.cleaned_data["version"]
        if version < 1:
            raise ValidationError(_("This page is out of date; open it again."))
        return version

    def words(self) -> Words:
        """What was typed; call it on a valid form."""
        said = self.cleaned_data
        return Words(said["opening"], said["difficulties"], said["proposals"])
