"""Words of drafts in pages: styled runs, and stretches that stayed, came or went."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from giaoban.documents.drafting.comparing import Stretch
from giaoban.documents.layout import Run

register = template.Library()


@register.simple_tag
def runs(words: Iterable[Run]) -> SafeString:
    """Styled words as <b> and <i>: {% runs line.runs %}."""
    return format_html_join("", "{}", ((_styled(run),) for run in words))


def _styled(run: Run) -> SafeString:
    text = linebreaksbr(run.text)
    if run.italic:
        text = format_html("<i>{}</i>", text)
    return format_html("<b>{}</b>", text) if run.bold else text


@register.simple_tag
def stretches(words: Iterable[Stretch]) -> SafeString:
    """Compared words: what came as <ins>, what went as <del>: {% stretches side.stretches %}."""
    return format_html_join("", "{}", ((_marked(stretch),) for stretch in words))


def _marked(stretch: Stretch) -> SafeString:
    text = linebreaksbr(stretch.text)
    return format_html("<{0}>{1}</{0}>", stretch.change, text) if stretch.change else text
