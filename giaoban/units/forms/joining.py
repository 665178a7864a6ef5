"""Forms of the reorganisations in which units end, and the list of all acts on a unit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.units.actions import NewUnit, dissolve, merge, split
from giaoban.units.forms.picking import UnitField, UnitsField, listed, show_initial
from giaoban.units.forms.reorganising import ActForm, KindForm, MoveForm, RenameForm
from giaoban.units.forms.sharing import PartsField, parts_words
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.units.vocabulary import UnitKind

MOST_PLACED = 40  # units below one that is split, each with its own choice of place


class MergeForm(ActForm):
    """With others into one."""

    title = gettext_lazy("Merge with others")
    others = UnitsField(label=gettext_lazy("Merged with"))
    into = forms.ChoiceField(
        label=gettext_lazy("What comes out"),
        choices=(
            ("new", gettext_lazy("a new unit; all of these end")),
            ("this", gettext_lazy("this unit takes in the others")),
        ),
        widget=forms.RadioSelect,
        initial="new",
    )
    name = forms.CharField(label=gettext_lazy("Name of the new unit"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Its kind"), choices=UnitKind.choices)
    official_code = forms.CharField(
        label=gettext_lazy("Its administrative code"), max_length=35, required=False
    )

    def prepare(self) -> None:
        self.fields["kind"].initial = self.unit.kind

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        if facts.get("into") == "new" and not facts.get("name"):
            self.add_error("name", _("Name the new unit."))
        return facts

    def sentences(self) -> list[str]:
        facts = self.cleaned_data
        names = {
            "units": ", ".join(f"“{unit.name}”" for unit in self.ending()),
            "new": facts["name"] if facts["into"] == "new" else self.unit.name,
            "day": self.day,
        }
        return [
            _("From %(day)s, %(units)s no longer exist; “%(new)s” takes their place.") % names,
            _("The units below them stand under “%(new)s”, and their names become former names of it.")
            % names,
            *self.foreseen(self.ending(), names["new"]),
        ]

    def ending(self) -> list[Unit]:
        """The units that end."""
        others: list[Unit] = self.cleaned_data["others"]
        return [self.unit, *others] if self.cleaned_data["into"] == "new" else others

    def perform(self, *, actor: Officer, at: datetime) -> None:
        facts = self.cleaned_data
        into: Unit | NewUnit = self.unit
        if facts["into"] == "new":
            into = NewUnit(
                name=facts["name"],
                kind=facts["kind"],
                parent=self.unit.parent,
                official_code=facts["official_code"],
            )
        merge([self.unit, *facts["others"]], into=into, **self.told(actor, at))


class SplitForm(ActForm):
    """Into several."""

    title = gettext_lazy("Split")
    names = forms.CharField(
        label=gettext_lazy("New units"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One name on each line, two or more. Then you are asked for the part of the figures of each."
        ),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Their kind"), choices=UnitKind.choices)
    heir = forms.IntegerField(
        label=gettext_lazy("Line of the unit that takes over the open work"),
        min_value=1,
        initial=1,
        required=False,
        help_text=gettext_lazy("Empty: the first. What does not belong there is asked anew of the others."),
    )

    def prepare(self) -> None:
        self.fields["kind"].initial = self.unit.kind
        self._ask_for_parts(listed(self.data.get("names", "")))
        if len(self.children) > MOST_PLACED:
            return
        for child in self.children:
            words = _("“%(unit)s” goes to line") % {"unit": child.name}
            self.fields[f"child_{child.pk}"] = forms.IntegerField(label=words, min_value=1, initial=1)

    def _ask_for_parts(self, names: list[str]) -> None:
        """A field for each of the new units, once they are named."""
        if not 2 <= len(names) <= MOST_PLACED:
            return
        for number, name in enumerate(names, start=1):
            self.fields[f"share_{number}"] = PartsField(label=_("Part of “%(unit)s”") % {"unit": name})
        self.fields["share_1"].help_text = _(
            "By how many parts figures of before are divided where they are read on the new units: whole"
            " numbers, for example the population. All empty: equal parts."
        )

    def clean_names(self) -> list[str]:
        """The names, two at least."""
        names = listed(self.cleaned_data["names"])
        if len(names) < 2:
            raise forms.ValidationError(_("Write two names or more, each on its own line."))
        return names

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        count = len(facts.get("names", ()))
        for child in self.children:
            if count and facts.get(f"child_{child.pk}", 1) > count:
                self.add_error(f"child_{child.pk}", _("There is no such line."))
        if count and (facts.get("heir") or 1) > count:
            self.add_error("heir", _("There is no such line."))
        self._check_parts(facts)
        return facts

    def _check_parts(self, facts: dict[str, Any]) -> None:
        given = {name: facts[name] for name in self.fields if name.startswith("share_") and name in facts}
        written = [parts for parts in given.values() if parts is not None]
        if written and len(written) < len(given):
            empty = next(name for name, parts in given.items() if parts is None)
            words = _("Write the part of every new unit, or of none: then all have equal parts.")
            self.add_error(empty, words)
        elif written and not sum(written):
            self.add_error("share_1", _("At least one of the new units must have a part above 0."))

    @property
    def shares(self) -> list[int]:
        """The parts of the new units in their order; empty: equal ones."""
        names = range(1, len(self.cleaned_data["names"]) + 1)
        given = [self.cleaned_data.get(f"share_{number}") for number in names]
        return [parts for parts in given if parts is not None]

    @property
    def heir_place(self) -> int:
        """Which of the new units takes over the open work, from 0."""
        return (self.cleaned_data.get("heir") or 1) - 1

    def sentences(self) -> list[str]:
        names = ", ".join(f"“{name}”" for name in self.cleaned_data["names"])
        facts = {"unit": self.unit.name, "names": names, "day": self.day}
        said = [_("From %(day)s, “%(unit)s” no longer exists; in its place there are %(names)s.") % facts]
        if len(self.children) > MOST_PLACED:
            facts["first"] = self.cleaned_data["names"][0]
            said.append(_("All units below it stand under “%(first)s”; move them on afterwards.") % facts)
        said += parts_words(self.cleaned_data["names"], self.shares)
        return [*said, *self.foreseen([self.unit], self.cleaned_data["names"][self.heir_place])]

    def perform(self, *, actor: Officer, at: datetime) -> None:
        facts = self.cleaned_data
        new = [NewUnit(name=name, kind=facts["kind"], parent=self.unit.parent) for name in facts["names"]]
        places = {c.pk: facts[f"child_{c.pk}"] - 1 for c in self.children if f"child_{c.pk}" in facts}
        heir, shares = self.heir_place, self.shares
        split(self.unit, into=new, children=places, heir=heir, shares=shares, **self.told(actor, at))


class DissolveForm(ActForm):
    """The end."""

    title = gettext_lazy("Dissolve")
    icon = "ban"
    children_to = UnitField(label=gettext_lazy("What stands below it goes to"), required=False)
    heir = UnitField(
        label=gettext_lazy("Who takes over its open work"),
        required=False,
        help_text=gettext_lazy("Needed only when it holds any."),
    )

    def prepare(self) -> None:
        if not self.children:
            del self.fields["children_to"]
        elif not self.is_bound and self.unit.parent:
            show_initial(self, "children_to", [self.unit.parent])

    def sentences(self) -> list[str]:
        said = [_("From %(day)s, “%(unit)s” no longer exists.") % {"unit": self.unit.name, "day": self.day}]
        if heir := self.cleaned_data.get("children_to"):
            words = ngettext(
                "%(count)d unit directly below it stands under “%(heir)s” then.",
                "%(count)d units directly below it stand under “%(heir)s” then.",
                len(self.children),
            )
            said.append(words % {"count": len(self.children), "heir": heir.name})
        taking_over = self.cleaned_data.get("heir")
        return [*said, *self.foreseen([self.unit], taking_over.name if taking_over else "")]

    def perform(self, *, actor: Officer, at: datetime) -> None:
        facts = self.cleaned_data
        dissolve(
            self.unit, children_to=facts.get("children_to"), heir=facts.get("heir"), **self.told(actor, at)
        )


ACTS: dict[str, type[ActForm]] = {
    "rename": RenameForm,
    "move": MoveForm,
    "kind": KindForm,
    "merge": MergeForm,
    "split": SplitForm,
    "dissolve": DissolveForm,
}
