"""Sample acts on drafts, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from functools import partial

from giaoban.documents import actions
from giaoban.documents.drafting.content import load
from giaoban.documents.drafting.plain import read_text
from tests import make
from tests.documents import drafts


def _facts(cast):
    return {"actor": cast.officer(cast.secretary), "at": make.NOON}


def beginning(cast):
    """The secretary begins a regulation."""
    return partial(actions.begin_draft, committee=cast.committee, head=drafts.head(), **_facts(cast))


def saving(cast):
    """One clause gets other words."""
    draft = drafts.draft(cast)
    base = load(draft.content)
    new = drafts.worded(base, 2, "Sở Tài chính bố trí đủ kinh phí.")
    return partial(actions.save_text, draft, content=new, base=base, **_facts(cast))


def bringing(cast):
    """A Word file takes the place of the text."""
    content = read_text(drafts.TEXT + "\nĐiều 3. Kinh phí")
    facts = {"source": "quy-che.docx", "sha256": "0" * 64}
    return partial(actions.bring_text_in, drafts.draft(cast), content=content, **facts, **_facts(cast))


def heading(cast):
    """The signer is named."""
    draft = drafts.draft(cast)
    head = drafts.head(signer="Cao Xuân Hồng")
    return partial(actions.change_head, draft, head=head, version=draft.version, **_facts(cast))


def freezing(cast):
    """The first version is frozen."""
    return partial(actions.freeze, drafts.draft(cast), note="Lấy ý kiến", **_facts(cast))


def finding_ready(cast):
    """The draft can be signed."""
    return partial(actions.find_ready, drafts.draft(cast), **_facts(cast))


def reopening(cast):
    """It goes back to writing."""
    return partial(actions.reopen, finding_ready(cast)(), **_facts(cast))


def withdrawing(cast):
    """It is not needed any more."""
    return partial(actions.withdraw, drafts.draft(cast), reason="Gộp vào quy chế khác", **_facts(cast))


SAMPLES = {
    "documents.actions.begin_draft": beginning,
    "documents.actions.save_text": saving,
    "documents.actions.bring_text_in": bringing,
    "documents.actions.change_head": heading,
    "documents.actions.freeze": freezing,
    "documents.actions.find_ready": finding_ready,
    "documents.actions.reopen": reopening,
    "documents.actions.withdraw": withdrawing,
}
