"""Forms for the other names of a unit and for posts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.people.models import Person
from giaoban.ui.forms import DayField
from giaoban.units.vocabulary import PostRole


class AliasForm(forms.Form):
    """Another name."""

    text = forms.CharField(label=gettext_lazy("Other name"), max_length=200)


class PersonField(forms.CharField):
    """A person by work e-mail; cleans to the `Person`. No list of people is offered."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("label", gettext_lazy("Work e-mail of the person"))
        super().__init__(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}), **settings)

    def clean(self, value: Any) -> Any:  # wider than text: the person
        email = super().clean(value)
        person = Person.objects.filter(email=email.strip().lower()).first()
        if person is None or not person.is_active:
            raise forms.ValidationError(
                _("Nobody who may sign in has this address. Invite the person first.")
            )
        return person


class PostForm(forms.Form):
    """A post at a unit."""

    person = PersonField()
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=PostRole.choices)
    title = forms.CharField(
        label=gettext_lazy("Office"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("As on the nameplate: Director, Chief of Office, specialist."),
    )
    since = DayField(label=gettext_lazy("From"))
    until = DayField(label=gettext_lazy("Last day"), required=False)
