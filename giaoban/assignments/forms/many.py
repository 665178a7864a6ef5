"""The words of an act on many pieces of work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.units.models import Field

LONGEST = 4000


class ManyForm(forms.Form):
    """An act that needs no words."""

    def facts(self) -> dict[str, Any]:
        """The words as they are kept with the batch; call it on a valid form."""
        return dict(self.cleaned_data)


class ReturnManyForm(ManyForm):
    """What is missing in each of the results."""

    reason = forms.CharField(
        label=_("What is missing or has to change"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StopManyForm(ManyForm):
    """By which paper and why the work ends."""

    decision = forms.CharField(
        label=_("Number and symbol of the decision"), max_length=60, help_text=_("For example 215/TB-BCĐ.")
    )
    reason = forms.CharField(
        label=_("Why the work stops"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class FieldManyForm(ManyForm):
    """Under which field the work is put."""

    field = forms.ChoiceField(label=_("Field"), required=False)

    def __init__(self, *given: Any, fields: Sequence[Field], **settings: Any) -> None:
        super().__init__(*given, **settings)
        choice = self.fields["field"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 -- declared above
        choice.choices = [("", _("Without a field")), *((str(one.pk), one.name) for one in fields)]

    def facts(self) -> dict[str, Any]:
        chosen = self.cleaned_data["field"]
        return {"field": int(chosen) if chosen else None}
