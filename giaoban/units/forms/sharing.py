"""The parts by which the figures of a unit that is split go to the new ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from giaoban.ui import formats

MOST_PARTS: Final = 2_000_000_000
"""More people than any unit has; the column holds a little more."""
_WHOLE: Final = re.compile(r"\d+|\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*")


class PartsField(forms.CharField):
    """
    A whole number of parts, 0 or more, cleaned to an int; None where nothing was written.

    Thousands may be set apart as people do: 12.345, 12,345 or 12 345. A decimal is refused, never cut off.
    """

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("required", False)
        settings.setdefault("max_length", 20)
        settings.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**settings)

    def clean(self, value: Any) -> Any:  # not a text: a number or None
        written = super().clean(value)
        if not written:
            return None
        if not _WHOLE.fullmatch(written):
            raise forms.ValidationError(_("Write a whole number, such as 12,345."))
        number = int(re.sub(r"\D", "", written))
        if number > MOST_PARTS:
            most = formats.number(MOST_PARTS)
            raise forms.ValidationError(_("Write a number up to %(most)s.") % {"most": most})
        return number


def parts_words(names: Sequence[str], shares: Sequence[int]) -> list[str]:
    """What becomes of figures of before, as sentences: one for each new unit, or that all are alike."""
    if not shares:
        return [_("Read on the new units, figures of before are divided equally; what was reported stays.")]
    whole = formats.number(sum(shares))
    words = _("Read on the new units, of figures of before “%(unit)s” has %(parts)s parts of %(whole)s.")
    return [
        words % {"unit": name, "parts": formats.number(parts), "whole": whole}
        for name, parts in zip(names, shares, strict=True)
    ]
