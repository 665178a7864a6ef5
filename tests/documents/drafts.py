"""Drafts for tests."""

from __future__ import annotations

from dataclasses import replace

from giaoban.documents.actions import DraftHead, begin_draft
from giaoban.documents.drafting.content import Content
from giaoban.documents.drafting.plain import read_text
from giaoban.documents.layout import Run
from giaoban.documents.models import Draft
from tests import make

TEXT = """Điều 1. Phạm vi
1. Quy chế này quy định chế độ làm việc.
2. Sở Tài chính bố trí kinh phí.
Điều 2. Hiệu lực
Quy chế có hiệu lực từ ngày ký."""


def head(**changed) -> DraftHead:
    """The head of a regulation."""
    return DraftHead(**{"subject": "Quy chế làm việc", "type": "QC", "symbol": "QC-BCĐ", **changed})


def draft(cast, text: str = TEXT, *, committee=None, actor=None, **changed) -> Draft:
    """A draft of the cast's committee, begun by the secretary."""
    return begin_draft(
        committee=committee or cast.committee,
        head=head(**changed),
        content=read_text(text),
        actor=cast.officer(actor or cast.secretary),
        at=make.NOON,
    )


def worded(content: Content, place: int, text: str) -> Content:
    """`content` with other words in the clause at `place`."""
    return (*content[:place], replace(content[place], runs=(Run(text),)), *content[place + 1 :])
