"""Makers of papers of the register, and sample acts on them."""

from __future__ import annotations

import os
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from django.core.files.uploadedfile import SimpleUploadedFile

from giaoban.documents import actions
from giaoban.documents.models import Document, Slip
from giaoban.documents.vocabulary import Direction, DocumentType, RelationKind
from tests import make

LETTER = """SỞ TÀI CHÍNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 125/STC-NS\tSơn Hải, ngày 09 tháng 6 năm 2025
V/v bố trí kinh phí chuyển đổi số
Kính gửi: Ban Chỉ đạo Chuyển đổi số tỉnh.
Căn cứ Quyết định số 118/QĐ-UBND ngày 15/01/2021 của UBND tỉnh, Sở Tài chính báo cáo như sau.
Nơi nhận:
- Như trên;
- Lưu: VT, NS.
GIÁM ĐỐC
Phạm Đình Ân"""


def record(number: str = "125", symbol: str = "STC-NS", **told: object) -> actions.Record:
    """What the register says of an incoming letter."""
    facts: dict = {
        "direction": Direction.INCOMING,
        "type": DocumentType.LETTER,
        "number": number,
        "symbol": symbol,
        "issued_on": date(2025, 6, 9),
        "arrived_on": date(2025, 6, 11),
        "issuer": "Sở Tài chính",
        "subject": "Bố trí kinh phí chuyển đổi số",
    }
    return actions.Record(**(facts | told))


def paper(cast: make.Cast, number: str = "125", *, text: str = "", at=make.NOON, **told: object) -> Document:
    """A paper of the register; incoming unless `told` says otherwise."""
    if told.get("direction", Direction.INCOMING) != Direction.INCOMING:
        told.setdefault("arrived_on", None)
    made, is_new = actions.record_paper(
        committee=cast.committee,
        record=record(number, **told),
        text=text,
        sha256=actions.fingerprint(None, text) if text else "",
        actor=cast.officer(cast.secretary),
        at=at,
    )
    assert is_new
    return made


def handling(cast: make.Cast, **told: object) -> actions.Handling:
    """A leader's opinion."""
    facts: dict = {
        "opinion": "Sở Tài chính chủ trì, tham mưu bố trí kinh phí.",
        "leader": "Nguyễn Thị Hòa",
        "given_on": date(2025, 6, 12),
        "lead": cast.finance,
        "coordinating": (cast.interior,),
        "due_on": date(2025, 6, 20),
    }
    return actions.Handling(**(facts | told))


def slip(cast: make.Cast, of: Document, **told: object) -> Slip:
    """A handling slip for a paper."""
    return actions.write_slip(
        of, handling=handling(cast, **told), actor=cast.officer(cast.secretary), at=make.NOON
    )


def upload(name: str = "cong-van.txt", text: str = LETTER) -> SimpleUploadedFile:
    """A file to be handed in."""
    return SimpleUploadedFile(name, text.encode())


def _by_secretary(cast):
    return {"actor": cast.officer(cast.secretary), "at": make.NOON}


def _recording(cast):
    return partial(actions.record_paper, committee=cast.committee, record=record(), **_by_secretary(cast))


def _correcting(cast):
    return partial(actions.correct_record, paper(cast), record=record("126"), **_by_secretary(cast))


def _passing(cast):
    return partial(
        actions.pass_paper_on, paper(cast), to="Phòng Ngân sách", on=make.TODAY, **_by_secretary(cast)
    )


def _writing_slip(cast):
    return partial(actions.write_slip, paper(cast), handling=handling(cast), **_by_secretary(cast))


def _relating(cast):
    facts = {"kind": RelationKind.REPLACES, "target": paper(cast, "7")}
    return partial(actions.relate_papers, paper(cast), **facts, **_by_secretary(cast))


def _unrelating(cast):
    return partial(actions.unrelate_papers, _relating(cast)().pk, **_by_secretary(cast))


def _handing_in(cast):
    return partial(actions.hand_in, committee=cast.committee, upload=upload(), **_by_secretary(cast))


def _confirming(cast):
    made, _known = _handing_in(cast)()
    return partial(actions.register_intake, made, record=record(), **_by_secretary(cast))


def _setting_aside(cast):
    made, _known = _handing_in(cast)()
    return partial(actions.set_intake_aside, made, reason="Tờ rơi", **_by_secretary(cast))


def _folder(cast):
    root = Path(mkdtemp())
    lying = root / "cong-van.txt"
    lying.write_text(LETTER, encoding="utf-8")
    old = make.NOON.timestamp() - 60
    os.utime(lying, (old, old))
    # When a file was last touched is the clock of the machine, so the look happens a while from now.
    from django.utils import timezone

    return partial(actions.take_in_folder, root, at=timezone.now() + timedelta(minutes=1))


SAMPLES = {
    "documents.actions.record_paper": _recording,
    "documents.actions.correct_record": _correcting,
    "documents.actions.pass_paper_on": _passing,
    "documents.actions.write_slip": _writing_slip,
    "documents.actions.relate_papers": _relating,
    "documents.actions.unrelate_papers": _unrelating,
    "documents.actions.hand_in": _handing_in,
    "documents.actions.register_intake": _confirming,
    "documents.actions.set_intake_aside": _setting_aside,
    "documents.actions.take_in_folder": _folder,
}
NO_ENTRY = {
    "documents.actions.clear_leftovers": "removes what killed processes left half written",
    "documents.actions.look_into_the_folder": "looks; what it finds is taken in by take_in_folder",
}
