"""
Official documents as .docx and PDF, from content that knows nothing of layout.

`to_docx(paper)` and `to_pdf(paper)` write the State form of Decree 30/2020, with `form="party"` that of the
Party. `paper` holds the content, `styles` the measures, `state` and `party` arrange the one by the other into
`placed` lines, and `word` and `pdf` write those. Another form is another style and another `arrange`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from . import party, state
from .paper import (
    Annex,
    Block,
    Bullet,
    Clause,
    Column,
    Figure,
    Group,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signing,
    Table,
)
from .pdf import write_pdf
from .placed import Section
from .styles import PARTY, STATE, Style
from .word import write_docx
from .wording import clean, number_text

__all__ = [
    "Annex",
    "Block",
    "Bullet",
    "Clause",
    "Column",
    "Figure",
    "Form",
    "Group",
    "Heading",
    "Paper",
    "Paragraph",
    "Run",
    "Signing",
    "Table",
    "annexes_docx",
    "number_text",
    "to_docx",
    "to_pdf",
]


Form = Literal["state", "party"]
FORMS: Final[dict[Form, tuple[Callable[[Paper], tuple[Section, ...]], Style]]] = {
    "state": (state.arrange, STATE),
    "party": (party.arrange, PARTY),
}


def to_docx(paper: Paper, form: Form = "state") -> bytes:
    """`paper` as a Word file in the given form."""
    arrange, style = FORMS[form]
    return write_docx(arrange(paper), style, title=_title(paper), author=clean(paper.issuer))


def annexes_docx(paper: Paper, form: Form = "state") -> bytes:
    """The annexes of `paper` alone as a Word file, without the paper that they belong to."""
    arrange, style = FORMS[form]
    sections = arrange(paper)[1:]
    return write_docx(sections, style, title=clean(paper.annexes[0].title), author=clean(paper.issuer))


def to_pdf(paper: Paper, form: Form = "state") -> bytes:
    """`paper` as a PDF in the given form; the same paper gives the same bytes."""
    arrange, style = FORMS[form]
    author = clean(paper.issuer)
    return write_pdf(arrange(paper), style, title=_title(paper), author=author, day=paper.date)


def _title(paper: Paper) -> str:
    return clean(" ".join(f"{paper.type_name} {paper.subject}".split()))
