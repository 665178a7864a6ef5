"""
Scores the reader on annotated notices, over all and per construction.

    python -m tools.score_constructions [--gold FILE]

The gold is JSON lines: id, issued_on, text, unit_list, tasks (clause, lead, co_leads, coordinating,
deadline, quote, …_alt, optional, constructions), citations, non_tasks, non_task_kinds. A proposal matches a
task when their quotes share at least half of the words of the longer one, or when it holds the first four
words of the task's quote. Exit code 1 when a goal is missed on the project's own gold.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from giaoban.assignments.extraction import Citation, KnownUnit, Reading, Task, read_notice
from giaoban.assignments.extraction.directory import path_of

OWN_GOLD = Path(__file__).resolve().parent.parent / "tests" / "assignments" / "extraction" / "gold"
GOALS = {"detection F1": 0.96, "lead": 0.97, "coordinating F1": 0.95, "deadline": 0.95, "citations F1": 0.98}
_GENERIC = re.compile(r"(?:liên quan|chức năng)$|^các doanh nghiệp")
_LEVELS = "xã|phường|đặc khu|huyện|thị xã|thành phố|tỉnh"
_QUIET = frozenset({"các", "những", "của", "đồng", "chí"})
Span = tuple[int, int]


@dataclass
class Tally:
    """Counts of one row of the table."""

    gold: int = 0
    matched: int = 0
    false: int = 0
    lead: int = 0
    due: int = 0
    with_right: int = 0
    with_extra: int = 0
    with_missing: int = 0

    def detection(self) -> tuple[float, float, float]:
        """Precision, recall, F1 of proposals."""
        return rates(self.matched, self.false, self.gold - self.matched)


@dataclass
class Score:
    """All counts of one run; `rows` by construction, `traps` by kind of non-task (hit, all)."""

    total: Tally = field(default_factory=Tally)
    rows: dict[str, Tally] = field(default_factory=dict)
    traps: dict[str, list[int]] = field(default_factory=dict)
    cited: Counter[str] = field(default_factory=Counter)
    styles: dict[str, list[int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def rates(right: int, extra: int, missing: int) -> tuple[float, float, float]:
    """Precision, recall and F1; 1.0 where there was nothing to find and nothing was found."""
    precision = right / (right + extra) if right + extra else 1.0
    recall = right / (right + missing) if right + missing else 1.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def unit_key(name: str) -> tuple[str, ...]:
    """A name for comparing: long for short, without the words that only join or pluralise."""
    words = [word for word in path_of(name) if word not in _QUIET and word.isalnum()]
    plain = " ".join(words).replace("trực thuộc trung ương", "").strip()
    plain = re.sub(
        r"^(?:tổng giám đốc|giám đốc|thủ trưởng|phó chủ tịch|chủ tịch|bộ trưởng|lãnh đạo|trưởng) ", "", plain
    )
    plain = re.sub(rf"^(ủy ban nhân dân (?:(?:{_LEVELS}) ?)+)(?:có|ven|trên|chưa|thuộc) .*$", r"\1", plain)
    return tuple(plain.split())


def words_of(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """The words of text[start:end] with their positions, without marks."""
    return [
        (m.group().lower(), start + m.start()) for m in re.finditer(r"[\w\u0300-\u0323]+", text[start:end])
    ]


def gold_span(text: str, quote: str) -> Span:
    """Where the quote stands; white space may differ."""
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return found.span() if found else (0, 0)


def likeness(text: str, gold: Span, proposal: Span) -> float:
    """1 and more for a match by overlap, between 0 and 1 for one by the first four words, 0 for none."""
    own, other = words_of(text, *gold), words_of(text, *proposal)
    if not own or not other:
        return 0.0
    positions = {at for _, at in other}
    shared = sum(1 for _, at in own if at in positions) / max(len(own), len(other))
    if shared >= 0.5:
        return 1.0 + shared
    return 0.5 + shared / 2 if all(at in positions for _, at in own[:4]) else 0.0


def pair(text: str, tasks: Sequence[Mapping[str, Any]], found: Sequence[Task]) -> dict[int, int]:
    """Gold number to proposal number, best first, each once."""
    spans = [gold_span(text, task["quote"]) for task in tasks]
    scored = sorted(
        (
            (likeness(text, span, (t.start, t.end)), -i, -j)
            for i, span in enumerate(spans)
            for j, t in enumerate(found)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for value, minus_i, minus_j in scored:
        if value > 0 and -minus_i not in pairs and -minus_j not in pairs.values():
            pairs[-minus_i] = -minus_j
    return pairs


def _names(names: Iterable[str | None]) -> set[tuple[str, ...]]:
    return {unit_key(name or "") for name in names}


def lead_right(gold: Mapping[str, Any], task: Task) -> bool:
    """The lead is the gold lead, an equal of it, another accepted one, or its words."""
    accepted = [
        gold["lead"],
        *gold.get("co_leads", []),
        *gold.get("lead_alt", []),
        gold.get("lead_as_written", gold["lead"]),
    ]
    return unit_key(task.lead.name if task.lead else "") in _names(accepted)


def coordination(gold: Mapping[str, Any], task: Task) -> tuple[int, int, int]:
    """Right, extra and missing coordinating units; the better of the accepted answers."""
    leads = _names([gold["lead"], *gold.get("co_leads", []), *(p.name for p in task.co_leads)])
    have = _names(p.name for p in task.coordinating) - leads
    counts = []
    for answer in [gold.get("coordinating", []), *([gold["coord_alt"]] if "coord_alt" in gold else [])]:
        want = _names(name for name in answer if not _GENERIC.search(name)) - leads
        counts.append((len(want & have), len(have - want), len(want - have)))
    return min(counts, key=lambda c: c[1] + c[2])


def rule_key(words: str | None) -> str | None:
    """A rule with its parts in order; yearly with months equals monthly with months."""
    if not words or "FREQ" not in words:
        return words or None
    parts = dict(part.split("=") for part in words.split(";"))
    if parts["FREQ"] == "YEARLY" and "BYMONTH" in parts:
        parts["FREQ"] = "MONTHLY"
    return ";".join(f"{key}={','.join(sorted(parts[key].split(',')))}" for key in sorted(parts))


def due_right(gold: Mapping[str, Any], task: Task) -> bool:
    """Exact date, rule or null."""
    answer = task.deadline.date.isoformat() if task.deadline.date else task.deadline.rule
    return rule_key(answer) in [
        rule_key(words) for words in [gold.get("deadline"), *gold.get("deadline_alt", [])]
    ]


def score_tasks(notice: Mapping[str, Any], found: Sequence[Task], score: Score) -> None:
    """Add the tasks of one notice to `score`."""
    text, tasks = notice["text"], notice["tasks"]
    pairs = pair(text, tasks, found)
    for number, gold in enumerate(tasks):
        if gold.get("optional"):
            continue
        rows = [
            score.total,
            *(score.rows.setdefault(name, Tally()) for name in gold.get("constructions", ())),
        ]
        task = found[pairs[number]] if number in pairs else None
        for row in rows:
            row.gold += 1
            if task is not None:
                _add(row, gold, task)
        _note(notice, gold, task, score)
    taken = set(pairs.values())
    optional = [gold_span(text, gold["quote"]) for gold in tasks if gold.get("optional")]
    for number, task in enumerate(found):
        if number in taken or any(likeness(text, span, (task.start, task.end)) for span in optional):
            continue
        score.total.false += 1
        score.notes.append(f"{notice['id']} false: {' '.join(task.quote.split())[:90]}")
        _trap(notice, task, score)


def _add(row: Tally, gold: Mapping[str, Any], task: Task) -> None:
    row.matched += 1
    row.lead += lead_right(gold, task)
    row.due += due_right(gold, task)
    right, extra, missing = coordination(gold, task)
    row.with_right += right
    row.with_extra += extra
    row.with_missing += missing


def _note(notice: Mapping[str, Any], gold: Mapping[str, Any], task: Task | None, score: Score) -> None:
    what = f"{notice['id']} {gold.get('clause') or '-'}"
    if task is None:
        score.notes.append(f"{what} missed: {' '.join(gold['quote'].split())[:90]}")
    elif not lead_right(gold, task) or not due_right(gold, task) or coordination(gold, task)[1:] != (0, 0):
        due = task.deadline.date or task.deadline.rule
        helpers = [party.name for party in task.coordinating]
        got = f"{task.lead.name if task.lead else None} / {due} / {helpers}"
        score.notes.append(
            f"{what} field: {got} for {gold['lead']} / {gold['deadline']} / {gold.get('coordinating')}"
        )


def _trap(notice: Mapping[str, Any], task: Task, score: Score) -> None:
    for quote, kind in zip(notice.get("non_tasks", []), _kinds(notice), strict=True):
        if likeness(notice["text"], gold_span(notice["text"], quote), (task.start, task.end)) >= 1:
            score.traps.setdefault(kind, [0, 0])[0] += 1


def _kinds(notice: Mapping[str, Any]) -> list[str]:
    return notice.get("non_task_kinds") or ["non-task"] * len(notice.get("non_tasks", []))


def citation_style(number: str, symbol: str) -> str:
    """The style of section 11 that a citation is written in."""
    if not symbol:
        return "number only"
    if "/" in symbol:
        return "party"
    if "/" in number:
        return "state with year"
    return "state, named type" if re.match(r"(?:QĐ|CT|KH|TB|BC|TTr|NQ|CĐ|HD|PA)-", symbol) else "letter"


def score_citations(notice: Mapping[str, Any], found: Sequence[Citation], score: Score) -> None:
    """Add the citations of one notice; its own number counts neither way."""
    own = {(c["number"], c["symbol"] or "") for c in notice["citations"] if c.get("own")}
    want = {(c["number"].lstrip("0"), c["symbol"] or "") for c in notice["citations"] if not c.get("own")}
    have = {(c.number.lstrip("0"), c.symbol) for c in found if (c.number, c.symbol) not in own}
    for key in want:
        row = score.styles.setdefault(citation_style(*key), [0, 0])
        row[0] += key in have
        row[1] += 1
    score.cited.update(right=len(want & have), extra=len(have - want), missing=len(want - have))
    score.notes.extend(f"{notice['id']} citation: {key}" for key in want ^ have)


def read(notice: Mapping[str, Any]) -> Reading:
    """The reading of one gold notice."""
    units = [
        KnownUnit(u["name"], tuple(u.get("abbr", ())), u.get("kind", "unit"), u["name"])
        for u in notice.get("unit_list", [])
    ]
    return read_notice(notice["text"], units=units, issued_on=date.fromisoformat(notice["issued_on"]))


def run(notices: Iterable[Mapping[str, Any]]) -> Score:
    """The score of all notices."""
    score = Score()
    for notice in notices:
        for kind in _kinds(notice):
            score.traps.setdefault(kind, [0, 0])[1] += 1
        reading = read(notice)
        score_tasks(notice, reading.tasks, score)
        score_citations(notice, reading.citations, score)
    return score


def figures(score: Score) -> dict[str, float]:
    """The figures the goals are about."""
    total = score.total
    matched = total.matched or 1
    return {
        "detection F1": total.detection()[2],
        "lead": total.lead / matched,
        "coordinating F1": rates(total.with_right, total.with_extra, total.with_missing)[2],
        "deadline": total.due / matched,
        "citations F1": rates(score.cited["right"], score.cited["extra"], score.cited["missing"])[2],
    }


def table(score: Score) -> str:
    """The printed table: all, then each construction, then non-tasks and citation styles."""
    lines = [f"{'construction':<24}{'tasks':>7}{'found':>7}{'lead':>7}{'due':>7}{'with F1':>9}"]
    for name, row in [("all", score.total), *sorted(score.rows.items(), key=lambda pair: _order(pair[0]))]:
        matched = row.matched or 1
        with_f1 = rates(row.with_right, row.with_extra, row.with_missing)[2]
        lines.append(
            f"{name:<24}{row.gold:>7}{row.matched / (row.gold or 1):>7.2f}"
            f"{row.lead / matched:>7.2f}{row.due / matched:>7.2f}{with_f1:>9.2f}"
        )
    lines.append(f"\n{'non-task':<24}{'all':>7}{'proposed':>10}")
    lines.extend(f"{kind:<24}{counts[1]:>7}{counts[0]:>10}" for kind, counts in sorted(score.traps.items()))
    lines.append(f"\n{'citation style':<24}{'all':>7}{'found':>7}")
    lines.extend(f"{style:<24}{counts[1]:>7}{counts[0]:>7}" for style, counts in sorted(score.styles.items()))
    return "\n".join(lines)


def _order(name: str) -> tuple[str, tuple[int, ...]]:
    return re.sub(r"[\d.]", "", name), tuple(int(n) for n in re.findall(r"\d+", name))


def load(path: Path) -> list[dict[str, Any]]:
    """The notices of one file or of every .jsonl file of a folder, in order of name."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 when a goal is missed on the project's own gold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--gold", type=Path, default=OWN_GOLD)
    parser.add_argument("--verbose", action="store_true", help="name every miss")
    given = parser.parse_args(arguments)
    notices = load(given.gold)
    score = run(notices)
    print(table(score))
    print(f"\n{len(notices)} notices, {score.total.gold} tasks, {score.total.false} false proposals")
    missed = [name for name, value in figures(score).items() if value < GOALS[name]]
    for name, value in figures(score).items():
        print(f"{name:<24}{value:>8.3f}  goal {GOALS[name]:.2f}  {'missed' if name in missed else 'held'}")
    if given.verbose:
        print("\n".join(score.notes))
    return 1 if missed and given.gold == OWN_GOLD else 0


if __name__ == "__main__":
    sys.exit(main())
