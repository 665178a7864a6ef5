"""What people choose about reminders: a committee its steps, a person the hour of the digest."""

from __future__ import annotations

from datetime import time

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.duties.vocabulary import UpTo


def _hours(first: int, last: int) -> list[tuple[int, str]]:
    return [(hour, f"{hour}:00") for hour in range(first, last + 1)]


class StepsForm(forms.Form):
    """When a committee's work is reminded of, and when no letter goes out."""

    days_before = forms.CharField(
        label=gettext_lazy("Working days before the deadline"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Numbers with commas between them, for example 7, 3, 1."),
    )
    on_the_day = forms.BooleanField(label=gettext_lazy("Remind on the day itself"), required=False)
    every_weeks = forms.TypedChoiceField(
        label=gettext_lazy("After the deadline"),
        coerce=int,
        choices=(
            (1, gettext_lazy("every week, each time one level up")),
            (2, gettext_lazy("every 2 weeks, each time one level up")),
            (4, gettext_lazy("every 4 weeks, each time one level up")),
            (0, gettext_lazy("never")),
        ),
    )
    up_to = forms.ChoiceField(label=gettext_lazy("Overdue work climbs to"), choices=UpTo)
    quiet_from = forms.TypedChoiceField(
        label=gettext_lazy("No letters from"), coerce=int, choices=_hours(11, 24)
    )
    quiet_to = forms.TypedChoiceField(label=gettext_lazy("until"), coerce=int, choices=_hours(0, 9))
    rest_days_quiet = forms.BooleanField(label=gettext_lazy("No letters on days off either"), required=False)

    def clean_days_before(self) -> tuple[int, ...]:
        """The days as numbers, the farthest first."""
        parts = self.cleaned_data["days_before"].replace(";", ",").replace(" ", ",").split(",")
        given = [part for part in parts if part]
        if not all(part.isdecimal() and len(part) < 4 for part in given):
            raise forms.ValidationError(_("Give whole numbers with commas between them."))
        return tuple(sorted({int(part) for part in given}, reverse=True))


DIGEST_HOURS = [time(hour, minute) for hour in range(7, 17) for minute in (0, 30)]


class MailForm(forms.Form):
    """When the digest of the day comes."""

    wants_digest = forms.BooleanField(
        label=gettext_lazy("Send me the digest of the day by mail"), required=False
    )
    digest_at = forms.TypedChoiceField(
        label=gettext_lazy("Hour of the digest"),
        coerce=time.fromisoformat,
        choices=[(f"{hour:%H:%M}", f"{hour:%H:%M}") for hour in DIGEST_HOURS],
    )
