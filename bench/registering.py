"""The register over 100,000 papers: its books as a clerk filters them, and what is in force on a day."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from bench.figures import say
from bench.place import Found, Place
from bench.screens import Visitor, _p95, _repeated
from giaoban.documents.models import Document
from giaoban.documents.reading.keys import cite_key
from giaoban.documents.vocabulary import RULING, Direction, DocumentType
from giaoban.foundation.text import search_key

PAPERS: Final = 100_000
_YEARS: Final = 8
_ISSUERS: Final = (
    "Sở Tài chính",
    "Sở Nội vụ",
    "UBND tỉnh Sơn Hải",
    "Công an tỉnh",
    "UBND xã An Thạnh",
    "Sở Y tế",
)
_TYPES: Final = (
    DocumentType.LETTER, DocumentType.REPORT, DocumentType.PLAN, DocumentType.DECISION, DocumentType.NOTICE,
    DocumentType.SUBMISSION, DocumentType.DIRECTIVE,
)  # fmt: skip
_SUBJECTS: Final = (
    "báo cáo kết quả chuyển đổi số quý {n}", "phê duyệt kế hoạch ứng phó thiên tai lần {n}",
    "góp ý dự thảo quy chế số {n}", "bố trí kinh phí hạ tầng số đợt {n}",
    "rà soát thủ tục hành chính nhóm {n}",
)  # fmt: skip


def _fill(place: Place) -> None:
    """Papers of eight years: three of four came in, one of twenty is replaced, one of ten runs out."""
    if Document.objects.filter(committee=place.committee, code__startswith="R0").exists():
        return
    chance, total = random.Random(4), round(PAPERS * place.share)
    today = timezone.localdate()
    arrivals: dict[int, int] = {}
    rows = []
    say(f"    {total} papers …")
    for number in range(total):
        day = today - timedelta(days=(total - number) * _YEARS * 365 // total + 1)
        rows.append(_paper(place, number, day, chance, arrivals))
        if len(rows) == 2_000:
            Document.objects.bulk_create(rows)
            rows.clear()
    Document.objects.bulk_create(rows)


def _paper(place: Place, number: int, day: date, chance: random.Random, arrivals: dict[int, int]) -> Document:
    incoming = number % 4 > 0
    kind, issuer = chance.choice(_TYPES), chance.choice(_ISSUERS)
    subject = chance.choice(_SUBJECTS).format(n=number)
    symbol = f"{kind.value}-{search_key(issuer)[:3].upper()}"
    if incoming:
        arrivals[day.year] = arrivals.get(day.year, 0) + 1
    ends = day + timedelta(days=chance.randint(30, 900)) if chance.random() < 0.15 else None
    return Document(
        code=f"R{number:07d}",
        committee=place.committee,
        direction=Direction.INCOMING if incoming else Direction.OUTGOING,
        year=day.year,
        type=kind,
        number=str(number % 3_000),
        symbol=symbol,
        issued_on=day,
        issuer=issuer,
        subject=subject,
        urgency=0 if chance.random() < 0.9 else 1,
        arrival_number=arrivals[day.year] if incoming else None,
        arrived_on=day if incoming else None,
        passed_on=day if chance.random() < 0.97 else None,
        force_from=day,
        force_to=ends,
        sets_rules=int(kind in RULING),
        cite_key=cite_key(str(number % 3_000), symbol),
        issuer_key=search_key(issuer),
        search_key=search_key(f"{kind.value} {number % 3_000}/{symbol} {subject} {issuer}"),
        registered_at=timezone.now(),
        text=f"{subject}. " * 12,
    )


def register(place: Place) -> Iterator[Found]:
    """The books of 100,000 papers as the secretary filters them."""
    _fill(place)
    visitor, here = Visitor(place.secretary), reverse("register")
    year = str(timezone.localdate().year - 1)
    chosen: list[dict[str, str]] = [
        {"book": "in"},
        {"book": "in", "year": year},
        {"book": "in", "page": "300"},
        {"book": "out", "page": "100000"},
        {"book": "in", "q": "thien tai"},
        {"book": "in", "q": "mạng diện rộng"},  # nothing is found: every row is looked at
        {"book": "in", "q": "17/BC-SO"},
        {"book": "in", "issuer": "noi vu", "year": year},
        {"book": "in", "type": "QĐ", "urgency": "1"},
        {"book": "in", "waiting": "on"},
        {"book": "out", "order": "old", "q": "kinh phí"},
        {"book": "in", "order": "-date"},
    ]
    code = place.committee.code
    addresses = [f"{here}?{urlencode({'committee': code, **filters})}" for filters in chosen]
    yield "register.p95", _p95(place, visitor, _repeated(addresses)), "ms"
    yield "register.queries", max(visitor.queries(address) for address in addresses), "queries"


def in_force(place: Place) -> Iterator[Found]:
    """What holds on a day, over 100,000 papers: every day another, all types or one; then by words too."""
    _fill(place)
    visitor = Visitor(place.secretary)
    here = f"{reverse('register-in-force')}?committee={place.committee.code}"
    for name, chosen in (("in_force", ("", "&type=QĐ", "&type=KH")), ("in_force.words", ("&q=thien+tai",))):
        yield f"{name}.p95", _p95(place, visitor, partial(_days, here, chosen)), "ms"


def _days(here: str, chosen: tuple[str, ...], number: int) -> Iterator[str]:
    today = timezone.localdate()
    for place, back in enumerate(range(number, 2_600, 13)):
        day = today - timedelta(days=back)
        yield f"{here}&on={day:%d/%m/%Y}{chosen[place % len(chosen)]}"
