"""Several processes, one database: what is committed in one is found by the next search in another."""

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

PROJECT = Path(__file__).resolve().parents[2]
ROUNDS = 24
LONGEST = 1.0  # seconds from an act to the answer that knows of it: the search itself takes it up


@pytest.fixture
def environment(tmp_path):
    """The environment of processes with an empty database of their own, on the engine under test."""
    own = {**os.environ, "GIAOBAN_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "giaoban.config.settings"}
    own.pop("DATABASE_URL", None)
    found = settings.DATABASES["default"]
    if "sqlite" in found["ENGINE"]:
        yield own
        return
    facts = {
        "host": found["HOST"],
        "port": found["PORT"],
        "user": found["USER"],
        "password": found["PASSWORD"],
    }
    name = f"search_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(dbname="postgres", autocommit=True, **facts) as server:
        server.execute(f"CREATE DATABASE {name}")
        secret = f":{found['PASSWORD']}" if found["PASSWORD"] else ""
        address = f"{found['USER']}{secret}@{found['HOST']}:{found['PORT']}"
        yield {**own, "DATABASE_URL": f"postgres://{address}/{name}"}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.long
def test_killed_in_the_middle_of_taking_up_nothing_is_lost(environment):
    answer = json.loads(run(environment, "tests.search.rounds", str(ROUNDS), "20250612").splitlines()[-1])
    assert answer["papers"] == answer["indexed"] == ROUNDS * 5
    assert answer["caught_up"]
    assert not answer["faults"]
    assert answer["killed_before_the_end"] > 0  # else no kill came in time, and the test proved nothing


@pytest.mark.long
def test_an_act_of_one_process_is_found_by_the_next_search_of_two_others(environment):
    run(environment, "tests.search.writer", "begin")
    searchers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.search.searcher", "thuky@sonhai.example"],
            cwd=PROJECT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _number in range(2)
    ]  # fmt: skip

    def ask(searcher, words):
        searcher.stdin.write(f"{words}\n")
        searcher.stdin.flush()
        return json.loads(searcher.stdout.readline())

    try:
        for searcher in searchers:
            assert ask(searcher, "gốm sứ")["titles"] == []
        with subprocess.Popen(
            [sys.executable, "-m", "tests.search.writer", "go"],
            cwd=PROJECT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as writer:  # fmt: skip
            for number in range(1, 9):
                writer.stdin.write("gốm sứ\n")
                writer.stdin.flush()
                assert writer.stdout.readline().strip() == "committed"
                for searcher in (searchers[number % 2], searchers[1 - number % 2]):
                    answer = ask(searcher, "gom su")
                    assert len(answer["titles"]) == number
                    assert answer["is_current"]
                    assert answer["seconds"] < LONGEST
            writer.stdin.close()
    finally:
        for searcher in searchers:
            searcher.stdin.close()
            searcher.wait(timeout=20)
            searcher.stdout.close()
