"""Words with a shape: icon, deadline, state, progress, person; and the filters for dates and numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, get_args

from django import template
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from giaoban.ui import formats
from giaoban.ui.formats import DueWords

register = template.Library()
register.filter("day", formats.day)
register.filter("moment", formats.moment)
register.filter("number", formats.number)
register.filter("percent", formats.percent)
register.filter("share", formats.share)
register.filter("change", formats.change)
register.filter("file_size", formats.file_size)
register.filter("duration", formats.duration)
register.filter("yes_no", formats.yes_no)

Text = str | Promise
Tone = Literal["plain", "ok", "soon", "late", "note", "son"]
TONES: Final = frozenset(get_args(Tone))
SPRITE: Final = Path(__file__).resolve().parent.parent / "static/ui/icons.svg"

# Tone and shape of a deadline; the shape says the same as the colour to those who do not see colours.
_DUE: Final[dict[str, tuple[Tone, str]]] = {
    "none": ("plain", ""),
    "later": ("plain", ""),
    "soon": ("soon", "clock"),
    "late": ("late", "alert-triangle"),
    "done": ("ok", "check"),
    "done-late": ("late", "check"),
}
_STATE_ICONS: Final[dict[str, str]] = {
    "plain": "circle",
    "ok": "check",
    "soon": "clock",
    "late": "alert-triangle",
    "note": "circle-dot",
    "son": "circle-dot",
}


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """The names of the icons in the sprite."""
    return frozenset(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))


@lru_cache(maxsize=256)
def _use(name: str, address: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', address, name
    )


def known_tone(tone: str) -> str:
    """The class of a tone; raises ValueError for an unknown one."""
    if tone not in TONES:
        raise ValueError(f"{tone!r} is not a tone; known are {', '.join(sorted(TONES))}")
    return f"t-{tone}"


@register.simple_tag
def icon(name: str, *, label: Text = "") -> SafeString:
    """
    A drawn sign: {% icon "clock" %}. It is silent to screen readers unless it has a `label`.

    Raises ValueError for an icon that the sprite does not hold.
    """
    if name not in icon_names():
        raise ValueError(f"{name!r} is not in the icon sprite; add it to tools/vendor.py")
    drawn = _use(name, static("ui/icons.svg"))
    if not label:
        return drawn
    return format_html('{}<span class="out-of-sight">{}</span>', drawn, label)


@register.simple_tag
def deadline(due: DueWords, *, exact: bool = True) -> SafeString:
    """A deadline as people say it, with its day: {% deadline row.due %}; `exact=False` leaves the day out."""
    tone, shape = _DUE[due.tone]
    drawn = icon(shape) if shape else mark_safe("")
    if due.due_on is None or not exact:
        return format_html('<span class="due t-{}"><b>{}{}</b></span>', tone, drawn, due.words)
    return format_html(
        '<span class="due dotted t-{}"><b>{}{}</b> <time datetime="{}">{}</time></span>',
        tone,
        drawn,
        due.words,
        due.due_on.isoformat(),
        due.exact,
    )


@register.simple_tag
def state(words: Text, *, tone: Tone = "plain", shape: str = "") -> SafeString:
    """A state in a word, with shape and colour: {% state row.state_words tone="ok" %}."""
    drawn = icon(shape or _STATE_ICONS.get(tone, "circle"))
    return format_html('<span class="chip {}">{}{}</span>', known_tone(tone), drawn, words)


@register.simple_tag
def progress(done_percent: int | None, *, label: Text = "") -> SafeString:
    """
    How far work has come: {% progress row.done_percent %}; a dash when nobody has reported.

    Raises ValueError outside 0 to 100.
    """
    if done_percent is None:
        return format_html('<span class="progress quiet">{}</span>', "–")
    if not 0 <= done_percent <= 100:
        raise ValueError(f"done_percent={done_percent} must lie between 0 and 100")
    return format_html(
        '<span class="progress"><progress max="100" value="{}" aria-label="{}"></progress>{}</span>',
        done_percent,
        label or _("Progress"),
        formats.percent(done_percent, 0),
    )


@register.simple_tag
def person(name: Text, *, post: Text = "", unit: Text = "") -> SafeString:
    """A person as a line of words: {% person officer.name post=officer.post unit=officer.unit_name %}."""
    rest = ", ".join(str(part) for part in (post, unit) if part)
    if not rest:
        return format_html('<span class="person-line">{}</span>', name)
    return format_html('<span class="person-line"><span>{},</span> <small>{}</small></span>', name, rest)


@register.simple_tag
def tally(count: int, *, tone: Tone = "plain", label: Text = "") -> SafeString:
    """A small number beside a word: {% tally 3 label=_("new") %}; nothing for 0."""
    if count == 0:
        return mark_safe("")
    spoken = format_html('<span class="out-of-sight"> {}</span>', label) if label else mark_safe("")
    return format_html('<span class="count {}">{}{}</span>', known_tone(tone), formats.number(count), spoken)
