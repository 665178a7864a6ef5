"""The form of a group of units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from giaoban.units.forms.picking import UnitField, UnitsField, listed, show_initial
from giaoban.units.models import Unit, UnitGroup
from giaoban.units.vocabulary import UnitKind


class GroupForm(forms.Form):
    """A group by rule (kinds) or by list (units)."""

    name = forms.CharField(
        label=pgettext_lazy("unit", "Name"),
        max_length=200,
        help_text=gettext_lazy("As papers write it: “các sở, ban, ngành”."),
    )
    other_names = forms.CharField(
        label=gettext_lazy("Other names"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=gettext_lazy("One on each line."),
    )
    within = UnitField(label=gettext_lazy("Within"))
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("By rule: all units of these kinds"),
        choices=UnitKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    members = UnitsField(label=gettext_lazy("By list: these units"), required=False)

    @classmethod
    def of(cls, group: UnitGroup, members: list[Unit]) -> GroupForm:
        """The form filled in with a group."""
        form = cls(
            initial={"name": group.name, "other_names": "\n".join(group.other_names), "kinds": group.kinds}
        )
        show_initial(form, "within", [group.within])
        show_initial(form, "members", members)
        return form

    def clean_other_names(self) -> list[str]:
        """One name a line."""
        return listed(self.cleaned_data["other_names"])

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if bool(facts.get("kinds")) == bool(facts.get("members")):
            self.add_error("kinds", _("Choose kinds or units, one of the two."))
        return facts
