"""Buttons, acts and form fields."""

from __future__ import annotations

import secrets

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from giaoban.foundation.verdict import Verdict

from .ui_words import Text, icon

register = template.Library()

LOOKS = frozenset({"plain", "primary", "danger", "bare"})


def look_class(look: str, *, small: bool) -> str:
    """The classes of a button; raises ValueError for an unknown look."""
    if look not in LOOKS:
        raise ValueError(f"{look!r} is not a look of a button; known are {', '.join(sorted(LOOKS))}")
    return " ".join(["button"] + ([look] if look != "plain" else []) + (["small"] if small else []))


@register.simple_tag
def button(
    label: Text, *, url: str = "", look: str = "plain", icon: str = "", small: bool = False, key: str = ""
) -> SafeString:
    """
    A link that looks like a button, or the submit button of the form around it.

    {% button _("New notice") url=link look="primary" icon="plus" %}; `key` is its keyboard shortcut ("g d").
    """
    drawn, style = _icon(icon), look_class(look, small=small)
    shortcut = format_html(' data-key="{}"', key) if key else mark_safe("")
    if url:
        return format_html('<a class="{}" href="{}"{}>{}{}</a>', style, url, shortcut, drawn, label)
    return format_html('<button type="submit" class="{}"{}>{}{}</button>', style, shortcut, drawn, label)


def _icon(name: str) -> SafeString:
    return icon(name) if name else mark_safe("")


@register.simple_tag
def once() -> SafeString:
    """
    A hidden input `once` with a fresh random value, for forms that must act one time: {% once %}.

    The action that receives the same value again answers with the first result.
    """
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(12))


@register.simple_tag(takes_context=True)
def action_button(
    context: template.Context,
    label: Text,
    verdict: Verdict,
    url: str,
    *,
    look: str = "primary",
    icon: str = "",
    method: str = "post",
    small: bool = False,
    key: str = "",
) -> SafeString:
    """
    The next thing to do, named by its verb; when it is not allowed it is there, grey, with the reason.

    {% action_button _("Receive") may_receive url %}; `method="get"` links to a page that asks for more.
    """
    if method not in {"get", "post"}:
        raise ValueError(f"{method!r} is not a method of an act")
    if not verdict:
        return _refused(label, str(verdict.reason), small=small)
    if method == "get":
        return button(label, url=url, look=look, icon=icon, small=small, key=key)
    return format_html(
        '<form class="act" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}{}</form>',
        url,
        context.get("csrf_token", ""),
        once(),
        button(label, look=look, icon=icon, small=small, key=key),
    )


def _refused(label: Text, reason: str, *, small: bool) -> SafeString:
    # Not `disabled`: the reason must be reachable by keyboard and heard by screen readers.
    return format_html(
        '<span class="act"><button type="button" class="{}" aria-disabled="true" aria-describedby="{name}">'
        "{}</button>"
        '<span class="act-reason" id="{name}">{}{}</span></span>',
        look_class("plain", small=small),
        label,
        _icon("lock"),
        reason,
        name=f"why-{secrets.token_hex(4)}",
    )


@register.simple_block_tag(takes_context=True)
def confirm(
    context: template.Context,
    content: SafeString,
    *,
    label: Text,
    verdict: Verdict,
    url: str,
    title: Text,
    look: str = "primary",
    icon: str = "",
) -> SafeString:
    """
    An official act that first says what it will do and to whom.

    {% confirm label=_("Accept") verdict=may_accept url=url title=_("Accept this result?") %}
      <p>…</p>
    {% endconfirm %}

    The block may hold fields; they are sent with the act. Works without JavaScript (a native popover).
    """
    if not verdict:
        return _refused(label, str(verdict.reason), small=False)
    inside = {
        "name": f"ask-{secrets.token_hex(4)}",
        "label": label,
        "url": url,
        "title": title,
        "look": look_class(look, small=False),
        "icon": icon,
        "body": content,
        "csrf_token": context.get("csrf_token", ""),
    }
    return render_to_string("ui/confirm.html", inside)


@register.simple_tag
def field(bound: BoundField, *, label: Text = "", hint: Text = "") -> SafeString:
    """A labelled field with help and errors: {% field form.name %}; `label` and `hint` replace its own."""
    context = {"field": bound, "label": label or bound.label, "help": hint or bound.help_text}
    return render_to_string("ui/field.html", context)


@register.simple_tag
def form_errors(form: BaseForm) -> SafeString:
    """All errors of a form at its head, each leading to its field: {% form_errors form %}; else nothing."""
    if not form.errors:
        return mark_safe("")
    wrong = [bound for bound in form.visible_fields() if bound.errors]
    general = [*form.non_field_errors(), *(e for bound in form.hidden_fields() for e in bound.errors)]
    return render_to_string("ui/form_errors.html", {"wrong": wrong, "general": general})


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """Every field of a form in order, with the errors above: {% fields form %}."""
    return render_to_string("ui/fields.html", {"form": form})
