"""
Official documents as .docx and PDF, from content that knows nothing of layout.

`to_docx(paper)` and `to_pdf(paper)` write the State form of Decree 30/2020. `paper` holds the content,
`styles` the measures, `state` arranges the one by the other into `placed` lines, and `word` and `pdf`
write those. Another form is another style and another `arrange`; the writers stay as they are.
"""

from __future__ import annotations

from . import state
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
from .styles import STATE
from .word import write_docx
from .wording import clean, number_text

__all__ = [
    "Annex",
    "Block",
    "Bullet",
    "Clause",
    "Column",
    "Figure",
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


def to_docx(paper: Paper) -> bytes:
    """`paper` as a Word file in the State form."""
    return write_docx(state.arrange(paper), STATE, title=_title(paper), author=clean(paper.issuer))


def annexes_docx(paper: Paper) -> bytes:
    """The annexes of `paper` alone as a Word file, without the paper that they belong to."""
    sections = state.arrange(paper)[1:]
    return write_docx(sections, STATE, title=clean(paper.annexes[0].title), author=clean(paper.issuer))


def to_pdf(paper: Paper) -> bytes:
    """`paper` as a PDF in the State form; the same paper gives the same bytes."""
    author = clean(paper.issuer)
    return write_pdf(state.arrange(paper), STATE, title=_title(paper), author=author, day=paper.date)


def _title(paper: Paper) -> str:
    return clean(" ".join(f"{paper.type_name} {paper.subject}".split()))
