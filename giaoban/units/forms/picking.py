"""Choosing units in a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.ui.forms import Pick, Picker, PickerField
from giaoban.units.models import Unit
from giaoban.units.reads import find_units


def pick(unit: Unit) -> Pick:
    """A unit as the picker shows it."""
    return Pick(f"unit:{unit.code}", unit.name, unit.parent.name if unit.parent else "")


class UnitPicker(Picker):
    """A picker of units; it asks `find-units`."""

    def __init__(self, *, multiple: bool = False) -> None:
        super().__init__("", multiple=multiple)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        self.url = reverse("find-units")  # forms are defined before the addresses are known
        return super().get_context(name, value, attrs)


class UnitsField(PickerField):
    """
    Units, picked or typed (code, administrative code or name); cleans to a list of `Unit` in force today.

    With `multiple=False` the list holds one unit at most.
    """

    def __init__(self, *, multiple: bool = True, **settings: Any) -> None:
        settings.setdefault("widget", UnitPicker(multiple=multiple))
        super().__init__(url="", multiple=multiple, **settings)

    def clean(self, value: Any) -> list[Unit]:
        keys: list[str] = super().clean(value)
        today = timezone.localdate()
        codes = [key.removeprefix("unit:") for key in keys if key.startswith("unit:")]
        picked = {u.code: u for u in Unit.objects.select_related("parent").filter(code__in=codes)}
        units = [picked.get(key.removeprefix("unit:")) or _typed(key, today) for key in keys]
        self.show(units)
        return units

    def show(self, units: Iterable[Unit]) -> list[str]:
        """Let the widget show these units as chosen; answers their keys, for `initial`."""
        picks = [pick(unit) for unit in units]
        if isinstance(self.widget, Picker):
            self.widget.picked = picks
        return [chosen.key for chosen in picks]


def _typed(words: str, today: Any) -> Unit:
    by_code = Unit.objects.select_related("parent").filter(code=words).first()
    if by_code:
        return by_code
    found = find_units(words, on=today, limit=3)
    exact = [one for one in found if one.is_exact] or found
    if len(exact) == 1:
        return exact[0].unit
    if found:
        text = _("“%(words)s” may be several units; choose one from the list.")
    else:
        text = _("No unit is called “%(words)s”.")
    raise forms.ValidationError(text % {"words": words})


class UnitField(UnitsField):
    """One unit; cleans to it, or to None when it is not required and nothing was chosen."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(multiple=False, **settings)

    def clean(self, value: Any) -> Any:  # narrower than a list: one unit or None
        units = super().clean(value)
        return units[0] if units else None


def show_initial(form: forms.Form, name: str, units: Iterable[Unit]) -> None:
    """Show units in a picker of an unbound form."""
    field = form.fields[name]
    if isinstance(field, UnitsField):
        form.initial[name] = field.show(units)


def listed(text: str) -> list[str]:
    """The lines of a text, or its parts between semicolons, without empty ones."""
    return [part.strip() for line in text.splitlines() for part in line.split(";") if part.strip()]
