"""Kill -9 of web and worker at any moment: nothing acknowledged is lost, nothing is doubled."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time

import pytest

from tests.config.killing import GIAOBAN, PROJECT, Site, Visitor

ROUNDS = 15
ALL_AT_ONCE = (5, 10)  # in these rounds everything is killed together and started again
LONGEST_SECONDS = 60  # only a machine in trouble needs as much


def program(environment, *command):
    """Run a program in the project folder; what it prints, read as JSON."""
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def unit_acts(duties):
    """Receive, report and submit each duty: (name, address, fields, file)."""
    for number, code in enumerate(duties):
        yield ("receive", code), f"/duties/{code}/receive/", {}, None
        told = {"percent": "50", "words": f"Tin {number}"}
        yield ("report", code), f"/duties/{code}/report/", told, None
        given = {
            "product_kind": "document",
            "document_number": f"{number}/BC-STC",
            "document_date": "12/06/2025",
        }
        file = (f"{number}.txt", f"Kết quả số {number}".encode())
        yield ("submit", code), f"/duties/{code}/submit/", given, file


def confirmations(papers):
    """Confirm the review of each paper as it was first shown."""
    for code in papers:
        yield ("confirm", code), f"/documents/{code}/confirm/", {"version": "1"}, None


def kill_again_and_again(site, visitors, chance):
    """Rounds of killing while people work, then peace until they are done; how many rounds there were."""
    for number in range(ROUNDS):
        time.sleep(chance.uniform(0.02, 0.25))
        if number in ALL_AT_ONCE:
            site.kill_all()
        elif number % 5 == 1:
            site.kill_worker()
        else:
            site.kill_one(chance)
        site.start()
        if not any(visitor.is_alive() for visitor in visitors):
            return number
        wait_until_somebody_goes_on(visitors)
    for visitor in visitors:
        visitor.join(LONGEST_SECONDS)
    return ROUNDS


def wait_until_somebody_goes_on(visitors):
    """Until one more act was answered: kills fall among acts, not into the starting of processes."""
    before, until = done_by(visitors), time.monotonic() + 10
    while done_by(visitors) == before and time.monotonic() < until and any(v.is_alive() for v in visitors):
        time.sleep(0.005)


def done_by(visitors):
    return sum(len(visitor.acknowledged) for visitor in visitors)


@pytest.mark.long
def test_what_was_acknowledged_is_there_once_however_often_everything_is_killed(own_database, tmp_path):
    run = [sys.executable, "-m", "tests.config.killed_site"]
    cast = program(own_database, *run, "fill")
    stop, chance = threading.Event(), random.Random(20250612)
    with (tmp_path / "log").open("w") as log:
        site = Site(own_database, log)
        site.start()
        visitors = [
            Visitor(site.port, cast["unit"], list(unit_acts(cast["duties"])), stop),
            *(
                Visitor(site.port, email, list(confirmations(cast["papers"])), stop)
                for email in cast["secretaries"]
            ),
        ]
        try:
            for visitor in visitors:
                visitor.start()
            wait_until_somebody_goes_on(visitors)
            rounds = kill_again_and_again(site, visitors, chance)
        finally:
            stop.set()
            site.stop()
    said = (tmp_path / "log").read_text()[-3000:]
    assert [visitor.fault for visitor in visitors] == [None, None, None], said
    assert not any(visitor.is_alive() for visitor in visitors), said
    # Kills must have hit acts, else nothing was proved; a quick machine is done before the last rounds.
    assert rounds > max(ALL_AT_ONCE) - 3
    assert sum(visitor.sent_again for visitor in visitors) > 0
    facts = program(own_database, *run, "facts")
    acts_of_the_unit_hold(cast, visitors[0], facts)
    papers_gave_their_work_once(cast, visitors[1:], facts)
    proof = program(own_database, GIAOBAN, "check", "--json")
    assert (proof["holds"], proof["faults"]) == (True, [])


def acts_of_the_unit_hold(cast, unit, facts):
    """Every duty is handed in, with one report, one submission and its one file."""
    assert [name for name, _status, _place in unit.acknowledged] == [
        (verb, code) for code in cast["duties"] for verb in ("receive", "report", "submit")
    ]
    written = [facts["journal"][f"duties.{verb}"] for verb in ("received", "reported", "submitted")]
    assert written == [len(cast["duties"])] * 3
    assert {facts["states"][code] for code in cast["duties"]} == {"submitted"}
    assert facts["reports"] == [[code, f"Tin {n}"] for n, code in enumerate(cast["duties"])]
    assert facts["submissions"] == [
        [code, f"{n}/BC-STC", f"{n}.txt"] for n, code in enumerate(cast["duties"])
    ]


def papers_gave_their_work_once(cast, secretaries, facts):
    """Both secretaries were led to every paper, and each gave its work once, numbered without gaps."""
    for secretary in secretaries:
        assert [place for _name, _status, place in secretary.acknowledged] == [
            f"/documents/{code}/" for code in cast["papers"]
        ]
    assert facts["journal"]["assignments.confirmed"] == len(cast["papers"])
    assert set(facts["reviews"].values()) == {"confirmed"}
    assert set(facts["tasks"].values()) == {cast["tasks_of_a_paper"]}
    assert set(facts["parts"].values()) == {cast["duties_of_a_paper"]}
    assert len(facts["tasks"]) == len(facts["parts"]) == len(cast["papers"])
    assert facts["numbers"] == list(range(1, cast["tasks_of_a_paper"] * len(cast["papers"]) + 1))
