"""Whatever takes files in may be killed at any step: nothing is lost, nothing left lying, nothing doubled."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.installation import PROJECT


def rounds(environment, number: int) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "tests.documents.intake_rounds", str(number), "20250612"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=1500,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def proved(answer: dict, *, kinds: int) -> bool:
    faults = {name: answer[name] for name in ("lost", "stuck", "unreferenced", "doubled")}
    assert faults == {"lost": [], "stuck": [], "unreferenced": [], "doubled": []}
    assert answer["kinds"] >= kinds
    return True


@pytest.mark.long
def test_a_few_kills_lose_nothing(own_database):
    assert proved(rounds(own_database, 25), kinds=12)


@pytest.mark.long
def test_a_thousand_kills_at_every_step_lose_nothing(own_database):
    answer = rounds(own_database, 1000)
    assert proved(answer, kinds=60)
    assert answer["rounds"] >= answer["steps"]  # every step was killed at
