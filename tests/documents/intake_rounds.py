"""
A program of its own: what takes files in from the hand-in folder is killed at every step, again and again.

A step is any call or return in the modules that take a file in, the calls of the system among them: each
round kills at another one. Prints one JSON object: how many steps there are and at how many a kill fell, what
was lost after each kill, and what lies unreferenced or was left behind after recovery.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

import giaoban.documents.actions.folder
import giaoban.documents.actions.intake
import giaoban.files.actions
from giaoban.documents.actions import take_in_folder
from giaoban.documents.models import Intake
from giaoban.files.actions import remove_leftovers
from giaoban.files.models import StoredFile
from giaoban.files.reads import path_of
from tests import make

WATCHED = {
    module.__file__
    for module in (
        giaoban.documents.actions.folder,
        giaoban.documents.actions.intake,
        giaoban.files.actions,
    )
}


def watched(seen: list[str], kill_at: int):
    """A profiler that counts the steps and kills this process at one of them; 0: never."""

    def step(frame, event, argument):
        if frame.f_code.co_filename not in WATCHED and not (
            frame.f_back and frame.f_back.f_code.co_filename in WATCHED
        ):
            return
        name = getattr(argument, "__name__", "") if event.startswith("c_") else ""
        seen.append(f"{event} {frame.f_code.co_name} {name}")
        if len(seen) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


def look(root: Path, *, kill_at: int = 0) -> list[str]:
    """Look into the folder once in a process of its own; its steps, empty when it was killed."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        seen: list[str] = []
        sys.setprofile(watched(seen, kill_at))
        take_in_folder(root, at=timezone.now() + timedelta(minutes=1))
        sys.setprofile(None)
        with os.fdopen(writing, "w") as told:
            json.dump(seen, told)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        words = told.read()
    os.waitpid(child, 0)
    return json.loads(words) if words else []


def hand_in(root: Path, number: int) -> tuple[Path, str]:
    """A new file in the folder, and the hash of its bytes."""
    path = root / f"cong-van-{number}.txt"
    data = f"SỞ TÀI CHÍNH\nSố: {number}/STC-NS\nV/v kinh phí {number}\n".encode()
    path.write_bytes(data)
    return path, hashlib.sha256(data).hexdigest()


def is_lost(path: Path, sha256: str) -> bool:
    """Whether neither the source nor a row with whole bytes is there."""
    if path.exists():
        return hashlib.sha256(path.read_bytes()).hexdigest() != sha256
    has_row = Intake.objects.filter(sha256=sha256, file__isnull=False).exists()
    stored = path_of(sha256)
    return not (has_row and stored.exists() and hashlib.sha256(stored.read_bytes()).hexdigest() == sha256)


def unreferenced() -> list[str]:
    """Names in the store that no row knows."""
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    found = [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]
    return [path.name for path in found if path.name not in known]


def main(rounds: int, seed: int) -> None:
    """Kill as often as asked, and tell what came of it."""
    chance = random.Random(seed)
    call_command("migrate", verbosity=0)
    make.cast()
    root = Path(settings.DATA) / "handed-in"
    root.mkdir(parents=True)
    hand_in(root, 0)
    look(root)
    hand_in(root, 1)
    steps = look(root)
    lost, stuck, dangling, doubled, hit = [], [], [], [], set()
    for number in range(2, rounds + 2):
        at = (number - 2) % len(steps) + 1 if rounds >= len(steps) else chance.randint(1, len(steps))
        path, sha256 = hand_in(root, number)
        if not look(root, kill_at=at):
            hit.add(steps[at - 1])
        if is_lost(path, sha256):
            lost.append(at)
        look(root)
        remove_leftovers(older_than=timezone.now() + timedelta(minutes=1))
        if path.exists():
            stuck.append(at)
        if is_lost(path, sha256):
            lost.append(at)
        if Intake.objects.filter(sha256=sha256).count() != 1:
            doubled.append(at)
        if unreferenced():
            dangling.append(at)
    answer = {"steps": len(steps), "kinds": len(hit), "lost": lost, "stuck": stuck}
    print(json.dumps(answer | {"unreferenced": dangling, "doubled": doubled, "rounds": rounds}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
