"""
Two people at the same form: edits of different fields are both kept, of the same field both are shown.

A form says what its author saw (`base`, signed: a digest of each field). When it comes back, each field that
the author left alone keeps what stands there by now; a field that only the author changed takes the new
value; where both changed it to different things, nothing is saved and the author chooses.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from django import forms
from django.core import signing
from django.db import models, transaction
from django.utils.translation import gettext as _

from giaoban.ui import formats

SALT: Final = "giaoban.ui.merging"
THEIRS: Final = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed: its label, both values in words, and the name of the choice."""

    label: str
    mine: str
    theirs: str
    choice: str
    chosen: str


class MergingForm(forms.Form):
    """
    A form on something that exists. Tell it by `stands_as` what the fields hold now; save it by `keep_both`.

    Values are those of `cleaned_data`: days, units, texts. A form sent without its `base` (by a program) is
    taken as it is.
    """

    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.conflicts: list[Conflict] = []

    def stands_as(self, now: Mapping[str, Any]) -> Self:
        """`now` are the values that the author is about to see, by the names of the fields."""
        self.initial = {**self.initial, "base": self._signed(now)}
        return self

    @property
    def has_base(self) -> bool:
        """Whether the form says what its author saw; false too when it was tampered with."""
        return bool(self._base())

    def merge(self, now: Mapping[str, Any]) -> bool:
        """
        Bring the valid form together with the values of `now`; false when the author has to choose.

        Afterwards `cleaned_data` holds what is to be saved, or the form is to be shown again.
        """
        base, mine = self._base(), self.cleaned_data
        if not base:
            return True
        clashes = []
        for name in [one for one in base if one in self.fields and one in now]:
            stood, stands, wanted = base[name], _digest(now[name]), _digest(mine.get(name))
            untouched = wanted == stood or (stands == stood and self._choice(name) == THEIRS)
            if untouched:
                mine[name] = now[name]
            elif stands not in {stood, wanted}:
                clashes.append(name)
        if clashes:
            self._show_again(now, clashes)
        return not clashes

    def raw_of(self, name: str, value: Any) -> Any:
        """`value` as the widget of the field would send it; forms with widgets of their own say more."""
        if isinstance(value, models.Model):
            return f"unit:{getattr(value, 'code', value.pk)}"
        if isinstance(value, bool):
            return "on" if value else ""
        return self[name].field.prepare_value(value) if not isinstance(value, date) else f"{value:%d/%m/%Y}"

    def words_of(self, name: str, value: Any) -> str:
        """`value` as people read it."""
        field = self.fields[name]
        if isinstance(value, bool):
            return formats.yes_no(value)
        if isinstance(value, date):
            return formats.day(value)
        if isinstance(field, forms.ChoiceField):
            return str(dict(_flat(field.choices)).get(str(value or ""), value or "–"))
        if isinstance(value, list | tuple):
            return ", ".join(map(str, value)) or "–"
        return str(value) if value not in {None, ""} else "–"

    def _base(self) -> dict[str, str]:
        given = self.data.get(self.add_prefix("base"), "")
        try:
            found: dict[str, str] = signing.loads(given, salt=self._salt())
        except signing.BadSignature:
            return {}
        return found

    def _salt(self) -> str:
        return f"{SALT}:{type(self).__name__}:{self.prefix or ''}"

    def _signed(self, now: Mapping[str, Any]) -> str:
        seen = {n: _digest(value) for n, value in now.items() if n in self.fields and n != "base"}
        return signing.dumps(seen, salt=self._salt())

    def _choice(self, name: str) -> str:
        return str(self.data.get(f"take-{self.add_prefix(name)}", ""))

    def _show_again(self, now: Mapping[str, Any], clashes: Sequence[str]) -> None:
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a form of a page has a QueryDict
        for name in now:
            if name not in self.fields or name in clashes:
                continue
            self._put(data, name, self.raw_of(name, self.cleaned_data.get(name)))
        data[self.add_prefix("base")] = self._signed(now)
        self.data = data
        self.conflicts = [
            Conflict(
                label=str(self.fields[name].label or name),
                mine=self.words_of(name, self.cleaned_data.get(name)),
                theirs=self.words_of(name, now[name]),
                choice=f"take-{self.add_prefix(name)}",
                chosen=self._choice(name) or "mine",
            )
            for name in clashes
        ]
        self.add_error(None, _("Somebody else changed the same field meanwhile. Choose which words stay."))

    def _put(self, data: Any, name: str, raw: Any) -> None:
        key = self.add_prefix(name)
        if isinstance(raw, list | tuple):
            data.setlist(key, list(raw))
        elif isinstance(self.fields[name], forms.BooleanField) and not raw:
            data.pop(key, None)
        else:
            data[key] = "" if raw is None else raw


def keep_both(
    *forms_: MergingForm, now: Callable[[], Sequence[Mapping[str, Any]]], act: Callable[[], Any]
) -> bool:
    """
    Save valid forms on one thing: read what stands `now` (the caller locks its row), merge, and `act`.

    All in one transaction, so nobody comes between. False, and nothing written, when a field was changed by
    both: the forms are to be shown again. `act` reads `cleaned_data`.
    """
    with transaction.atomic():
        merged = [form.merge(values) for form, values in zip(forms_, now(), strict=True)]
        if not all(merged):
            return False
        act()
    return True


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(_plain(value), ensure_ascii=False).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """One form for what is the same to people: line ends, spaces at the ends, None and the empty text."""
    if isinstance(value, models.Model):
        return [value._meta.label, value.pk]
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, bool):
        return value
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _flat(choices: Any) -> list[tuple[str, Any]]:
    return [(str(value), words) for value, words in choices]
