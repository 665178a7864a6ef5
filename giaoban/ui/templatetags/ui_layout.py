"""The parts of a page: head, panel, tiles, tabs, alerts, messages, empty states, dialogs, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from giaoban.ui import formats
from giaoban.ui.charts import Picture
from giaoban.ui.notices import shown

from .ui_words import Text, Tone, icon, known_tone

register = template.Library()

_ALERT_ICONS = {
    "plain": "info-circle",
    "note": "info-circle",
    "ok": "circle-check",
    "soon": "clock-exclamation",
    "late": "alert-triangle",
    "son": "info-circle",
}


@register.simple_block_tag
def page_header(
    content: SafeString,
    *,
    title: Text,
    lead: Text = "",
    crumbs: Iterable[tuple[Text, str]] = (),
    sticky: bool = False,
) -> SafeString:
    """
    Where we are, what this is, and its main buttons.

    {% page_header title=work.title crumbs=crumbs %}{% action_button … %}{% endpage_header %}

    `crumbs` is the chain above this page as (words, address): notice, clause, assignment, unit's part.
    `sticky=True` keeps the buttons within reach of the thumb on a telephone.
    """
    context = {
        "title": title,
        "lead": lead,
        "crumbs": list(crumbs),
        "actions": mark_safe(content.strip()),
        "sticky": sticky,
    }
    return render_to_string("ui/page_header.html", context)


@register.simple_block_tag
def panel(
    content: SafeString,
    *,
    title: Text = "",
    tone: Tone = "plain",
    flush: bool = False,
    more: str = "",
    level: int = 2,
) -> SafeString:
    """
    A titled box: {% panel title=_("Overdue") tone="late" %}…{% endpanel %}.

    `flush=True` lets a list or a table reach the edges; `more` is the address of the whole list;
    `level` is the level of the heading.
    """
    context = {
        "title": title,
        "tone": known_tone(tone),
        "flush": flush,
        "more": more,
        "heading": f"h{level}",
        "body": content,
    }
    return render_to_string("ui/panel.html", context)


@register.simple_tag
def stat(
    value: int | None,
    label: Text,
    *,
    url: str = "",
    change: int | None = None,
    note: Text = "",
    tone: str = "",
    current: bool = False,
) -> SafeString:
    """
    A number that opens its list: {% stat 5 _("Overdue") url=url change=-2 note=_("in a week") tone="late" %}.

    Place tiles in <ul class="stats"> with an <li> each. `change` is the difference to `note`'s moment;
    `current` says that the list below shows just what this number counts.
    """
    words = " ".join(part for part in (formats.change(change), str(note)) if part)
    content = format_html(
        '<span class="stat-label">{}{}</span><span class="stat-number{}">{}</span>'
        '<span class="stat-change">{}</span>',
        icon(_ALERT_ICONS[tone]) if tone else "",
        label,
        f" {known_tone(tone)}" if tone else "",
        formats.number(value),
        words,
    )
    if not url:
        return format_html('<div class="stat">{}</div>', content)
    here = mark_safe(' aria-current="true"') if current else ""
    return format_html('<a class="stat" href="{}"{}>{}</a>', url, here, content)


@register.simple_tag
def tabs(items: Iterable[Mapping[str, Any]], *, label: Text) -> SafeString:
    """
    Neighbouring lists of one thing: {% tabs tabs label=_("Lists of work") %}.

    Each item has `label`, `url`, and optionally `current` (bool) and `count`.
    """
    return render_to_string("ui/tabs.html", {"items": list(items), "label": label})


@register.simple_block_tag
def alert(content: SafeString, *, tone: Tone = "note", title: Text = "", live: bool = False) -> SafeString:
    """
    What happened, what was kept, what to do: {% alert tone="late" title=_("…") %}…{% endalert %}.

    `live=True` is for errors that answer an act: screen readers say them at once.
    """
    head = format_html("<h2>{}</h2>", title) if title else mark_safe("")
    role = mark_safe(' role="alert"') if live else mark_safe("")
    return format_html(
        '<div class="alert {}"{}>{}<div class="alert-body">{}{}</div></div>',
        known_tone(tone),
        role,
        icon(_ALERT_ICONS[tone]),
        head,
        content,
    )


@register.simple_tag(takes_context=True)
def message_list(context: template.Context) -> SafeString:
    """What the last act did, with its undo where there is one; `base.html` shows it."""
    notices = [shown(message) for message in context.get("messages") or ()]
    return render_to_string("ui/messages.html", {"notices": notices, "csrf_token": context.get("csrf_token")})


@register.simple_block_tag
def empty(content: SafeString, *, title: Text, icon: str = "list-check") -> SafeString:
    """
    What will be here, and the button that starts it.

    {% empty title=_("No notices yet") icon="file-text" %}<p>…</p>{% button … %}{% endempty %}
    """
    return render_to_string("ui/empty.html", {"title": title, "icon": icon, "body": content})


@register.simple_block_tag
def history_entry(
    content: SafeString, *, at: Any, what: Text, who: Text = "", tone: Tone = "plain", official: bool = False
) -> SafeString:
    """
    One entry of <ol class="history">: who did what and when, and their words.

    {% history_entry at=entry.at what=entry.words who=entry.who official=True %}…{% endhistory_entry %}
    """
    context = {
        "at": at,
        "what": what,
        "who": who,
        "tone": known_tone(tone),
        "official": official,
        "body": mark_safe(content.strip()),
    }
    return render_to_string("ui/history_entry.html", context)


@register.simple_tag
def picture(drawn: Picture) -> SafeString:
    """A drawing with its numbers behind it: {% picture board.tiles %}; see `giaoban.ui.charts`."""
    return render_to_string("ui/picture.html", {"picture": drawn})
