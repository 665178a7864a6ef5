"""Many act on reports at the same moment, and some die while they do: the totals stay exact."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.installation import PROJECT

SOUND = {"lost": 0, "doubled": 0, "faults": [], "chain_holds": True, "closed": 1}


def totals_after(environment, *words):
    done = subprocess.run(
        [sys.executable, "-m", "tests.reports.sum_rounds", *map(str, words)],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.long
def test_writers_killed_in_the_middle_of_reports_leave_exact_totals(own_database):
    found = totals_after(own_database, 6, 60, 6, 5, "below", "accepted")
    assert {key: found[key] for key in SOUND} == SOUND
    assert found["killed"] == 6
    assert found["acknowledged"] > 20


@pytest.mark.long
@pytest.mark.parametrize("combine", ["below", "own", "larger"])
@pytest.mark.parametrize("counts_from", ["accepted", "submitted"])
def test_sixteen_writers_and_thirty_kills_leave_exact_totals(own_database, combine, counts_from):
    found = totals_after(own_database, 16, 200, 30, 7, combine, counts_from)
    assert {key: found[key] for key in SOUND} == SOUND
    assert found["killed"] == 30
