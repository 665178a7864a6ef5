"""Words for keys of figures."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.duties.reads.tallies import HalfYear


def half_words(half: HalfYear) -> str:
    """A half-year as people say it."""
    if half.number == 1:
        return _("first half of %(year)s") % {"year": half.year}
    return _("second half of %(year)s") % {"year": half.year}
