"""Asking for a later deadline, and deciding on one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from giaoban.duties.access import deadline_holds, extension_goes_on
from giaoban.duties.forms.acting import ActForm, in_words
from giaoban.duties.reads.work import Matter
from giaoban.foundation.verdict import Verdict
from giaoban.ui.forms import DayField


def another_day(label: Any, *, required: bool = True, help_text: Any = "") -> DayField:
    """The field of a new deadline."""
    return DayField(label=label, required=required, help_text=help_text)


def paper() -> forms.CharField:
    """The field of a paper by which a deadline is changed."""
    return forms.CharField(
        label=gettext_lazy("By which paper, if any"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("For example 215/TB-BCĐ."),
    )


def _require(verdict: Verdict) -> None:
    if not verdict:
        raise forms.ValidationError(str(verdict.reason))


class NewDeadlineForm(ActForm):
    """A form that may set another deadline, `due_on`."""

    def clean_due_on(self) -> date | None:
        """A day that may be the deadline; None when none was given."""
        day: date | None = self.cleaned_data["due_on"]
        if day is not None:
            _require(deadline_holds(self.matter.duty, day, on=self.matter.on))
        return day


class DateEventForm(ActForm):
    """The day of the event from which the deadline is counted."""

    happened_on = another_day(gettext_lazy("Day of the event"))


class AskExtensionForm(ActForm):
    """Until when, and why."""

    proposed_on = another_day(gettext_lazy("Deadline proposed"))
    reason = in_words(
        gettext_lazy("Why the work takes longer"),
        help_text=gettext_lazy("Those who asked will read this and decide."),
    )

    def clean_proposed_on(self) -> date:
        """A day after the deadline in force."""
        day: date = self.cleaned_data["proposed_on"]
        _require(extension_goes_on(self.matter.duty, day))
        _require(deadline_holds(self.matter.duty, day, on=self.matter.on))
        return day


class ChangeDeadlineForm(NewDeadlineForm):
    """Another deadline without a request."""

    due_on = another_day(gettext_lazy("New deadline"))
    reason = in_words(
        gettext_lazy("Why the deadline changes"), help_text=gettext_lazy("The unit will read this.")
    )
    document = paper()


class OnRequestForm(ActForm):
    """A decision on the request that was read: its number goes along."""

    number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, matter: Matter, **settings: Any) -> None:
        if matter.waiting is not None:
            settings.setdefault("initial", {"number": matter.waiting.number})
        super().__init__(*given, matter=matter, **settings)


class GrantForm(OnRequestForm):
    """As proposed: nothing more to say."""


class GrantAnotherDayForm(OnRequestForm):
    """Later, but not as proposed."""

    due_on = another_day(gettext_lazy("New deadline"))
    reason = in_words(gettext_lazy("Why this date"), required=False, rows=2)
    document = paper()

    def clean_due_on(self) -> date:
        """A day after the deadline in force."""
        day: date = self.cleaned_data["due_on"]
        _require(extension_goes_on(self.matter.duty, day))
        _require(deadline_holds(self.matter.duty, day, on=self.matter.on))
        return day


class RefuseExtensionForm(OnRequestForm):
    """Why not."""

    reason = in_words(
        gettext_lazy("Why the deadline stays"), help_text=gettext_lazy("The unit will read this.")
    )
