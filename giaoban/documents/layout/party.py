"""
The Party form of an official document, by Guidance 36-HD/VPTW and what is known of 05-HD/VPTW.

It has the same content as the State form and little of its looks: no motto, a star under the issuer, a number
without colon, a line of hyphens under the subject, bases upright, offices not bold.
"""

from __future__ import annotations

from dataclasses import replace

from .body import arrange_body
from .paper import Annex, Block, Clause, Paper, Paragraph, Run, Text
from .placed import Item, Line, Pair, Part, Rule, Section
from .setting import balanced, held_by_what_follows, lines, lowered, named, page_width_mm, ruled, stamp
from .styles import PARTY, PLAIN_FRAME, URGENT_FRAMES, Style
from .wording import (
    attached_to,
    listed,
    party_archive_item,
    party_number,
    party_number_line,
    place_line,
    roman,
)

PARTY_NAME = "Đảng Cộng sản Việt Nam"
STAR = "*"
DASHES = "-----"
DRAFT_MARK = "Dự thảo"
RECORDER, CHAIR = "Người ghi biên bản", "Chủ trì hội nghị"
SUBMISSION = "Tờ trình"  # addressed by other words than all others
_LETTER_INDENT_MM = 30
_LETTER_LIST_INDENT_MM = 40
_BASES_END = ","  # of the last base; HD 36/2018, HD 05/2026 is not confirmed


def arrange(paper: Paper, style: Style = PARTY) -> tuple[Section, ...]:
    """The paper as sections of pages: the document itself, then one section for each annex."""
    width = page_width_mm(style)
    body = lowered(list(arrange_body(style, _ended(paper.body), width_mm=width)))
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
    """Superior, issuer, star beside the Party's name over a line as long; number beside place and date."""
    share = style.header_left_percent
    left = width * share / 100
    superior = named(style, "superior", paper.superior, width_mm=left)
    issuer = named(style, "issuer", paper.issuer, width_mm=left)
    star = lines(style, "star", STAR, align="centre")
    name = lines(style, "party", PARTY_NAME, align="centre")
    top = Pair(
        (*superior, *issuer, *star),
        ruled(name, width_mm=width - left, share=style.rule_share, before_pt=1),
        share,
    )
    number = lines(style, "number", party_number_line(paper), align="centre")
    if not paper.type_name and paper.subject:
        about = lines(style, "letter subject", f"V/v {paper.subject}", align="centre", before_pt=3)
        number += balanced(about, width_mm=left)
    place = lines(style, "place and date", place_line(paper), align="centre")
    return (top, Pair((*number, *_marks(paper, style)), place, share))


def _marks(paper: Paper, style: Style) -> tuple[Part, ...]:
    urgency = URGENT_FRAMES.get(paper.urgency.strip().upper(), PLAIN_FRAME)
    mark = lines(style, "draft mark", DRAFT_MARK, align="centre", before_pt=3) if paper.is_draft else ()
    return (
        *stamp(style, "stamp", paper.urgency, urgency),
        *stamp(style, "circulation", paper.circulation, PLAIN_FRAME),
        *mark,
    )


def _title(paper: Paper, style: Style, width: float) -> tuple[Item, ...]:
    if not paper.type_name:
        return ()
    kind = lines(style, "type", paper.type_name, align="centre", before_pt=18, keep_next=True, outline=1)
    subject = balanced(lines(style, "subject", paper.subject, align="centre"), width_mm=width)
    held = tuple(replace(line, keep_next=True) for line in subject)
    return (*kind, *held, *(lines(style, "dashes", DASHES, align="centre") if held else ()))


def _addressed_to(paper: Paper, style: Style) -> tuple[Line, ...]:
    """Kính gửi; Kính trình in a tờ trình."""
    names = tuple(name for name in paper.addressed_to if name.strip())
    if not names:
        return ()
    is_submission = paper.type_name.strip().casefold() == SUBMISSION.casefold()
    word = "Kính trình:" if is_submission else "Kính gửi:"
    if len(names) == 1:
        return lines(style, "addressed to", f"{word} {names[0].strip()}", align="centre", before_pt=12)
    label = lines(style, "addressed to", word, before_pt=12, left_mm=_LETTER_INDENT_MM, keep_next=True)
    items = (
        line
        for text in listed(names, start="- ", between=",")
        for line in lines(style, "addressed to", text, before_pt=2, left_mm=_LETTER_LIST_INDENT_MM)
    )
    return (*label, *items)


