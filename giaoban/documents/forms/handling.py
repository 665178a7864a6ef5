"""The handling slip, and what one paper does to another."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.documents.actions import Handling
from giaoban.documents.models import Document
from giaoban.documents.vocabulary import RelationKind
from giaoban.ui.forms import DayField, PickerField
from giaoban.units.models import Unit
from giaoban.units.reads import find_units


class SlipForm(forms.Form):
    """The leader's opinion: lead unit, coordinating units, deadline (Decree 30/2020, annex IV)."""

    opinion = forms.CharField(
        label=_("Leader's opinion"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    leader = forms.CharField(label=_("Leader"), max_length=150)
    given_on = DayField(label=_("Date of the opinion"))
    lead = PickerField(url="", label=_("Lead unit"))
    coordinating = PickerField(url="", label=_("Coordinating units"), required=False, multiple=True)
    due_on = DayField(label=_("Deadline for handling"), required=False)

    def __init__(self, data: Any = None, *, today: date, within: Unit) -> None:
        super().__init__(data, initial={"given_on": today})
        self.today, self.within = today, within
        for name in ("lead", "coordinating"):
            self.fields[name].widget.url = reverse("find-units")

    def clean_lead(self) -> Unit:
        return self._unit(self.cleaned_data["lead"][0])

    def clean_coordinating(self) -> tuple[Unit, ...]:
        return tuple(self._unit(key) for key in self.cleaned_data["coordinating"])

    def _unit(self, key: str) -> Unit:
        """The unit of a key, or of a name typed without JavaScript."""
        units = Unit.objects.in_force(on=self.today)
        found = units.filter(code=key.removeprefix("unit:")).first()
        if found is None:
            named = [each for each in find_units(key, on=self.today, limit=2) if each.is_exact]
            if len(named) == 1:
                found = units.filter(code=named[0].key.removeprefix("unit:")).first()
        if found is None:
            raise ValidationError(_("“%(name)s” is no unit that is in force."), params={"name": key})
        return found

    def handling(self) -> Handling:
        """What was typed."""
        return Handling(**self.cleaned_data)


class RelationForm(forms.Form):
    """What this paper does to another."""

    kind = forms.ChoiceField(label=_("This paper"), choices=RelationKind.choices)
    other = PickerField(url="", label=_("The other paper"), required=False)
    words = forms.CharField(
        label=_("or, if it is not in the register, its name"), required=False, max_length=300
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        self.fields["other"].widget.url = reverse("register-find") + f"?committee={document.committee.code}"

    def clean_other(self) -> Document | None:
        keys = self.cleaned_data["other"]
        if not keys:
            return None
        papers = Document.objects.filter(committee=self.document.committee_id, secrecy=0)
        found = papers.filter(code=keys[0]).first()
        if found is None:
            raise ValidationError(_("“%(name)s” is no paper of this register."), params={"name": keys[0]})
        return found
