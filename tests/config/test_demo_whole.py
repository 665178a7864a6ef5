"""What a newcomer starts: the demo with its two whole years."""

from __future__ import annotations

import json
import subprocess
import sys

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


def asked_tonight(environment):
    """How many periods of repeated tasks the worker would ask at its first look."""
    script = (
        "import django; django.setup()\n"
        "from django.utils import timezone\n"
        "from giaoban.assignments.jobs import ask_due\n"
        "now = timezone.now()\n"
        "print(ask_due(timezone.localdate(now), at=now))\n"
    )
    own = {**environment, "DJANGO_SETTINGS_MODULE": "giaoban.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, env=own, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.long
def test_the_demo_lives_two_years_and_everything_in_it_is_proved(own_database):
    own = {**own_database, "GIAOBAN_MODE": "demo"}
    run(own, "demo", "--fill-only")
    proof = json.loads(run(own, "check", "--json"))
    assert (proof["holds"], proof["faults"]) == (True, [])
    assert proof["journal_entries"] > 5_000
    assert asked_tonight(own) == 0, "every period of a repeated task was asked in its night, and lived"
