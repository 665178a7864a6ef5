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
from giaoban.units.actions import NewUnit, change_kind, create_unit, move, rename
from giaoban.units.forms.picking import UnitField, listed
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.units.reads.holdings import foreseen
from giaoban.units.vocabulary import UnitKind


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

    def foreseen(self, ending: list[Unit], heir: str) -> list[str]:
        """What becomes of the work, posts and seats of units that end; `heir` "": nobody takes over."""
        return foreseen(ending, heir=heir, on=self.cleaned_data["effective_on"])

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
