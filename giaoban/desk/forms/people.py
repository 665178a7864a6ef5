"""What administrators type about people and their posts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.desk.reads.people import ACCOUNT_STATES
from giaoban.people.vocabulary import Honorific
from giaoban.ui.forms import DayField, PickerField
from giaoban.ui.merging import MergingForm
from giaoban.units.models import Unit
from giaoban.units.reads.finding import find_units
from giaoban.units.vocabulary import PostRole


class PeopleFilter(forms.Form):
    """Whom to list."""

    q = forms.CharField(label=gettext_lazy("Name or address"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=gettext_lazy("Account"), required=False, choices=[("", gettext_lazy("All")), *ACCOUNT_STATES]
    )


class PersonForm(forms.Form):
    """Who a person is and how they are reached."""

    full_name = forms.CharField(label=gettext_lazy("Full name"), max_length=120)
    honorific = forms.ChoiceField(label=gettext_lazy("Form of address"), choices=Honorific, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Work e-mail"),
        max_length=254,
        help_text=gettext_lazy("The person signs in with it, and letters go there."),
    )
    phone = forms.CharField(label=gettext_lazy("Work telephone"), max_length=40, required=False)


class ChangePersonForm(MergingForm, PersonForm):
    """The same of a person who is there; two administrators may change different fields."""


class PostForm(forms.Form):
    """A post at a unit."""

    unit = PickerField(url="", label=gettext_lazy("Unit"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=PostRole, initial=PostRole.CONTACT)
    title = forms.CharField(
        label=gettext_lazy("Office"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("As it stands on papers: Chánh Văn phòng, Chuyên viên."),
    )
    since = DayField(label=gettext_lazy("From"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["since"].initial = on
        self.fields["unit"].widget.url = reverse("people-units")

    def clean_unit(self) -> Unit:
        """The unit of the key that was picked, or the one that answers to the name that was typed."""
        chosen = self.cleaned_data["unit"]
        if not chosen:
            raise ValidationError(_("Choose a unit."))
        kind, _colon, code = chosen[0].partition(":")
        unit = Unit.objects.filter(code=code).first() if kind == "unit" else None
        if unit is None:
            found = find_units(chosen[0], on=self.on, limit=2)
            exact = [one.unit for one in found if one.name.casefold() == chosen[0].casefold()]
            unit = exact[0] if exact else found[0].unit if len(found) == 1 else None
        if unit is None:
            raise ValidationError(_("No single unit is called “%(name)s”; choose one.") % {"name": chosen[0]})
        return unit


class AddPersonForm(PersonForm, PostForm):
    """A new person with a first post and an invitation."""

    with_letter = forms.BooleanField(
        label=gettext_lazy("Send the invitation now"), required=False, initial=True
    )
    field_order = (
        "full_name",
        "honorific",
        "email",
        "phone",
        "unit",
        "role",
        "title",
        "since",
        "with_letter",
    )


class EndPostForm(forms.Form):
    """When a post ends."""

    last_day = DayField(label=gettext_lazy("Last day"))
