"""The year in a few lines, in the shape in which provinces report theirs."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tests.year.counting import stands
from tests.year.stage import Stage


def summary(stage: Stage, seconds: float) -> str:
    """What the year was like."""
    half, end = date(2026, 7, 6), max(stage.evenings)
    tasks, units = sum(work.role == "lead" for work in stage.model.works), len(stage.model.above)
    lines = [
        "",
        f"A year of {tasks} tasks in {units} units: {len(stage.model.works)} pieces of work,",
        f"  {stage.acts} acts, {stage.turns} turns of the worker, {seconds:.0f} s",
        *(_shape(stage, day) for day in (half, end)),
        _letters(stage),
    ]
    return "\n".join(lines)


def _shape(stage: Stage, day: date) -> str:
    counts: Counter[str] = Counter()
    for cells in stage.evenings[day]["lead"]["asked"].values():
        for words, number in cells.items():
            counts[words.split()[0]] += number
    total = sum(number for word, number in counts.items() if word != "stopped")
    done = counts["done_on_time"] + counts["done_late"]
    overdue = sum(number for word, number in counts.items() if word.startswith("overdue"))
    running = counts["running"] + counts["due_soon"]
    return (
        f"  {day:%d/%m}: {total} tasks, {done} done ({counts['done_late']} late), {running} running in time, "
        f"{overdue} overdue ({overdue / max(1, total):.1%}), {counts['no_deadline']} without a deadline, "
        f"{counts['stopped']} stopped"
    )


def _letters(stage: Stage) -> str:
    a_day = Counter((letter.person, letter.day) for letter in stage.telling.letters)
    busiest = max(a_day.values(), default=0)
    end = max(stage.evenings)
    ages = [
        (end - work.due).days
        for work in stage.model.works
        if work.role == "lead" and work.due and stands(work, work.due, end) == "overdue"
    ]
    return (
        f"  {len(stage.telling.told)} reminders in {len(stage.mails)} mails, at most {busiest} to a person "
        f"on a day; {sum(age > 120 for age in ages)} tasks overdue for more than 120 days, the longest for "
        f"{max(ages, default=0)}; {stage.refused} acts were refused rightly"
    )
