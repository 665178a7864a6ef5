"""Asking for the address of a calendar feed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from giaoban.duties.reads.feeds import Choice
from giaoban.duties.vocabulary import FeedScope
from giaoban.units.models import Committee, Unit


class FeedForm(forms.Form):
    """Whose deadlines a new calendar address gives."""

    of = forms.ChoiceField(label=gettext_lazy("Deadlines of"))

    def __init__(self, *given: Any, choices: list[Choice], **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["of"].choices = [(one.key, one.label) for one in choices]  # type: ignore[attr-defined]

    def thing(self) -> dict[str, Any]:
        """What was chosen, as the facts of `actions.open_feed`."""
        scope, _colon, key = self.cleaned_data["of"].partition(":")
        return {
            "scope": FeedScope(scope),
            "unit": Unit.objects.filter(code=key).first() if scope == FeedScope.UNIT else None,
            "committee": Committee.objects.filter(pk=key).first() if scope == FeedScope.COMMITTEE else None,
        }
