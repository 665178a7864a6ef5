"""
Papers to search in: administrative Vietnamese by a chain of words, the same for the same seed.

The chain is learned from the sample papers of the tests. Sentences are made once and mixed anew into papers,
so that they repeat as the set phrases of offices do: searches meet more matches than in real life.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Final

from django.utils import timezone

from bench.data import SYLLABLES
from giaoban.documents.models import Document
from giaoban.foundation.text import search_key
from giaoban.units.models import Committee

SAMPLES: Final = Path(__file__).resolve().parents[1] / "tests" / "assignments" / "extraction" / "gold"
SENTENCES: Final = 60_000
IN_A_PAPER: Final = 11
TYPES: Final = {
    "TB": "TB-BCĐ",
    "KH": "KH-UBND",
    "CV": "UBND-KGVX",
    "QĐ": "QĐ-UBND",
    "CT": "CT-UBND",
    "NQ": "NQ-HĐND",
}
ISSUERS: Final = (
    "Ban Chỉ đạo Chuyển đổi số tỉnh",
    "UBND tỉnh",
    "Văn phòng UBND tỉnh",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Khoa học và Công nghệ",
    "UBND xã An Thạnh",
    "HĐND tỉnh",
)
_END: Final = ""


def sentences(chance: Random, count: int) -> list[str]:
    """`count` sentences of about twenty words, with names, numbers and dates as offices drop them in."""
    following, beginnings = _chain()
    names = [f"{a} {b}" for a in SYLLABLES for b in SYLLABLES if a != b]
    return [_sentence(chance, following, beginnings, names) for _number in range(count)]


def _chain() -> tuple[dict[tuple[str, str], list[str]], list[tuple[str, str]]]:
    following: dict[tuple[str, str], list[str]] = {}
    beginnings = []
    for file in sorted(SAMPLES.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            for sentence in re.split(r"(?<=[.;:])\s+|\n", json.loads(line)["text"]):
                words = sentence.split()
                if len(words) < 4:
                    continue
                beginnings.append((words[0], words[1]))
                for first, (second, third) in zip(words, pairwise(words[1:]), strict=False):
                    following.setdefault((first, second), []).append(third)
                following.setdefault((words[-2], words[-1]), []).append(_END)
    return following, beginnings


def _sentence(
    chance: Random,
    following: dict[tuple[str, str], list[str]],
    beginnings: list[tuple[str, str]],
    names: list[str],
) -> str:
    words = list(chance.choice(beginnings))
    while len(words) < 32 and (after := following.get((words[-2], words[-1]))):
        word = chance.choice(after)
        if word == _END:
            break
        words.append(word)
    while len(words) < 12:
        words += chance.choice(beginnings)
        words += following.get((words[-2], words[-1]), [])[:1]
    if chance.random() < 0.3:
        words[len(words) // 2 : len(words) // 2] = ["tại", "xã", *chance.choice(names).split()]
    if chance.random() < 0.1:
        words.append(f"(Văn bản số {chance.randint(1, 9999)}/UBND-TH)")
    return " ".join(word for word in words if word)


def papers(committee: Committee, count: int, *, seed: int = 2026) -> Iterator[Document]:
    """`count` papers of about 240 words over fifteen years, not saved."""
    chance = Random(seed)
    stock, now, types = sentences(chance, min(SENTENCES, max(2_000, count // 3))), timezone.now(), list(TYPES)
    for number in range(1, count + 1):
        type_code = chance.choice(types)
        issued = date(2012, 1, 1) + timedelta(days=chance.randrange(14 * 365))
        subject = " ".join(chance.choice(stock).split()[:18])
        paper_number = str(chance.randint(1, 4_000))
        text = "\n".join(
            [f"Số: {paper_number}/{TYPES[type_code]}", subject, *chance.choices(stock, k=IN_A_PAPER)]
        )
        yield Document(
            code=f"F{number:07d}",
            committee=committee,
            type=type_code,
            number=paper_number,
            symbol=TYPES[type_code],
            issued_on=issued,
            year=issued.year,
            force_from=issued,
            issuer=chance.choice(ISSUERS),
            subject=subject[:500],
            text=text,
            sha256=hashlib.sha256(f"found {number}".encode()).hexdigest(),
            search_key=search_key(subject)[:700],
            registered_at=now,
        )
