"""
The State form of an official document, by Decree 30/2020/NĐ-CP, annexes I and III.

Numbers in brackets are the boxes of the decree's plan of components.
"""

from __future__ import annotations

from dataclasses import replace

from .body import arrange_body
from .paper import Annex, Paper, Run
from .placed import Item, Line, Pair, Part, Rule, Section
from .setting import balanced, held_by_what_follows, lines, lowered, named, page_width_mm, ruled, stamp
from .styles import PLAIN_FRAME, STATE, URGENT_FRAMES, Style
from .wording import (
    archive_item,
    attached_to,
    listed,
    number_and_symbol,
    number_line,
    place_line,
    roman,
)

COUNTRY = "Cộng hòa xã hội chủ nghĩa Việt Nam"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT_MARK = "Dự thảo"
RECORDER, CHAIR = "Thư ký", "Chủ tọa"  # of minutes, annex III, form 1.9
_LETTER_INDENT_MM = 30
_LETTER_LIST_INDENT_MM = 40


def arrange(paper: Paper, style: Style = STATE) -> tuple[Section, ...]:
    """The paper as sections of pages: the document itself, then one section for each annex."""
    width = page_width_mm(style)
    body = lowered(list(arrange_body(style, paper.body, width_mm=width)))
    items = (
        *_head(paper, style, width),
        *_title(paper, style, width),
        *_addressed_to(paper, style),
        *_bases(paper, style),
        *held_by_what_follows(body),
        *_close(paper, style),
    )
    page = style.page
    main = Section(page.width_mm, page.height_mm, items, _contact(paper, style, width))
    annexes = (_annex(paper, place, style) for place in range(len(paper.annexes)))
    return (main, *annexes)


def _head(paper: Paper, style: Style, width: float) -> tuple[Item, ...]:
    """Superior and issuer [2] beside country and motto [1]; number [3] beside place and date [4]."""
    left = width * style.header_left_percent / 100
    superior = named(style, "superior", paper.superior, width_mm=left)
    issuer = named(style, "issuer", paper.issuer, width_mm=left)
    country = lines(style, "country", COUNTRY, align="centre")
    motto = lines(style, "motto", MOTTO, align="centre")
    top = Pair(
        (
            *superior,
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
    below = (*number, *_marks(paper, style))
    return (top, Pair(below, place, style.header_left_percent, before_pt=8))


def _marks(paper: Paper, style: Style) -> tuple[Part, ...]:
    """Urgency [10b], limits of circulation [11] and the mark of a draft, one below another."""
    urgency = URGENT_FRAMES.get(paper.urgency.strip().upper(), PLAIN_FRAME)
    return (
        *stamp(style, "stamp", paper.urgency, urgency),
        *stamp(style, "stamp", paper.circulation, PLAIN_FRAME),
        *(stamp(style, "stamp", DRAFT_MARK, PLAIN_FRAME) if paper.is_draft else ()),
    )


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


def _close(paper: Paper, style: Style) -> tuple[Item, ...]:
    """Recipients [9b] beside authority, office, room for the signature, and name [7]."""
    recipients = _recipients(paper, style)
    signing, share = paper.signing, style.signing_left_percent
    width = page_width_mm(style) * (100 - share) / 100
    own = _offices(style, signing.own_office, width)
    if paper.recorder is None:
        above = _offices(style, (signing.authority, *signing.office), width)
        return (Pair(recipients, _signed(style, above, own, signing.name), share, before_pt=18),)
    recorder = _signed(style, _offices(style, (RECORDER,), width), (), paper.recorder)
    above = _offices(style, (CHAIR, signing.authority, *signing.office), width)
    chair = _signed(style, above, own, signing.name)
    below = (Pair(recipients, (), share, before_pt=12),) if recipients else ()
    return (Pair(recorder, chair, share, before_pt=18), *below)


def _recipients(paper: Paper, style: Style) -> tuple[Line, ...]:
    """The list of recipients [9b], then the drafter's mark with the number of copies [12]."""
    names = ("Như trên", *paper.recipients) if paper.addressed_to else paper.recipients
    items = listed((*names, archive_item(paper.archive)), start="- ")
    copies = f"({paper.copies})" if paper.copies is not None else ""
    mark = f"{paper.drafter.strip()}.{copies}" if paper.drafter.strip() else copies
    return (
        *(lines(style, "recipients label", "Nơi nhận:") if items else ()),
        *(line for text in items for line in lines(style, "recipient", text)),
        *lines(style, "drafter", mark, before_pt=3),
    )


def _signed(style: Style, above: tuple[Line, ...], own: tuple[Line, ...], name: str) -> tuple[Line, ...]:
    """Authority and offices, room for the signature, then the office at home and the name."""
    size = style.faces["signer"].size_pt
    below = (*own, *lines(style, "signer", name, align="centre")) or (Line("signer", (Run("\u00a0"),), size),)
    return (*above, replace(below[0], before_pt=style.signature_gap_pt), *below[1:])


def _offices(style: Style, offices: tuple[str, ...], width_mm: float) -> tuple[Line, ...]:
    return tuple(line for text in offices for line in named(style, "authority", text, width_mm=width_mm))


def _contact(paper: Paper, style: Style, width: float) -> tuple[Line | Rule, ...]:
    """Address, telephone and the like of the issuer [13], under a line at the foot of the first page."""
    said = lines(style, "contact", paper.contact, align="centre")
    return (Rule(round(width, 1), 0), *said) if said else ()


def _annex(paper: Paper, place: int, style: Style) -> Section:
    """Annex number, title, and the line that names its paper; pages of its own."""
    annex: Annex = paper.annexes[place]
    width = page_width_mm(style, landscape=annex.landscape)
    number = f"Phụ lục {roman(place + 1)}" if len(paper.annexes) > 1 else "Phụ lục"
    title = lines(style, "annex title", annex.title, align="centre", keep_next=True)
    text = attached_to(paper, number_and_symbol(paper))
    reference = balanced(lines(style, "annex reference", text, align="centre"), width_mm=width)
    items: tuple[Line | Rule, ...] = (
        *lines(style, "annex number", number, align="centre", keep_next=True, outline=1),
        *balanced(title, width_mm=width),
        *ruled(reference, width_mm=width, share=style.rule_share),
    )
    body = lowered(list(arrange_body(style, annex.body, width_mm=width)))
    sides = (style.page.width_mm, style.page.height_mm)
    page_width, page_height = sides[::-1] if annex.landscape else sides
    return Section(page_width, page_height, (*items, *body))
