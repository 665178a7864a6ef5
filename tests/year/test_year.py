"""
A year of a province's work, day by day, ends as an independent model says.

Every reminder, line, letter, mail and figure is compared at the end of each month. The step of long lives
plays a small year; `make year` the whole one (docs/testing.md).
"""

from __future__ import annotations

import os
import time
from datetime import date, timedelta
from random import Random

import pytest

from giaoban.duties.models import Notice, Reminder
from giaoban.duties.reads.proof import faults
from giaoban.duties.reads.sheets_proof import sheet_faults
from tests.year import comparing
from tests.year.plot import Plot
from tests.year.province import build
from tests.year.stage import MailServer, Stage, at
from tests.year.summary import summary

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
TASKS = int(os.environ.get("GIAOBAN_YEAR_TASKS", "70"))
UNITS = int(os.environ.get("GIAOBAN_YEAR_UNITS", "16"))
SEED = int(os.environ.get("GIAOBAN_YEAR_SEED", "2026"))
DAY = timedelta(days=1)


@pytest.fixture
def stage(transactional_db, settings, monkeypatch):
    """An empty province on the eve of the year, with the program's clock in our hands."""
    settings.EMAIL_BACKEND = "tests.year.stage.MailServer"
    made = Stage(build(Random(SEED), UNITS), at(FIRST - DAY * 12, 9))
    monkeypatch.setattr("django.utils.timezone.now", lambda: made.now)
    MailServer.is_up = True
    return made


@pytest.mark.long
def test_a_year_day_by_day_ends_as_the_model_says(stage, capsys):
    started = time.monotonic()
    plot = Plot(stage, Random(SEED + 1), tasks=TASKS, first=FIRST, last=LAST)
    plot.before(days=12, tasks=max(2, TASKS // 40))
    stage.evening(FIRST - DAY)
    day, uncompared = FIRST, []
    while day <= LAST:
        plot.live(day)
        stage.evening(day)
        uncompared.append(day - DAY)
        day += DAY
        if day.day == 1:
            _month_holds(stage, day - DAY, uncompared)
    stage.now = at(day, 0, 12)
    stage.turn()
    assert not (found := comparing.sheets(stage, [LAST])), "\n".join(found)
    _past_months_hold(stage)
    with capsys.disabled():
        print(summary(stage, time.monotonic() - started))


def _month_holds(stage, day, uncompared):
    """On the last evening of a month everything is as the model says."""
    found = [
        *comparing.everything(stage),
        *comparing.live(stage, day, now=stage.now),
        *comparing.rules_of_mail(stage),
    ]
    if stage.whole_frozen_to(uncompared[-1]):
        found += comparing.sheets(stage, uncompared)
        uncompared.clear()
    assert not found, f"on {day:%d/%m/%Y}:\n" + "\n".join(found)


def _past_months_hold(stage):
    """
    At the end of the year every month is counted again from the facts, and sheets are made again.

    All sheets of a whole year; of a small one, where that would take the longest, a sample.
    """
    ends = [date(2026, month, 1) - DAY for month in range(2, 13)]
    found = [line for day in ends for line in comparing.live(stage, day, now=stage.now)]
    assert not found, "\n".join(found)
    assert list(sheet_faults(whole=TASKS > 1000)) == []
    assert list(faults()) == []


@pytest.mark.long
def test_what_differs_is_found_and_said(stage):
    plot = Plot(stage, Random(SEED), tasks=100, first=FIRST, last=date(2026, 2, 28))
    plot.before(days=12, tasks=12)
    stage.evening(FIRST - DAY)
    for number in range(8):
        plot.live(FIRST + DAY * number)
        stage.evening(FIRST + DAY * number)
    assert comparing.everything(stage) == []
    assert comparing.sheets(stage, [FIRST]) == []
    told, line = Reminder.objects.exclude(letter=None).first(), Notice.objects.unread().first()
    Reminder.objects.filter(pk=told.pk).update(missed=3, letter=None)
    Notice.objects.filter(pk=line.pk).update(read_at=stage.now)
    stage.mails.append(stage.mails[0])
    stage.evenings[FIRST]["lead"]["asked"]["2025-2"].clear()
    said = "\n".join([*comparing.everything(stage), *comparing.sheets(stage, [FIRST])])
    assert "reminders: 1 of" in said
    assert f"'{told.step}', '{told.occasion}', {told.person_id}): the program" in said
    assert "lists: 1 of" in said
    assert "mails: 1 of" in said
    assert "figures of 2026-01-01" in said
    assert any(line.endswith("went 2 times") for line in comparing.rules_of_mail(stage))
