"""One measured figure, its goal, and the small arithmetic that all measurements share."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Any, Final, Literal

Unit = Literal["ms", "s", "kB", "MB", "queries", "ratio", "count"]
GOALS: Final[dict[str, float]] = {
    "journal.check": 60,
    "list.p95": 150,
    "list.queries": 12,
    "desk.p95": 80,
    "board.today.p95": 300,
    "board.past.p95": 300,
    "figures.p95": 300,
    "work.p95": 150,
    "register.p95": 150,
    "register.queries": 16,
    "in_force.p95": 100,
    "comments.p95": 300,
    "comments.round.p95": 300,
    "comments.export.docx": 5,
    "comments.export.xlsx": 5,
    "fanout": 5,
    "import_follow_up": 5,
    "export_50000.xlsx": 20,
    "export_50000.json": 20,
    "export_50000.ics": 20,
    "export_50000.xlsx.growth": 16,
    "export_50000.json.growth": 16,
    "export_50000.ics.growth": 16,
    "reminders.day": 30,
    "deadlines.recount": 10,
    "reports.open": 60,
    "reports.read.provinces.p95": 300,
    "reports.read.communes.p95": 1_500,
    "reports.read.xlsx": 10,
    "reports.sent.nation.p95": 100,
    "reports.sent.province.p95": 100,
    "reports.wire.each.sqlite": 1_000 / 250,
    "reports.wire.each.postgresql": 1_000 / 150,
    "reports.wire.root.p95": 50,
    "reports.day": 240,
    "reports.day.killed": 240,
    "sheets.form.p95": 200,
    **{f"sheets.province.{step}": 2 for step in ("write", "compare", "take")},
    "sheets.large": 15,
    **{f"consolidated.province.{kind}": 5 for kind in ("docx", "pdf", "xlsx")},
    **{f"consolidated.nation.{kind}": 30 for kind in ("docx", "pdf", "xlsx")},
    "rollup.s1.nation.open.p95": 25,
    "rollup.s2.nation.open.p95": 25,
    **{f"rollup.{land}.province.p95": 5 for land in ("s1", "s2")},
    **{f"rollup.{land}.nation.closed.p95": 5 for land in ("s1", "s2")},
    "rollup.s2.commune.p95": 5,
    "rollup.s2.nation.open.naive": 1 / 200,
    "rollup.s2.nation.closed.naive": 1 / 1000,
    "rollup.s2.province.naive": 1 / 50,
    "rollup.s1.province.naive": 1 / 15,
    "rollup.provinces.p95": 300,
    "rollup.communes.p95": 1_500,
    "rollup.storage": 1 / 8,
    "reform.record": 60,
    "reform.undo": 60,
    **{
        f"reform.{step}.{what}": 0
        for step in ("before", "recorded", "undone")
        for what in ("nation.differences", "faults")
    },
    "reform.same_period.differences": 0,
    "rollup.proof.ratio.sqlite": 2,
    "rollup.proof.ratio.postgresql": 8,
    **{f"rollup.accept.{writers}.bare": 1 / 0.35 for writers in (8, 32)},
    "rollup.accept.8.rows": 1 / 3,
    "rollup.accept.32.rows": 1 / 6,
    **{f"rollup.accept.{writers}.root.p95": 50 for writers in (8, 32)},
    "search.build": 60,
    **{f"search.{kind}.p50": 10 for kind in ("exact", "folded", "tones", "begun", "number")},
    **{f"search.{kind}.p95": 60 for kind in ("exact", "folded", "tones", "begun", "number")},
    "search.exact@20.missed": 0.01,
    "search.phrase@20.missed": 0.01,
    "search.unit.ratio": 1.3,
    "search.province.ratio": 1.3,
    "search.growth": 1.5,
    "import.units": 20,
    "propose.call": 1,
    **{f"layout.{form}.{kind}": 100 for form in ("state", "party") for kind in ("docx", "pdf")},
    "compare.clause": 1,
    "compare.word": 3,
    "wire.desk": 150,
    "demo.second_start": 5,
    "memory.web": 250,
    "memory.worker": 250,
}
"""What a figure must not exceed, in its own unit; a figure without a goal is information."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured: its name, on which engine ("none": no database), and how much."""

    bench: str
    engine: str
    value: float
    unit: Unit

    @property
    def goal(self) -> str:
        """The goal as it is shown: "<= 150", or "" for information."""
        limit = GOALS.get(self.bench)
        return f"<= {limit:.4g}" if limit is not None else ""

    @property
    def holds(self) -> bool:
        """Whether the goal is met; information always holds."""
        return self.value <= GOALS.get(self.bench, float("inf"))

    def line(self) -> str:
        """The figure as one line of JSON."""
        facts: dict[str, Any] = {
            "bench": self.bench,
            "engine": self.engine,
            "value": float(f"{self.value:.3g}") if abs(self.value) < 1 else round(self.value, 2),
            "unit": self.unit,
            "goal": self.goal,
            "holds": self.holds,
        }
        return json.dumps(facts, ensure_ascii=False)


def say(text: str) -> None:
    """Progress, on standard error."""
    print(text, file=sys.stderr, flush=True)


def percentile(values: list[float], share: float) -> float:
    """
    The smallest value that at least `share` of the values do not exceed.

    >>> percentile([5.0, 1.0, 4.0, 2.0, 3.0], 0.8)
    4.0
    """
    return sorted(values)[ceil(share * len(values)) - 1]


@contextmanager
def clock() -> Iterator[list[float]]:
    """The seconds that the block took, as the only item of the list once it has ended."""
    taken: list[float] = []
    start = time.perf_counter()
    yield taken
    taken.append(time.perf_counter() - start)


def middle_of(act: Callable[[], object], *, rounds: int) -> float:
    """The median of the seconds that `act` takes."""
    seconds = []
    for _number in range(rounds):
        with clock() as taken:
            act()
        seconds.append(taken[0])
    return median(seconds)
