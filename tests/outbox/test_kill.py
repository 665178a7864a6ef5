"""Kill -9 of workers at any moment: nothing acknowledged is lost, nothing doubled."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.installation import PROJECT

ROUNDS = 20


@pytest.mark.long
def test_every_promise_is_kept_exactly_once_however_often_workers_are_killed(own_database):
    done = subprocess.run(
        [sys.executable, "-m", "tests.outbox.kill_rounds", str(ROUNDS), "20250612"],
        cwd=PROJECT,
        env=own_database,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    assert (answer["once"], answer["traces"], answer["open"]) == (answer["promised"], answer["promised"], 0)
    assert answer["repeated_attempts"] > 0  # else no kill hit a message, and the test proved nothing
