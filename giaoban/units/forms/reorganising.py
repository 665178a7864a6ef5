"""
Forms of the reorganisations.

Each says beforehand in sentences what it will do (`sentences`), and does it (`perform`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from giaoban.ui.formats import day as day_words
from giaoban.ui.forms import DayField
from giaoban.units.actions import NewUnit, change_kind, create_unit, dissolve, merge, move, rename, split
from giaoban.units.forms.picking import UnitField, UnitsField, listed, show_initial
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.units.vocabulary import UnitKind

MOST_PLACED = 40  # units below one that is split, each with its own choice of place


class ActForm(forms.Form):
    """An act on one unit, with its day and legal basis."""

    title: ClassVar[str | Promise] = ""
    icon: ClassVar[str] = "edit"

    effective_on = DayField(label=gettext_lazy("In effect from"))
    basis = forms.CharField(
        label=gettext_lazy("Legal basis"),
        max_length=300,
        help_text=gettext_lazy("The paper that orders it, with number and date."),
    )

    def __init__(self, data: Any = None, *, unit: Unit, children: list[Unit], **more: Any) -> None:
        super().__init__(data, **more)
        self.unit, self.children = unit, children
        self.prepare()
        self.order_fields(
            [*(n for n in self.fields if n not in {"effective_on", "basis"}), "effective_on", "basis"]
        )

    def prepare(self) -> None:
        """Fill in what depends on the unit."""

    @property
    def day(self) -> str:
        """The day of the act in words."""
        return day_words(self.cleaned_data["effective_on"])

    def sentences(self) -> list[str]:
        """What will happen."""
        raise TypeError("each act says what it will do")

    def perform(self, *, actor: Officer, at: datetime) -> None:
        """Do it; raises `Refused`."""
        raise TypeError(f"{type(self).__name__} does not say how {actor} does it at {at}")

    def told(self, actor: Officer, at: datetime) -> dict[str, Any]:
        """What every act is told."""
        return {
            "effective_on": self.cleaned_data["effective_on"],
            "basis": self.cleaned_data["basis"],
            "actor": actor,
            "at": at,
        }

    def below(self) -> str:
        """How many units stand directly below, as a sentence; empty for none."""
        if not self.children:
            return ""
        words = ngettext(
            "%(count)d unit directly below goes with it.",
            "%(count)d units directly below go with it.",
            len(self.children),
        )
        return words % {"count": len(self.children)}


class RenameForm(ActForm):
    """Another name."""

    title = gettext_lazy("Rename")
    name = forms.CharField(label=gettext_lazy("New name"), max_length=200)

    def prepare(self) -> None:
        self.fields["name"].initial = self.unit.name

    def sentences(self) -> list[str]:
        facts = {"old": self.unit.name, "new": self.cleaned_data["name"], "day": self.day}
        return [
            _("From %(day)s, “%(old)s” is called “%(new)s”.") % facts,
            _("The old name stays a known name: papers that use it are still understood."),
        ]

    def perform(self, *, actor: Officer, at: datetime) -> None:
        rename(self.unit, name=self.cleaned_data["name"], **self.told(actor, at))


class MoveForm(ActForm):
    """Under another unit."""

    title = gettext_lazy("Move under another unit")
    parent = UnitField(
        label=gettext_lazy("New unit above"),
        required=False,
        help_text=gettext_lazy("Empty: above all other units."),
    )

    def sentences(self) -> list[str]:
        parent = self.cleaned_data["parent"]
        facts = {"unit": self.unit.name, "parent": parent.name if parent else "", "day": self.day}
        if parent:
            first = _("From %(day)s, “%(unit)s” stands under “%(parent)s”.") % facts
        else:
            first = _("From %(day)s, “%(unit)s” stands above all other units.") % facts
        return [first, self.below()]

    def perform(self, *, actor: Officer, at: datetime) -> None:
        move(self.unit, parent=self.cleaned_data["parent"], **self.told(actor, at))


class KindForm(ActForm):
    """Another kind."""

    title = gettext_lazy("Change the kind")
    kind = forms.ChoiceField(label=gettext_lazy("New kind"), choices=UnitKind.choices)
    name = forms.CharField(
        label=gettext_lazy("New name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only when it changes with the kind."),
    )

    def prepare(self) -> None:
        self.fields["kind"].initial = self.unit.kind

    def sentences(self) -> list[str]:
        kind = str(UnitKind(self.cleaned_data["kind"]).label)
        said = [
            _("From %(day)s, “%(unit)s” is of the kind: %(kind)s.")
            % {"unit": self.unit.name, "kind": kind, "day": self.day}
        ]
        if name := self.cleaned_data["name"]:
            said.append(_("It is called “%(new)s” from then on.") % {"new": name})
        return said

    def perform(self, *, actor: Officer, at: datetime) -> None:
        facts = self.cleaned_data
        change_kind(self.unit, kind=facts["kind"], name=facts["name"], **self.told(actor, at))


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
        ending = [unit.name for unit in facts["others"]]
        if facts["into"] == "new":
            ending = [self.unit.name, *ending]
        names = {
            "units": ", ".join(f"“{name}”" for name in ending),
            "new": facts["name"] if facts["into"] == "new" else self.unit.name,
            "day": self.day,
        }
        return [
            _("From %(day)s, %(units)s no longer exist; “%(new)s” takes their place.") % names,
            _("The units below them stand under “%(new)s”, and their names become former names of it.")
            % names,
        ]

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
        help_text=gettext_lazy("One name on each line, two or more."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Their kind"), choices=UnitKind.choices)

    def prepare(self) -> None:
        self.fields["kind"].initial = self.unit.kind
        if len(self.children) > MOST_PLACED:
            return
        for child in self.children:
            words = _("“%(unit)s” goes to line") % {"unit": child.name}
            self.fields[f"child_{child.pk}"] = forms.IntegerField(label=words, min_value=1, initial=1)

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
        return facts

    def sentences(self) -> list[str]:
        names = ", ".join(f"“{name}”" for name in self.cleaned_data["names"])
        facts = {"unit": self.unit.name, "names": names, "day": self.day}
        said = [_("From %(day)s, “%(unit)s” no longer exists; in its place there are %(names)s.") % facts]
        if len(self.children) > MOST_PLACED:
            facts["first"] = self.cleaned_data["names"][0]
            said.append(_("All units below it stand under “%(first)s”; move them on afterwards.") % facts)
        return said

    def perform(self, *, actor: Officer, at: datetime) -> None:
        facts = self.cleaned_data
        new = [NewUnit(name=name, kind=facts["kind"], parent=self.unit.parent) for name in facts["names"]]
        places = {c.pk: facts[f"child_{c.pk}"] - 1 for c in self.children if f"child_{c.pk}" in facts}
        split(self.unit, into=new, children=places, **self.told(actor, at))


class DissolveForm(ActForm):
    """The end."""

    title = gettext_lazy("Dissolve")
    icon = "ban"
    children_to = UnitField(label=gettext_lazy("What stands below it goes to"), required=False)

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
        return said

    def perform(self, *, actor: Officer, at: datetime) -> None:
        dissolve(self.unit, children_to=self.cleaned_data.get("children_to"), **self.told(actor, at))


class CreateForm(forms.Form):
    """A new unit below the one shown, or above all others."""

    name = forms.CharField(label=pgettext_lazy("unit", "Name"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=UnitKind.choices, initial=UnitKind.DIVISION)
    official_code = forms.CharField(label=gettext_lazy("Administrative code"), max_length=35, required=False)
    abbreviations = forms.CharField(
        label=gettext_lazy("Abbreviations"),
        required=False,
        help_text=gettext_lazy("Separated by semicolons. Usual short forms are known without being written."),
    )
    effective_on = DayField(
        label=gettext_lazy("In effect from"),
        required=False,
        help_text=gettext_lazy("Empty: the unit exists since before our records."),
    )
    basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300, required=False)

    def perform(self, *, parent: Unit | None, actor: Officer, at: datetime) -> Unit:
        """Set the unit up; raises `Refused`."""
        facts = self.cleaned_data
        new = NewUnit(
            name=facts["name"],
            kind=facts["kind"],
            parent=parent,
            official_code=facts["official_code"],
            abbreviations=listed(facts["abbreviations"]),
        )
        return create_unit(new, effective_on=facts["effective_on"], basis=facts["basis"], actor=actor, at=at)


ACTS: dict[str, type[ActForm]] = {
    "rename": RenameForm,
    "move": MoveForm,
    "kind": KindForm,
    "merge": MergeForm,
    "split": SplitForm,
    "dissolve": DissolveForm,
}
