"""Everything that the program says beside everything that the model says, and where they differ in words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import translation

from giaoban.duties.models import Duty, Letter, Notice, Reminder, Sheet
from giaoban.duties.models.punctuality import PLACED
from giaoban.duties.reads.figures import end_of, standing_on
from giaoban.duties.reads.tallies import facts_of, tallies
from giaoban.duties.vocabulary import NoticeKind
from giaoban.ui import formats
from giaoban.units.models import Unit
from tests.year.counting import PARTS
from tests.year.model import HERE
from tests.year.stage import Stage

SHOWN = 12
BY = ("unit", "field", "source", "month", "asked")


def differences(what: str, program: Mapping[Any, Any], model: Mapping[Any, Any]) -> list[str]:
    """In words where the two differ; empty when they are equal."""
    found = [f"only the program: {key}: {program[key]}" for key in program if key not in model]
    found += [f"only the model: {key}: {model[key]}" for key in model if key not in program]
    found += [
        f"{key}: the program {program[key]}, the model {model[key]}"
        for key in program
        if key in model and program[key] != model[key]
    ]
    more = [f"… {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return [f"{what}: {len(found)} of {len(model)} differ", *sorted(found)[:SHOWN], *more] if found else []


def local(moment: Any) -> str | None:
    return moment.astimezone(HERE).strftime("%d/%m %H:%M:%S") if moment else None


def everything(stage: Stage) -> list[str]:
    """What differs now in the states of work, reminders, lists, letters and mails."""
    keys = {work.pk: work.key for work in stage.model.works}
    return [
        *states(stage, keys),
        *reminders(stage, keys),
        *lists(stage, keys),
        *letters(stage),
        *mails(stage, keys),
    ]


def states(stage: Stage, keys: dict[int, str]) -> list[str]:
    """Every duty: its state, its unit, its deadlines."""
    names = ("state", "unit", "due_on", "original_due_on", "times_extended", "submitted_on", "field")
    program = {keys.get(pk, pk): tuple(rest) for pk, *rest in Duty.objects.values_list("pk", *names)}
    model = {
        work.key: (
            work.state, work.unit, work.due, work.first_due, work.put_off, work.handed_in, work.area,
        )
        for work in stage.model.works
    }  # fmt: skip
    return differences("work", program, model)


def reminders(stage: Stage, keys: dict[int, str]) -> list[str]:
    """Who was told what as what, when, by which letter."""
    rows = Reminder.objects.select_related("letter")
    program = {
        (keys[row.duty_id], row.step, row.occasion, row.person_id): (
            *(row.kind, row.why, row.why_unit_id, row.due_on, local(row.at), row.missed, row.by_mail),
            (str(row.letter.day), row.letter.number) if row.letter else None,
        )
        for row in rows
    }
    model = {
        key: (
            *(told.say.kind, told.say.why, told.say.why_unit, told.due, local(told.at), told.missed),
            told.waits,
            (str(told.letter.day), told.letter.number) if told.letter else None,
        )
        for key, told in stage.telling.told.items()
    }
    return differences("reminders", program, model)


def lists(stage: Stage, keys: dict[int, str]) -> list[str]:
    """Every line of everybody's list, with its read mark."""
    program = {
        (row.person_id, keys[row.duty_id]): (
            *(row.kind, row.why, row.why_unit_id, row.due_on, local(row.at), local(row.read_at)),
        )
        for row in Notice.objects.all()
    }
    model = {
        (person, key): (line.kind, line.why, line.why_unit, line.due, local(line.at), local(line.read_at))
        for key, lines in stage.telling.lines.items()
        for person, line in lines.items()
    }
    return differences("lists", program, model)


def letters(stage: Stage) -> list[str]:
    """Every letter: whose, of which day, which number, a digest or not, whether it was taken back."""
    program = {
        (row.person_id, str(row.day), row.number): (
            row.is_digest,
            local(row.promised_at),
            local(row.taken_back_at),
        )
        for row in Letter.objects.all()
    }
    model = {
        (each.person, str(each.day), each.number): (each.is_digest, local(each.at), local(each.taken_back_at))
        for each in stage.telling.letters
    }
    return differences("letters", program, model)


