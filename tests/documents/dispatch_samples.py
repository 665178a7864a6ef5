"""Papers sent to units, and sample acts on them, for tests/test_journal_of_acts.py and tests/test_locks.py."""

from __future__ import annotations

from functools import partial

from giaoban.documents import actions
from giaoban.documents.models import Dispatch
from giaoban.documents.vocabulary import Direction
from tests import make
from tests.documents import register_samples as papers

NOTICE = "THÔNG BÁO\nKết luận cuộc họp về chuyển đổi số. Các sở, ngành triển khai thực hiện."


def paper(cast: make.Cast, number: str = "301", **told: object):
    """A notice that the committee issued, with its text."""
    facts = {
        "direction": Direction.OUTGOING, "type": "TB", "symbol": "TB-BCĐ", "issuer": "Ban Chỉ đạo",
        "subject": "Kết luận về chuyển đổi số", "recipients": "Như trên; Sở Tài chính; Sở Nội vụ; Lưu: VT",
    }  # fmt: skip
    return papers.paper(cast, number, text=f"{NOTICE}\nSố {number}", **(facts | told))


def by_secretary(cast: make.Cast, at=make.NOON) -> dict:
    """Who acts and when."""
    return {"actor": cast.officer(cast.secretary), "at": at}


def sending(*units, **told: object) -> actions.Sending:
    """To these units, for information unless `told` says otherwise."""
    return actions.Sending(units=units, **told)


def sent(cast: make.Cast, *units, of=None, at=make.NOON, **told: object) -> Dispatch:
    """A paper sent to units, Finance and Interior when none is named."""
    units = units or (cast.finance, cast.interior)
    return actions.send_paper(of or paper(cast), sending=sending(*units, **told), **by_secretary(cast, at))


def _sending(cast):
    return partial(
        actions.send_paper, paper(cast), sending=sending(cast.finance, cast.interior), **by_secretary(cast)
    )


def _sending_urgent(cast):
    return partial(
        actions.send_paper, paper(cast, urgency=3), sending=sending(cast.finance), **by_secretary(cast)
    )


def _receiving(cast):
    return partial(
        actions.receive_dispatch, sent(cast), actor=cast.officer(cast.finance_contact), at=make.NOON
    )


def _recalling(cast):
    return partial(actions.recall_dispatch, sent(cast), reason="Sai nội dung", **by_secretary(cast))


def _replacing(cast):
    facts = {"by": paper(cast, "302"), "reason": "Sai nội dung"}
    return partial(actions.replace_dispatch, sent(cast), **facts, **by_secretary(cast))


SAMPLES = {
    "documents.actions.send_paper": _sending,
    "documents.actions.receive_dispatch": _receiving,
    "documents.actions.recall_dispatch": _recalling,
    "documents.actions.replace_dispatch": _replacing,
}
NO_ENTRY = {"documents.actions.note_seen": "to look is no act; the row keeps who of the unit looked first"}
