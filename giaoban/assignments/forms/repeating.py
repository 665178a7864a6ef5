"""The rule of a repeated task, and skipping one of its periods."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from giaoban.assignments.models import Recurrence
from giaoban.assignments.reads.recurrence import parse_rule
from giaoban.ui.forms import DayField

_EVERY = (
    ("day", _("every day")),
    ("week", _("every week")),
    ("month", _("every month")),
    ("quarter", _("every quarter")),
    ("half", _("every half year")),
    ("year", _("every year")),
)
_WEEKDAYS = (
    ("MO", pgettext_lazy("weekday", "Monday")),
    ("TU", pgettext_lazy("weekday", "Tuesday")),
    ("WE", pgettext_lazy("weekday", "Wednesday")),
    ("TH", pgettext_lazy("weekday", "Thursday")),
    ("FR", pgettext_lazy("weekday", "Friday")),
)
_MONTHS_OF = {"quarter": ";BYMONTH=3,6,9,12", "half": ";BYMONTH=6,12"}
_MOST_AHEAD = 180


class RuleForm(forms.Form):
    """When the task repeats from some day on; the rule is put together from plain choices."""

    every = forms.ChoiceField(label=_("Repeats"), choices=_EVERY, initial="month")
    weekday = forms.ChoiceField(
        label=_("On the weekday"), choices=_WEEKDAYS, initial="FR", help_text=_("For every week.")
    )
    month_day = forms.IntegerField(
        label=_("On the day of the month"),
        min_value=1,
        max_value=31,
        required=False,
        help_text=_("Of each month, or of the last month of the period. Empty: the last day."),
    )
    month = forms.IntegerField(
        label=_("In the month"), min_value=1, max_value=12, required=False, help_text=_("For every year.")
    )
    from_on = DayField(label=_("Holds from"))
    until_on = DayField(label=_("Until"), required=False, help_text=_("Empty: without end."))
    ahead_days = forms.IntegerField(
        label=_("Asked how many days before"),
        min_value=0,
        max_value=_MOST_AHEAD,
        required=False,
        help_text=_("Empty: as is usual for such a rule."),
    )
    reason = forms.CharField(
        label=_("Reason of the change"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None, *, rule: Recurrence | None, earliest: date) -> None:
        initial = {"from_on": earliest} | (_taken_apart(rule.rule) if rule is not None else {})
        if rule is not None:
            initial |= {"until_on": rule.until_on, "ahead_days": rule.ahead_days}
        super().__init__(data, initial=initial)
        self.earliest = earliest

    def clean_from_on(self) -> date:
        """Not before what was asked already."""
        day: date = self.cleaned_data["from_on"]
        if day < self.earliest:
            raise ValidationError(
                gettext("The new rule begins on %(day)s at the earliest: what was asked already stays.")
                % {"day": f"{self.earliest:%d/%m/%Y}"}
            )
        return day

    @property
    def rule(self) -> str:
        """The rule that a valid form says."""
        given = self.cleaned_data
        every, day = given["every"], given["month_day"] or -1
        if every == "day":
            return "FREQ=DAILY"
        if every == "week":
            return f"FREQ=WEEKLY;BYDAY={given['weekday']}"
        if every == "year":
            return f"FREQ=YEARLY;BYMONTH={given['month'] or 12};BYMONTHDAY={day}"
        return f"FREQ=MONTHLY{_MONTHS_OF.get(every, '')};BYMONTHDAY={day}"


def _taken_apart(text: str) -> dict[str, Any]:
    """The choices that say a rule, as far as they can."""
    rule = parse_rule(text)
    every = {"DAILY": "day", "WEEKLY": "week", "YEARLY": "year"}.get(rule.freq, "month")
    if rule.freq == "MONTHLY":
        every = "quarter" if rule.is_quarterly else "half" if rule.interval == 6 else "month"
    day = rule.month_days[0] if rule.month_days and rule.month_days[0] > 0 else None
    weekday = ("MO", "TU", "WE", "TH", "FR", "FR", "FR")[rule.weekdays[0]] if rule.weekdays else "FR"
    return {
        "every": every,
        "month_day": day,
        "weekday": weekday,
        "month": rule.months[0] if rule.freq == "YEARLY" and rule.months else None,
    }


class _WithReason(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    decision = forms.CharField(
        label=_("By which paper, if any"),
        max_length=60,
        required=False,
        help_text=_("For example 215/TB-BCĐ."),
    )


class SkipForm(_WithReason):
    """Why a period is left out, and by which paper."""


class EndRuleForm(_WithReason):
    """Why nothing more is asked, and by which paper."""
