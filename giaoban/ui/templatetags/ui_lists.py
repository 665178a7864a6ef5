"""Lists: rows, tables with sortable columns, pager, filter bar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from giaoban.ui.forms import filter_chips

from .ui_words import Text, Tone, icon, known_tone

register = template.Library()


def address(query: QueryDict | None, **changed: str) -> str:
    """The query string with some parameters changed; an empty value removes its parameter."""
    copy = query.copy() if query is not None else QueryDict(mutable=True)
    for name, value in changed.items():
        if value:
            copy[name] = value
        else:
            copy.pop(name, None)
    return f"?{copy.urlencode()}"


@register.simple_block_tag
def row(
    content: SafeString,
    *,
    what: Text,
    url: str,
    origin: Text = "",
    tone: Tone = "plain",
    mark: str = "circle",
    mark_words: Text = "",
) -> SafeString:
    """
    One line of <ul class="rows">: what, a small line of whose and from where, the rest at the right.

    {% row what=row.title url=row.url origin=row.from_words tone="late" %}{% deadline row.due %}{% endrow %}

    `mark` is an icon's name; `mark_words` says to screen readers what it means.
    """
    small = format_html('<span class="row-from">{}</span>', origin) if origin else mark_safe("")
    return format_html(
        '<li class="row"><span class="row-mark {}">{}</span><span class="row-words">'
        '<a class="row-what" href="{}">{}</a>{}</span><span class="row-side">{}</span></li>',
        known_tone(tone),
        icon(mark, label=mark_words),
        url,
        what,
        small,
        content,
    )


@register.simple_block_tag
def data_table(
    content: SafeString, *, caption: Text, cards: bool = True, show_caption: bool = False
) -> SafeString:
    """
    A table that becomes cards on a telephone: give each <td> its `data-label`.

    {% data_table caption=_("Work by unit") %}<thead>…</thead><tbody>…</tbody>{% enddata_table %}

    `cards=False` keeps it a table that scrolls sideways.
    """
    return format_html(
        '<div class="table-wrap{}"{}><table class="table"><caption{}>{}</caption>{}</table></div>',
        " table-cards" if cards else "",
        mark_safe("") if cards else format_html(' tabindex="0" role="region" aria-label="{}"', caption),
        mark_safe("") if show_caption else mark_safe(' class="out-of-sight"'),
        caption,
        content,
    )


@register.simple_tag
def column(
    label: Text, *, sort: str = "", order: str = "", query: QueryDict | None = None, end: bool = False
) -> SafeString:
    """
    A column's head, sortable with `sort`: {% column _("Due") sort="due" order=order query=request.GET %}.

    `order` is the order in force: a column's `sort` name, with "-" before it when descending. The link
    sets the parameter `order` and goes back to the first page.
    """
    style = mark_safe(' class="end"') if end else mark_safe("")
    if not sort:
        return format_html('<th scope="col"{}>{}</th>', style, label)
    down = order == f"-{sort}"
    here = down or order == sort
    spoken = {(True, True): "descending", (True, False): "ascending"}.get((here, down))
    return format_html(
        '<th scope="col"{}{}><a href="{}">{}{}</a></th>',
        style,
        format_html(' aria-sort="{}"', spoken) if spoken else "",
        address(query, order=f"-{sort}" if order == sort else sort, page=""),
        label,
        icon("sort-descending" if down else "sort-ascending") if here else "",
    )


def page_numbers(current: int, last: int) -> list[int | None]:
    """
    The numbers a pager shows: the ends, the neighbours, None where some are left out.

    >>> page_numbers(6, 20)
    [1, None, 5, 6, 7, None, 20]
    """
    wanted = sorted({1, last, *(n for n in (current - 1, current, current + 1) if 1 <= n <= last)})
    numbers: list[int | None] = []
    for number in wanted:
        gap = number - wanted[wanted.index(number) - 1] if numbers else 1
        if gap == 2:
            numbers.append(number - 1)
        elif gap > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers


@register.simple_tag
def pager(page: Page[Any], *, query: QueryDict | None = None) -> SafeString:
    """Where we are in a long list: {% pager page query=request.GET %}; nothing for an empty list."""
    last, total = page.paginator.num_pages, page.paginator.count
    if not total:
        return mark_safe("")
    numbers = [(n, address(query, page=str(n)) if n else "") for n in page_numbers(page.number, last)]
    context = {
        "page": page,
        "total": total,
        "numbers": numbers if last > 1 else [],
        "previous": address(query, page=str(page.number - 1)) if page.has_previous() else "",
        "next": address(query, page=str(page.number + 1)) if page.has_next() else "",
    }
    return render_to_string("ui/pager.html", context)


@register.simple_tag
def filter_bar(
    form: BaseForm, *, query: QueryDict | None = None, label: Text = "", hidden: Iterable[str] = ("order",)
) -> SafeString:
    """
    A GET form with the filters in force as chips: {% filter_bar form query=request.GET %}.

    `form` is bound to `request.GET` and has been validated. Parameters named in `hidden` are kept.
    """
    kept = [(name, query[name]) for name in hidden if query and query.get(name)]
    context = {
        "form": form,
        "label": label or _("Filter this list"),
        "chips": filter_chips(form, query),
        "kept": kept,
        "clear": "?" + "&".join(f"{name}={value}" for name, value in kept),
    }
    return render_to_string("ui/filter_bar.html", context)
