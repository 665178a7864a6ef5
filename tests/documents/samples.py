"""Sample acts of the register of papers, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from giaoban.documents.actions import Details, change_details, fingerprint, register
from giaoban.documents.vocabulary import DocumentType
from tests import make
from tests.documents import dispatch_samples, draft_samples, number_samples, round_samples
from tests.documents import register_samples as papers

TEXT = "THÔNG BÁO\n1. Sở Tài chính rà soát kinh phí chuyển đổi số."
DETAILS = Details(issued_on=date(2025, 6, 10), type=DocumentType.OTHER, number="215", symbol="TB-BCĐ")


def registering(cast):
    """The secretary enters a pasted notice."""
    return partial(
        register,
        committee=cast.committee,
        text=TEXT,
        sha256=fingerprint(None, TEXT),
        file=None,
        details=DETAILS,
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )


def correcting(cast):
    """Its number was read wrongly."""
    document, _made = registering(cast)()
    changed = replace(DETAILS, number="216")
    return partial(
        change_details, document, details=changed, actor=cast.officer(cast.secretary), at=make.NOON
    )


SAMPLES = {
    **dispatch_samples.SAMPLES,
    **round_samples.SAMPLES,
    **draft_samples.SAMPLES,
    **number_samples.SAMPLES,
    **papers.SAMPLES,
    "documents.actions.register": registering,
    "documents.actions.change_details": correcting,
}
NO_ENTRY = {
    **dispatch_samples.NO_ENTRY,
    **number_samples.NO_ENTRY,
    **papers.NO_ENTRY,
    "documents.actions.clean_text": "a pure function of the text",
    "documents.actions.fingerprint": "a pure function of the bytes",
}
