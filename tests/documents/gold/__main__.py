"""How many fields of the gold papers are read right: `python -m tests.documents.gold` (`--wrong` names misses)."""

from __future__ import annotations

import re
import sys
from collections import Counter

from giaoban.documents.reading.fields import FIELDS, read_fields
from giaoban.foundation.text import search_key
from tests.documents.gold.papers import PAPERS, Paper, text_of

GOALS = {"type": 0.95, "number": 0.97, "symbol": 0.95, "issued_on": 0.97, "issuer": 0.9, "signer": 0.9,
         "subject": 0.85, "recipients": 0.85}  # fmt: skip


def same(one: str, other: str) -> bool:
    """Whether two values are the same but for marks and punctuation, which a scan loses."""
    bare = [re.sub(r"[^a-z0-9]+", " ", search_key(value)).strip() for value in (one, other)]
    return bare[0] == bare[1]


def wanted_of(paper: Paper) -> dict[str, str]:
    """The fields as the register takes them: who is on the archive line or reads "as above" is left out."""
    fields = dict(paper.fields)
    sent = [one for one in (*paper.to, *paper.sent) if not one.startswith("Như ")]
    return fields | {"recipients": "; ".join(sent)}


def score(papers: tuple[Paper, ...], *, name_misses: bool = False) -> dict[str, float]:
    """The share of papers whose field was read right, by field."""
    right: Counter[str] = Counter()
    for paper in papers:
        found, wanted = read_fields(text_of(paper)), wanted_of(paper)
        for name in FIELDS:
            value = found[name].value if name in found else ""
            if same(value, wanted[name]):
                right[name] += 1
            elif name_misses:
                print(f"{paper.number}/{paper.symbol} {paper.layout} {name}: {value!r}, not {wanted[name]!r}")
    return {name: right[name] / len(papers) for name in FIELDS}


def main() -> int:
    """Print the shares of both halves; 1 when the half that was not looked at misses a goal."""
    seen, blind = score(PAPERS[::2], name_misses="--wrong" in sys.argv), score(PAPERS[1::2])
    print(f"{len(PAPERS)} papers\n{'field':<12} seen   blind  goal")
    for name in FIELDS:
        print(f"{name:<12} {seen[name]:.3f}  {blind[name]:.3f}  {GOALS[name]:.2f}")
    return int(any(blind[name] < GOALS[name] for name in FIELDS))


if __name__ == "__main__":
    raise SystemExit(main())
