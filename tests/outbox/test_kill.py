"""Kill -9 of workers at any moment: nothing acknowledged is lost, nothing doubled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

ROUNDS = 20
PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def own_database(tmp_path):
    """The environment of a process with an empty database of its own, on the engine under test."""
    environment = {
        **os.environ,
        "GIAOBAN_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    found = settings.DATABASES["default"]
    if "sqlite" in found["ENGINE"]:
        yield environment
        return
    facts = {
        "host": found["HOST"],
        "port": found["PORT"],
        "user": found["USER"],
        "password": found["PASSWORD"],
    }
    name = f"kill_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(dbname="postgres", autocommit=True, **facts) as server:
        server.execute(f"CREATE DATABASE {name}")
        secret = f":{found['PASSWORD']}" if found["PASSWORD"] else ""
        address = f"{found['USER']}{secret}@{found['HOST']}:{found['PORT']}"
        yield {**environment, "DATABASE_URL": f"postgres://{address}/{name}"}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


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