def mails(stage: Stage, keys: dict[int, str]) -> list[str]:
    """What the mail server took: when, for whom, about how much of which kind, with links to which work."""
    addresses = {person.email: pk for pk, person in stage.province.people.items()}
    codes = dict(Duty.objects.values_list("code", "pk"))
    program = Counter(
        (local(moment), addresses[mail.to[0]], mail.subject, _linked(mail.body, codes, keys))
        for moment, mail in stage.mails
    )
    model = Counter(
        (local(each.sent_at), each.person, _subject(each), _shown(each))
        for each in stage.telling.letters
        if each.sent_at
    )
    return differences("mails", program, model)


def _linked(body: str, codes: dict[str, int], keys: dict[int, str]) -> str:
    found = {part.strip("/") for line in body.splitlines() for part in line.split("/") if "/duties/" in line}
    works = sorted(keys[codes[code]] for code in found if code in codes)
    return " ".join(works) if len(works) <= SHOWN else str(len(works))


def _shown(letter: Any) -> str:
    """A section shows twenty pieces of work at most; the page of notices has them all."""
    if len(letter.works) <= SHOWN:
        return " ".join(letter.works)
    return str(sum(min(20, count) for _kind, count in letter.sections))


def _subject(letter: Any) -> str:
    with translation.override("vi"):
        parts = ", ".join(f"{NoticeKind(kind).label.lower()} ({count})" for kind, count in letter.sections)
        if letter.is_digest:
            return f"Giao Ban, bản tổng hợp ngày {formats.day(letter.day)}: {parts}"
        return f"Giao Ban: {parts}"


# figures


def sheets(stage: Stage, days: list[date]) -> list[str]:
    """The sheet of each day beside what the model counted in its evening."""
    names = {str(code): str(pk) for code, pk in Unit.objects.values_list("code", "pk")}
    codes = dict(Duty.objects.values_list("code", "pk"))
    found: list[str] = []
    for day in days:
        sheet = Sheet.objects.filter(day=day).order_by("-number").first()
        if sheet is None:
            found.append(f"there is no sheet of {day}")
            continue
        facts = json.loads(sheet.text)
        program = {
            **{role: facts[role] | {"unit": _named(facts[role]["unit"], names)} for role in PARTS},
            "unit_month": _named(facts["unit_month"], names),
            "waiting": facts["waiting"],
            "longest": [codes[code] for code in facts["longest"]],
        }
        found += differences(f"figures of {day}", flat(program), flat(stage.evenings[day]))
    return found


def _named(table: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {names[code]: value for code, value in table.items()}


def flat(tree: Any, *path: str) -> dict[tuple[str, ...], Any]:
    """A tree of dictionaries as one, by the path to each leaf."""
    if not isinstance(tree, dict):
        return {path: tree}
    return {key: leaf for name, value in tree.items() for key, leaf in flat(value, *path, name).items()}


def live(stage: Stage, day: date, *, now: Any) -> list[str]:
    """The figures that a screen counts for the day at the moment `now`, beside the model's of its evening."""
    rows = standing_on(day, now=now).filter(committee=stage.province.committee)
    program = {
        role: {
            by: _words(rows.filter(role=role), by, day)
            for by in ("unit", "field", "source", "month", "asked")
        }
        for role in PARTS
    }
    model = {role: stage.evenings[day].get(role, {}) for role in PARTS}
    return differences(f"figures of {day} counted at {now}", flat(program), flat(model))


def _words(rows: QuerySet[Any], by: str, day: date) -> dict[str, dict[str, int]]:
    named = {number: f"{which}_{age}" if age else str(which) for number, (which, age) in PLACED.items()}
    found = {}
    for key, tally in tallies(rows, by, on=day).items():
        cells = {}
        for code, number in tally.cells.items():
            stands, first, extended = facts_of(code)
            cells[f"{named[stands]} {named[first]}{' extended' if extended else ''}"] = number
        found["" if key is None else str(key)] = cells
    return found


def rules_of_mail(stage: Stage) -> list[str]:
    """What holds of all mails together, whatever the model says."""
    a_day = Counter((mail.to[0], local(moment)[:5]) for moment, mail in stage.mails)
    found = [f"{who} got {count} mails on {day}" for (who, day), count in a_day.items() if count > 3]
    twice = Counter(mail.message()["Message-ID"] for _moment, mail in stage.mails)
    found += [f"{name} went {count} times" for name, count in twice.items() if count > 1]
    return found


__all__ = ["end_of", "everything", "live", "rules_of_mail", "sheets"]