def _bases(paper: Paper, style: Style) -> tuple[Line, ...]:
    """Upright, each begun by a hyphen."""
    return tuple(
        line
        for number, text in enumerate(listed(paper.bases, start="- ", last=_BASES_END))
        for line in lines(
            style,
            "base",
            text,
            align="justify",
            before_pt=style.paragraph_gap_pt * (1 if number else 2),
            first_mm=style.first_indent_mm,
        )
    )


def _ended(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """The body with `.` for the `./.` that closes a State paper."""
    if not body or not isinstance(body[-1], Paragraph | Clause):
        return body
    return (*body[:-1], replace(body[-1], text=_without_slash(body[-1].text)))


def _without_slash(text: Text) -> Text:
    if isinstance(text, str):
        return f"{text.rstrip()[:-3]}." if text.rstrip().endswith("./.") else text
    if not text:
        return text
    return (*text[:-1], replace(text[-1], text=str(_without_slash(text[-1].text))))


def _close(paper: Paper, style: Style) -> tuple[Item, ...]:
    """Recipients beside the authority (bold), the office (not bold), room for the signature, and the name."""
    recipients, signing, share = _recipients(paper, style), paper.signing, style.signing_left_percent
    width = page_width_mm(style) * (100 - share) / 100
    own = _set(style, "office", signing.own_office, width)
    above = (
        *_set(style, "authority", (signing.authority,), width),
        *_set(style, "office", signing.office, width),
    )
    if paper.recorder is None:
        return (Pair(recipients, _signed(style, above, own, signing.name), share, before_pt=18),)
    recorder = _signed(style, _set(style, "authority", (RECORDER,), width), (), paper.recorder)
    chair = _signed(style, (*_set(style, "authority", (CHAIR,), width), *above), own, signing.name)
    below = (Pair(recipients, (), share, before_pt=12),) if recipients else ()
    return (Pair(recorder, chair, share, before_pt=18), *below)


def _recipients(paper: Paper, style: Style) -> tuple[Line, ...]:
    """The label underlined; the archive without VT, which is the State's clerical office."""
    names = ("Như trên", *paper.recipients) if paper.addressed_to else paper.recipients
    items = listed((*names, party_archive_item(paper.archive)), start="- ")
    copies = f"({paper.copies})" if paper.copies is not None else ""
    mark = f"{paper.drafter.strip()}.{copies}" if paper.drafter.strip() else copies
    return (
        *(lines(style, "recipients label", "Nơi nhận:") if items else ()),
        *(line for text in items for line in lines(style, "recipient", text)),
        *lines(style, "drafter", mark, before_pt=3),
    )


def _signed(style: Style, above: tuple[Line, ...], own: tuple[Line, ...], name: str) -> tuple[Line, ...]:
    size = style.faces["signer"].size_pt
    below = (*own, *lines(style, "signer", name, align="centre")) or (Line("signer", (Run("\u00a0"),), size),)
    return (*above, replace(below[0], before_pt=style.signature_gap_pt), *below[1:])


def _set(style: Style, box: str, texts: tuple[str, ...], width_mm: float) -> tuple[Line, ...]:
    return tuple(line for text in texts for line in named(style, box, text, width_mm=width_mm))


def _contact(paper: Paper, style: Style, width: float) -> tuple[Line | Rule, ...]:
    said = lines(style, "contact", paper.contact, align="centre")
    return (Rule(round(width, 1), 0), *said) if said else ()


def _annex(paper: Paper, place: int, style: Style) -> Section:
    """Annex number, title, the line that names its paper, hyphens; pages of its own."""
    annex: Annex = paper.annexes[place]
    width = page_width_mm(style, landscape=annex.landscape)
    number = f"Phụ lục {roman(place + 1)}" if len(paper.annexes) > 1 else "Phụ lục"
    title = lines(style, "annex title", annex.title, align="centre", keep_next=True)
    text = attached_to(paper, party_number(paper))
    reference = balanced(lines(style, "annex reference", text, align="centre"), width_mm=width)
    items = (
        *lines(style, "annex number", number, align="centre", keep_next=True, outline=1),
        *balanced(title, width_mm=width),
        *(replace(line, keep_next=True) for line in reference),
        *lines(style, "dashes", DASHES, align="centre"),
    )
    body = lowered(list(arrange_body(style, annex.body, width_mm=width)))
    sides = (style.page.width_mm, style.page.height_mm)
    page_width, page_height = sides[::-1] if annex.landscape else sides
    return Section(page_width, page_height, (*items, *body))
