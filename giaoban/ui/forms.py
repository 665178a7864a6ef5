"""Widgets and fields that every form of the project uses, and the chips of a filter form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import ErrorList
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from giaoban.ui import formats


class DayInput(forms.DateInput):
    """
    A day typed as dd/mm/yyyy, with the browser's calendar beside it where there is JavaScript.

    Not `type="date"`: that shows a day in the computer's own order, and 03/04 must mean one thing only.
    `first` and `last` limit what the calendar offers; the field's validators decide.
    """

    template_name = "ui/widgets/day.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, first: date | None = None, last: date | None = None
    ) -> None:
        given = {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off", "maxlength": 10}
        super().__init__(attrs={**given, **(attrs or {})}, format="%d/%m/%Y")
        self.first, self.last = first, last

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"].update(first=self.first, last=self.last)
        return context


class DayField(forms.DateField):
    """A calendar day, 27/02/2026; also accepts dots, dashes and ISO dates."""

    widget = DayInput

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("input_formats", ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"])
        super().__init__(**settings)


class FileDrop(forms.ClearableFileInput):
    """A file field on which files can be dropped; without JavaScript an ordinary file field."""

    template_name = "ui/widgets/file_drop.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, multiple: bool = False) -> None:
        self.allow_multiple_selected = multiple
        super().__init__(attrs={**(attrs or {}), **({"multiple": True} if multiple else {})})


class FilesField(forms.FileField):
    """Any number of files; cleans to a list of uploaded files, empty when none was sent."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("widget", FileDrop(multiple=True))
        super().__init__(**settings)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        sent = [data] if isinstance(data, UploadedFile) else list(data or [])
        if not sent:
            super().clean(None, initial)
        return [super(FilesField, self).clean(each, initial) for each in sent]


@dataclass(frozen=True, slots=True)
class Pick:
    """Something a picker offers: the key that is sent, the name shown, a hint such as its parent."""

    key: str
    name: str
    hint: str = ""


class Picker(forms.Widget):
    """
    A text input that asks `url` for names while one types; the chosen become chips.

    `url` answers `?q=…` with JSON `[{"key", "name", "hint"}]`, at most some twenty. `picked` are the picks
    to show for the initial value; give them in the view, the widget asks no database. `offered` is a short
    list for a select when there is no JavaScript; without it people type keys or names separated by ";".
    """

    template_name = "ui/widgets/picker.html"

    def __init__(
        self,
        url: str,
        *,
        multiple: bool = False,
        picked: Iterable[Pick] = (),
        offered: Iterable[Pick] = (),
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs)
        self.url, self.multiple = url, multiple
        self.picked, self.offered = list(picked), list(offered)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:  # noqa: ARG002
        sent = data.getlist(name) if isinstance(data, MultiValueDict) else [data.get(name) or ""]
        return [part.strip() for value in sent for part in str(value).split(";") if part.strip()]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        return False  # no chip sends no value, which means "none"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        keys = [value] if isinstance(value, str | int) else list(value or [])
        known = {pick.key: pick for pick in (*self.offered, *self.picked)}
        chosen = [known.get(str(key), Pick(str(key), str(key))) for key in keys]
        context["widget"].update(
            url=self.url,
            multiple=self.multiple,
            chosen=chosen,
            offered=self.offered,
            chosen_keys={pick.key for pick in chosen},
            typed="; ".join(pick.key for pick in chosen),
        )
        return context


class PickerField(forms.Field):
    """The keys (or, without JavaScript, typed names) that were picked, as a list of strings."""

    def __init__(
        self, *, url: str, multiple: bool = False, offered: Iterable[Pick] = (), **settings: Any
    ) -> None:
        self.multiple = multiple
        settings.setdefault("widget", Picker(url, multiple=multiple, offered=offered))
        super().__init__(**settings)

    def to_python(self, value: Any) -> list[str]:
        keys = list(dict.fromkeys(value or []))
        return keys if self.multiple else keys[:1]


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A filter in force: what it is, its value in words, and the address without it."""

    label: str
    words: str
    url: str


def _words_of(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ModelChoiceField | forms.ChoiceField):
        labels = {str(key): str(label) for key, label in _flat(field.choices)}
        wanted = value if isinstance(value, list | tuple) else [value]
        return ", ".join(labels.get(str(each), str(each)) for each in wanted)
    if isinstance(field, forms.DateField):
        return formats.day(value)
    if isinstance(value, bool):
        return formats.yes_no(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _flat(choices: Any) -> Iterable[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def filter_chips(form: forms.BaseForm, query: QueryDict | None) -> list[FilterChip]:
    """The chips of a bound and validated filter form, in the order of its fields; empty when unbound."""
    chips = []
    for name, value in getattr(form, "cleaned_data", {}).items():
        if value in (None, "", [], False) or form[name].is_hidden:
            continue
        rest = query.copy() if query is not None else QueryDict(mutable=True)
        rest.pop(form.add_prefix(name), None)
        rest.pop("page", None)
        words = _words_of(form.fields[name], value)
        chips.append(FilterChip(str(form[name].label), words, f"?{rest.urlencode()}"))
    return chips


class Errors(ErrorList):
    """The list of a field's errors in the project's own template."""

    template_name = "ui/errors.html"
