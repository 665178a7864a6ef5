"""Many take numbers of one series at the same moment, and are killed while they do: no gap, no double."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.installation import PROJECT

SOUND = {
    "gaps": 0,
    "doubles": 0,
    "acknowledged_lost": 0,
    "papers_without": 0,
    "faults": [],
    "chain_holds": True,
}


def series_after(environment, writers, total, kills):
    done = subprocess.run(
        [sys.executable, "-m", "tests.documents.number_rounds", *map(str, (writers, total, kills, 20250612))],
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
def test_writers_killed_while_they_take_numbers_leave_no_gap_and_no_double(own_database):
    found = series_after(own_database, 8, 120, 6)
    assert {key: found[key] for key in SOUND} == SOUND
    assert found["numbers"] >= 120
    assert found["killed"] == 6


@pytest.mark.long
def test_sixty_four_writers_take_ten_thousand_numbers_and_are_killed_while_they_do(own_database):
    found = series_after(own_database, 64, 10_000, 40)
    assert {key: found[key] for key in SOUND} == SOUND
    assert found["numbers"] >= 10_000
    assert found["killed"] == 40
