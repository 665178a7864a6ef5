"""What a newcomer starts: the demo with its two whole years."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.config.killing import GIAOBAN
from tests.installation import PROJECT


def run(environment, *arguments):
    done = subprocess.run(
        [GIAOBAN, *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.long
def test_the_demo_lives_two_years_and_everything_in_it_is_proved(own_database):
    own = {**own_database, "GIAOBAN_MODE": "demo"}
    run(own, "demo", "--fill-only")
    proof = json.loads(run(own, "check", "--json"))
    assert (proof["holds"], proof["faults"]) == (True, [])
    assert proof["journal_entries"] > 5_000
