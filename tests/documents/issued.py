"""Makers for tests of issuing: drafts that are ready, and the series that number them."""

from __future__ import annotations

from giaoban.documents.actions import Issuing
from giaoban.documents.models import Document, Draft
from giaoban.documents.vocabulary import Authority, DraftState, PaperForm
from tests import make
from tests.documents import numbers

CONTENT = "Điều 1. Ban hành Quy chế làm việc.\nĐiều 2. Các cơ quan thực hiện từ ngày ký.\n"


def ready(cast: make.Cast, **changes: object) -> Draft:
    """A decision that nothing keeps from being issued but a series."""
    facts: dict[str, object] = {
        "committee": cast.committee,
        "state": DraftState.READY,
        "type": "QĐ",
        "form": PaperForm.STATE,
        "subject": "Ban hành Quy chế làm việc của Ban Chỉ đạo",
        "symbol": "QĐ-BCĐCĐS",
        "superior": "Ủy ban nhân dân tỉnh Sơn Hải",
        "issuer": "Ban Chỉ đạo Chuyển đổi số",
        "place": "Sơn Hải",
        "bases": ["Căn cứ Quyết định số 118/QĐ-UBND ngày 15 tháng 01 năm 2021 của Ủy ban nhân dân tỉnh"],
        "recipients": ["Như Điều 2", "Các thành viên Ban Chỉ đạo"],
        "archive": "VT, VPBCĐ",
        "authority": Authority.COLLECTIVE,
        "collective": "Ban Chỉ đạo",
        "offices": ["Trưởng ban"],
        "signer": "Nguyễn Thị Hòa",
        "content": written(CONTENT),
        "created_at": make.NOON,
        "created_by": cast.secretary,
        "changed_at": make.NOON,
        "changed_by": cast.secretary,
    }
    return Draft.objects.create(**{**facts, **changes})


def written(text: str) -> list[dict[str, object]]:
    """The clauses of a text as a draft holds them."""
    from giaoban.documents.drafting.content import dump
    from giaoban.documents.drafting.plain import read_text

    return dump(read_text(text))


def issued(cast: make.Cast, **changes: object) -> Document:
    """A decision that the secretary issued, with the series that numbered it."""
    from giaoban.documents.actions import issue
    from giaoban.documents.reads.numbering import series_for

    draft = ready(cast, **changes)
    if series_for(cast.committee, draft.form, draft.type) is None:
        numbers.series(cast, draft.type)
    return issue(draft, issuing=Issuing(version=1), actor=cast.officer(cast.secretary), at=make.NOON)
