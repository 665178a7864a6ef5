"""
The State form of an official document, by Decree 30/2020/NĐ-CP, annexes I and III.

Numbers in brackets are the boxes of the decree's plan of components.
"""

from __future__ import annotations

from dataclasses import replace

from .body import arrange_body
from .paper import Annex, Paper, Run
from .placed import Item, Line, Pair, Rule, Section
from .setting import balanced, lines, ruled
from .styles import STATE, Style
from .wording import archive_item, attached_to, listed, number_line, place_line, roman

COUNTRY = "Cộng hòa xã hội chủ nghĩa Việt Nam"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_LETTER_INDENT_MM = 30
_LETTER_LIST_INDENT_MM = 40


def arrange(paper: Paper, style: Style = STATE) -> tuple[Section, ...]:
    """The paper as sections of pages: the document itself, then one section for each annex."""
    width = _text_width_mm(style, landscape=False)
    body = _spaced(list(arrange_body(style, paper.body, width_mm=width)))
    items = (
        *_head(paper, style, width),
        *_title(paper, style, width),
        *_addressed_to(paper, style),
        *_bases(paper, style),
        *_with_last_line_kept(body),
        _close(paper, style),
    )
    page = style.page
    main = Section(page.width_mm, page.height_mm, items)
    annexes = (_annex(paper, place, style) for place in range(len(paper.annexes)))
    return (main, *annexes)


def _text_width_mm(style: Style, *, landscape: bool) -> float:
    page = style.page
    return (page.height_mm if landscape else page.width_mm) - page.left_mm - page.right_mm


def _head(paper: Paper, style: Style, width: float) -> tuple[Item, ...]:
    """Superior and issuer [2] beside country and motto [1]; number [3] beside place and date [4]."""
    left = width * style.header_left_percent / 100
    superior = lines(style, "superior", paper.superior, align="centre")
    issuer = balanced(lines(style, "issuer", paper.issuer, align="centre"), width_mm=left)
    country = lines(style, "country", COUNTRY, align="centre")
    motto = lines(style, "motto", MOTTO, align="centre")
    top = Pair(
        (
            *balanced(superior, width_mm=left),
            *ruled(issuer, width_mm=left, share=style.rule_share),
        ),
        (*country, *ruled(motto, width_mm=width - left, share=1)),
        style.header_left_percent,
    )
    number = lines(style, "number", number_line(paper), align="centre")
    if not paper.type_name and paper.subject:  # [5b]
        about = lines(style, "letter subject", f"V/v {paper.subject}", align="centre", before_pt=6)
        number += balanced(about, width_mm=left)
    place = lines(style, "place and date", place_line(paper), align="centre")
    return (top, Pair(number, place, style.header_left_percent, before_pt=8))


def _title(paper: Paper, style: Style, width: float) -> tuple[Item, ...]:
    """Type name and subject [5a]; a công văn has them in its head."""
    if not paper.type_name:
        return ()
    kind = lines(style, "type", paper.type_name, align="centre", before_pt=18, keep_next=True, outline=1)
    subject = balanced(lines(style, "subject", paper.subject, align="centre"), width_mm=width)
    return (*kind, *ruled(subject, width_mm=width, share=style.rule_share))


def _addressed_to(paper: Paper, style: Style) -> tuple[Line, ...]:
    """Kính gửi [9a]: one body on the same line, several one below another."""
    names = tuple(name for name in paper.addressed_to if name.strip())
    if not names:
        return ()
    if len(names) == 1:
        return lines(style, "addressed to", f"Kính gửi: {names[0].strip()}", align="centre", before_pt=18)
    label = lines(style, "addressed to", "Kính gửi:", before_pt=18, left_mm=_LETTER_INDENT_MM, keep_next=True)
    items = (
        line
        for text in listed(names, start="- ")
        for line in lines(style, "addressed to", text, before_pt=2, left_mm=_LETTER_LIST_INDENT_MM)
    )
    return (*label, *items)


def _bases(paper: Paper, style: Style) -> tuple[Line, ...]:
    """Căn cứ [6]: one a line, in italics."""
    return tuple(
        line
        for number, text in enumerate(listed(paper.bases))
        for line in lines(
            style,
            "base",
            text,
            align="justify",
            before_pt=style.paragraph_gap_pt * (1 if number else 3),
            first_mm=style.first_indent_mm,
        )
    )


def _spaced(body: list[Item]) -> list[Item]:
    """The body a little below what stands over it."""
    return [
        replace(item, before_pt=item.before_pt + 6) if place == 0 else item for place, item in enumerate(body)
    ]


def _with_last_line_kept(body: list[Item]) -> list[Item]:
    """The last line of the body stays with the signature, which never stands alone on a page."""
    if body and isinstance(body[-1], Line):
        body[-1] = replace(body[-1], keep_next=True)
    return body


def _close(paper: Paper, style: Style) -> Pair:
    """Recipients [9b] beside authority, office, room for the signature, and name [7]."""
    names = ("Như trên", *paper.recipients) if paper.addressed_to else paper.recipients
    items = listed((*names, archive_item(paper.archive)), start="- ")
    label = lines(style, "recipients label", "Nơi nhận:") if items else ()
    recipients = tuple(line for text in items for line in lines(style, "recipient", text))
    width = _text_width_mm(style, landscape=False) * (100 - style.signing_left_percent) / 100
    signing = paper.signing
    above = _offices(style, (signing.authority, *signing.office), width)
    name = lines(style, "signer", signing.name, align="centre")
    room = Line("signer", (Run("\u00a0"),), style.faces["signer"].size_pt)
    first, *rest = (*_offices(style, signing.own_office, width), *name) or (room,)
    below = (replace(first, before_pt=style.signature_gap_pt), *rest)
    return Pair((*label, *recipients), (*above, *below), style.signing_left_percent, before_pt=18)


def _offices(style: Style, offices: tuple[str, ...], width_mm: float) -> tuple[Line, ...]:
    set_lines = (line for text in offices for line in lines(style, "authority", text, align="centre"))
    return balanced(tuple(set_lines), width_mm=width_mm)


def _annex(paper: Paper, place: int, style: Style) -> Section:
    """Annex number, title, and the line that names its paper; pages of its own."""
    annex: Annex = paper.annexes[place]
    width = _text_width_mm(style, landscape=annex.landscape)
    number = f"Phụ lục {roman(place + 1)}" if len(paper.annexes) > 1 else "Phụ lục"
    title = lines(style, "annex title", annex.title, align="centre", keep_next=True)
    reference = balanced(lines(style, "annex reference", attached_to(paper), align="centre"), width_mm=width)
    items: tuple[Line | Rule, ...] = (
        *lines(style, "annex number", number, align="centre", keep_next=True, outline=1),
        *balanced(title, width_mm=width),
        *ruled(reference, width_mm=width, share=style.rule_share),
    )
    body = _spaced(list(arrange_body(style, annex.body, width_mm=width)))
    sides = (style.page.width_mm, style.page.height_mm)
    page_width, page_height = sides[::-1] if annex.landscape else sides
    return Section(page_width, page_height, (*items, *body))
